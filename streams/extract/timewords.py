"""Expressions of time in a sentence, as intervals of days against the day of the article.

A weekday means the article's own day when that has its name, else the last such day before it. What is no single day
("last week", "in May") is an interval. Without an article day only what names a year is known.
"""

import re
from calendar import isleap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from schemas.moments import Interval


@dataclass(frozen=True, slots=True)
class TimeWord:
    """An expression at characters `start` to `end` of a text.

    `before` is the word in front of it, in small letters: "since", "until", "by". `period`: it names a stretch that a
    count
    may run over ("in the past week"), not a day. `yearless`: month and day were said without a year.
    """

    start: int
    end: int
    interval: Interval
    before: str = ""
    period: bool = False
    yearless: bool = False

    @property
    def day(self) -> str | None:
        """The one day, or None."""
        return self.interval.day


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_SMALL = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
} | {"a": 1, "an": 1, "several": 4, "a few": 3, "a couple of": 2, "past": 1}

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUMBER = r"\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few|a couple of|an?"

_EXPRESSION = re.compile(
    rf"\b(?:"
    rf"(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})"
    rf"|(?P<md>(?P<md_month>{_MONTH})\.? (?P<md_day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:,]\d)(?:,? (?P<md_year>\d{{4}}))?)"
    rf"|(?P<dm>(?P<dm_day>\d{{1,2}})(?:st|nd|rd|"
    rf"th)?(?: of)? (?P<dm_month>{_MONTH})\b\.?(?:,? (?P<dm_year>\d{{4}}|\d{{2}}(?!\d)))?)"
    rf"|(?P<month>(?:(?P<part>early|late|mid)[- ])?(?P<m_month>{_MONTH})\b\.?(?:,? (?P<m_year>\d{{4}}))?)"
    rf"|(?P<weekday>(?P<w_last>last|next|this|this coming|the previous) )?(?P<w_day>monday|tuesday|wednesday|"
    rf"thursday|friday|saturday|sunday)\b"
    rf"|(?P<today>today|tonight|(?:earlier|later) today|this (?:morning|afternoon|evening))"
    rf"|(?P<yesterday>yesterday|last night)"
    rf"|(?P<overnight>overnight)"
    rf"|(?P<ago>(?P<a_number>{_NUMBER}) (?P<a_unit>days?|weeks?|months?|years?|decades?) (?:ago|earlier|before))"
    rf"|(?P<lastunit>(?P<l_word>last|this|earlier this|late last|earlier last|the same|next) (?P<l_unit>week|"
    rf"month|year|weekend|summer|spring|autumn|winter))"
    rf"|(?P<weekend>(?:over|at|during) the weekend)"
    rf"|(?P<past>(?:(?:in|over|during|within|for) )?(?:the (?:past|last|previous)(?: (?P<p_number>{_NUMBER}))?|"
    rf"(?:past|last|previous) (?P<p_bare>{_NUMBER})) (?P<p_unit>hours?|days?|weeks?|months?|years?))"
    rf"|(?P<recent>(?:in )?recent (?P<r_unit>days|weeks|months|years))"
    rf"|(?P<year>(?<![\d,.-])(?:19[5-9]\d|20[0-4]\d)(?![\d,-]\d|%|-[a-z]))"
    rf")",
    re.IGNORECASE,
)  # fmt: skip
_WORD_BEFORE = re.compile(r"([A-Za-z]{1,20})[ ,]{1,2}(?:(?:the|late|early|mid|about|around) )?$")


def time_words(text: str, day: str | None) -> list[TimeWord]:
    """The expressions of a text against the article's day, in order."""
    today = date.fromisoformat(day) if day else None
    found: list[TimeWord] = []
    for match in _EXPRESSION.finditer(text):
        word = _read(text, match, today)
        if word is None:
            continue
        if today is not None and found and _is_its_year(text, found[-1], word):
            found[-1] = _in_year(found[-1], int(word.interval.start[:4]), word.end)
        else:
            found.append(word)
    return found


