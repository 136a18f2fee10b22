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
        if row.letters[place + 1 : place + 2] == "I" and row.letters[place + 2 : place + 3] in ("", ","):
            found.append(place)  # "nine children among them"
            continue
        if _goes_on(row, found, place):
            found.append(place)
            continue
        described = held or row.letters[place + 1 : place + 2] == "N" or row.letters[place + 1 : place + 3] == "BN"
        article = row.letters[place + 1 : place + 2] == "F" and row.words[behind_at(row, place)].low in ("a", "an")
        if article and place + 1 in taken:
            continue
        described = described or article or (behind[:1] != () and behind[0].low in _WHERE)
        if _of_them(row, figure.start) and figure.head == "people":
            found.append(place)  # "of them 40 civilians"
            continue
        graver = figure.head == "bare" and behind[:1] and behind[0].low in _GRAVER
        if (
            graver
            or (figure.partitive in ("them", "whom") and (described or _in_care(behind)))
            or (of_those and figure.head == "bare" and row.letters[place + 1 : place + 3] == "BN")
        ):
            found.append(place)
    return found


def behind_at(row: Row, place: int) -> int:
    """The token at which the chunk behind this one begins."""
    return row.chunks[place + 1].start


def _of_them(row: Row, start: int) -> bool:
    """`of them` or `of whom` right before a figure."""
    return start > 1 and row.words[start - 2].low == "of" and row.words[start - 1].low in ("them", "whom", "these")


_WHERE = wordset("parts.where")
"""Words behind `four of them` that say where or when those died."""


def of_those(row: Row) -> list[int]:
    """`Of those, 18 were children`: a sentence about the counted of the one before it."""
    low = [word.low for word in row.words[:2]]
    if low not in (["of", "those"], ["of", "these"], ["of", "them"], ["among", "those"]):
        return []
    return [match.start() for match in re.finditer(r"FBN", row.letters)]


def of_the_dead(row: Row) -> Iterator[tuple[int, str]]:
    """`Twenty of the victims were children`: parts of a whole that the figure names itself, with its noun."""
    for match in re.finditer(r"FBr?[NxF]", row.letters):
        figure = row.chunks[match.start()].figure
        if figure is not None and figure.partitive == "the":
            noun = next((word.low for word in row.words[figure.start : figure.end] if word.low in _WHOLES), None)
            if noun is not None:
                yield match.start(), noun


_WHOLES = wordset("grouping.wholes")


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


def _goes_on(row: Row, found: list[int], place: int) -> bool:
    """`12 of them women and 5 children`: the next in the list of the parts."""
    figure = row.chunks[place].figure
    if not found or figure is None or figure.head != "people" or figure.partitive:
        return False
    between = row.letters[found[-1] + 1 : place]
    closed = row.letters[place + 1 : place + 2] in ("", ",", ":", "-", "&", "p", "v")
    return between in ("N&", "N,", "N,&", ",", "&", ",&") and closed


_DIED_THERE = re.compile(r"dp[xprN]{1,5},?&(?P<figure>F)D")


def died_in_care(row: Row) -> Iterator[int]:
    """`One died at the gate and a second in hospital`: the verb of the first is meant for the second."""
    for match in _DIED_THERE.finditer(row.letters):
        state = row.words[row.chunks[match.end() - 1].start].low
        verb = row.words[row.chunks[match.start()].start].low
        if state == "in" and verb == "died":
            yield match.start("figure")
