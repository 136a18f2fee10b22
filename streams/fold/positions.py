"""The fold of positions: one event of a party and issue changes rows and alerts.

A claim of day d can change the positions of d-3 to d+17 (who supports whom: 3 days; who echoes whom: 14) and the
alerts of d-3 to d+382 (a year back from there). The rows of d-20 to d+20 and the quarters of d-368 to d+382 are
therefore all that is read, beside the days that an alert quotes; the numbers follow the policy.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from schemas.alerts import Alert, PositionContested, PositionShifted, StanceEvidence
from schemas.claims import RoutedStances
from schemas.ids import position_key
from schemas.tables import Entry, KeptStance, Mark, PositionQuarter, StanceDay
from schemas.vocabulary import Position
from streams.codebook.policy import PositionPolicy
from streams.fold.alerts import Draft, Stood, differences, records, stance_evidence
from streams.fold.days import Window
from streams.fold.entries import entry_of
from streams.fold.keeping import keep_stances, stance
from streams.fold.rows import (
    UNDATED,
    Folded,
    Origin,
    Rows,
    around,
    day_at,
    days_of,
    encode,
    ordinal,
    position_entries,
    quarters,
    row_of,
    stance_day,
)
from streams.fold.shifts import Line, contested, shifts

IMPLIED = ("party", "issue")
"""What the name of a quarter's row says of the alerts in it."""


@dataclass(frozen=True, slots=True)
class _Reach:
    """The days that an event can change or needs, by ordinal: see the head of this module.

    `heard` are those of which it must be known what may decide or support: the recomputed ones and their neighbours.
    """

    needed: set[int]
    heard: set[int]
    recomputed: set[int]
    alerting: set[int]
    quarters: list[str]

    @classmethod
    def of(cls, touched: set[int], policy: PositionPolicy) -> "_Reach":
        support, later, window = policy.support_days, policy.support_days + policy.echo_days, policy.window_days
        return cls(
            needed=around(touched, support + later, later + support),
            heard=around(touched, 2 * support, later + support),
            recomputed=around(touched, support, later),
            alerting=around(touched, support, later + window),
            quarters=quarters(around(touched, support + window, later + window)),
        )


@dataclass(frozen=True, slots=True)
class _Book:
    """What the event finds and changes of one party and issue: day rows by ordinal, and their entries."""

    key: str
    rows: Rows
    days: Mapping[int, StanceDay]
    entries: Mapping[int, Entry]
    near: int
    """Days before and after a day on which its articles may stand with what they recall."""

    def quotes(self, days: Iterable[int], ids: Iterable[str]) -> tuple[StanceEvidence, ...]:
        """The claims of these days with these ids, as a reader checks them."""
        claims = {claim.id: claim for day in days for claim in self._row(day).claims}
        return tuple(stance_evidence(claims[id_]) for id_ in ids)

    def _row(self, day: int) -> StanceDay:
        return self.days[day] if day in self.days else stance_day(self.rows.get(f"{self.key}|{day_at(day)}"))

    def side(self, day: str, position: Position) -> tuple[StanceEvidence, ...]:
        """The claims that decide a day for a position."""
        return self.quotes([ordinal(day)], self.entries[ordinal(day)].sides[position].ids)

    def recalled(self, day: str) -> tuple[StanceEvidence, ...]:
        """The passages that recall what a day turned away from."""
        recall = self.entries[ordinal(day)].recall
        return (
            self.quotes(sorted(around([ordinal(day)], self.near, self.near)), recall.ids) if recall is not None else ()
        )

    def with_evidence(self, alert: Alert) -> Alert:
        """The alert with the quotes of its sides."""
        if isinstance(alert, PositionContested):
            sides = {position: self.side(alert.day, position) for position in alert.positions}
            return alert.model_copy(update={"evidence": sides})
        shift, last = cast(PositionShifted, alert), cast(PositionShifted, alert).last_day_of_from
        before = self.side(last, shift.before) if last is not None else self.recalled(shift.day)
        return alert.model_copy(update={"evidence": {"from": before, "to": self.side(shift.day, shift.after)}})


