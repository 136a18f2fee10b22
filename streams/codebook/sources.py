"""Who gives figures: ministries, armies, agencies and monitors, with a rank that says whose figure is taken as the
best.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streams.codebook.book import Codebook

LAST_RANK = 9


@dataclass(frozen=True, slots=True)
class Source:
    """One source (`sources.toml`). `rank` 1 counts itself and is seldom disputed, 9 is a party's claim about its enemy.

    `names` mean it anywhere, in small letters. `generic` mean it where the count's theatre is one of `theatres`: "the
    health
    ministry".
    """

    id: str
    name: str
    rank: int
    names: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    theatres: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Ranks run from 1 to 9, and a source can be named."""
        if not 1 <= self.rank <= LAST_RANK:
            raise ValueError(f"rank is a whole number from 1 to {LAST_RANK}")
        if not self.names and not (self.generic and self.theatres):
            raise ValueError("give names, or generic with theatres")


class Sources:
    """The names of a codebook's sources, found in the words that a text attributes a figure to."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._names = sorted(
            ((_plain(name), source) for source in sources.values() for name in source.names),
            key=lambda pair: -len(pair[0]),
        )
        self._generic = sorted(
            ((_plain(name), source) for source in sources.values() for name in source.generic),
            key=lambda pair: -len(pair[0]),
        )

    def find(self, written: str, theatre: str) -> Source | None:
        """The source that the words mean for a count in the theatre, or None where the codebook has none."""
        plain = f" {_plain(written)} "
        for name, source in self._generic:
            if theatre in source.theatres and f" {name} " in plain:
                return source
        for name, source in self._names:
            if f" {name} " in plain:
                return source
        return None


_SIGNS = re.compile(r"[^\w]+")


def _plain(text: str) -> str:
    """Small letters and single spaces, without possessive endings and other signs."""
    return _SIGNS.sub(" ", text.lower().replace("'s", "").replace("s'", "s")).strip()


@cache
def sources(codebook: "Codebook") -> Sources:
    """The sources of a codebook, ready to be found."""
    return Sources(codebook.sources)
