"""The rows in which alerts on tolls are kept: revisions beside the series' ranges, disputes by count and day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from schemas.tables import DisputeDay, Report, SeriesQuarter
from streams.codebook.policy import TollPolicy
from streams.fold.alerts import Draft, Stood
from streams.fold.rows import Rows, around, day_at, dispute_day, encode, ordinal, quarter_of, quarters, series_quarter
from streams.fold.series import At, Series, after, disputed, revised

Count = tuple[str, str, str]
"""What rival sources count: place, group and start."""

Touched = set[tuple[Series, int]]
"""Series and the days on which an event may change their report."""

Ranges = Mapping[int, Mapping[Series, Report]]


@dataclass(frozen=True, slots=True)
class Revisions:
    """The reports of the touched series, before and after the event, and the revisions that stand on them.

    `affected` are the touched reports and, of each series, the next one: it is compared with what was touched.
    """

    at: At
    policy: TollPolicy
    stored: Mapping[str, bytes | None]
    old: Mapping[Series, Mapping[int, Report]]
    new: Mapping[Series, Mapping[int, Report]]
    affected: Touched

    @classmethod
    def of(cls, at: At, touched: Touched, ranges: Ranges, rows: Rows, policy: TollPolicy) -> "Revisions":
        """Reads the quarters around the touched days, and puts the new reports in."""
        stored: dict[str, bytes | None] = {}
        old: dict[Series, dict[int, Report]] = {}
        new: dict[Series, dict[int, Report]] = {}
        for series in sorted({series for series, _ in touched}):
            days = {day for one, day in touched if one == series}
            names = [_name(at, series, near) for near in quarters(around(days, policy.window_days, policy.window_days))]
            stored |= {name: rows.get(name) for name in names}
            held = [series_quarter(stored[name]).days for name in names]
            old[series] = {ordinal(day): report for quarter in held for day, report in quarter.items()}
            new[series] = {day: report for day, report in old[series].items() if day not in days}
            new[series] |= {day: ranges[day][series] for day in days if series in ranges[day]}
        following = {
            (series, later)
            for series, day in touched
            for later in (after(old[series], day, policy), after(new[series], day, policy))
            if later is not None
        }
        return cls(at=at, policy=policy, stored=stored, old=old, new=new, affected=touched | following)

    def drafts(self) -> list[Draft]:
        """The revisions that stand on the affected reports after the event."""
        return [draft for draft in self._drafts().values() if draft is not None]

    def stood(self) -> Iterator[Stood]:
        """The revisions that stood on the affected reports before it."""
        for series, day in sorted(self.affected):
            if day in self.old[series]:
                for mark in self.old[series][day].marks:
                    yield Stood(mark=mark, implied=self.at.implied(series))

    def written(self) -> dict[str, bytes]:
        """The quarters of the affected reports; an empty one, too, if it is there."""
        drafts = self._drafts()
        written = {}
        for series, quarter in sorted({(series, quarter_of(day_at(day))) for series, day in self.affected}):
            implied = self.at.implied(series)
            held: dict[str, Report] = {}
            for day, report in sorted(self.new[series].items()):
                if quarter_of(day_at(day)) != quarter:
                    continue
                draft = drafts.get((series, day))
                marks = (draft.mark(implied),) if draft is not None else ()
                held[day_at(day)] = replace(report, marks=marks) if (series, day) in self.affected else report
            name = _name(self.at, series, quarter)
            if held or self.stored[name] is not None:
                written[name] = encode(SeriesQuarter(days=held))
        return written

    def _drafts(self) -> dict[tuple[Series, int], Draft | None]:
        return {(series, day): self._draft(series, day) for series, day in sorted(self.affected)}

    def _draft(self, series: Series, day: int) -> Draft | None:
        days = self.new[series]
        if day not in days:
            return None
        alert = revised(self.at, series, days, day, self.policy)
        if alert is None:
            return None
        return Draft.of(alert, days[ordinal(alert.before.day)].digest, days[day].digest)


@dataclass(frozen=True, slots=True)
class Disputes:
    """The disputes of the touched counts and days, before and after the event: each follows from its day alone."""

    at: At
    stored: Mapping[tuple[Count, int], bytes | None]
    standing: Mapping[tuple[Count, int], tuple[Draft, ...]]

    @classmethod
    def of(cls, at: At, touched: Touched, ranges: Ranges, rows: Rows) -> "Disputes":
        """Reads what stood, and works out what stands."""
        counts: set[tuple[Count, int]] = {((series[0], series[1], series[2]), day) for series, day in touched}
        stored = {(count, day): rows.get(_name(at, count, day_at(day))) for count, day in sorted(counts)}
        return cls(
            at=at, stored=stored, standing={(count, day): _disputes(at, count, ranges, day) for count, day in stored}
        )

    def drafts(self) -> list[Draft]:
        """The disputes that stand after the event."""
        return [draft for drafts in self.standing.values() for draft in drafts]

    def stood(self) -> Iterator[Stood]:
        """The disputes that stood before it."""
        for (count, _), value in self.stored.items():
            for mark in dispute_day(value).marks:
                yield Stood(mark=mark, implied=self.at.implied(count))

    def written(self) -> dict[str, bytes]:
        """The rows of the disputes; an empty one only if it is there."""
        return {
            _name(self.at, count, day_at(day)): encode(
                DisputeDay(marks=tuple(draft.mark(self.at.implied(count)) for draft in drafts))
            )
            for (count, day), drafts in self.standing.items()
            if drafts or self.stored[count, day] is not None
        }


def _disputes(at: At, count: Count, ranges: Ranges, day: int) -> tuple[Draft, ...]:
    rivals = {series: report for series, report in ranges[day].items() if series[:3] == count}
    return tuple(
        Draft.of(alert, rivals[one].digest, rivals[other].digest) for one, other, alert in disputed(at, rivals, day)
    )


def _name(at: At, series: tuple[str, ...], when: str) -> str:
    return "|".join((at.key, *series, when))
