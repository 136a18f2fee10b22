"""What would take an alert back: each article whose withdrawal makes it fall, found by folding without it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from schemas.alerts import Alert, PositionContested, PositionShifted, TollRevised
from schemas.claims import RoutedCasualty, RoutedStance
from streams.codebook.policy import Policy
from streams.fold.answer import Claims, fold_position, fold_toll
from streams.fold.rows import ordinal

_Claim = TypeVar("_Claim", RoutedStance, RoutedCasualty)

MOST = 24
"""Articles that are tried: an alert that stands on more is not undone by one."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """An article without which the alert does not stand, and the nearest alert of its kind that would rise instead."""

    article_id: str
    instead: Alert | None


@dataclass(frozen=True, slots=True)
class Undoings:
    """The articles that speak on the alert's days, and those of them that undo it by themselves."""

    articles: tuple[str, ...]
    found: tuple[Undoing, ...]


def undoings(alert: Alert, claims: Claims, policy: Policy) -> Undoings:
    """What would take a standing alert back. `claims` are those of the articles that stand."""
    if isinstance(alert, PositionShifted | PositionContested):
        key = (alert.party, alert.issue)
        told = claims.stances[key]
        return _tried(alert, told, lambda rest: fold_position(*key, rest, policy.positions).alerts)
    counted = claims.casualties[alert.theatre, alert.harm]
    return _tried(alert, counted, lambda rest: fold_toll(alert.theatre, alert.harm, rest, policy.tolls).alerts)


def _tried(alert: Alert, claims: Iterable[_Claim], fold: Callable[[tuple[_Claim, ...]], tuple[Alert, ...]]) -> Undoings:
    days = _days(alert)
    told = list(claims)
    stands = {one.id for one in fold(tuple(told))}
    on_it = [claim for claim in told if claim.day is not None and claim.day.day in days]
    articles = sorted({claim.article_id for claim in on_it})
    found = []
    for article in articles[:MOST]:
        left = fold(tuple(claim for claim in told if claim.article_id != article))
        if alert.id not in {one.id for one in left}:
            found.append(Undoing(article, _nearest(alert, (one for one in left if one.id not in stands))))
    return Undoings(articles=tuple(articles), found=tuple(found))


def _days(alert: Alert) -> set[str]:
    if isinstance(alert, PositionShifted) and alert.last_day_of_from is not None:
        return {alert.day, alert.last_day_of_from}
    if isinstance(alert, TollRevised):
        return {alert.day, alert.before.day}
    return {alert.day}


def _nearest(alert: Alert, others: Iterable[Alert]) -> Alert | None:
    alike = [other for other in others if other.type == alert.type]
    day = ordinal(alert.day)
    return min(alike, key=lambda other: (abs(ordinal(other.day) - day), other.id), default=None)
