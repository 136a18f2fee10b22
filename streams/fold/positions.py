"""The fold of positions: one event of a party and issue changes rows and alerts.

A claim of day d can change the positions of d-3 to d+17 (who supports whom: 3 days; who echoes whom: 14) and the alerts of d-3
to d+382 (a year back from there). The rows of d-20 to d+20 and the quarters of d-368 to d+382 are therefore all that is read,
beside the days that an alert quotes; the numbers follow the policy.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from schemas.alerts import Alert, PositionContested, PositionShifted
from schemas.claims import RoutedStances
from schemas.ids import position_key
from schemas.tables import Entry, KeptStance, Mark, PositionQuarter, StanceDay
from schemas.vocabulary import Position
from streams.codebook.policy import PositionPolicy
from streams.fold.alerts import Draft, differences, records, stance_evidence
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
    encode,
    ordinal,
    position_quarter,
    quarter_of,
    quarters,
    row_of,
    stance_day,
)
from streams.fold.shifts import contested, shifts

Days = Mapping[int, StanceDay]


def fold(record: RoutedStances, rows: Rows, *, policy: PositionPolicy, origin: Origin) -> Folded:
    """What the record changes: rows in the order of writing, and alert records in the order of sending.

    Reads `rows` within fixed distances of the days that the record names, and nothing else.
    """
    key = position_key(record.party, record.issue)
    changed = _changed_rows(key, record, rows, policy)
    touched = {ordinal(name) for name in changed if name != UNDATED}
    reach = policy.support_days + policy.echo_days
    days = {
        day: changed.get(day_at(day)) or stance_day(rows.get(f"{key}|{day_at(day)}"))
        for day in sorted(around(touched, policy.support_days + reach, reach + policy.support_days))
    }
    recomputed = around(touched, policy.support_days, reach)
    alerting = around(touched, policy.support_days, reach + policy.window_days)
    names = quarters(around(touched, policy.support_days + policy.window_days, reach + policy.window_days))
    stored = {name: rows.get(f"{key}|{name}") for name in names}
    entries = {ordinal(day): entry for value in stored.values() for day, entry in position_quarter(value).days.items()}
    before = [mark for day in sorted(alerting & entries.keys()) for mark in entries[day].marks]
    entries = _recomputed(entries, recomputed, days, policy)
    drafts = _drafts(record, entries, alerting, policy)
    changes = differences(before, [draft for _, draft in drafts])
    entries = _marked(entries, alerting, drafts)

    def with_evidence(alert: Alert) -> Alert:
        return _with_evidence(alert, entries, days, key, rows, policy)

    return Folded(
        rows=_written(key, stored, quarters(alerting), entries, changed),
        alerts=records(changes, with_evidence=with_evidence, origin=origin),
    )


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
    entries: Mapping[int, Entry], recomputed: Iterable[int], days: Days, policy: PositionPolicy
) -> dict[int, Entry]:
    """The entries with those of the recomputed days read anew; a day without a position has none."""
    window = Window.of({day: row.claims for day, row in days.items()}, policy)
    result = dict(entries)
    for day in recomputed:
        entry = entry_of(window.read(day, policy), window.days[day], policy) if window.days[day] else None
        if entry is not None:
            result[day] = entry
        else:
            result.pop(day, None)
    return result


def _drafts(
    record: RoutedStances, entries: Mapping[int, Entry], alerting: set[int], policy: PositionPolicy
) -> list[tuple[int, Draft]]:
    """The alerts that stand on the given days, each with its day."""
    found: list[tuple[int, Draft]] = []
    for day, shift in shifts(record.party, record.issue, entries, policy):
        if day in alerting and entries[day].alerting:
            before = entries[ordinal(shift.last_day_of_from)].digest if shift.last_day_of_from else ""
            found.append((day, Draft.of(shift, before, entries[day].digest)))
    for day, contest in contested(record.party, record.issue, entries, policy):
        if day in alerting and entries[day].alerting:
            found.append((day, Draft.of(contest, entries[day].digest)))
    return found


def _marked(entries: Mapping[int, Entry], alerting: set[int], drafts: list[tuple[int, Draft]]) -> dict[int, Entry]:
    marks: dict[int, list[Mark]] = {}
    for day, draft in drafts:
        marks.setdefault(day, []).append(draft.mark())
    return {
        day: replace(entry, marks=tuple(marks.get(day, ()))) if day in alerting else entry
        for day, entry in entries.items()
    }


def _written(
    key: str,
    stored: Mapping[str, bytes | None],
    touched_quarters: Iterable[str],
    entries: Mapping[int, Entry],
    changed: Mapping[str, StanceDay],
) -> dict[str, bytes]:
    """Every row that the event touches: quarters (an empty one, too, if it is there), the undated row, days last."""
    by_quarter: dict[str, dict[str, Entry]] = {}
    for day in sorted(entries):
        by_quarter.setdefault(quarter_of(day_at(day)), {})[day_at(day)] = entries[day]
    written: dict[str, bytes] = {}
    for name in touched_quarters:
        if name in by_quarter or stored[name] is not None:
            written[f"{key}|{name}"] = encode(PositionQuarter(days=by_quarter.get(name, {})))
    for name in sorted(changed, reverse=True):
        written[f"{key}|{name}"] = encode(changed[name])
    return written


def _with_evidence(
    alert: Alert, entries: Mapping[int, Entry], days: Days, key: str, rows: Rows, policy: PositionPolicy
) -> Alert:
    """The alert with the quotes of its sides."""

    def quotes(day: str, ids: Iterable[str]) -> tuple[object, ...]:
        row = days[ordinal(day)] if ordinal(day) in days else stance_day(rows.get(f"{key}|{day}"))
        claims = {claim.id: claim for claim in row.claims}
        return tuple(stance_evidence(claims[id_]) for id_ in ids)

    def side(day: str, position: Position) -> tuple[object, ...]:
        return quotes(day, entries[ordinal(day)].sides[position].ids)

    evidence: dict[str, tuple[object, ...]]
    if isinstance(alert, PositionShifted):
        if alert.last_day_of_from is None:
            earlier = quotes(alert.day, entries[ordinal(alert.day)].recalled_ids)
        else:
            earlier = side(alert.last_day_of_from, alert.before)
        evidence = {"from": earlier, "to": side(alert.day, alert.after)}
    elif isinstance(alert, PositionContested):
        evidence = {position: side(alert.day, position) for position in alert.positions}
    else:
        raise TypeError(f"{alert.type} is no alert on a position")
    return alert.model_copy(update={"evidence": evidence})
