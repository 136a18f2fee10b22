"""How a story is told and what it is compared with: its lines become rows, the alerts that follow become lines again.

A line of `told` is an article: `in` (outlet), `on` (day), and what it says. One claim stands in the line itself,
several under `says`. A party with a position is a stance (`israel: rejects`), a harm with a figure a toll (`killed:
6000`); all other words are slots of the claim. `then` holds the alerts that follow at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from schemas.alerts import Alert, PositionContested, PositionShifted, TollRevised
from schemas.claims import ArticleClaims
from schemas.vocabulary import Harm, Position, Status
from tests.laws.making import article, stance, toll

ARTICLE = {"in", "on", "name", "version", "updated", "received", "generation", "then", "says", "copies"}


@dataclass(frozen=True, slots=True)
class Story:
    """A history and what an expert expects of it."""

    title: str
    told: tuple[Mapping[str, Any], ...]
    standing: tuple[str, ...]
    present: Mapping[str, str]
    tolls: tuple[str, ...]

    def chapters(self) -> list[tuple[list[ArticleClaims], list[str]]]:
        """The rows of each line, and the alerts that follow at once."""
        return [(_rows(line, f"article-{number}"), line.get("then", [])) for number, line in enumerate(self.told)]


def stories(folder: Path) -> list[Story]:
    """Every story of a folder."""
    return [
        Story(
            title=told["title"],
            told=tuple({**told.get("all", {}), **line} for line in told["told"]),
            standing=tuple(told.get("standing", ())),
            present=told.get("present", {}),
            tolls=tuple(told.get("tolls", ())),
        )
        for path in sorted(folder.glob("*.yaml"))
        for told in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 (it makes text of everything)
    ]


def _rows(line: Mapping[str, Any], name: str) -> list[ArticleClaims]:
    slots = {slot: value for slot, value in line.items() if slot not in ARTICLE}
    shared = {slot: value for slot, value in slots.items() if slot not in _said(slots)} if "says" in line else {}
    said = [{**shared, **claim} for claim in line.get("says", [slots] if slots else [])]
    return [
        article(
            line.get("name", name) + (f"-{copy}" if copy else ""),
            line.get("on"),
            *(_claim(claim) for claim in said if _said(claim)),
            version=int(line.get("version", 0)),
            generation=int(line.get("generation", 0)),
            outlet=line.get("in", "north-wire") + (f"-{copy}" if copy else ""),
            received=line.get("received"),
            updated=line.get("updated"),
        )
        for copy in range(int(line.get("copies", 1)))
    ]


def _said(slots: Mapping[str, Any]) -> list[str]:
    """The slots that say a position or a figure."""
    return [slot for slot, value in slots.items() if slot in tuple(Harm) or value in tuple(Position)]


def _claim(slots: Mapping[str, Any]) -> dict[str, Any]:
    [key] = _said(slots)
    rest: dict[str, Any] = {slot: _value(slot, value) for slot, value in slots.items() if slot != key}
    if key not in tuple(Harm):
        return stance(slots[key], **({"party": key} | rest))
    low, _, high = str(slots[key]).partition("-")
    rest |= {"harm": key}
    if low.endswith("+"):
        return toll(int(low[:-1]), None, **rest)
    return toll(int(low), int(high or low), **rest)


def _value(slot: str, value: Any) -> Any:
    if slot in {"adversary", "approx", "part_of_total", "alerting"}:
        return value == "true"
    if slot == "source_rank":
        return int(value)
    return None if value == "null" else value


def told(alerts: Iterable[Alert]) -> list[str]:
    """Alerts as lines: status, day, what; of a retraction the day of the alert that replaces it."""
    every = list(alerts)
    days = {alert.id: alert.day for alert in every}
    return [
        f"{alert.status} {alert.day} {_what(alert)}" + (f", now {days[alert.replaced_by]}" if alert.replaced_by else "")
        for alert in every
    ]


def _what(alert: Alert) -> str:
    if isinstance(alert, PositionShifted):
        recalled = " (recalled)" if alert.from_recalled else ""
        return f"{alert.party} {alert.before}{recalled} > {alert.after}"
    if isinstance(alert, PositionContested):
        return f"{alert.party} {' | '.join(alert.positions)}"
    if isinstance(alert, TollRevised):
        return f"{alert.harm} by {alert.source} {alert.before.low} > {alert.now.low}"
    one, other = alert.sources
    return f"{alert.harm} by {one.source} {one.low} | {other.source} {other.low}"


def standing(alerts: Iterable[Alert]) -> list[str]:
    """The alerts that stand, as lines."""
    return told(alert for alert in alerts if alert.status is not Status.RETRACTED)
