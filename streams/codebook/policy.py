"""The numbers of the folds as data: `policy.toml` beside this file, each number with its reason."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any


class PolicyError(ValueError):
    """A policy file names an unknown number, leaves one out, or gives one that is not a positive whole number."""

    code = "TW-POLICY"


@dataclass(frozen=True, slots=True)
class PositionPolicy:
    """Numbers of the position fold: days, except the counts of claims and of equal words."""

    echo_days: int
    echo_words: int
    kept_per_teller: int
    kept_per_position: int
    support_days: int
    window_days: int
    contested_days: int
    claims_per_side: int


@dataclass(frozen=True, slots=True)
class AlertPolicy:
    """Numbers of the readers of alerts, in days."""

    fresh_days: int
    moved_days: int


@dataclass(frozen=True, slots=True)
class TollPolicy:
    """Numbers of the toll fold: days, except the counts of reports and sources and the per cent of widening."""

    widen_percent: int
    kept_per_day: int
    kept_per_row: int
    sources: int
    window_days: int


@dataclass(frozen=True, slots=True)
class DeadLetterPolicy:
    """When bad records stop the worker."""

    in_a_row: int


@dataclass(frozen=True, slots=True)
class Policy:
    """Every number of the folds, by the fold that reads it."""

    positions: PositionPolicy
    alerts: AlertPolicy
    tolls: TollPolicy
    dead_letters: DeadLetterPolicy


SECTIONS = {
    "positions": PositionPolicy,
    "alerts": AlertPolicy,
    "tolls": TollPolicy,
    "dead_letters": DeadLetterPolicy,
}


def load_policy(overlay: Path | None = None) -> Policy:
    """The built-in policy, with the numbers that an overlay file gives instead."""
    numbers = {section: dict(entries) for section, entries in _builtin().items()}
    if overlay is not None:
        for section, entries in _read(overlay.name, overlay.read_text("utf-8")).items():
            numbers[section].update(entries)
    return Policy(**{section: SECTIONS[section](**numbers[section]) for section in SECTIONS})


@cache
def _builtin() -> dict[str, dict[str, int]]:
    text = resources.files("streams.codebook").joinpath("policy.toml").read_text("utf-8")
    return _read("policy.toml", text)


def _read(name: str, text: str) -> dict[str, dict[str, int]]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"{name}: {error}") from error
    _check_names(name, tables, SECTIONS)
    return {section: _section(f"{name} [{section}]", section, entries) for section, entries in tables.items()}


def _section(where: str, section: str, entries: dict[str, Any]) -> dict[str, int]:
    _check_names(where, entries, [field.name for field in fields(SECTIONS[section])])
    return {number: _number(f"{where}.{number}", entry) for number, entry in entries.items()}


def _number(where: str, entry: Any) -> int:
    if not isinstance(entry, dict):
        raise PolicyError(f"{where}: write it as a table with value and reason")
    _check_names(where, entry, ["value", "reason"])
    value, reason = entry.get("value"), entry.get("reason")
    if type(value) is not int or not 0 < value <= 10_000:
        raise PolicyError(f"{where}: value is a whole number from 1 to 10000")
    if not isinstance(reason, str) or not reason.strip():
        raise PolicyError(f"{where}: say the reason")
    return value


def _check_names(where: str, given: Any, allowed: Any) -> None:
    unknown = sorted(set(given) - set(allowed))
    if unknown:
        raise PolicyError(f"{where}: unknown {', '.join(unknown)}; allowed are {', '.join(sorted(allowed))}")