def _is_its_year(text: str, day: TimeWord, word: TimeWord) -> bool:
    """`7 October last year`: the second expression is the first one's year."""
    said = text[word.start : word.end].strip(" ,").lower()
    return day.yearless and day.day is not None and said in ("last year", "this year") and word.start - day.end <= 2


def _in_year(word: TimeWord, year: int, end: int) -> TimeWord:
    day = f"{year:04}{word.interval.start[4:]}"
    if day.endswith("-02-29") and not isleap(year):
        day = f"{year:04}-02-28"
    return replace(word, end=end, interval=Interval.of(day), yearless=False)


def _read(text: str, match: re.Match[str], today: date | None) -> TimeWord | None:
    kind = next((name for name in _READERS if match[name] is not None), None)
    if kind is None:
        return None
    try:
        found = _READERS[kind](_Said(match, today))
    except (ValueError, OverflowError):
        return None
    if found is None:
        return None
    if kind == "month" and match["m_month"].lower() in ("may", "march") and not match["m_month"][0].isupper():
        return None
    first, last, period, yearless = found
    before = _WORD_BEFORE.search(text, max(0, match.start() - 30), match.start())
    start = match.start() + (len(match.group()) - len(match.group().lstrip()))
    return TimeWord(
        start,
        match.end(),
        Interval.of(first.isoformat(), last.isoformat()),
        before[1].lower() if before else "",
        period,
        yearless,
    )


class _Said(NamedTuple):
    """An expression as it stands, and the article's day."""

    match: re.Match[str]
    today: date | None


_Found = tuple[date, date, bool, bool]


def _one(day: date, *, yearless: bool = False) -> _Found:
    return day, day, False, yearless


def _iso(said: _Said) -> _Found | None:
    return _one(date.fromisoformat(said.match["iso"]))


def _month_day(said: _Said) -> _Found | None:
    return _dated(int(said.match["md_day"]), said.match["md_month"], said.match["md_year"], said.today)


def _day_month(said: _Said) -> _Found | None:
    return _dated(int(said.match["dm_day"]), said.match["dm_month"], said.match["dm_year"], said.today)


def _dated(day: int, month: str, year: str | None, today: date | None) -> _Found | None:
    number = _MONTHS[month.lower()]
    if year is not None:
        whole = int(year) if len(year) == 4 else 1900 + int(year) if int(year) > 50 else 2000 + int(year)
        return _one(date(whole, number, day))
    if today is None:
        return None
    found = date(today.year, number, day)
    if found - today > timedelta(days=45):
        found = date(today.year - 1, number, day)
    return _one(found, yearless=True)


def _month(said: _Said) -> _Found | None:
    number, year = _MONTHS[said.match["m_month"].lower()], said.match["m_year"]
    if year is None and said.today is None:
        return None
    whole = int(year) if year else said.today.year - (number > said.today.month) if said.today else 0
    first, last = {
        None: (1, 31),
        "early": (1, 10),
        "mid": (11, 20),
        "late": (21, 31),
    }[said.match["part"].lower() if said.match["part"] else None]
    end = _month_end(whole, number)
    return date(whole, number, first), min(date(whole, number, 1) + timedelta(days=last - 1), end), False, year is None


def _month_end(year: int, month: int) -> date:
    return (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)


def _weekday(said: _Said) -> _Found | None:
    if said.today is None:
        return None
    back = (said.today.weekday() - _WEEKDAYS.index(said.match["w_day"].lower())) % 7
    word = (said.match["w_last"] or "").lower()
    if word in ("next", "this coming"):
        return _one(said.today + timedelta(days=7 - back if back else 7))
    return _one(said.today - timedelta(days=back or 7 if word in ("last", "the previous") else back))


def _offset(days: int) -> "_Reader":
    def read(said: _Said) -> _Found | None:
        return None if said.today is None else _one(said.today - timedelta(days=days))

    return read


def _overnight(said: _Said) -> _Found | None:
    return None if said.today is None else (said.today - timedelta(days=1), said.today, False, False)


def _number(word: str | None) -> int:
    if word is None:
        return 1
    low = word.lower()
    return int(low) if low.isdigit() else _SMALL[low]


