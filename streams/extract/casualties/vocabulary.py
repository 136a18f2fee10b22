"""The words of the count grammar, compiled once from a codebook: which nouns are people, which words say a harm."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from schemas.vocabulary import Harm
from streams.codebook import Codebook
from streams.codebook.groups import nouns, plural_of
from streams.codebook.harms import HarmWord
from streams.extract.numbers import Amounts
from streams.extract.tokens import Token
from streams.extract.wordsets import wordset

ROLES = ("of", "those", "happens", "done", "doing", "state", "toll", "counted")
"""The lists of a harm word; where a phrase is on several, the grammar meets it under the first of these."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One way to say a harm: the entry and the name of the list in `harms.toml`."""

    word: HarmWord
    role: str

    @property
    def harm(self) -> Harm:
        """What is done."""
        return self.word.harm


class Phrases:
    """Phrases of one or several words, the longest first, found by their first two words."""

    def __init__(self, entries: Iterable[tuple[str, Cue]]) -> None:
        by_phrase: dict[tuple[str, ...], list[Cue]] = {}
        for phrase, cue in entries:
            by_phrase.setdefault(tuple(phrase.split()), []).append(cue)
        self._alone: dict[str, tuple[Cue, ...]] = {}
        self._by_two: dict[str, dict[str, list[tuple[tuple[str, ...], tuple[Cue, ...]]]]] = {}
        for parts, cues in sorted(by_phrase.items(), key=lambda pair: -len(pair[0])):
            ranked = tuple(sorted(cues, key=lambda cue: ROLES.index(cue.role)))
            if len(parts) == 1:
                self._alone[parts[0]] = ranked
            else:
                self._by_two.setdefault(parts[0], {}).setdefault(parts[1], []).append((parts, ranked))

    def at(self, words: Sequence[Token], place: int) -> tuple[int, tuple[Cue, ...]] | None:
        """How many tokens the longest phrase at this token has, and its cues."""
        low = words[place].low
        longer = self._by_two.get(low)
        if longer is not None and place + 1 < len(words):
            for parts, cues in longer.get(words[place + 1].low, ()):
                if len(parts) == 2 or tuple(word.low for word in words[place : place + len(parts)]) == parts:
                    return len(parts), cues
        alone = self._alone.get(low)
        return None if alone is None else (1, alone)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the grammar knows of words: nouns of people (one, several), nouns of things, cues, and the gate.

    `gate`: single words of which a sentence must have one, or it is not read for counts.
    """

    amounts: Amounts
    person: frozenset[str]
    people: frozenset[str]
    things: frozenset[str]
    cues: Phrases
    gate: frozenset[str]
    forenames: frozenset[str]


@cache
def vocabulary(codebook: Codebook) -> Vocabulary:
    """The words of a codebook, ready for the grammar."""
    groups = codebook.groups
    cues = [
        (phrase, Cue(word, role))
        for word in codebook.harms.values()
        for role in ROLES
        for phrase in getattr(word, role)
    ]
    singular = {word for group in groups.values() for word in group.words}
    every = {word for group in groups.values() for word in nouns(group, groups)}
    things = {
        form
        for thing in codebook.things.values()
        for word in thing.words
        for form in (word, plural_of(word), *thing.plural)
    }
    telling = {_telling(phrase.split(), first=role == "of") for phrase, role in _roles(cues)}
    return Vocabulary(
        amounts=Amounts(codebook.amounts.values()),
        person=_lasts(singular),
        people=_lasts(every - singular),
        things=frozenset(things) - every,
        cues=Phrases(cues),
        gate=frozenset(telling - {""}) | _VERBS_OF_HARM,
        forenames=frozenset(name for entry in codebook.forenames.values() for name in entry.names),
    )


_VERBS_OF_HARM = wordset("vocabulary.verbs-of-harm")
"""Words that say a harm only together with others (see the rules `lost`, `taking`, `hold`)."""

_TOO_COMMON = wordset("vocabulary.too-common")


def _roles(cues: Iterable[tuple[str, Cue]]) -> Iterable[tuple[str, str]]:
    return ((phrase, cue.role) for phrase, cue in cues)


def _telling(words: Sequence[str], *, first: bool) -> str:
    """The word of a phrase that opens the gate: the last that is not everywhere, of `killing of` the first."""
    ordered = words if first else words[::-1]
    return next((word for word in ordered if word not in _TOO_COMMON), "")


def _lasts(words: Iterable[str]) -> frozenset[str]:
    """The last words of nouns: "aid worker" is found by "worker"."""
    return frozenset(word.split()[-1] for word in words)
