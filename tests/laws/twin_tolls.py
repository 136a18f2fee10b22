"""Tolls as the twin sees them: every report of a theatre and harm lies on the table, and every day is asked anew."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from schemas.alerts import ALERT, RECORD_FIELDS
from schemas.ids import natural_id
from streams.codebook.policy import TollPolicy
from tests.laws.twin_positions import LAST, day_of

Claim = Mapping[str, Any]
Range = tuple[int, int | None]
REVISED = "trucewire.toll.revised.v1"
DISPUTED = "trucewire.toll.disputed.v1"


def tolls_and_alerts(claims: Iterable[Claim], policy: TollPolicy) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every toll, and the alerts that stand on them."""
    keys: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        keys.setdefault((claim["theatre"], claim["harm"]), []).append(claim)
    counts = [Counts(theatre, harm, told, policy) for (theatre, harm), told in sorted(keys.items())]
    return [toll for count in counts for toll in count.tolls()], [a for count in counts for a in count.alerts()]


def told_order(claim: Claim) -> tuple[str, str]:
    """By the day of the article, then id."""
    return (claim["article_day"] or LAST, claim["id"])


def what(claim: Claim) -> tuple[Any, ...]:
    """What two reports must share to be compared."""
    happened = claim["happened"] and (claim["happened"]["from"], claim["happened"]["to"])
    when = claim["counted_from"] if claim["kind"] == "cumulative" else happened
    return (claim["kind"], claim["place_id"], claim["group_id"], when)


def is_comparable(claim: Claim) -> bool:
    """Whether nothing is unknown: of a running toll not even who counts."""
    if claim["time"] == "past" or claim["part_of_total"] or None in what(claim):
        return False
    return claim["kind"] == "incident" or claim["source_id"] is not None


def kept(claims: Iterable[Claim], policy: TollPolicy) -> list[Claim]:
    """What is kept of one day: the last reports of each source; running tolls before incidents before the rest."""
    chosen: list[Claim] = []
    for claim in sorted(claims, key=told_order, reverse=True):
        mine = (claim["part_of_total"], claim["time"], what(claim), claim["source_id"])
        same = [c for c in chosen if (c["part_of_total"], c["time"], what(c), c["source_id"]) == mine]
        if len(same) < policy.kept_per_day:
            chosen.append(claim)
    tolls = [claim for claim in chosen if is_comparable(claim) and claim["kind"] == "cumulative"]
    incidents = [claim for claim in chosen if is_comparable(claim) and claim["kind"] == "incident"]
    rest = [claim for claim in chosen if not is_comparable(claim)]
    running = [claim for claim in rest if claim["kind"] == "cumulative"]
    single = [claim for claim in rest if claim["kind"] == "incident"]
    return sorted([*tolls, *incidents, *running, *single][: policy.kept_per_row], key=told_order)


