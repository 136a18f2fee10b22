"""The figures that stand behind a harm word as its object, with lists, members and appositions."""

from streams.extract.casualties.chunks import Row
from streams.extract.casualties.regions import (
    FAR,
    FIGURES,
    LIST_WALL,
    NEAR,
    Region,
    figure_at,
    named_alone,
    split_apposition,
    word_at,
)

_WALL = frozenset("vLKkdOTXi:bwhSYuBHmGN")
"""Letters beyond which no object of a harm word is looked for."""


def object_(row: Row, start: int, *, names: bool = True, reach: int = 5) -> Region:
    """The figures that are the object of a harm word whose match ends before chunk `start`."""
    first = _first_after(row, start, names=names, reach=reach)
    region = Region()
    if first is None:
        return region
    place, in_members = first
    (region.members if in_members else region.main).append(place)
    while True:
        step = _step_after(row, place, in_members=in_members)
        if step is None:
            break
        place, in_members = step
        (region.members if in_members else region.main).append(place)
    split_apposition(row, region)
    return named_alone(row, region)


def including(row: Row, start: int) -> list[int]:
    """The members that follow a harm word: `12 were killed in the town, including 3 children`."""
    for place in range(start, min(len(row.letters), start + FAR)):
        letter = row.letters[place]
        if letter == "I":
            behind = object_(row, place, names=False, reach=0)
            return behind.members
        if letter in _WALL or letter == "F":
            return []
    return []


def told_over(row: Row, start: int, main: int) -> list[int]:
    """`seven were killed: four men, two women and a child`: a list behind a colon or dash with the same sum."""
    colon = row.letters.find(":", start, start + FAR)
    if row.letters[start : start + 1] not in (":", "-"):
        if colon < 0 or word_at(row, colon) != ":" or "F" in row.letters[start:colon]:
            return []
        start = colon
    listed = object_(row, start + 1, names=False, reach=0).main
    amounts = [figure_at(row, place).exact for place in listed]
    whole = figure_at(row, main).exact
    known = [amount for amount in amounts if amount is not None]
    return listed if len(known) == len(listed) > 1 and sum(known) == whole else []


def along_with(row: Row, start: int) -> list[int]:
    """`was found dead in the hut along with a boy`: one more of the same."""
    for place in range(start, min(len(row.letters), start + FAR)):
        letter = row.letters[place]
        joint = letter == "&" and row.chunks[place].end - row.chunks[place].start == 2
        if joint and row.letters[place + 1 : place + 2] == "F":
            return [place + 1]
        if letter in _WALL or letter == "F":
            return []
    return []


def _first_after(row: Row, start: int, *, names: bool, reach: int) -> tuple[int, bool] | None:
    """The first figure of the object, and whether it is a member of an object without a figure."""
    through = False
    for place in range(start, min(len(row.letters), start + reach + 5)):
        letter = row.letters[place]
        if letter == "I":
            follows = row.letters[place + 1 : place + 2]
            return (place + 1, True) if follows == "F" else None
        if letter in FIGURES and (letter == "F" or names):
            if through or place - start > reach or (_is_subject(row, place) and row.letters[start - 1] != "X"):
                return None
            return place, False
        if letter == "f" and row.letters[place + 1 : place + 3] == "&F" and not _is_subject(row, place + 2):
            return place + 2, False
        if letter == "N":
            through = True
            continue
        if letter == "&" and word_at(row, place - 1) in ("himself", "herself", "themselves", "itself"):
            continue  # "killing himself and four others"
        if letter == "&" and place - start > 1 and _goes_with_object(row, place + 1):
            return place + 1, False
        if letter in _WALL or letter in "f&":
            return None
        through = through or letter in "pt,-"
    return None


def _goes_with_object(row: Row, place: int) -> bool:
    """`killed the mayor of the town and two guards`: a figure beside an object that has none."""
    behind = row.letters[place + 1 : place + 2]
    return row.letters[place : place + 1] == "F" and behind not in tuple("bx") and not _is_subject(row, place)


def _step_after(row: Row, place: int, *, in_members: bool) -> tuple[int, bool] | None:
    """The next figure of the object after the one at `place`, and whether it is a member."""
    joined = False
    for other in range(place + 1, min(len(row.letters), place + 1 + NEAR)):
        letter = row.letters[other]
        if letter == "I":
            following = other + 1
            while following < len(row.letters) and row.letters[following] == "r":
                following += 1
            ok = row.letters[following : following + 1] == "F"
            return (following, True) if ok else None
        if letter in FIGURES:
            previous = row.letters[other - 1]
            if previous not in "&,-" or _is_subject(row, other):
                return None
            if previous == "-" and not in_members and not joined:
                return (other, False)
            if previous == "," and not in_members and not _list_goes_on(row, place, other):
                return None
            closes = in_members and previous == "&" and "-" in row.letters[place + 1 : other]
            return other, in_members and not closes
        joined = joined or letter == "&"
        if letter in LIST_WALL:
            return None
        if letter == "&" and row.letters[other + 1 : other + 2] not in FIGURES:
            return None
    return None


def _list_goes_on(row: Row, place: int, other: int) -> bool:
    """`A, B and C`, or an apposition between commas."""
    rest = row.letters[other + 1 : other + 1 + NEAR]
    for index, letter in enumerate(rest):
        if letter == "&":
            return rest[index + 1 : index + 2] in ("F", "P")
        if letter in LIST_WALL:
            return False
    return other - place == 2


def _is_subject(row: Row, place: int) -> bool:
    """The figure is the subject of what comes next: `five were hurt`, `30 wounded`."""
    if row.letters[place] == "P" and row.letters[place + 1 : place + 2] == "v":
        return True
    at = place + 1
    while at < len(row.letters) and row.letters[at] in "rH":
        at += 1
    letter = row.letters[at : at + 1]
    if letter == "v":
        return word_at(row, at) not in ("according", "reported", "reporting")
    return letter in ("B", "k", "D", "d", "m", "h")
