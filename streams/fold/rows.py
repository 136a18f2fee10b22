"""Names of rows, their bytes, and what a fold reads and returns.

A fold reads rows through `Rows.get` (a dict, or a worker's table) and returns every row that the event touches, also
one that did not change, in the order in which they are to be written: what is derived first, the days last. An event
that is repeated after a kill at any write therefore finds the old days, computes the same, and writes the same.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, Protocol, TypeVar

import orjson

from schemas.alerts import Alert, Cause
from schemas.claims import CasualtyClaim, StanceClaim
from schemas.tables import (
    CasualtyDay,
    DisputeDay,
    Entry,
    KeptCasualty,
    KeptStance,
    Mark,
    Report,
    SeriesQuarter,
    Side,
    StanceDay,
)

UNDATED = "undated"
MAX_ROW_BYTES = 100_000
"""A row over this is a defect of a bound; its writer refuses it. A day keeps at most 80 claims of 1,200 bytes."""

_DECODED = 1024
"""Rows kept decoded: about two windows of the position fold. Decoding is pure, so this is only speed."""

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()

_DAYS = 16_384
"""Days whose names are remembered: 45 years."""

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


@lru_cache(maxsize=_DAYS)
def ordinal(day: str) -> int:
    """The day as a number; days that follow each other differ by one."""
    return date.fromisoformat(day).toordinal()


@lru_cache(maxsize=_DAYS)
def day_at(number: int) -> str:
    """The day with that ordinal."""
    return date.fromordinal(number).isoformat()


def quarter_of(day: str) -> str:
    """The quarter of a day, as `2024-q4`."""
    return f"{day[:4]}-q{(int(day[5:7]) + 2) // 3}"


@lru_cache(maxsize=_DAYS)
def _quarter_at(number: int) -> str:
    return quarter_of(day_at(number))


def quarters(numbers: Iterable[int]) -> list[str]:
    """The quarters that hold the days with these ordinals, sorted."""
    return sorted(set(map(_quarter_at, numbers)))


def days_of(quarter: str) -> range:
    """The ordinals of the days of a quarter."""
    year, number = int(quarter[:4]), int(quarter[-1])
    first = date(year, 3 * number - 2, 1).toordinal()
    return range(
        first, date(year, 12, 31).toordinal() + 1 if number == 4 else date(year, 3 * number + 1, 1).toordinal()
    )


def around(days: Iterable[int], before: int, after: int) -> set[int]:
    """Every day from `before` days before to `after` days after one of the days, as far as the calendar goes."""
    return {near for day in days for near in range(max(day - before, _FIRST), min(day + after, _LAST) + 1)}


def encode(row: object) -> bytes:
    """A row as JSON with sorted keys: equal rows are equal bytes. Kept claims are lists of their fields, in order."""
    if isinstance(row, StanceDay):
        row = {"claims": [_STANCE_FIELDS(claim) for claim in row.claims], "more": row.more}
    elif isinstance(row, CasualtyDay):
        row = {"claims": [_CASUALTY_FIELDS(claim) for claim in row.claims], "more": row.more}
    return orjson.dumps(row, option=orjson.OPT_SORT_KEYS)


def size(claim: KeptStance | KeptCasualty) -> int:
    """The bytes of a claim in its day's row."""
    fields_of = _STANCE_FIELDS if isinstance(claim, KeptStance) else _CASUALTY_FIELDS
    return len(orjson.dumps(fields_of(claim)))


_STANCE_FIELDS = attrgetter(*(field.name for field in fields(KeptStance)))
_CASUALTY_FIELDS = attrgetter(*(field.name for field in fields(KeptCasualty)))
_STANCE_LISTS = tuple(n for n, field in enumerate(fields(KeptStance)) if field.name in {"terms", "words", "recalls"})
_HAPPENED = next(n for n, field in enumerate(fields(KeptCasualty)) if field.name == "happened")


def _reader(read: Callable[[Any], _Row], empty: _Row) -> Callable[[bytes | None], _Row]:
    @lru_cache(maxsize=_DECODED)
    def cached(value: bytes) -> _Row:
        return read(orjson.loads(value))

    def decode(value: bytes | None) -> _Row:
        return empty if value is None else cached(value)

    return decode


def _pair(value: list[Any] | None) -> Any:
    return None if value is None else tuple(value)


def _kept_stance(values: list[Any]) -> KeptStance:
    for place in _STANCE_LISTS:
        values[place] = _pair(values[place])
    return KeptStance(*values)


def _kept_casualty(values: list[Any]) -> KeptCasualty:
    values[_HAPPENED] = _pair(values[_HAPPENED])
    return KeptCasualty(*values)


def _marks(value: list[dict[str, Any]]) -> tuple[Mark, ...]:
    return tuple(Mark(**mark) for mark in value)


def _side(value: dict[str, Any]) -> Side:
    return Side(ids=tuple(value["ids"]), known_on=value["known_on"], digest=value["digest"])


def _entry(value: dict[str, Any]) -> Entry:
    value["sides"] = {position: _side(side) for position, side in value["sides"].items()}
    value["recall"] = None if value["recall"] is None else _side(value["recall"])
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

position_entries = _reader(
    lambda value: {ordinal(day): _entry(entry) for day, entry in value["days"].items()}, dict[int, Entry]()
)
"""The entries of a quarter's row by ordinal day, from its bytes; an absent row has none. Not to be changed."""

series_quarter = _reader(
    lambda value: SeriesQuarter(days={day: _report(report) for day, report in value["days"].items()}), SeriesQuarter()
)
"""The row of a series' quarter from its bytes; an absent row is empty."""

dispute_day = _reader(lambda value: DisputeDay(marks=_marks(value["marks"])), DisputeDay())
"""The row of a count's disputes on a day from its bytes; an absent row is empty."""
