"""The words of a sentence as 16 small numbers, so that copies are found by counting equal ones (MinHash, Broder 1997).

The share of equal places estimates how much of two sentences' words and pairs of words is common (Jaccard). Figures
count as one word, so an updated count is no new sentence; a label before or after a bar ("Opinion |") is not read.
"""

import re
from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise
from struct import unpack

COUNT = 16
"""How many values a sentence has."""

_FIGURE = "#"
_LABEL = 3
"""Words of a label beside a bar: "Opinion |", "| Levant Courier"."""

_WORD = re.compile(r"\d[\d.,:]*|[^\W\d_]+")
_VALUES = f"<{COUNT}H"


def words(text: str) -> tuple[int, ...]:
    """16 values from 0 to 65535 that depend on the text alone; linear in its length.

    One call of a cryptographic hash gives all 16 hashes of a shingle; each value is the least over the shingles.
    """
    hashes = (unpack(_VALUES, blake2b(shingle.encode(), digest_size=2 * COUNT).digest()) for shingle in _shingles(text))
    return tuple(map(min, zip(*hashes, strict=True)))


def _shingles(text: str) -> Iterator[str]:
    """Each word and each pair of neighbours; one empty shingle where there are no words."""
    read = [_FIGURE if word[0].isdigit() else word for word in _WORD.findall(_without_labels(text).casefold())]
    if not read:
        yield ""
    yield from read
    for one, other in pairwise(read):
        yield f"{one} {other}"


def _without_labels(text: str) -> str:
    parts = text.split("|")
    long = [part for part in parts if len(part.split()) > _LABEL]
    return " ".join(long or parts)
