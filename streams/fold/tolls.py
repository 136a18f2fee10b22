"""The fold of tolls: one event of a theatre and harm changes rows and alerts.

A day's row holds every claim of the day, so rival sources of that day are found in it; a series' quarter rows hold its ranges,
so the report before and the one after are found within a year. Nothing else is read, beside the days that an alert quotes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from schemas.alerts import Alert, TollDisputed, TollRevised
from schemas.claims import RoutedCasualties
from schemas.ids import toll_key
from schemas.tables import CasualtyDay, KeptCasualty, Mark, Report, SeriesQuarter
from schemas.vocabulary import AlertType
from streams.codebook.policy import TollPolicy
from streams.fold.alerts import Draft, casualty_evidence, differences, records
from streams.fold.keeping import casualty, keep_casualties
from streams.fold.rows import (
    UNDATED,
    Folded,
    Origin,
    Rows,
    casualty_day,
    day_at,
    encode,
    ordinal,
    quarter_of,
    quarters,
    row_of,
    series_quarter,
)
from streams.fold.series import ALERTING, NOWHERE, Series, after, disputed, reports, revised, series_of, unmarked

Count = tuple[str, str, str]
"""What rival sources count: place, group and start."""


@dataclass(slots=True)
class _Book:
    """The series that an event touches: their ranges by day, before and after it."""

    rows: dict[str, bytes | None] = field(default_factory=dict)
    old: dict[Series, dict[int, Report]] = field(default_factory=dict)
    new: dict[Series, dict[int, Report]] = field(default_factory=dict)


def fold(record: RoutedCasualties, rows: Rows, *, policy: TollPolicy, origin: Origin) -> Folded:
    """What the record changes: rows in the order of writing, and alert records in the order of sending.

    Reads `rows` within fixed distances of the days that the record names, and nothing else.
    """
    key = toll_key(record.theatre, record.harm)
    old, changed = _changed_rows(key, record, rows, policy)
    written: dict[str, bytes] = {}
    alerts: tuple[Alert, ...] = ()
    if record.theatre != NOWHERE and record.harm in ALERTING:
        ranges = {day: reports(row.claims, policy) for day, row in _dated(changed)}
        touched = _touched(record, {day: reports(row.claims, policy) for day, row in _dated(old)}, ranges)
        book = _open(key, touched, ranges, rows, policy)
        drafts, before, affected = _drafts(record, touched, book, ranges, policy)
        _mark(book, drafts, affected)
        written = _series_rows(key, book, affected)

        def with_evidence(alert: Alert) -> Alert:
            return _with_evidence(alert, changed, key, rows, book)

        changes = differences(before, [draft for _, draft in drafts])
        alerts = records(changes, with_evidence=with_evidence, origin=origin)
    for name in sorted(changed, reverse=True):
        written[f"{key}|{name}"] = encode(changed[name])
    return Folded(rows=written, alerts=alerts)


def _changed_rows(
    key: str, record: RoutedCasualties, rows: Rows, policy: TollPolicy
) -> tuple[dict[str, CasualtyDay], dict[str, CasualtyDay]]:
    """The rows that the record names, before and after it, by day or `undated`; removals before additions."""
    new: dict[str, list[KeptCasualty]] = {}
    gone: dict[str, set[str]] = {}
    for claim in record.add:
        new.setdefault(row_of(claim), []).append(casualty(claim))
    for removal in record.remove:
        gone.setdefault(removal.row, set()).add(removal.claim_id)
    old = {name: casualty_day(rows.get(f"{key}|{name}")) for name in sorted(new.keys() | gone.keys())}
    changed = {
        name: keep_casualties(row, gone=gone.get(name, ()), new=new.get(name, ()), policy=policy)
        for name, row in old.items()
    }
    return old, changed


def _dated(rows: Mapping[str, CasualtyDay]) -> list[tuple[int, CasualtyDay]]:
    return [(ordinal(name), row) for name, row in rows.items() if name != UNDATED]


def _touched(
    record: RoutedCasualties, old: Mapping[int, Iterable[Series]], new: Mapping[int, Iterable[Series]]
) -> set[tuple[Series, int]]:
    """The series and days that the record may change: those that it names, and their rivals of the same day."""
    named: set[tuple[Series, int]] = set()
    for claim in record.add:
        series = series_of(casualty(claim))
        if series is not None and row_of(claim) != UNDATED:
            named.add((series, ordinal(row_of(claim))))
    for removal in record.remove:
        if removal.series is not None and removal.row != UNDATED:
            named.add((removal.series, ordinal(removal.row)))
    counts = {(series[:3], day) for series, day in named}
    rivals = {(series, day) for rows in (old, new) for day, found in rows.items() for series in found}
    return named | {(series, day) for series, day in rivals if (series[:3], day) in counts}


def _open(
    key: str,
    touched: set[tuple[Series, int]],
    ranges: Mapping[int, Mapping[Series, Report]],
    rows: Rows,
    policy: TollPolicy,
) -> _Book:
    book = _Book()
    for series in sorted({series for series, _ in touched}):
        days = {day for touched_series, day in touched if touched_series == series}
        near = (n for day in days for n in range(day - policy.window_days, day + policy.window_days + 1))
        book.old[series] = {}
        for quarter in quarters(near):
            name = _row_name(key, series, quarter)
            book.rows[name] = rows.get(name)
            stored = series_quarter(book.rows[name]).days
            book.old[series].update((ordinal(day), report) for day, report in stored.items())
        changed = {day: ranges[day].get(series) for day in days}
        kept = {day: report for day, report in book.old[series].items() if day not in changed}
        book.new[series] = kept | {day: report for day, report in changed.items() if report is not None}
    return book


def _drafts(
    record: RoutedCasualties,
    touched: set[tuple[Series, int]],
    book: _Book,
    ranges: Mapping[int, Mapping[Series, Report]],
    policy: TollPolicy,
) -> tuple[list[tuple[tuple[Series, int], Draft]], list[Mark], set[tuple[Series, int]]]:
    """The alerts that stand on the affected reports, the marks that stood there, and the affected reports.

    Affected are the touched reports and, of each series, the next one: it is compared with what was touched.
    """
    following = {
        (series, later)
        for series, day in touched
        for later in (after(book.old[series], day, policy), after(book.new[series], day, policy))
        if later is not None
    }
    affected = touched | following
    before = [
        mark
        for series, day in sorted(affected)
        if day in book.old[series]
        for mark in book.old[series][day].marks
        if (series, day) in touched or mark.alert["type"] == AlertType.REVISED
    ]
    drafts: list[tuple[tuple[Series, int], Draft]] = []
    for series, day in sorted(affected):
        days = book.new[series]
        alert = revised(record.theatre, record.harm, series, days, day, policy) if day in days else None
        if alert is not None:
            earlier = days[ordinal(alert.before.day)]
            drafts.append(((series, day), Draft.of(alert, earlier.digest, days[day].digest)))
    for count, day in sorted({(series[:3], day) for series, day in touched}):
        rivals = {series: report for series, report in ranges[day].items() if series[:3] == count}
        for one, other, dispute in disputed(record.theatre, record.harm, rivals, day):
            drafts.append(((one, day), Draft.of(dispute, rivals[one].digest, rivals[other].digest)))
    still = _disputes_of(following - touched, book)
    return drafts + still, before + [draft.mark() for _, draft in still], affected


def _disputes_of(reports_: set[tuple[Series, int]], book: _Book) -> list[tuple[tuple[Series, int], Draft]]:
    """The disputes that stand on reports which the event does not touch, unchanged."""
    from schemas.alerts import ALERT

    return [
        ((series, day), Draft(alert=ALERT.validate_python(mark.alert), digest=mark.digest))
        for series, day in sorted(reports_)
        if day in book.old[series]
        for mark in book.old[series][day].marks
        if mark.alert["type"] == AlertType.DISPUTED
    ]


def _mark(book: _Book, drafts: Iterable[tuple[tuple[Series, int], Draft]], affected: set[tuple[Series, int]]) -> None:
    marks: dict[tuple[Series, int], list[Mark]] = {}
    for place, draft in drafts:
        marks.setdefault(place, []).append(draft.mark())
    for series, day in affected:
        report = unmarked(book.new[series].get(day))
        if report is not None:
            book.new[series][day] = replace(report, marks=tuple(marks.get((series, day), ())))


def _series_rows(key: str, book: _Book, affected: set[tuple[Series, int]]) -> dict[str, bytes]:
    """The quarter rows of the affected reports; an empty one, too, if it is there."""
    written = {}
    for series, quarter in sorted({(series, quarter_of(day_at(day))) for series, day in affected}):
        days = {day_at(day): report for day, report in sorted(book.new[series].items())}
        held = {day: report for day, report in days.items() if quarter_of(day) == quarter}
        name = _row_name(key, series, quarter)
        if held or book.rows.get(name) is not None:
            written[name] = encode(SeriesQuarter(days=held))
    return written


def _row_name(key: str, series: Series, quarter: str) -> str:
    return "|".join((key, *series, quarter))


def _with_evidence(alert: Alert, changed: Mapping[str, CasualtyDay], key: str, rows: Rows, book: _Book) -> Alert:
    """The alert with the quotes of its two reports."""

    def quote(series: Series, day: str) -> tuple[object, ...]:
        row = changed[day] if day in changed else casualty_day(rows.get(f"{key}|{day}"))
        wanted = book.new[series][ordinal(day)].claim_id
        return tuple(casualty_evidence(claim) for claim in row.claims if claim.id == wanted)

    evidence: dict[str, tuple[object, ...]]
    if isinstance(alert, TollRevised):
        series = (alert.place, alert.group, alert.counted_from, alert.source)
        evidence = {"before": quote(series, alert.before.day), "now": quote(series, alert.now.day)}
    elif isinstance(alert, TollDisputed):
        count = (alert.place, alert.group, alert.counted_from)
        evidence = {figure.source: quote((*count, figure.source), alert.day) for figure in alert.sources}
    else:
        raise TypeError(f"{alert.type} is no alert on a toll")
    return alert.model_copy(update={"evidence": evidence})
