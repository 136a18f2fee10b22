"""Which articles are sent, in which order, and how far apart: by the time of publication, never by the clock."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from schemas.articles import Article
from schemas.moments import place
from streams.replay.reading import LINES_SUFFIX, Found, Refused

_SPEED = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)x")


@dataclass(frozen=True, slots=True)
class Selection:
    """The days that are wanted, both inclusive; None is open. An article without a day is outside every range."""

    since: str | None = None
    until: str | None = None

    def keeps(self, article: Article) -> bool:
        """Whether the article's day is wanted."""
        if self.since is None and self.until is None:
            return True
        day = article.day
        return day is not None and (self.since or "") <= day <= (self.until or "9999-12-31")


def read_speed(text: str) -> float | None:
    """How many times faster than life `60x` is; None for `max`, which does not wait. Raises ValueError."""
    if text == "max":
        return None
    match = _SPEED.fullmatch(text)
    if not match or float(match[1]) == 0:
        raise ValueError("write the speed as max, or as a factor such as 60x")
    return float(match[1])


def moment(article: Article) -> str:
    """When this version came to be: `updated`, else `published`, else the stated day; empty where none is known."""
    return article.updated or article.published or article.stated or ""


def in_order(items: Iterable[Found | Refused], *, paced: bool = False) -> Iterator[Found | Refused]:
    """Text files by the moment of their version, so that a correction follows what it corrects; then lines as read.

    A file of lines may hold an archive and is not held in memory, unless the replay is paced: then all are by moment.
    """
    held: list[Found | Refused] = []
    rest: Iterator[Found | Refused] = iter(items)
    for item in rest:
        if not paced and item.path.suffix.lower() == LINES_SUFFIX:
            yield from sorted(held, key=_moment)
            held.clear()
            yield item
        else:
            held.append(item)
    yield from sorted(held, key=_moment)


def paces(items: Iterable[Found], speed: float | None) -> Iterator[tuple[Found, float]]:
    """Each article with the seconds to wait before it: the time since the one before, divided by the speed."""
    before: datetime | None = None
    for item in items:
        at = _instant(moment(item.article))
        wait = (at - before).total_seconds() / speed if speed and at and before else 0.0
        before = at or before
        yield item, max(0.0, wait)


def _moment(item: Found | Refused) -> str:
    return place(moment(item.article)) if isinstance(item, Found) else ""


def _instant(text: str) -> datetime | None:
    if not text:
        return None
    value = datetime.fromisoformat(text)
    return value if value.tzinfo else value.replace(tzinfo=UTC)