def fold(record: RoutedStances, rows: Rows, *, policy: PositionPolicy, origin: Origin) -> Folded:
    """What the record changes: rows in the order of writing, and alert records in the order of sending.

    Reads `rows` within fixed distances of the days that the record names, and nothing else.
    """
    key = position_key(record.party, record.issue)
    changed = _changed_rows(key, record, rows, policy)
    touched = {ordinal(name) for name in changed if name != UNDATED}
    reach = _Reach.of(touched, policy)
    days = {
        day: changed[name] if (name := day_at(day)) in changed else stance_day(rows.get(f"{key}|{name}"))
        for day in sorted(reach.needed)
    }
    stored = {name: rows.get(f"{key}|{name}") for name in reach.quarters}
    old: dict[int, Entry] = {}
    for value in stored.values():
        old.update(position_entries(value))
    line = Line(record.party, record.issue, _recomputed(old, reach, days, policy))
    drafts = _drafts(line, reach.alerting, policy)
    changes = differences(_stood(record, old, reach.alerting), [draft for _, draft in drafts])
    entries = _marked(line.entries, reach.alerting, drafts)
    book = _Book(key=key, rows=rows, days=days, entries=entries, near=policy.support_days)
    written = _quarter_rows(key, stored, quarters(reach.alerting), entries)
    for name in sorted(changed, reverse=True):
        written[f"{key}|{name}"] = encode(changed[name])
    return Folded(rows=written, alerts=records(changes, with_evidence=book.with_evidence, origin=origin))


def _changed_rows(key: str, record: RoutedStances, rows: Rows, policy: PositionPolicy) -> dict[str, StanceDay]:
    """The rows that the record names, by day or `undated`, removals before additions."""
    new: dict[str, list[KeptStance]] = {}
    gone: dict[str, set[str]] = {}
    for claim in record.add:
        new.setdefault(row_of(claim), []).append(stance(claim))
    for removal in record.remove:
        gone.setdefault(removal.row, set()).add(removal.claim_id)
    return {
        name: keep_stances(
            stance_day(rows.get(f"{key}|{name}")), gone=gone.get(name, ()), new=new.get(name, ()), policy=policy
        )
        for name in sorted(new.keys() | gone.keys())
    }


def _recomputed(
    entries: Mapping[int, Entry], reach: _Reach, days: Mapping[int, StanceDay], policy: PositionPolicy
) -> dict[int, Entry]:
    """The entries with those of the recomputed days read anew; a day that nothing decides has none."""
    window = Window.of({day: row.claims for day, row in days.items()}, policy, reach.heard)
    result = dict(entries)
    for day in reach.recomputed:
        near = around([day], policy.support_days, policy.support_days)
        told = (claim for other in near for claim in window.days[other])
        entry = entry_of(window.read(day, policy), told, policy)
        if entry is not None:
            result[day] = entry
        else:
            result.pop(day, None)
    return result


def _drafts(line: Line, alerting: set[int], policy: PositionPolicy) -> list[tuple[int, Draft]]:
    """The alerts that stand on the given days, each with its day."""
    found: list[tuple[int, Draft]] = []
    for day, shift in shifts(line, alerting, policy):
        if shift.last_day_of_from is None:
            recall = line.entries[day].recall
            before = recall.digest if recall is not None else ""
        else:
            before = line.entries[ordinal(shift.last_day_of_from)].sides[shift.before].digest
        found.append((day, Draft.of(shift, before, line.entries[day].sides[shift.after].digest)))
    for day, contest in contested(line, alerting, policy):
        digests = (line.entries[day].sides[position].digest for position in contest.positions)
        found.append((day, Draft.of(contest, *digests)))
    return found


def _stood(record: RoutedStances, entries: Mapping[int, Entry], alerting: set[int]) -> Iterator[Stood]:
    """The alerts that stood on the given days before the event."""
    implied = {"party": record.party, "issue": record.issue}
    for day in sorted(alerting & entries.keys()):
        for mark in entries[day].marks:
            yield Stood(mark=mark, implied=implied)


def _marked(entries: Mapping[int, Entry], alerting: set[int], drafts: Iterable[tuple[int, Draft]]) -> dict[int, Entry]:
    marks: dict[int, list[Mark]] = {}
    for day, draft in drafts:
        marks.setdefault(day, []).append(draft.mark(IMPLIED))
    result = dict(entries)
    for day in alerting & entries.keys():
        if marks.get(day) or entries[day].marks:
            result[day] = replace(entries[day], marks=tuple(marks.get(day, ())))
    return result


def _quarter_rows(
    key: str, stored: Mapping[str, bytes | None], touched: Iterable[str], entries: Mapping[int, Entry]
) -> dict[str, bytes]:
    """The quarters that the event touches; an empty one, too, if it is there."""
    written = {}
    for name in touched:
        held = {day_at(day): entries[day] for day in days_of(name) if day in entries}
        if held or stored[name] is not None:
            written[f"{key}|{name}"] = encode(PositionQuarter(days=held))
    return written
