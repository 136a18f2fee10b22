"""The figures that one harm word counts, and what subjects and objects have in common: appositions and names."""

from dataclasses import dataclass, field

from streams.extract.casualties.chunks import Row
from streams.extract.casualties.figures import Figure

FIGURES = "FP"
"""The letters of figures: an amount of people, a person by name."""

LIST_WALL = frozenset("vLKkdOTXi:bwhSYuBHmGf|")
"""Letters that no list of figures runs across."""

FAR = 14
"""Chunks between a harm word and its subject."""

NEAR = 7
"""Chunks between the members of a list."""


@dataclass(slots=True)
class Region:
    """The chunks of the figures that one harm word counts: `main` ones, and `members` that are parts of them."""

    main: list[int] = field(default_factory=list)
    members: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.main or self.members)


def figure_at(row: Row, place: int) -> Figure:
    """The figure of a chunk that has one."""
    figure = row.chunks[place].figure
    if figure is None:
        raise ValueError(f"chunk {place} is no figure")
    return figure


def word_at(row: Row, place: int) -> str:
    """The first word of a chunk, in small letters."""
    return row.words[row.chunks[place].start].low


def split_apposition(row: Row, region: Region) -> None:
    """What follows a figure between commas or dashes and sums up to it tells it over again: its parts, or itself."""
    kept: list[int] = []
    at = 0
    while at < len(region.main):
        place = region.main[at]
        if not (kept and _names_one_of(row, kept[-1], place)):
            kept.append(place)
        run = _same_sum(row, region.main, at)
        if run > 1:
            region.members = sorted(region.members + region.main[at + 1 : at + 1 + run])
        at += 1 + run
    region.main = kept


def _names_one_of(row: Row, whole: int, place: int) -> bool:
    """`two envoys - Ali Karim in May and Omar Aziz in June`: a name behind the dash is one of those counted."""
    exact = figure_at(row, whole).exact
    return place == whole + 2 and row.letters[whole + 1] == "-" and figure_at(row, place).named and (exact or 0) > 1


def _same_sum(row: Row, places: list[int], at: int) -> int:
    """How many of the next figures sum up to this one, behind a comma or dash; 0 where none do."""
    whole = figure_at(row, places[at]).exact
    between = row.letters[places[at] + 1 : places[at + 1]] if at + 1 < len(places) else ""
    if whole is None or "&" in between or not ("," in between or "-" in between):
        return 0
    total = 0
    for number, place in enumerate(places[at + 1 :], 1):
        total += figure_at(row, place).exact or whole + 1
        if total >= whole:
            return number if total == whole and (number > 1 or at == 0) else 0
    return 0


def named_alone(row: Row, region: Region) -> Region:
    """A name beside its description is one person: `a commander, Ali Karim, was killed`."""
    kept: list[int] = []
    for place in region.main:
        chunk = figure_at(row, place)
        previous = kept[-1] if kept else None
        if previous is not None and "&" not in row.letters[previous + 1 : place]:
            other = figure_at(row, previous)
            if (chunk.named or other.named) and chunk.exact == other.exact == 1:
                continue
        kept.append(place)
    region.main = kept
    return region