def _ago(said: _Said) -> _Found | None:
    if said.today is None:
        return None
    count, unit = _number(said.match["a_number"]), said.match["a_unit"].lower().rstrip("s")
    if unit == "day":
        return _one(said.today - timedelta(days=count))
    if unit == "week":
        middle = said.today - timedelta(weeks=count)
        return middle - timedelta(days=3), middle + timedelta(days=3), False, False
    if unit == "month":
        whole = said.today.year * 12 + said.today.month - 1 - count
        return date(whole // 12, whole % 12 + 1, 1), _month_end(whole // 12, whole % 12 + 1), False, False
    year = said.today.year - count * (10 if unit == "decade" else 1)
    return date(year, 1, 1), date(year, 12, 31), False, False


_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 12)}


def _last_unit(said: _Said) -> _Found | None:
    if said.today is None:
        return None
    word = said.match["l_word"].lower()
    back = 1 if "last" in word else -1 if word == "next" else 0
    return _UNITS.get(said.match["l_unit"].lower(), _season)(said, said.today, back)


def _week_back(_: _Said, today: date, back: int) -> _Found:
    monday = today - timedelta(days=today.weekday() + 7 * back)
    sunday = monday + timedelta(days=6)
    return monday, sunday if back else min(sunday, today), not back, False


def _weekend_back(_: _Said, today: date, back: int) -> _Found:
    inside = today.weekday() >= 5
    saturday = today - timedelta(days=(today.weekday() - 5) % 7 + (7 * back if inside else 0))
    return saturday, saturday + timedelta(days=1), False, False


def _month_back(_: _Said, today: date, back: int) -> _Found:
    whole = today.year * 12 + today.month - 1 - back
    year, month = whole // 12, whole % 12 + 1
    end = _month_end(year, month)
    return date(year, month, 1), end if back else min(end, today), not back, False


def _year_back(_: _Said, today: date, back: int) -> _Found:
    year = today.year - back
    return date(year, 1, 1), date(year, 12, 31) if back else today, not back, False


_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 12)}


def _season(said: _Said, today: date, back: int) -> _Found:
    first, last = _SEASONS[said.match["l_unit"].lower()]
    year = today.year - back
    return date(year, first, 1), _month_end(year, last), False, False


_UNITS = {"week": _week_back, "weekend": _weekend_back, "month": _month_back, "year": _year_back}


def _weekend(said: _Said) -> _Found | None:
    if said.today is None:
        return None
    saturday = said.today - timedelta(days=(said.today.weekday() - 5) % 7)
    return saturday, min(saturday + timedelta(days=1), said.today), False, False


_UNIT_DAYS = {"hour": 1, "day": 1, "week": 7, "month": 30, "year": 365}


def _past(said: _Said) -> _Found | None:
    if said.today is None:
        return None
    unit, count = said.match["p_unit"].lower().rstrip("s"), _number(said.match["p_number"] or said.match["p_bare"])
    days = max(1, count // 24) if unit == "hour" else count * _UNIT_DAYS[unit]
    return said.today - timedelta(days=days), said.today, True, False


def _recent(said: _Said) -> _Found | None:
    if said.today is None:
        return None
    days = {"days": 7, "weeks": 30, "months": 180, "years": 1500}[said.match["r_unit"].lower()]
    return said.today - timedelta(days=days), said.today, True, False


def _year(said: _Said) -> _Found | None:
    year = int(said.match["year"])
    return date(year, 1, 1), date(year, 12, 31), False, False


_Reader = Callable[[_Said], _Found | None]
_READERS: dict[str, _Reader] = {
    "iso": _iso,
    "md": _month_day,
    "dm": _day_month,
    "month": _month,
    "w_day": _weekday,
    "today": _offset(0),
    "yesterday": _offset(1),
    "overnight": _overnight,
    "ago": _ago,
    "lastunit": _last_unit,
    "weekend": _weekend,
    "past": _past,
    "recent": _recent,
    "year": _year,
}


def days_named(text: str) -> Iterator[str]:
    """The days that a text names in full, with the year."""
    for found in time_words(text, None):
        if found.day is not None:
            yield found.day
