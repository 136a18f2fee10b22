"""From the positions of days to the alerts that stand: shifts, and days that contradict themselves.

Everything looks back a fixed distance only: an entry a year and a day earlier changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from schemas.alerts import PositionContested, PositionShifted
from schemas.ids import natural_id, position_key
from schemas.tables import Entry
from schemas.vocabulary import AlertType, Direction, Position, Status
from streams.codebook.policy import PositionPolicy
from streams.fold.rows import day_at


@dataclass(frozen=True, slots=True)
class Step:
    """A day with a position, and the day before it that it is compared with.

    `left_out` says that the day itself tells nothing new: noncommittal, and not after a rejection.
    """

    day: int
    before: int | None
    left_out: bool


def steps(entries: Mapping[int, Entry], policy: PositionPolicy) -> Iterator[Step]:
    """Each day with a position, in order, with its predecessor among the days of the window before it.

    A noncommittal day counts only while the last committal position before it, in that window, is a rejection.
    """
    committal: int | None = None
    last: int | None = None
    for day in sorted(entries):
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


def shifts(
    party: str, issue: str, entries: Mapping[int, Entry], policy: PositionPolicy
) -> Iterator[tuple[int, PositionShifted]]:
    """Every shift among the entries, with its day: alerts without evidence."""
    for step in steps(entries, policy):
        entry = entries[step.day]
        if step.left_out or entry.position is None:
            continue
        before = entries[step.before].position if step.before is not None else entry.recalled
        if before is None or before == entry.position:
            continue
        yield step.day, _shifted(party, issue, entries, step, Position(before), Position(entry.position))


def contested(
    party: str, issue: str, entries: Mapping[int, Entry], policy: PositionPolicy
) -> Iterator[tuple[int, PositionContested]]:
    """Every contested day that is news, with its day: alerts without evidence."""
    for day in sorted(entries):
        entry = entries[day]
        if len(entry.sides) < 2 or _contested_before(day, entries, policy):
            continue
        positions = tuple(Position(position) for position in entry.sides)
        yield (
            day,
            PositionContested(
                id=natural_id(AlertType.CONTESTED, position_key(party, issue), "|".join(positions), day_at(day)),
                status=Status.CONFIRMED if entry.own else Status.RAISED,
                day=day_at(day),
                known_on=_latest(side.known_on for side in entry.sides.values()),
                party=party,
                issue=issue,
                positions=positions,
                evidence={},
            ),
        )


def _contested_before(day: int, entries: Mapping[int, Entry], policy: PositionPolicy) -> bool:
    sides = list(entries[day].sides)
    earlier = (entries.get(before) for before in range(day - policy.contested_days, day))
    return any(entry is not None and list(entry.sides) == sides for entry in earlier)


def _shifted(
    party: str, issue: str, entries: Mapping[int, Entry], step: Step, before: Position, after: Position
) -> PositionShifted:
    entry = entries[step.day]
    known = [entry.sides[after].known_on]
    if step.before is not None:
        known.append(entries[step.before].sides[before].known_on)
    return PositionShifted(
        id=natural_id(AlertType.SHIFTED, position_key(party, issue), f"{before}|{after}", day_at(step.day)),
        status=Status.CONFIRMED if entry.own else Status.RAISED,
        day=day_at(step.day),
        known_on=_latest(known),
        party=party,
        issue=issue,
        before=before,
        after=after,
        last_day_of_from=None if step.before is None else day_at(step.before),
        from_recalled=step.before is None,
        direction=Direction.SOFTENED if after.rank > before.rank else Direction.HARDENED,
        steps=abs(after.rank - before.rank),
        evidence={},
    )


def _latest(days: Iterable[str | None]) -> str | None:
    return max((day for day in days if day is not None), default=None)
