"""Running tolls as series: the range of each day, and the alerts that follow where ranges do not meet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from schemas.alerts import Figure, SourceFigure, TollDisputed, TollRevised
from schemas.ids import digest, natural_id, toll_key
from schemas.tables import KeptCasualty, Report
from schemas.vocabulary import AlertType, Harm, Kind, Status
from streams.codebook.policy import TollPolicy
from streams.fold.alerts import casualty_evidence
from streams.fold.keeping import by_article_day, comparable
from streams.fold.rows import day_at


@dataclass(frozen=True, slots=True)
class At:
    """The theatre and harm of an event."""

    theatre: str
    harm: Harm

    @property
    def key(self) -> str:
        """The key of the records and rows."""
        return toll_key(self.theatre, self.harm)

    def implied(self, series: tuple[str, ...]) -> dict[str, Any]:
        """What a series (or a count: a series without its source) says of the alerts on it."""
        names = ("place", "group", "counted_from", "source")
        return {"theatre": self.theatre, "harm": self.harm, **dict(zip(names, series, strict=False))}


Series = tuple[str, str, str, str]
"""Place, group, start of the count, source: all known. Reports of equal series are compared, others never."""

ALERTING = frozenset({Harm.KILLED, Harm.WOUNDED})
NOWHERE = "other"
"""The theatre of places that are tracked by nobody: listed, never alerted."""


def series_of(claim: KeptCasualty) -> Series | None:
    """The series of a running toll; None for what is compared with nothing."""
    if claim.kind != Kind.CUMULATIVE or not comparable(claim):
        return None
    return str(claim.place_id), str(claim.group_id), str(claim.counted_from), str(claim.source_id)


def widened(claim: KeptCasualty, policy: TollPolicy) -> tuple[int, int | None]:
    """The range that a report stands for: wider below where `low` is round or approximate, and above where `high` is.

    Whole people: the lower bound is rounded down and the upper up.
    """
    floor, ceiling = claim.low, claim.high
    if claim.approx or is_round(floor):
        floor = floor * (100 - policy.widen_percent) // 100
    if ceiling is not None and (claim.approx or is_round(ceiling)):
        ceiling = -(-ceiling * (100 + policy.widen_percent) // 100)
    return floor, ceiling


def is_round(number: int) -> bool:
    """Whether all digits after the first two are 0, of three or more."""
    return number >= 100 and set(str(number)[2:]) == {"0"}


def reports(claims: Iterable[KeptCasualty], policy: TollPolicy) -> dict[Series, Report]:
    """The range of each series on one day: its last report. Of one count at most so many sources, best first."""
    last: dict[Series, KeptCasualty] = {}
    for claim in sorted(claims, key=by_article_day):
        series = series_of(claim)
        if series is not None:
            last[series] = claim
    by_count: dict[tuple[str, ...], list[Series]] = {}
    for series in sorted(last, key=lambda s: rank(last[s].source_rank, s[3])):
        by_count.setdefault(series[:3], []).append(series)
    return {
        series: _report(last[series], policy) for rivals in by_count.values() for series in rivals[: policy.sources]
    }


def rank(source_rank: int | None, source: str | None) -> tuple[bool, int, str]:
    """Orders sources: by rank, those without one last, then by id."""
    return source_rank is None, source_rank or 0, source or ""


def _report(claim: KeptCasualty, policy: TollPolicy) -> Report:
    floor, ceiling = widened(claim, policy)
    return Report(
        claim_id=claim.id,
        known_on=claim.article_day,
        low=claim.low,
        high=claim.high,
        floor=floor,
        ceiling=ceiling,
        digest=digest(casualty_evidence(claim).model_dump(mode="json")),
    )


def below(one: Report, other: Report) -> bool:
    """Whether a range lies wholly below another."""
    return one.ceiling is not None and one.ceiling < other.floor


def before(days: Iterable[int], day: int, policy: TollPolicy) -> int | None:
    """The last of the days before `day` within the window."""
    return max((other for other in days if day - policy.window_days <= other < day), default=None)


def after(days: Iterable[int], day: int, policy: TollPolicy) -> int | None:
    """The first of the days after `day` within the window."""
    return min((other for other in days if day < other <= day + policy.window_days), default=None)


def revised(at: At, series: Series, days: Mapping[int, Report], day: int, policy: TollPolicy) -> TollRevised | None:
    """The alert, without evidence, that a day's report of a series raises against the report before it."""
    earlier = before(days, day, policy)
    if earlier is None or not below(days[day], days[earlier]):
        return None
    return TollRevised(
        id=natural_id(AlertType.REVISED, at.key, "|".join(series), day_at(day)),
        status=Status.RAISED,
        day=day_at(day),
        known_on=_known(days[earlier], days[day]),
        **at.implied(series),
        before=_figure(earlier, days[earlier]),
        now=_figure(day, days[day]),
        evidence={},
    )


def disputed(at: At, rivals: Mapping[Series, Report], day: int) -> Iterator[tuple[Series, Series, TollDisputed]]:
    """The alerts, without evidence, of the pairs of sources whose reports of one count and day do not meet.

    `rivals` are series that differ in the source only.
    """
    for one, other in combinations(sorted(rivals), 2):
        if not (below(rivals[one], rivals[other]) or below(rivals[other], rivals[one])):
            continue
        alert = TollDisputed(
            id=natural_id(AlertType.DISPUTED, at.key, "|".join((*one, other[3])), day_at(day)),
            status=Status.RAISED,
            day=day_at(day),
            known_on=_known(rivals[one], rivals[other]),
            **at.implied(one[:3]),
            sources=(_source(one[3], rivals[one]), _source(other[3], rivals[other])),
            evidence={},
        )
        yield one, other, alert


def _known(one: Report, other: Report) -> str | None:
    return max((day for day in (one.known_on, other.known_on) if day is not None), default=None)


def _figure(day: int, report: Report) -> Figure:
    return Figure(day=day_at(day), low=report.low, high=report.high)


def _source(source: str, report: Report) -> SourceFigure:
    return SourceFigure(source=source, low=report.low, high=report.high)
