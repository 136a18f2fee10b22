"""Who was harmed, in the words of the text."""

import re

from streams.extract.casualties.chunks import Row
from streams.extract.casualties.figures import Figure
from streams.extract.casualties.grammar import Hit
from streams.extract.casualties.vocabulary import Vocabulary
from streams.extract.wordsets import wordset

LONGEST = 300
"""Characters of a group as it is written."""

_WHOLES = wordset("grouping.wholes")
_JOINTS = wordset("grouping.joints")
_JOINING = re.compile(
    r"^(?:(?:of|more|other|others|the|its|his|her|their|additional|further|them|whom)\b[ ,]{0,2})+", re.IGNORECASE
)


def group(text: str, row: Row, hit: Hit, known: Vocabulary) -> str:
    """The group of a count: its own noun, else the noun counted before it, else people."""
    return _own(text, row, hit.figure, known) or _before(text, row, hit.place) or "people"


def is_part(row: Row, hit: Hit) -> bool:
    """`five of them`, `23 of the dead`: a part of a total that is told elsewhere."""
    if hit.member or hit.figure.partitive in ("them", "whom"):
        return True
    first = hit.figure.noun[0]
    return hit.figure.partitive == "the" and any(word.low in _WHOLES for word in row.words[first : first + 4])


def _own(text: str, row: Row, figure: Figure, known: Vocabulary) -> str | None:
    first, last = figure.noun
    if figure.partitive in ("them", "whom"):
        named = next((word for word in row.words[last : last + 3] if word.low not in _JOINTS), None)
        return named.text if named is not None and named.low in known.people else None
    if figure.head == "counted":
        last -= 1  # the noun says the harm: of "Palestinian deaths" the group is Palestinian
    return _written(text, row, (first, last))


def _before(text: str, row: Row, place: int) -> str | None:
    """`four soldiers were killed and 58 hurt`: a bare number is of those counted before it."""
    for earlier in reversed(row.chunks[:place]):
        figure = earlier.figure
        if figure is not None and figure.head == "people" and not figure.named:
            return _written(text, row, figure.noun)
    return None


def _written(text: str, row: Row, noun: tuple[int, int]) -> str | None:
    """The words of a noun phrase without those that only join it to its amount."""
    first, last = noun
    if first >= last:
        return None
    return _JOINING.sub("", text[row.words[first].start : row.words[last - 1].end]).strip()[:LONGEST] or None
