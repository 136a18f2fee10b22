"""Names of rows, their bytes, and what a fold reads and returns.

A fold reads rows through `Rows.get` (a dict, or a worker's table) and returns every row that the event touches, also one that
did not change, in the order in which they are to be written: what is derived first, the days last. An event that is repeated
after a kill at any write therefore finds the old days, computes the same, and writes the same.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any, Protocol, TypeVar

import orjson

from schemas.alerts import Alert, Cause
from schemas.claims import CasualtyClaim, StanceClaim
from schemas.tables import (
    CasualtyDay,
    Entry,
    KeptCasualty,
    KeptStance,
    Mark,
    PositionQuarter,
    Report,
    SeriesQuarter,
    Side,
    StanceDay,
)

UNDATED = "undated"
MAX_ROW_BYTES = 100_000
"""A row over this is a defect of a bound; its writer refuses it."""

_DECODED = 1024
"""Rows kept decoded: about two windows of the position fold. Decoding is pure, so this is only speed."""

_Row = TypeVar("_Row")


class Rows(Protocol):
    """Where a fold reads: the bytes of a row by its name, or None."""

    def get(self, name: str, /) -> bytes | None: ...


@dataclass(frozen=True, slots=True)
class Folded:
    """What an event changes: rows in the order of writing, and alert records in the order of sending."""

    rows: Mapping[str, bytes]
    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose event a fold works on: the article, and the record (null outside Kafka)."""

    article_id: str
    cause: Cause | None


def row_of(claim: StanceClaim | CasualtyClaim) -> str:
    """The row that keeps a claim: its day where it is known to the day, else `undated`."""
    return (claim.day.day if claim.day else None) or UNDATED


def ordinal(day: str) -> int:
    """The day as a number; days that follow each other differ by one."""
    return date.fromisoformat(day).toordinal()


def day_at(number: int) -> str:
    """The day with that ordinal."""
    return date.fromordinal(number).isoformat()


def quarter_of(day: str) -> str:
    """The quarter of a day, as `2024-q4`."""
    return f"{day[:4]}-q{(int(day[5:7]) + 2) // 3}"


def quarters(numbers: Iterable[int]) -> list[str]:
    """The quarters that hold the days with these ordinals, sorted."""
    return sorted({quarter_of(day_at(number)) for number in numbers})


def around(days: Iterable[int], before: int, after: int) -> set[int]:
    """Every day from `before` days before to `after` days after one of the days."""
    return {near for day in days for near in range(day - before, day + after + 1)}


def encode(row: object) -> bytes:
    """A row as JSON with sorted keys: equal rows are equal bytes."""
    return orjson.dumps(row, option=orjson.OPT_SORT_KEYS)


def _reader(read: Callable[[Any], _Row], empty: _Row) -> Callable[[bytes | None], _Row]:
    @lru_cache(maxsize=_DECODED)
    def cached(value: bytes) -> _Row:
        return read(orjson.loads(value))

    def decode(value: bytes | None) -> _Row:
        return empty if value is None else cached(value)

    return decode


_KEPT_STANCE = tuple(field.name for field in fields(KeptStance))
_KEPT_CASUALTY = tuple(field.name for field in fields(KeptCasualty))


def _pair(value: list[Any] | None) -> Any:
    return None if value is None else tuple(value)


def _kept_stance(value: dict[str, Any]) -> KeptStance:
    value["terms"], value["words"], value["recalls"] = (_pair(value[name]) for name in ("terms", "words", "recalls"))
    return KeptStance(**value)


def _kept_casualty(value: dict[str, Any]) -> KeptCasualty:
    value["happened"] = _pair(value["happened"])
    return KeptCasualty(**value)


def _marks(value: list[dict[str, Any]]) -> tuple[Mark, ...]:
    return tuple(Mark(**mark) for mark in value)


def _entry(value: dict[str, Any]) -> Entry:
    value["sides"] = {
        position: Side(ids=tuple(side["ids"]), known_on=side["known_on"]) for position, side in value["sides"].items()
    }
    value["recalled_ids"] = tuple(value["recalled_ids"])
    value["marks"] = _marks(value["marks"])
    return Entry(**value)


def _report(value: dict[str, Any]) -> Report:
    value["marks"] = _marks(value["marks"])
    return Report(**value)


stance_day = _reader(
    lambda value: StanceDay(claims=tuple(map(_kept_stance, value["claims"])), more=value["more"]), StanceDay()
)
"""The row of a day's stance claims from its bytes; an absent row is empty."""

casualty_day = _reader(
    lambda value: CasualtyDay(claims=tuple(map(_kept_casualty, value["claims"])), more=value["more"]), CasualtyDay()
)
"""The row of a day's casualty claims from its bytes; an absent row is empty."""

position_quarter = _reader(
    lambda value: PositionQuarter(days={day: _entry(entry) for day, entry in value["days"].items()}), PositionQuarter()
)
"""The row of a quarter's entries from its bytes; an absent row is empty."""

series_quarter = _reader(
    lambda value: SeriesQuarter(days={day: _report(report) for day, report in value["days"].items()}), SeriesQuarter()
)
"""The row of a series' quarter from its bytes; an absent row is empty."""
