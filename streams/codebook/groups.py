"""Groups of people who are counted: the closed list that tolls are kept by, and the nouns that mean people at all."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streams.codebook.book import Codebook


@dataclass(frozen=True, slots=True)
class Group:
    """One group (`groups.toml`). `words` are nouns in the singular, in small letters; plurals follow by rule.

    `plural`: nouns that have no singular or an irregular one. `of`: with these words before or after the noun, it is
    this
    group and not the general one (`hamas` makes fighters `hamas-fighters`). `base`: the general group that this one
    narrows;
    its nouns are taken over. `home`: places where this people is simply "people", so that one ministry's
    "Palestinians" and
    "people" in Gaza are one series.
    """

    id: str
    words: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    base: str | None = None
    home: tuple[str, ...] = ()
    rank: int = 5
    """Where words of several groups stand in one phrase, the lowest rank wins: "Palestinian children" are children."""


def plural_of(noun: str) -> str:
    """The regular English plural of a noun, also of compounds with man, woman, child."""
    for ending, plural in (("man", "men"), ("child", "children"), ("person", "people"), ("wife", "wives")):
        if noun.endswith(ending) and noun != "human":
            return noun[: -len(ending)] + plural
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def nouns(group: Group, groups: Mapping[str, Group]) -> Iterable[str]:
    """Every noun of a group, singular and plural, with those of the group that it narrows."""
    yield from group.words
    yield from (plural_of(word) for word in group.words)
    yield from group.plural
    if group.base is not None:
        yield from nouns(groups[group.base], groups)


class Groups:
    """The groups of a codebook, found in the words that a text uses for the people it counts."""

    def __init__(self, groups: Mapping[str, Group]) -> None:
        self._general: dict[str, str] = {}
        self._narrow: dict[str, list[Group]] = {}
        self._groups = groups
        for group in groups.values():
            if group.of:
                self._narrow.setdefault(group.base or "", []).append(group)
                continue
            for word in nouns(group, groups):
                known = self._general.get(word)
                if known is None or groups[known].rank > group.rank:
                    self._general[word] = group.id

    def find(self, written: str | None, place: tuple[str, ...] = ()) -> str | None:
        """The id of the group that the words mean, for a count in one of these places (the narrowest first).

        A people in its home is simply `people`. None where the words mean no group.
        """
        if not written:
            return None
        words = _plain(written)
        runs = [" ".join(words[at : at + size]) for size in (3, 2, 1) for at in range(len(words) - size + 1)]
        found = {self._general[run] for run in runs if run in self._general}
        if not found:
            return None
        best = min(found, key=lambda one: (self._groups[one].rank, one))
        if set(self._groups[best].home) & set(place):
            return "people"
        return self._narrowed(best, f" {' '.join(words)} ")

    def _narrowed(self, group: str, plain: str) -> str:
        for narrow in self._narrow.get(group, ()):
            if any(f" {word} " in plain for word in narrow.of):
                return narrow.id
        return group


_SIGNS = re.compile(r"[^\w.-]+")


def _plain(text: str) -> list[str]:
    return [word.strip(".-") for word in _SIGNS.split(text.lower().replace("'s", "")) if word.strip(".-")]


@cache
def groups(codebook: "Codebook") -> Groups:
    """The groups of a codebook, ready to be found."""
    return Groups(codebook.groups)
