"""From the positions of days to the alerts that stand: shifts, and days that contradict themselves.

Everything looks back a fixed distance only: an entry a year and a day earlier changes nothing.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from schemas.alerts import PositionContested, PositionShifted
from schemas.ids import natural_id, position_key
from schemas.tables import Entry
from schemas.vocabulary import AlertType, Direction, Position, Status
from streams.codebook.policy import PositionPolicy
from streams.fold.rows import day_at

DISSENT = ":dissent"
"""How the id of a party's dissenters ends: they have positions and no alerts."""


@dataclass(frozen=True, slots=True)
class Step:
    """A day with a position, and the day before it that it is compared with.

    `left_out` says that the day itself tells nothing new: noncommittal, and not after a rejection.
    """

    day: int
    before: int | None
    left_out: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The entries of a party on an issue, by ordinal."""

    party: str
    issue: str
    entries: Mapping[int, Entry]

    @property
    def key(self) -> str:
        """The key of the records and rows."""
        return position_key(self.party, self.issue)


def steps(entries: Mapping[int, Entry], policy: PositionPolicy, *, first: int | None = None) -> Iterator[Step]:
    """Each day with a position from `first` on (default: all), in order, with its predecessor in the window before it.

    A noncommittal day counts only while the last committal position before it, in that window, is a rejection.
    """
    days = sorted(entries)
    start = 0 if first is None else bisect_left(days, first)
    committal, last = _before(days[:start], entries)
    for day in days[start:]:
        position = entries[day].position
        if position is None:
            continue
        edge = day - policy.window_days
        anchor = committal if committal is not None and committal >= edge else None
        refused = anchor is not None and entries[anchor].position == Position.REJECTS
        left_out = position == Position.NONCOMMITTAL and not refused
        yield Step(day=day, before=last if refused else anchor, left_out=left_out)
        last = day
        if position != Position.NONCOMMITTAL:
            committal = day


def _before(days: Sequence[int], entries: Mapping[int, Entry]) -> tuple[int | None, int | None]:
    """The last of the days with a committal position, and the last with any."""
    last = None
    for day in reversed(days):
        position = entries[day].position
        if position is not None:
            last = day if last is None else last
            if position != Position.NONCOMMITTAL:
                return day, last
    return None, last


def origin(step: Step, entries: Mapping[int, Entry]) -> Position | None:
    """The position that a shift on that day comes from; None where the day is no shift."""
    entry = entries[step.day]
    before = entries[step.before].position if step.before is not None else entry.recalled
    if step.left_out or before is None or before == entry.position:
        return None
    return Position(before)


def shifts(line: Line, wanted: Set[int], policy: PositionPolicy) -> Iterator[tuple[int, PositionShifted]]:
    """The shifts on the wanted days that are published, each with its day: alerts without evidence."""
    for step in steps(line.entries, policy, first=min(wanted, default=None)):
        if step.day in wanted and _published(line, step.day):
            before = origin(step, line.entries)
            if before is not None:
                yield step.day, _shifted(line, step, before)


def contested(line: Line, wanted: Set[int], policy: PositionPolicy) -> Iterator[tuple[int, PositionContested]]:
    """The contested days among the wanted ones that are news, each with its day: alerts without evidence."""
    for day in sorted(wanted & line.entries.keys()):
        entry = line.entries[day]
        if len(entry.sides) < 2 or not _published(line, day) or _contested_before(day, line.entries, policy):
            continue
        positions = hardest_first(entry)
        yield (
            day,
            PositionContested(
                id=natural_id(AlertType.CONTESTED, line.key, "|".join(positions), day_at(day)),
                status=_status(entry),
                day=day_at(day),
                known_on=_latest(side.known_on for side in entry.sides.values()),
                party=line.party,
                issue=line.issue,
                positions=positions,
                evidence={},
            ),
        )


def hardest_first(entry: Entry) -> tuple[Position, ...]:
    """The positions of an entry's sides, in the order of the scale."""
    return tuple(sorted((Position(position) for position in entry.sides), key=lambda position: position.rank))


def _published(line: Line, day: int) -> bool:
    return line.entries[day].alerting and not line.party.endswith(DISSENT)


def _contested_before(day: int, entries: Mapping[int, Entry], policy: PositionPolicy) -> bool:
    sides = entries[day].sides.keys()
    earlier = (entries.get(before) for before in range(day - policy.contested_days, day))
    return any(entry is not None and entry.sides.keys() == sides for entry in earlier)


def _shifted(line: Line, step: Step, before: Position) -> PositionShifted:
    entry = line.entries[step.day]
    after = Position(str(entry.position))
    known = [entry.sides[after].known_on]
    if step.before is not None:
        known.append(line.entries[step.before].sides[before].known_on)
    return PositionShifted(
        id=natural_id(AlertType.SHIFTED, line.key, f"{before}|{after}", day_at(step.day)),
        status=_status(entry),
        day=day_at(step.day),
        known_on=_latest(known),
        party=line.party,
        issue=line.issue,
        before=before,
        after=after,
        last_day_of_from=None if step.before is None else day_at(step.before),
        from_recalled=step.before is None,
        direction=Direction.SOFTENED if after.rank > before.rank else Direction.HARDENED,
        steps=abs(after.rank - before.rank),
        evidence={},
    )


def _status(entry: Entry) -> Status:
    return Status.CONFIRMED if entry.own else Status.RAISED


def _latest(days: Iterable[str | None]) -> str | None:
    return max((day for day in days if day is not None), default=None)
