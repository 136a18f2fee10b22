"""Finds persons called by name: capitals in a row that name no place, party or body."""

from collections.abc import Sequence

from streams.extract.casualties.figures import Figure
from streams.extract.casualties.vocabulary import Vocabulary
from streams.extract.quantities import Quantity
from streams.extract.tokens import Token
from streams.extract.wordsets import wordset

_STOP = wordset("nouns.stop")
_PARTICLES = wordset("nouns.particles")
_ORGANISED = wordset("nouns.organised")
_NO_NAME = wordset("nouns.no-name")
_TITLES = wordset("nouns.titles")


class NameReader:
    """Finds named persons in one sentence. `names` are words that name places and parties and so no person."""

    def __init__(self, words: Sequence[Token], known: Vocabulary, names: frozenset[str], *, caps: bool) -> None:
        self._words, self._known, self._names, self._caps = words, known, names, caps

    def name(self, at: int) -> Figure | None:
        """A person called by name at the token: capitals in a row that name no place, party or body.

        In a text of capitals alone, words in a row that begin with a given name.
        """
        if self._caps:
            return self._name_in_capitals(at)
        if not self._is_name_word(at):
            return None
        end = at + 1
        while end < len(self._words) and end - at < 6 and (self._is_name_word(end) or self._is_particle(end)):
            end += 1
        run = [word.low for word in self._words[at:end]]
        if run[-1] in _ORGANISED or any(low in self._names or low in self._known.people for low in run):
            return None
        first = len(run) == 1
        if first and (run[0] in _TITLES or self._words[at].text.isupper() or (at == 0 and self._is_common(run[0]))):
            return None
        return self._person(at, end)

    def _name_in_capitals(self, at: int) -> Figure | None:
        if self._words[at].low not in self._known.forenames:
            return None
        end = at + 1
        while end < len(self._words) and end - at < 6 and self._may_be_surname(end):
            end += 1
        return self._person(at, end) if end - at >= 2 else None

    def _may_be_surname(self, at: int) -> bool:
        token = self._words[at]
        if token.number or not token.low[0].isalpha() or token.low in _STOP or token.low in self._known.things:
            return token.low in _PARTICLES
        known = (
            token.low in self._known.people
            or token.low in self._known.person
            or self._known.cues.at(self._words, at) is not None
        )
        return not known and token.low not in _NO_NAME and not token.low.endswith(("ly", "ed", "ing"))

    def _person(self, at: int, end: int) -> Figure | None:
        following = self._words[end].low if end < len(self._words) else ""
        if following == "'s":
            return None
        quantity = Quantity(at, at + 1, 1, 1, form="name")
        return Figure(at, end, quantity, "people", (at, end), named=True, word=self._words[end - 1].low)

    def _is_common(self, low: str) -> bool:
        """A noun that only stands first in the sentence."""
        return low.endswith("s") or low in self._known.things or low in self._known.people or low in self._known.person

    def _is_name_word(self, at: int) -> bool:
        token = self._words[at]
        return token.capital and not token.number and token.low not in _NO_NAME and len(token.text) > 1

    def _is_particle(self, at: int) -> bool:
        following = at + 1 < len(self._words) and self._words[at + 1].capital
        low = self._words[at].low
        return (low in _PARTICLES or low.startswith(("al-", "el-"))) and (following or low.startswith(("al-", "el-")))
