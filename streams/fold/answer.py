"""The answer: positions, tolls and standing alerts that follow from a set of articles' claims, in any order.

Each party and issue (and each theatre and harm) is folded by one event that brings all its claims, onto no rows: the
same functions as the worker calls event by event, so the two cannot differ in meaning.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.alerts import RECORD_FIELDS, Alert
from schemas.claims import ArticleClaims, RoutedCasualties, RoutedCasualty, RoutedStance, RoutedStances, Version
from schemas.moments import day_of
from schemas.tables import CasualtyDay, Entry, Reading, StanceDay
from schemas.vocabulary import Harm
from streams.codebook.policy import Policy, PositionPolicy, TollPolicy
from streams.fold import positions, present, tolls
from streams.fold.rows import (
    UNDATED,
    Origin,
    casualty_day,
    ordinal,
    position_entries,
    stance_day,
)
from streams.fold.versions import earliest, outranks, reading_of, routed, stands_first

Answer = dict[str, list[dict[str, Any]]]
"""What `trucewire fold` prints: `positions`, `tolls` and `alerts`."""

_EVERYTHING = {"article_id": "", "version": Version(content="0" * 64)}
_ORIGIN = Origin(article_id="", cause=None)


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of the articles that stand: stances by party and issue, casualties by theatre and harm."""

    stances: Mapping[tuple[str, str], tuple[RoutedStance, ...]]
    casualties: Mapping[tuple[str, Harm], tuple[RoutedCasualty, ...]]


@dataclass(frozen=True, slots=True)
class FoldedPosition:
    """A party's line on an issue as its rows hold it: entries and claims by ordinal day, and the alerts that stand."""

    party: str
    issue: str
    entries: Mapping[int, Entry]
    days: Mapping[int, StanceDay]
    undated: StanceDay
    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class FoldedToll:
    """The counts of a theatre and harm as their rows hold them: claims by ordinal day, and the alerts that stand."""

    theatre: str
    harm: Harm
    days: Mapping[int, CasualtyDay]
    alerts: tuple[Alert, ...]


def answer(rows: Iterable[ArticleClaims], policy: Policy, *, as_of: str | None = None) -> Answer:
    """What follows from the rows, sorted: a function of the set of them.

    With `as_of` (a day) what a reader of that day could know.
    """
    claims = standing(rows, as_of=as_of)
    lines = [fold_position(party, issue, told, policy.positions) for (party, issue), told in claims.stances.items()]
    counts = [fold_toll(theatre, harm, told, policy.tolls) for (theatre, harm), told in claims.casualties.items()]
    alerts = [*(a for line in lines for a in line.alerts), *(a for count in counts for a in count.alerts)]
    return printed(lines, counts, alerts, policy)


def printed(
    lines: Iterable[FoldedPosition], counts: Iterable[FoldedToll], alerts: Iterable[Alert], policy: Policy
) -> Answer:
    """Positions, tolls and alerts as they are printed; the alerts are those that stand."""
    return {
        "positions": [
            present.position(line.party, line.issue, entries=line.entries, days=line.days, policy=policy.positions)
            for line in lines
        ],
        "tolls": [
            toll
            for count in counts
            for toll in present.tolls(count.theatre, count.harm, days=count.days, policy=policy.tolls)
        ],
        "alerts": [
            alert.model_dump(mode="json", exclude=set(RECORD_FIELDS))
            for alert in sorted(
                alerts,
                key=lambda alert: (alert.day, alert.type, alert.id),
            )
        ],
    }


def standing(rows: Iterable[ArticleClaims], *, as_of: str | None = None) -> Claims:
    """The claims of the version of each article that stands, sorted by key.

    With `as_of` of the versions that were out by that day: `updated`, else the article's day; without either, none.
    """
    readings: dict[str, dict[str, Reading]] = {}
    stamps: dict[tuple[str, str], str | None] = {}
    for row in rows:
        article, content = row.article_id, row.version.content
        out = day_of(row.updated) or row.article_day
        if as_of is not None and (out is None or out > as_of):
            continue
        contents, new = readings.setdefault(article, {}), reading_of(row)
        stamps[article, content] = earliest(stamps.get((article, content)), row.received)
        if content not in contents or outranks(new, contents[content]):
            contents[content] = new
    stances: dict[tuple[str, str], list[RoutedStance]] = {}
    casualties: dict[tuple[str, Harm], list[RoutedCasualty]] = {}
    for article, contents in readings.items():
        stands = max(contents, key=lambda content: stands_first(stamps[article, content], content))
        told, counted = routed(article, contents[stands])
        for stance in told:
            stances.setdefault((stance.party, stance.issue), []).append(stance)
        for casualty in counted:
            casualties.setdefault((casualty.theatre, casualty.harm), []).append(casualty)
    return Claims(
        stances={key: tuple(told) for key, told in sorted(stances.items())},
        casualties={key: tuple(told) for key, told in sorted(casualties.items())},
    )


def fold_position(party: str, issue: str, claims: tuple[RoutedStance, ...], policy: PositionPolicy) -> FoldedPosition:
    """The line of a party on an issue that follows from all its claims."""
    record = RoutedStances(party=party, issue=issue, add=claims, **_EVERYTHING)
    folded = positions.fold(record, {}, policy=policy, origin=_ORIGIN)
    return read_position(party, issue, folded.rows, alerts=folded.alerts)


def read_position(
    party: str, issue: str, rows: Mapping[str, bytes], *, alerts: tuple[Alert, ...] = ()
) -> FoldedPosition:
    """The line of a party on an issue from all its rows."""
    days, undated, quarters = _named(rows)
    return FoldedPosition(
        party=party,
        issue=issue,
        entries={day: entry for row in quarters for day, entry in position_entries(row).items()},
        days={day: stance_day(row) for day, row in days.items()},
        undated=stance_day(undated),
        alerts=alerts,
    )


def fold_toll(theatre: str, harm: Harm, claims: tuple[RoutedCasualty, ...], policy: TollPolicy) -> FoldedToll:
    """The counts of a theatre and harm that follow from all its claims."""
    record = RoutedCasualties(theatre=theatre, harm=harm, add=claims, **_EVERYTHING)
    folded = tolls.fold(record, {}, policy=policy, origin=_ORIGIN)
    return read_toll(theatre, harm, folded.rows, alerts=folded.alerts)


def read_toll(theatre: str, harm: Harm, rows: Mapping[str, bytes], *, alerts: tuple[Alert, ...] = ()) -> FoldedToll:
    """The counts of a theatre and harm from all their rows."""
    days, _, _ = _named(rows)
    return FoldedToll(
        theatre=theatre,
        harm=harm,
        days={day: casualty_day(row) for day, row in days.items()},
        alerts=alerts,
    )


def _named(rows: Mapping[str, bytes]) -> tuple[dict[int, bytes], bytes | None, list[bytes]]:
    """The rows of days by ordinal, the undated row, and the rest: rows of a key are named `key|...|when`."""
    days: dict[int, bytes] = {}
    rest: list[bytes] = []
    undated = None
    for name, row in rows.items():
        _, _, *middle, when = name.split("|")
        if middle or "q" in when:
            rest.append(row)
        elif when == UNDATED:
            undated = row
        else:
            days[ordinal(when)] = row
    return dict(sorted(days.items())), undated, rest
