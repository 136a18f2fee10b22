"""Days as the codebook writes them: `2024`, `2024-11` or `2024-11-26`; a shorter one means all of its days."""

import re
from calendar import monthrange
from datetime import date

_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def check_days(since: str | None, until: str | None) -> None:
    """Raises `ValueError` unless both are days, months, years or open, and in order."""
    for written in (since, until):
        if written is not None:
            span(written)
    if since is not None and until is not None and not begun(since, until):
        raise ValueError(f"since {since} is later than until {until}; change one of them")


def span(written: str) -> tuple[str, str]:
    """The first and the last day of a written date. Raises `ValueError` where it is none."""
    if not _DAY.fullmatch(written):
        raise ValueError(f"{written!r} is no date; write 2024, 2024-11 or 2024-11-26")
    first = written + "0000-01-01"[len(written) :]
    year, month = int(first[:4]), int(first[5:7]) if len(written) > 4 else 12
    last = written if len(written) == 10 else f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"
    date.fromisoformat(last)
    return first, last


def begun(since: str | None, day: str) -> bool:
    """Whether a period that begins at `since` has begun on the day. What is open has always begun."""
    return since is None or _floor(day, since) >= _floor(since, day)


def ended(until: str | None, day: str) -> bool:
    """Whether a period that lasts through `until` is over on the day. What is open never ends."""
    return until is not None and _floor(day, until) > _floor(until, day)


def within(since: str | None, until: str | None, day: str) -> bool:
    """Whether the day lies in the period, both ends included."""
    return begun(since, day) and not ended(until, day)


def _floor(written: str, other: str) -> str:
    return written[: min(len(written), len(other))]
