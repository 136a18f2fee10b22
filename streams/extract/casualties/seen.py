"""A hit in its sentence, as the vetoes look at it."""

from dataclasses import dataclass

from streams.extract.casualties.chunks import Row
from streams.extract.casualties.grammar import Hit


@dataclass(frozen=True, slots=True)
class Seen:
    """A hit in its sentence; `told` are the harm words that have a figure, as chunk numbers."""

    row: Row
    hit: Hit
    told: frozenset[int]


def lows(row: Row, start: int, end: int) -> list[str]:
    """The words of the chunks from `start` to `end`."""
    first = row.chunks[max(0, start)].start if start < len(row.chunks) else len(row.words)
    last = row.chunks[end - 1].end if end > 0 else 0
    return [word.low for word in row.words[first:last]]
