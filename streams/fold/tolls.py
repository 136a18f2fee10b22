"""The fold of tolls: one event of a theatre and harm changes rows and alerts.

A day's row holds every claim of the day, so rival sources of that day are found in it; a series' quarter rows hold its
ranges, so the report before and the one after are found within a year. Nothing else is read, beside the disputes of the
touched days and the days that an alert quotes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from schemas.alerts import Alert, CasualtyEvidence, TollDisputed, TollRevised
from schemas.claims import RoutedCasualties
from schemas.ids import toll_key
from schemas.tables import CasualtyDay, KeptCasualty, Report
from streams.codebook.policy import TollPolicy
from streams.fold.alerts import Draft, Stood, casualty_evidence, differences, records
from streams.fold.books import Disputes, Revisions, Touched
from streams.fold.keeping import casualty, keep_casualties
from streams.fold.rows import UNDATED, Folded, Origin, Rows, casualty_day, encode, ordinal, row_of
from streams.fold.series import ALERTING, NOWHERE, At, Series, reports, series_of

Ranges = Mapping[int, Mapping[Series, Report]]
"""The reports of each series by ordinal day."""


@dataclass(frozen=True, slots=True)
class _Days:
    """The day rows that an event names, before and after it, by day or `undated`."""

    key: str
    rows: Rows
    old: Mapping[str, CasualtyDay]
    new: Mapping[str, CasualtyDay]

    @classmethod
    def of(cls, key: str, record: RoutedCasualties, rows: Rows, policy: TollPolicy) -> "_Days":
        """The rows with the record's removals, and then its additions."""
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
        return cls(key=key, rows=rows, old=old, new=changed)

    def quotes(self, day: str, ids: Iterable[str]) -> tuple[CasualtyEvidence, ...]:
        """The claims of a day with these ids, as a reader checks them."""
        row = self.new[day] if day in self.new else casualty_day(self.rows.get(f"{self.key}|{day}"))
        claims = {claim.id: claim for claim in row.claims}
        return tuple(casualty_evidence(claims[id_]) for id_ in ids)

    def written(self) -> dict[str, bytes]:
        """The rows after the event, `undated` first."""
        return {f"{self.key}|{name}": encode(self.new[name]) for name in sorted(self.new, reverse=True)}


def fold(record: RoutedCasualties, rows: Rows, *, policy: TollPolicy, origin: Origin) -> Folded:
    """What the record changes: rows in the order of writing, and alert records in the order of sending.

    Reads `rows` within fixed distances of the days that the record names, and nothing else.
    """
    days = _Days.of(toll_key(record.theatre, record.harm), record, rows, policy)
    if record.theatre == NOWHERE or record.harm not in ALERTING:
        return Folded(rows=days.written(), alerts=())
    old, new = _ranges(days.old, policy), _ranges(days.new, policy)
    touched = _touched(record, old, new)
    at = At(theatre=record.theatre, harm=record.harm)
    revisions = Revisions.of(at, touched, new, rows, policy)
    disputes = Disputes.of(at, touched, new, rows)
    drafts: list[Draft] = [*revisions.drafts(), *disputes.drafts()]
    before: list[Stood] = [*revisions.stood(), *disputes.stood()]
    return Folded(
        rows=revisions.written() | disputes.written() | days.written(),
        alerts=records(differences(before, drafts), with_evidence=_quoting(days, revisions, new), origin=origin),
    )


def _ranges(rows: Mapping[str, CasualtyDay], policy: TollPolicy) -> Ranges:
    return {ordinal(name): reports(row.claims, policy) for name, row in rows.items() if name != UNDATED}


def _touched(record: RoutedCasualties, old: Ranges, new: Ranges) -> Touched:
    """The series and days that the record may change: those that it names, and their rivals of the same day."""
    named: Touched = set()
    for claim in record.add:
        series = series_of(casualty(claim))
        if series is not None and row_of(claim) != UNDATED:
            named.add((series, ordinal(row_of(claim))))
    for removal in record.remove:
        if removal.series is not None and removal.row != UNDATED:
            named.add((removal.series, ordinal(removal.row)))
    counts = {(series[:3], day) for series, day in named}
    rivals = {(series, day) for ranges in (old, new) for day, found in ranges.items() for series in found}
    return named | {(series, day) for series, day in rivals if (series[:3], day) in counts}


def _quoting(days: _Days, revisions: Revisions, ranges: Ranges) -> Callable[[Alert], Alert]:
    """Gives an alert the quotes of its two reports."""

    def with_evidence(alert: Alert) -> Alert:
        if isinstance(alert, TollRevised):
            series = (alert.place, alert.group, alert.counted_from, alert.source)
            sides = {"before": alert.before.day, "now": alert.now.day}
            told = {side: revisions.new[series][ordinal(day)].claim_id for side, day in sides.items()}
            evidence = {side: days.quotes(day, [told[side]]) for side, day in sides.items()}
            return alert.model_copy(update={"evidence": evidence})
        dispute = cast(TollDisputed, alert)
        count = (dispute.place, dispute.group, dispute.counted_from)
        figures = {one.source: ranges[ordinal(dispute.day)][*count, one.source] for one in dispute.sources}
        evidence = {source: days.quotes(dispute.day, [report.claim_id]) for source, report in figures.items()}
        return alert.model_copy(update={"evidence": evidence})

    return with_evidence