def bounds(claim: Claim, policy: TollPolicy) -> Range:
    """The range that a report stands for: a twentieth wider to a side where its figure is round or approximate."""
    low, high = claim["low"], claim["high"]
    if claim["approx"] or is_round(low):
        low = low - -(-low * policy.widen_percent // 100)
    if high is not None and (claim["approx"] or is_round(high)):
        high = high + -(-high * policy.widen_percent // 100)
    return low, high


def is_round(number: int) -> bool:
    """Whether there are digits after the first two, and all of them are 0."""
    later = str(number)[2:]
    return later != "" and later.strip("0") == ""


def is_below(one: Range, other: Range) -> bool:
    """Whether a range ends before another begins."""
    return one[1] is not None and one[1] < other[0]


def quality(claim: Claim) -> tuple[bool, int, str]:
    """The best source first: those without a rank last, then by id."""
    rank = claim["source_rank"]
    return (rank is None, rank or 0, claim["source_id"] or "")


class Counts:
    """All that is reported of one theatre and harm."""

    def __init__(self, theatre: str, harm: str, claims: list[Claim], policy: TollPolicy) -> None:
        self.theatre, self.harm, self.policy = theatre, harm, policy
        days = sorted({day for claim in claims if (day := day_of(claim))})
        self.kept = {day: kept([claim for claim in claims if day_of(claim) == day], policy) for day in days}

    def reports(self, day: str, count: tuple[Any, ...]) -> dict[str | None, Claim]:
        """The last report of each source on a count that day, of the best sources."""
        last: dict[str | None, Claim] = {}
        for claim in self.kept[day]:
            if is_comparable(claim) and what(claim) == count:
                last[claim["source_id"]] = claim
        best = sorted(last.values(), key=quality)[: self.policy.sources]
        return {claim["source_id"]: claim for claim in best}

    def alerts(self) -> list[dict[str, Any]]:
        """The standing alerts."""
        if self.theatre == "other" or self.harm not in {"killed", "wounded"}:
            return []
        found = []
        for count in sorted({what(c) for day in self.kept for c in self.kept[day] if is_comparable(c)}, key=str):
            if count[0] == "cumulative":
                by_day = {day: reports for day in self.kept if (reports := self.reports(day, count))}
                found += self.revisions(count, by_day) + self.disputes(count, by_day)
        return found

    def revisions(
        self, count: tuple[Any, ...], by_day: Mapping[str, Mapping[str | None, Claim]]
    ) -> list[dict[str, Any]]:
        """Reports that lie wholly below the last one of the same source."""
        found = []
        for day, reports in by_day.items():
            first = (date.fromisoformat(day) - timedelta(days=self.policy.window_days)).isoformat()
            for source, now in reports.items():
                earlier = [near for near in by_day if first <= near < day and source in by_day[near]]
                if not earlier:
                    continue
                before = by_day[earlier[-1]][source]
                if is_below(bounds(now, self.policy), bounds(before, self.policy)):
                    figures = {
                        "before": {"day": earlier[-1], "low": before["low"], "high": before["high"]},
                        "now": {"day": day, "low": now["low"], "high": now["high"]},
                    }
                    evidence = {"before": [seen(before)], "now": [seen(now)]}
                    subject = [*count[1:], source]
                    found.append(
                        self.alert(REVISED, subject, day, (before, now), source=source, **figures, evidence=evidence)
                    )
        return found

    def disputes(
        self, count: tuple[Any, ...], by_day: Mapping[str, Mapping[str | None, Claim]]
    ) -> list[dict[str, Any]]:
        """Sources whose reports of one day do not meet."""
        found = []
        for day, reports in by_day.items():
            for one, other in combinations(sorted(reports.values(), key=lambda c: str(c["source_id"])), 2):
                ours, theirs = bounds(one, self.policy), bounds(other, self.policy)
                if is_below(ours, theirs) or is_below(theirs, ours):
                    pair = (one, other)
                    sources = [{"source": c["source_id"], "low": c["low"], "high": c["high"]} for c in pair]
                    evidence = {c["source_id"]: [seen(c)] for c in pair}
                    subject = [*count[1:], *(c["source_id"] for c in pair)]
                    found.append(self.alert(DISPUTED, subject, day, pair, sources=sources, evidence=evidence))
        return found

    def alert(self, kind: str, subject: list[Any], day: str, pair: tuple[Claim, Claim], **rest: Any) -> dict[str, Any]:
        """What all alerts on tolls have."""
        known = [claim["article_day"] for claim in pair if claim["article_day"]]
        fields = {
            "id": natural_id(kind, f"{self.theatre}|{self.harm}", "|".join(subject), day),
            "type": kind,
            "status": "raised",
            "day": day,
            "known_on": max(known, default=None),
            "theatre": self.theatre,
            "harm": self.harm,
            **dict(zip(("place", "group", "counted_from"), subject, strict=False)),
            **rest,
        }
        return dict(ALERT.dump_python(ALERT.validate_python(fields), mode="json", exclude=set(RECORD_FIELDS)))

    def tolls(self) -> list[dict[str, Any]]:
        """Each count with the latest figure of each source; what cannot be compared stands alone."""
        current = [
            (day, claim)
            for day in self.kept
            for claim in self.kept[day]
            if claim["time"] == "current" and not claim["part_of_total"]
        ]
        groups: list[dict[Any, tuple[str, Claim]]] = [{0: told} for told in current if not is_comparable(told[1])]
        for count in {what(claim) for _, claim in current if is_comparable(claim)}:
            alike = [(day, c) for day, c in current if is_comparable(c) and what(c) == count]
            groups.append({c["source_id"]: (day, c) for day, c in alike})
        return sorted((self.toll(list(group.values())) for group in groups), key=toll_order)

    def toll(self, told: list[tuple[str, Claim]]) -> dict[str, Any]:
        """The lowest, best and highest of the sources' figures."""
        told = sorted(told, key=lambda one: quality(one[1]))[: self.policy.sources]
        ranges = [bounds(claim, self.policy) for _, claim in told]
        best = told[0][1]
        highs = [high for _, high in ranges if high is not None]
        return {
            "theatre": self.theatre,
            "harm": self.harm,
            "place": best["place_id"],
            "group": best["group_id"],
            "counted_from": best["counted_from"] if best["kind"] == "cumulative" else None,
            "happened": best["happened"],
            "kind": best["kind"],
            "low": min(low for low, _ in ranges),
            "best": best["low"],
            "high": max(highs) if len(highs) == len(ranges) else None,
            "sources": [self.source(day, claim) for day, claim in told],
            "as_of": max(day for day, _ in told),
        }

    def source(self, day: str, claim: Claim) -> dict[str, Any]:
        """One source's figure, beside the parts of it that its article names."""
        parts = [c for c in self.kept[day] if c["article_id"] == claim["article_id"] and c["part_of_total"]]
        return {
            "source": claim["source_id"],
            "low": claim["low"],
            "high": claim["high"],
            "day": day,
            "evidence": seen(claim),
            "parts": [seen(part) for part in parts if part["time"] == "current"],
        }


def toll_order(toll: Mapping[str, Any]) -> tuple[str, ...]:
    """By place, group, kind, start and days; what stands alone by its report."""
    happened = toll["happened"] or {}
    said = [toll["place"], toll["group"], toll["kind"], toll["counted_from"], *map(happened.get, ("from", "to"))]
    first = toll["sources"][0]
    return (*(value or "" for value in said), first["day"], first["evidence"]["claim_id"])


def seen(claim: Claim) -> dict[str, Any]:
    """A claim as a reader checks it."""
    slots = ("article_id", "outlet", "article_day", "quote", "part", "start", "end", "rule", "codebook")
    more = ("attributed_to", "source_id", "low", "high")
    return {"claim_id": claim["id"], **{slot: claim[slot] for slot in (*slots, *more)}}
