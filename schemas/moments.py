"""Days, instants and intervals as written on the wire: ISO 8601 strings. Days sort as they mean, moments by `place`."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator


def _day(text: str) -> str:
    if len(text) != 10:
        raise ValueError("a day is written YYYY-MM-DD")
    return date.fromisoformat(text).isoformat()


def _moment(value: object) -> object:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return value
    text = value.strip()
    if len(text) <= 10:
        return _day(text)
    return instant(datetime.fromisoformat(text))


def instant(value: datetime) -> str:
    """An aware datetime as UTC with a trailing Z; a naive one is taken to be UTC."""
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat().replace("+00:00", "Z")


def place(moment: str | None) -> str:
    """What moments sort by: a day comes before its instants, a second before its fractions, none before all."""
    return (moment or "").removesuffix("Z")


Day = Annotated[str, AfterValidator(_day), Field(json_schema_extra={"format": "date"})]
"""A calendar day, `YYYY-MM-DD`."""

Moment = Annotated[
    str,
    BeforeValidator(_moment),
    Field(json_schema_extra={"examples": ["2024-11-26", "2024-11-26T18:30:00Z"]}),
]
"""A day as written, or an instant in UTC."""


class Interval(BaseModel):
    """A closed range of days: both ends belong to it."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    start: Day = Field(alias="from")
    end: Day = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> "Interval":
        if self.start > self.end:
            raise ValueError("an interval begins before it ends")
        return self

    @property
    def day(self) -> str | None:
        """The one day that the interval is, or None when it is longer."""
        return self.start if self.start == self.end else None

    @classmethod
    def of(cls, start: str, end: str | None = None) -> "Interval":
        """The interval from `start` to `end` (default: that one day)."""
        return cls(start=start, end=end or start)


def day_of(moment: str | None) -> str | None:
    """The UTC date of a moment; a date without a time as it is written."""
    return None if moment is None else moment[:10]


def days_after(day: str, count: int) -> str:
    """The day `count` days later (earlier when negative)."""
    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()


def days_between(earlier: str, later: str) -> int:
    """How many days `later` lies after `earlier`."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
