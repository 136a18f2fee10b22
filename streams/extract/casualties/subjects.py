"""The figures that stand before a harm word as its subject, with lists, members and appositions."""

from streams.extract.casualties.chunks import Row
from streams.extract.casualties.regions import (
    FAR,
    FIGURES,
    LIST_WALL,
    NEAR,
    Region,
    named_alone,
    split_apposition,
    word_at,
)

_WALL = frozenset("vLKkdOTXZi:fhSYuM|G")
"""Letters beyond which no subject of a harm word is looked for."""


def subject(row: Row, end: int, *, names: bool = True) -> Region:
    """The figures that are the subject of a harm word whose match begins at chunk `end`."""
    nearest = _nearest_before(row, end, names=names)
    if nearest is None:
        return Region()
    found, place, members = [nearest], nearest, False
    listed = False
    region = Region()
    while place > 0:
        step = _list_step_before(row, place, listed=listed)
        if step is not None:
            found.append(step)
            place, listed = step, True
            continue
        main = _including_before(row, place)
        if main is not None:
            region.members = sorted(found)
            found, place, listed, members = [main], main, False, True
            continue
        break
    region.main = sorted(found)
    if not members:
        _apposition_before(row, region, end)
    return named_alone(row, region)


def _nearest_before(row: Row, end: int, *, names: bool) -> int | None:
    place, commas = end - 1, 0
    while place >= 0 and end - place <= FAR:
        letter = row.letters[place]
        if letter == "F" and not _follows(row, place, "by"):
            return place
        if letter == "P" and names and (place == 0 or row.letters[place - 1] != "p"):
            return place
        if letter == "N" and _is_other_subject(row, place, end):
            return None
        if letter == "w" and word_at(row, place) in ("when", "where", "while", "whilst", "whose"):
            return None
        if letter == "B" and not _is_relative(row, place):
            return None
        commas += letter in ",-"
        led = letter == "f" and row.letters[max(0, place - 1) : place] == "p"
        if (letter in _WALL and not led) or commas > 4:
            return None
        place -= 1
    return None


def _is_other_subject(row: Row, place: int, end: int) -> bool:
    """`30 soldiers watched as people were killed`: people without a number stand before the verb."""
    if row.letters[place + 1 : end].strip("rH"):
        return False
    before = row.letters[max(0, place - 1) : place]
    return before not in ("p", "&", ",", "N") or (
        before == "p" and word_at(row, place - 1) in ("as", "after", "before", "until")
    )


def _is_relative(row: Row, place: int) -> bool:
    """`who were`: the verb of a clause inside the subject."""
    return "w" in row.letters[max(0, place - 5) : place]


def _list_step_before(row: Row, place: int, *, listed: bool) -> int | None:
    """The figure before this one in a list, or None."""
    gap = row.letters[max(0, place - 1) : place]
    if gap == "&":
        at = place - 2
        if at >= 0 and row.letters[at] in ",-":
            at -= 1
    elif gap in (",", "-") and listed:
        at = place - 2
    else:
        return None
    for other in range(at, max(-1, at - NEAR), -1):
        letter = row.letters[other]
        if letter in FIGURES and not (letter == "P" and row.letters[max(0, other - 1) : other] == "p"):
            return None if row.letters[max(0, other - 1) : other] in tuple("kKXST") else other
        if letter in LIST_WALL or letter in "I&-" or (letter == "," and not listed):
            return None
    return None


def _including_before(row: Row, place: int) -> int | None:
    """The figure whose members begin with the one at `place`."""
    if place == 0 or row.letters[place - 1] != "I":
        return None
    for other in range(place - 2, max(-1, place - 2 - NEAR), -1):
        if row.letters[other] == "F":
            return other
        if row.letters[other] in LIST_WALL:
            return None
    return None


def _apposition_before(row: Row, region: Region, end: int) -> None:
    """`two people, a man and a woman, were killed`: what stands between commas tells the first over again."""
    first = region.main[0]
    if first >= 3 and row.letters[first - 3 : first] in ("F,F", "F-F") and _is_one_of_them(row, first - 1):
        region.main, region.members = [first - 3, *region.main[1:]], [first]
        return
    if first >= 2 and row.letters[first - 1] in ",-" and row.letters[first - 2] in FIGURES:
        closed = any(letter in ",-" for letter in row.letters[max(region.main) + 1 : end])
        if closed:
            region.main.insert(0, first - 2)
    split_apposition(row, region)


def _is_one_of_them(row: Row, place: int) -> bool:
    """`eight villagers, one of them a nurse, were killed`."""
    figure = row.chunks[place].figure
    return figure is not None and figure.partitive == "them" and figure.exact == 1


def _follows(row: Row, place: int, word: str) -> bool:
    return place > 0 and row.letters[place - 1] == "p" and word_at(row, place - 1) == word
