"""Figures behind a count that have no verb of their own: `40 died in the capital, 12 in Ainata and six in Duma`."""

import re
from collections.abc import Iterator

from streams.extract.casualties.chunks import Row

_NEXT = re.compile(r"[xprtNPf]{0,8}?[,:]?&?(?P<figure>F)(?=p)")
_NEW_CLAUSE = re.compile(r"p[xprtNP]{0,6}[BHbkdm]")
"""A place and then a verb: `and 40 in Goma were singing`."""


def further(row: Row, start: int, used: set[int]) -> Iterator[int]:
    """The chunks of such figures from a chunk on, each before a place."""
    while (match := _NEXT.match(row.letters, start)) is not None:
        place = match.start("figure")
        if place in used or row.letters[place - 1] not in ",:&" or not _is_elsewhere(row, place):
            return
        yield place
        start = place + 1


def _is_elsewhere(row: Row, place: int) -> bool:
    """A figure without a noun, or of people, before a place: `12 in Ainata`."""
    figure = row.chunks[place].figure
    preposition = row.chunks[place + 1].start
    if _NEW_CLAUSE.match(row.letters, place + 1):
        return False
    if figure is None or figure.head not in ("bare", "people") or figure.quantity.form == "article":
        return False
    following = [word for word in row.words[preposition + 1 : preposition + 3] if word.low not in ("the", "nearby")]
    return row.words[preposition].low in ("in", "at", "near", "outside") and bool(following) and following[0].capital
