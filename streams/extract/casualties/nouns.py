"""Finds figures: amounts with what they count, families and pairs, and one of somebody's."""

from collections.abc import Sequence
from dataclasses import replace

from streams.extract.casualties.figures import Figure
from streams.extract.casualties.phrases import PhraseReader
from streams.extract.casualties.vocabulary import Vocabulary
from streams.extract.quantities import Quantity
from streams.extract.tokens import Token
from streams.extract.wordsets import wordset

_STOP = wordset("nouns.stop")


class FigureReader:
    """Finds the figures of one sentence."""

    def __init__(self, words: Sequence[Token], known: Vocabulary, names: frozenset[str], *, caps: bool) -> None:
        self._words, self._known, self._names, self._caps = words, known, names, caps
        self._phrases = PhraseReader(words, known)

    def figure(self, at: int) -> Figure | None:
        """The figure that begins at the token, or None. One of something is a figure only with a noun that means
        people.
        """
        special = self._family(at)
        if special is not None:
            return special
        quantity = self._known.amounts.quantity(self._words, at)
        if quantity is None:
            return self._possessed(at)
        if self._is_age(quantity):
            return None
        found = self._phrases.figure(quantity)
        if quantity.form == "article" and (found.head != "people" or self._is_plural(found)):
            last = self._words[quantity.end - 1].low
            ordinal = quantity.end - quantity.start == 2 and last not in ("further", "additional", "single", "another")
            alone = found.head == "bare" and found.partitive is None and (last == "another" or ordinal)
            return found if alone else None
        return found

    def _is_plural(self, found: Figure) -> bool:
        """`a school for pupils`: the noun of one person is singular."""
        return found.word in self._known.people and found.word not in self._known.person

    def _is_people(self, at: int) -> bool:
        low = self._words[at].low
        return low in self._known.people or low in self._known.person

    # Other figures

    def _family(self, at: int) -> Figure | None:
        """`a family of five`, `twin brothers`: the number is in the noun."""
        if self._words[at].low not in ("a", "twin", "twins"):
            return None
        low = [word.low for word in self._words[at : at + 4]]
        if low[:3] in (["a", "family", "of"], ["a", "group", "of"], ["a", "crew", "of"]) and at + 3 < len(self._words):
            quantity = self._known.amounts.quantity(self._words, at + 3)
            if quantity is not None and quantity.form in ("word", "digits"):
                found = self._phrases.figure(quantity)
                head = "people" if found.head == "bare" else found.head
                return replace(found, start=at, quantity=replace(found.quantity, start=at), head=head, word="family")
        if low[:1] == ["twin"] and low[1:2] and self._is_people(at + 1):
            return Figure(at, at + 2, Quantity(at, at + 1, 2, 2, form="word"), "people", (at, at + 2), word=low[1])
        if low[:1] == ["twins"]:
            return Figure(at, at + 1, Quantity(at, at + 1, 2, 2, form="word"), "people", (at, at + 1), word="twins")
        return None

    def _possessed(self, at: int) -> Figure | None:
        """`his bodyguard`, `her daughter`: one, where the noun is singular."""
        if self._words[at].low not in ("his", "her", "their", "its", "my", "whose") or at + 1 >= len(self._words):
            return None
        for place in range(at + 1, min(at + 4, len(self._words))):
            low = self._words[place].low
            following = self._words[place + 1].low if place + 1 < len(self._words) else ""
            if low in self._known.person and low not in self._known.people and following != "'s":
                if following in self._known.person or following in self._known.people:
                    continue
                return Figure(
                    at, place + 1, Quantity(at, at + 1, 1, 1, form="possessive"), "people", (at, place + 1), word=low
                )
            if low in _STOP or self._words[place].number:
                return None
        return None

    def _is_age(self, quantity: Quantity) -> bool:
        """`Ahmed, 29, was`: a small number between commas after a name."""
        words, at = self._words, quantity.start
        if quantity.form != "digits" or quantity.low > 115 or at < 2 or words[at - 1].low not in (",", "("):
            return False
        closed = quantity.end >= len(words) or words[quantity.end].low in (",", ")", "and", "--", ";")
        if closed and words[at - 2].low in self._known.person:
            return True
        if not (closed and words[at - 2].capital):
            return False
        full_name = at > 2 and words[at - 3].capital and words[at - 1].low == ","
        return words[at - 2].low not in self._names or self._caps or full_name
