"""The present: what a party holds now and since when, and what a toll is, read from folded rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.alerts import Evidence
from schemas.tables import CasualtyDay, Entry, KeptCasualty, KeptStance, StanceDay
from schemas.vocabulary import Kind, Time
from streams.codebook.policy import PositionPolicy, TollPolicy
from streams.fold.alerts import casualty_evidence, stance_evidence
from streams.fold.days import Window
from streams.fold.keeping import Group, by_article_day, by_weight, comparable, series_group
from streams.fold.rows import day_at
from streams.fold.series import rank, widened
from streams.fold.shifts import hardest_first, origin, steps

Plain = dict[str, Any]
"""A part of the answer, as it is printed."""


def position(
    party: str, issue: str, *, entries: Mapping[int, Entry], days: Mapping[int, StanceDay], policy: PositionPolicy
) -> Plain:
    """The present position of a party on an issue, and the contested and pending days since.

    It is the position of the last day that says something new or says it again; since when: the last day that was a
    shift, or that had no day before it within the window.
    """
    window = Window.of({day: row.claims for day, row in days.items()}, policy)
    telling = [step for step in steps(entries, policy) if not step.left_out]
    last = telling[-1].day if telling else None
    since = [step.day for step in telling if step.before is None or origin(step, entries) is not None]
    later = [day for day in sorted(days) if last is None or day > last]
    return {
        "party": party,
        "issue": issue,
        "position": None if last is None else entries[last].position,
        "since": day_at(since[-1]) if since else None,
        "contested": [
            {
                "day": day_at(day),
                "positions": [str(side) for side in hardest_first(entries[day])],
                "evidence": _sides(window.read(day, policy).deciding, policy),
            }
            for day in later
            if day in entries and len(entries[day].sides) > 1
        ],
        "pending": [
            {"day": day_at(day), "evidence": _sides(pending, policy)}
            for day in later
            if (pending := window.read(day, policy).pending)
        ],
        "evidence": [] if last is None else _shown(window.read(last, policy).deciding, policy),
    }


def _sides(claims: Iterable[KeptStance], policy: PositionPolicy) -> dict[str, list[Plain]]:
    by_position: dict[str, list[KeptStance]] = {}
    for claim in claims:
        by_position.setdefault(claim.position, []).append(claim)
    return {position: _shown(side, policy) for position, side in by_position.items()}


def _shown(claims: Iterable[KeptStance], policy: PositionPolicy) -> list[Plain]:
    return [_plain(stance_evidence(claim)) for claim in sorted(claims, key=by_weight)[: policy.claims_per_side]]


def _plain(evidence: Evidence) -> Plain:
    return evidence.model_dump(mode="json")


@dataclass(frozen=True, slots=True)
class _Told:
    """A report and the day that it is of."""

    day: int
    claim: KeptCasualty


def tolls(theatre: str, harm: str, *, days: Mapping[int, CasualtyDay], policy: TollPolicy) -> list[Plain]:
    """Every toll of a theatre and harm: of each count the sources' latest figures, lowest, best and highest.

    A report in which an id is unknown is compared with nothing: it is listed alone. Parts of a total are listed beside
    the report of their article.
    """
    told = [_Told(day, claim) for day, row in sorted(days.items()) for claim in sorted(row.claims, key=by_article_day)]
    current = [one for one in told if one.claim.time == Time.CURRENT and not one.claim.part_of_total]
    counts: dict[Group, dict[str | None, _Told]] = {}
    for one in current:
        if comparable(one.claim):
            counts.setdefault(series_group(one.claim), {})[one.claim.source_id] = one
    groups = [*counts.values(), *({one.claim.source_id: one} for one in current if not comparable(one.claim))]
    parts = [one for one in told if one.claim.time == Time.CURRENT and one.claim.part_of_total]
    found = [_toll(theatre, harm, sources=list(group.values()), parts=parts, policy=policy) for group in groups]
    return sorted(found, key=_in_order)


def _toll(theatre: str, harm: str, *, sources: list[_Told], parts: list[_Told], policy: TollPolicy) -> Plain:
    ranked = sorted(sources, key=lambda one: rank(one.claim.source_rank, one.claim.source_id))[: policy.sources]
    ranges = [widened(one.claim, policy) for one in ranked]
    ceilings = [ceiling for _, ceiling in ranges]
    claim = ranked[0].claim
    return {
        "theatre": theatre,
        "harm": harm,
        "place": claim.place_id,
        "group": claim.group_id,
        "counted_from": claim.counted_from if claim.kind == Kind.CUMULATIVE else None,
        "happened": {"from": claim.happened[0], "to": claim.happened[1]} if claim.happened else None,
        "kind": claim.kind,
        "low": min(floor for floor, _ in ranges),
        "best": claim.low,
        "high": None if None in ceilings else max(ceiling for ceiling in ceilings if ceiling is not None),
        "sources": [_source(one, parts) for one in ranked],
        "as_of": day_at(max(one.day for one in ranked)),
    }


def _source(one: _Told, parts: Iterable[_Told]) -> Plain:
    beside = [
        _plain(casualty_evidence(part.claim))
        for part in parts
        if part.day == one.day and part.claim.article_id == one.claim.article_id
    ]
    evidence = _plain(casualty_evidence(one.claim))
    return {
        "source": one.claim.source_id,
        "low": one.claim.low,
        "high": one.claim.high,
        "day": day_at(one.day),
        "evidence": evidence,
        "parts": beside,
    }


def _in_order(toll: Plain) -> tuple[str, ...]:
    happened = toll["happened"] or {}
    said = (toll["place"], toll["group"], toll["kind"], toll["counted_from"], happened.get("from"), happened.get("to"))
    first = toll["sources"][0]
    return (*(value or "" for value in said), first["day"], first["evidence"]["claim_id"])
