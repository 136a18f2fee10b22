"""Reads the noun phrase after an amount: where it ends, what its noun is, and whether that means people."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from streams.extract.casualties.figures import Figure
from streams.extract.casualties.vocabulary import Cue, Vocabulary
from streams.extract.quantities import Quantity
from streams.extract.tokens import Token
from streams.extract.wordsets import wordset

_STOP = wordset("nouns.stop")
_CAPTIVE = wordset("nouns.captive")
"""After the noun of what is held, no part of its name: `held a family hostage`."""
_BODY_THINGS = wordset("nouns.body-things")
"""After `body`, things: `250 body bags`."""
_MORE = wordset("nouns.more")
_HEADS_WITH_OF = wordset("nouns.heads-with-of")
_PARTITIVE = {
    "them": "them",
    "whom": "whom",
    "these": "them",
    "those": "them",
    "which": "them",
    "us": "them",
    "its": "its",
    "their": "its",
    "his": "its",
    "her": "its",
    "our": "its",
    "the": "the",
}
_ENDINGS = ("ers", "ors", "ists", "ees", "men", "women", "ians", "goers", "folk")
LONGEST = 12
"""Words of a noun phrase."""


@dataclass(slots=True)
class _Phrase:
    """How far a phrase is read. `locked`: the rest belongs to its noun ("members of the brigade"), which stays."""

    start: int
    at: int
    more: bool
    head: str = "bare"
    word: str = ""
    cue: Cue | None = None
    partitive: str | None = None
    locked: bool = False
    ended: bool = False


class PhraseReader:
    """Reads noun phrases of one sentence."""

    def __init__(self, words: Sequence[Token], known: Vocabulary) -> None:
        self._words, self._known = words, known

    def figure(self, quantity: Quantity) -> Figure:
        """The amount with the noun phrase behind it."""
        phrase = _Phrase(quantity.end, quantity.end, quantity.more)
        while not phrase.ended and phrase.at < len(self._words) and phrase.at - phrase.start < LONGEST:
            self._step(phrase)
        if phrase.head == "unknown" and self._looks_like_people(phrase.word, quantity):
            phrase.head = "people"
        if phrase.cue is not None and phrase.head not in ("people", "counted", "unknown"):
            phrase.cue, phrase.at, phrase.head = None, phrase.start, "bare"
        return Figure(
            start=quantity.start,
            end=phrase.at,
            quantity=replace(quantity, more=phrase.more),
            head=phrase.head,
            noun=(phrase.start, phrase.at),
            cue=phrase.cue,
            partitive=phrase.partitive,
            word=phrase.word,
        )

    def _step(self, phrase: _Phrase) -> None:
        """Takes the next word into the phrase, or ends it before that word."""
        low = self._words[phrase.at].low
        if low in _MORE:
            phrase.more, phrase.at = True, phrase.at + 1
        elif self._words[phrase.at].number:
            self._number(phrase)
        elif low == "of":
            self._of(phrase)
        elif low == "and":
            joins = self._joins_people(phrase.at) if phrase.head == "people" else self._joins(phrase.at)
            phrase.at, phrase.ended = phrase.at + joins, not joins
        elif low == "'s" and phrase.partitive == "the" and self._attributive(phrase.at + 1):
            phrase.at += 1
        elif low in _STOP or (low in _CAPTIVE and phrase.head != "bare"):
            phrase.ended = True
        elif self._is_head(phrase, low):
            phrase.head, phrase.word, phrase.at = "people", low, phrase.at + 1
        elif not self._harmed(phrase):
            self._other(phrase, low)

    def _number(self, phrase: _Phrase) -> None:
        """`nine of the 12 people`: a second amount only inside a partitive."""
        inside = phrase.partitive == "the" and phrase.at == phrase.start + 2
        whole = self._known.amounts.quantity(self._words, phrase.at) if inside else None
        phrase.at, phrase.ended = (phrase.at, True) if whole is None else (whole.end, False)

    def _of(self, phrase: _Phrase) -> None:
        """After the amount ("dozens of", "two of the"), or after a noun that takes one ("members of the brigade")."""
        following = self._words[phrase.at + 1].low if phrase.at + 1 < len(self._words) else ""
        first = phrase.at == phrase.start or (phrase.at == phrase.start + 1 and phrase.more)
        if first:
            kind = _PARTITIVE.get(following)
            phrase.at += 2 if kind else 1
            phrase.partitive = kind or phrase.partitive
            phrase.ended = kind in ("them", "whom")
        elif phrase.word in _HEADS_WITH_OF:
            phrase.at += 2 if following in ("the", "its", "their", "a", "his", "her") else 1
        else:
            phrase.ended = True
        phrase.locked = phrase.locked or phrase.head == "people"

    def _is_head(self, phrase: _Phrase, low: str) -> bool:
        """A noun of people, or an age that stands for one: `a 12-year-old`."""
        return self._is_people(phrase.at) or "-year-old" in low or low.endswith("-month-old")

    def _harmed(self, phrase: _Phrase) -> bool:
        """A harm word inside: `26 injured people` (goes on), `12 deaths` (ends). False where there is none."""
        found = self._known.cues.at(self._words, phrase.at)
        if found is None:
            return False
        size, cues = found
        low = self._words[phrase.at].low
        following = self._words[phrase.at + size].low if phrase.at + size < len(self._words) else ""
        if following in _BODY_THINGS and low in ("body", "bodies"):
            phrase.head, phrase.word, phrase.at, phrase.ended = "thing", following, phrase.at + size + 1, True
            return True
        for cue in cues:
            if cue.role == "counted" and low not in ("dead", "wounded", "injured", "killing"):
                phrase.at += size
                phrase.head, phrase.word, phrase.ended = "counted", self._words[phrase.at - 1].low, True
                phrase.cue = phrase.cue or cue
                return True
            attributive = size == 1 and phrase.head != "people" and self._attributive(phrase.at + 1)
            if cue.role in ("done", "state") and attributive:
                phrase.at += size
                phrase.cue = phrase.cue or cue
                return True
        phrase.ended = True
        return True

    def _other(self, phrase: _Phrase, low: str) -> None:
        """A word that may describe or be the noun; a verb ends the phrase."""
        adverb = low.endswith("ly") and not self._attributive(phrase.at + 1)
        if adverb or self._is_verb(phrase.at, first=phrase.head == "bare" or self._words[phrase.at - 1].low == "and"):
            phrase.ended = True
            return
        described = phrase.word in self._known.person and not self._words[phrase.at].capital
        if phrase.locked:
            pass
        elif low in self._known.things:
            phrase.head, phrase.word = "thing", low
        elif phrase.head != "people" or described:
            phrase.head, phrase.word = "unknown", low
        phrase.at += 1

    def _joins(self, at: int) -> bool:
        """`Hamas and Islamic Jihad terrorists`: a noun of people comes, and no new amount."""
        ahead = self._words[at + 1 : at + 5]
        for place, token in enumerate(ahead, at + 1):
            if self._is_people(place) and token.low in self._known.people:
                return place > at + 1 or self._words[at - 1].low not in self._known.things
            if token.low in _STOP or token.number or self._known.amounts.quantity(self._words, place) is not None:
                return False
        return False

    def _joins_people(self, at: int) -> bool:
        """`women and children`: another plural noun of people without an amount."""
        for place in range(at + 1, min(at + 3, len(self._words))):
            if self._words[place].low in self._known.people and not self._words[place].number:
                return self._words[at - 1].low in self._known.people
            harmed = self._known.cues.at(self._words, place) is not None
            if (
                harmed
                or self._words[place].low in _STOP
                or self._known.amounts.quantity(self._words, place) is not None
            ):
                return False
        return False

    def _attributive(self, at: int) -> bool:
        """A noun of people follows directly, or after one or two words that describe it."""
        for place in range(at, min(at + 3, len(self._words))):
            if self._is_people(place):
                return True
            if self._words[place].low in _STOP or self._known.amounts.quantity(self._words, place) is not None:
                return False
        return False

    def _is_people(self, at: int) -> bool:
        low = self._words[at].low
        return low in self._known.people or low in self._known.person

    def _is_verb(self, at: int, *, first: bool) -> bool:
        low = self._words[at].low
        if not low.endswith(("ed", "ing")) or len(low) <= 4 or "-" in low:
            return False
        return not (first and self._attributive(at + 1))

    def _looks_like_people(self, word: str, quantity: Quantity) -> bool:
        if word in self._known.things or quantity.form == "article":
            return False
        return word.endswith(_ENDINGS) and len(word) > 5
