"""Figures that are parts of a total told before them: `five of them children`, `29 were women`."""

import re
from collections.abc import Iterator, Sequence

from streams.extract.casualties.chunks import Row
from streams.extract.tokens import Token
from streams.extract.wordsets import wordset

_GRAVER = wordset("parts.graver")
"""How badly some of the wounded are hurt: `12 injured, three seriously`."""

_CARE = wordset("parts.care")
"""Words that say where the hurt are."""


_HELD = re.compile(r"B[rxH]{0,3}h")
"""`97 of whom are still held`."""


def members_of(row: Row, main: int, taken: set[int]) -> list[int]:
    """Figures later in the sentence that are parts of the counted: `five of them children`, `29 were women`."""
    found = []
    of_those = row.words[0].low == "of"
    for place in range(main + 1, len(row.letters)):
        figure = row.chunks[place].figure
        if place in taken or figure is None or row.letters[place] != "F":
            continue
        behind = row.words[figure.end : figure.end + 4]
        held = _HELD.match(row.letters, place + 1) is not None
        described = held or row.letters[place + 1 : place + 2] == "N" or row.letters[place + 1 : place + 3] == "BN"
        graver = figure.head == "bare" and behind[:1] and behind[0].low in _GRAVER
        if (
            graver
            or (figure.partitive in ("them", "whom") and (described or _in_care(behind)))
            or (of_those and figure.head == "bare" and row.letters[place + 1 : place + 3] == "BN")
        ):
            found.append(place)
    return found


def of_those(row: Row) -> list[int]:
    """`Of those, 18 were children`: a sentence about the counted of the one before it."""
    low = [word.low for word in row.words[:2]]
    if low not in (["of", "those"], ["of", "these"], ["of", "them"], ["among", "those"]):
        return []
    return [match.start() for match in re.finditer(r"FBN", row.letters)]


def in_care(row: Row) -> list[int]:
    """Figures of them that are taken to hospital."""
    figures = ((place, chunk.figure) for place, chunk in enumerate(row.chunks))
    return [
        place
        for place, figure in figures
        if figure is not None and figure.partitive == "them" and _in_care(row.words[figure.end : figure.end + 8])
    ]


def _in_care(words: Sequence[Token]) -> bool:
    """What is said of the parts is where the hurt go."""
    return any(word.low in _CARE for word in words)


_DIED_THERE = re.compile(r"dp[xprN]{1,5},?&(?P<figure>F)D")


def died_in_care(row: Row) -> Iterator[int]:
    """`One died at the gate and a second in hospital`: the verb of the first is meant for the second."""
    for match in _DIED_THERE.finditer(row.letters):
        state = row.words[row.chunks[match.end() - 1].start].low
        verb = row.words[row.chunks[match.start()].start].low
        if state == "in" and verb == "died":
            yield match.start("figure")
