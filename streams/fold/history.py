"""The history of a party on an issue: every day with its claims and what became of each, as it is known now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from schemas.moments import Day
from schemas.tables import Entry, KeptStance, StanceDay
from schemas.vocabulary import Audience, Time
from streams.codebook.policy import PositionPolicy
from streams.fold.alerts import stance_evidence
from streams.fold.days import Window
from streams.fold.keeping import by_weight
from streams.fold.rows import day_at
from streams.fold.shifts import Step, hardest_first, origin, steps


class Role(StrEnum):
    """What became of a claim on its day."""

    DECIDING = "deciding"
    PENDING = "pending"
    BESIDE = "beside"
    """Outweighed: told where the party speaks for itself, or said of less than what is on the table."""
    ECHO = "echo"
    RECALLED = "recalled"
    PRIVATE = "private"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and what became of it."""

    claim: KeptStance
    role: Role

    def plain(self) -> dict[str, Any]:
        """The claim as it is printed."""
        evidence = stance_evidence(self.claim).model_dump(mode="json")
        return {"position": self.claim.position, "role": str(self.role), **evidence}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A day: its position (None where nothing decides it or it is contested), where it turned from, its claims."""

    day: Day | None
    position: str | None
    contested: tuple[str, ...]
    turned_from: str | None
    claims: tuple[Told, ...]
    more: bool

    def plain(self) -> dict[str, Any]:
        """The day as it is printed."""
        return {
            "day": self.day,
            "position": self.position,
            "contested": list(self.contested),
            "turned_from": self.turned_from,
            "claims": [told.plain() for told in self.claims],
            "more": self.more,
        }


def history(
    entries: Mapping[int, Entry], days: Mapping[int, StanceDay], undated: StanceDay, policy: PositionPolicy
) -> Iterator[Chapter]:
    """Every day that has claims, in order; at the end what has no day."""
    window = Window.of({day: row.claims for day, row in days.items()}, policy)
    turns: Mapping[int, Step] = {step.day: step for step in steps(entries, policy)}
    for day in sorted(day for day, row in days.items() if row.claims):
        entry = entries.get(day)
        before = origin(turns[day], entries) if day in turns else None
        yield Chapter(
            day=day_at(day),
            position=entry.position if entry is not None else None,
            contested=tuple(map(str, hardest_first(entry))) if entry is not None and len(entry.sides) > 1 else (),
            turned_from=str(before) if before is not None else None,
            claims=_told(day, days[day], window, policy),
            more=days[day].more,
        )
    if undated.claims:
        claims = tuple(Told(claim, Role.UNDATED) for claim in sorted(undated.claims, key=by_weight))
        yield Chapter(day=None, position=None, contested=(), turned_from=None, claims=claims, more=undated.more)


def _told(day: int, row: StanceDay, window: Window, policy: PositionPolicy) -> tuple[Told, ...]:
    reading = window.read(day, policy)
    decided = {claim.id for claim in reading.deciding}
    pending = {claim.id for claim in reading.pending}

    def role(claim: KeptStance) -> Role:
        if claim.time == Time.PAST:
            return Role.RECALLED
        if claim.audience == Audience.PRIVATE:
            return Role.PRIVATE
        if claim.id in window.echoes:
            return Role.ECHO
        if claim.id in decided:
            return Role.DECIDING
        return Role.PENDING if claim.id in pending else Role.BESIDE

    order = list(Role)
    told = [Told(claim, role(claim)) for claim in row.claims]
    return tuple(sorted(told, key=lambda one: (order.index(one.role), by_weight(one.claim))))
