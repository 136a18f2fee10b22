"""The numbers of the folds as data: `policy.toml` beside this file, each number with its reason."""

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from streams.codebook.reading import CodebookError, Files, check_names, files, parse

NAME = "policy.toml"

POSITIONS = 4
"""How many positions a day's claims can have."""

MOST_PER_ROW = 80
"""Claims that a day's row keeps at most, whatever the policy says."""


class PolicyError(CodebookError):
    """A policy file names an unknown number, leaves one out, or gives one that is not a positive whole number."""

    code = "TW-POLICY"


@dataclass(frozen=True, slots=True)
class PositionPolicy:
    """Numbers of the position fold: days, except the counts of claims and of equal words."""

    echo_days: int
    echo_words: int
    kept_per_teller: int
    kept_per_position: int
    kept_recalled: int
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
    """The built-in policy, with the numbers that the `policy.toml` of an overlay folder gives instead."""
    return _builtin() if overlay is None else policy(files([NAME], overlay))


def policy(read: Files) -> Policy:
    """The policy that these files hold: an overlay's number replaces the built-in one."""
    numbers = _sections(NAME, read.builtin[NAME])
    for section, entries in _sections(f"overlay {NAME}", read.overlay.get(NAME, "")).items():
        numbers[section].update(entries)
    _check_rows(numbers["positions"], numbers["tolls"])
    return Policy(**{section: SECTIONS[section](**numbers[section]) for section in SECTIONS})


def _check_rows(positions: dict[str, int], tolls: dict[str, int]) -> None:
    """A day's row holds so many claims that it stays below 100 kB."""
    most = POSITIONS * (positions["kept_per_position"] + positions["kept_recalled"])
    if max(most, tolls["kept_per_row"]) > MOST_PER_ROW:
        raise PolicyError(
            f"{NAME}: a day's row would keep over {MOST_PER_ROW} claims; lower positions.kept_per_position or "
            "kept_recalled (each counts for every position), or tolls.kept_per_row"
        )


@cache
def _builtin() -> Policy:
    return policy(files([NAME]))


def _sections(where: str, text: str) -> dict[str, dict[str, int]]:
    tables = parse(where, text)
    check_names(where, tables, SECTIONS)
    return {section: _section(f"{where} [{section}]", section, entries) for section, entries in tables.items()}


def _section(where: str, section: str, entries: dict[str, Any]) -> dict[str, int]:
    check_names(where, entries, [field.name for field in fields(SECTIONS[section])])
    return {number: _number(f"{where}.{number}", entry) for number, entry in entries.items()}


def _number(where: str, entry: Any) -> int:
    if not isinstance(entry, dict):
        raise PolicyError(f"{where}: write it as a table with value and reason")
    check_names(where, entry, ["value", "reason"])
    value, reason = entry.get("value"), entry.get("reason")
    if type(value) is not int or not 0 < value <= 10_000:
        raise PolicyError(f"{where}: value is a whole number from 1 to 10000")
    if not isinstance(reason, str) or not reason.strip():
        raise PolicyError(f"{where}: say the reason")
    return value
