"""Places as a tree: the narrowest named one is where people were harmed, and the tree says which theatre that is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from streams.codebook.reading import CodebookError

if TYPE_CHECKING:
    from streams.codebook.book import Codebook

NOWHERE = "other"
"""The theatre of a place that lies in none."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place (`places.toml`). `within` is the place that contains it; `theatre` holds for it and what it contains.

    `names` are spelt as in news, the first is the one to show; a name that is written small ("northern Gaza") is found
    so.
    A place without `theatre` takes that of the place around it. `capital` is the place that "the capital" means there.
    """

    id: str
    names: tuple[str, ...]
    within: str | None = None
    theatre: str | None = None
    capital: str | None = None

    def __post_init__(self) -> None:
        """Every place has a name."""
        if not self.names:
            raise ValueError("names is empty; a place has at least one")


@dataclass(frozen=True, slots=True)
class Found:
    """A place named in a text: characters `start` to `end`."""

    place: Place
    start: int
    end: int


def theatre_of(place: str | None, codebook: "Codebook") -> str:
    """The theatre of a place: its own, else that of the nearest place around it that has one, else `other`."""
    for step in around(place, codebook):
        if step.theatre is not None:
            return step.theatre
    return NOWHERE


def around(place: str | None, codebook: "Codebook") -> list[Place]:
    """The place and those that contain it, the narrowest first."""
    found: list[Place] = []
    while place is not None:
        step = codebook.places.get(place)
        if step is None or step in found:
            raise CodebookError(f"places.toml: {place} is no place, or lies in itself; mend `within`")
        found.append(step)
        place = step.within
    return found


class Places:
    """The names of a codebook's places, found in text in one pass."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._by_name = {_key(name): place for place in places.values() for name in place.names}
        self._small = {_key(name).split()[0] for place in places.values() for name in place.names if name[0].islower()}
        self._firsts = frozenset(name.split()[0] for name in self._by_name)
        self.words = frozenset(word for name in self._by_name for word in name.split())
        self.depth: dict[str, int] = {}
        for place in places.values():
            depth, step = 0, place
            while step.within is not None and depth < 20:
                step, depth = places[step.within], depth + 1
            self.depth[place.id] = depth
        names = sorted(self._by_name, key=len, reverse=True)
        self._longest = max((len(name.split()) for name in names), default=1)

    def find(self, text: str) -> list[Found]:
        """The places named in the text, in order, the longest name first where two begin together."""
        words = list(_WORD.finditer(text))
        found: list[Found] = []
        at = 0
        while at < len(words):
            first = words[at][0]
            capital = first[0].isupper() or first in self._small or first.startswith(("al-", "el-"))
            if not capital or _key(first).split(" ")[0] not in self._firsts:
                at += 1
                continue
            for size in range(min(self._longest, len(words) - at), 0, -1):
                key = _key(text[words[at].start() : words[at + size - 1].end()])
                place = self._by_name.get(key)
                if place is not None:
                    found.append(Found(place, words[at].start(), words[at + size - 1].end()))
                    at += size - 1
                    break
            at += 1
        return found


_WORD = re.compile(r"[^\W\d_](?:\w|[-'.](?=\w)){0,40}")
_LOOSE = re.compile(r"[-\s]+")


@lru_cache(maxsize=20_000)
def _key(name: str) -> str:
    """A name without capitals, hyphens and apostrophes."""
    return _LOOSE.sub(" ", name.lower().removesuffix("'s")).replace("'", "").replace(".", "")


@cache
def places(codebook: "Codebook") -> Places:
    """The places of a codebook, ready to be found."""
    return Places(codebook.places)
