"""When an article was written, when a thing was said, and when people were harmed.

The article's day is `published`, else the day that its dateline or page banner names, else `stated` by the operator. A
day that the text contradicts is doubtful: another day in the dateline, a minister who was out of office, the age of a
war.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.moments import Interval, day_of, days_between
from schemas.vocabulary import DateSource
from streams.codebook import Codebook
from streams.extract.contradictions import contradicted
from streams.extract.text import Document
from streams.extract.timewords import TimeWord, days_named, time_words
from streams.extract.wordsets import wordset

_BANNER_RULES = wordset("dates.banner-rules")
APART = 2
"""Days by which a page's date and the dateline may differ: a text is filed before it is put up."""


@dataclass(frozen=True, slots=True)
class ArticleDates:
    """The day of an article, how it is known, and whether its text contradicts it. All null where nothing tells."""

    day: str | None
    source: DateSource | None
    doubtful: bool = False


def article_dates(
    document: Document, codebook: Codebook, *, published: str | None = None, stated: str | None = None
) -> ArticleDates:
    """The article's day: `published`, else inferred from the text, else `stated`; moments are cut to their UTC day."""
    written = _dateline_day(document, day_of(published) or day_of(stated))
    banner = _banner_day(document)
    day, source = day_of(published), DateSource.PUBLISHED
    if day is None and (inferred := written or banner) is not None:
        day, source = inferred, DateSource.INFERRED
    if day is None and stated is not None:
        day, source = day_of(stated), DateSource.STATED
    if day is None:
        return ArticleDates(None, None)
    rivals = [other for other in (written, banner) if other is not None]
    doubtful = any(abs(days_between(day, other)) > APART for other in rivals) or contradicted(document, day, codebook)
    return ArticleDates(day, source, doubtful)


def _dateline_day(document: Document, near: str | None) -> str | None:
    """The day in `CAIRO, October 31, 2024`; one without a year is read against a known day."""
    if document.dateline is None:
        return None
    found = [word for word in time_words(document.dateline.text, near) if word.day is not None]
    return found[0].day if found else None


def _banner_day(document: Document) -> str | None:
    """The day that a line of the page above or below the text names."""
    for start, end, rule in document.left_out:
        if rule in _BANNER_RULES:
            return next(days_named(document.text[start:end]), None)
    return None


# Days of statements

_SPEECH = re.compile(
    r"\b(?:said|says|told|announced|declared|stated|added|warned|confirmed|rejected|accepted|reported|denied|ruled|"
    r"proposed|called|agreed|approved|endorsed|vowed|insisted|urged|welcomed|dismissed|refused|spoke|tweeted|wrote|"
    r"signed|voted|backed|demanded|offered|presented|unveiled|suspended|ended|began)\b",
    re.IGNORECASE,
)
_NOT_SAID = wordset("dates.not-said")
_FUTURE = re.compile(r"\b(?:will|would|to|due|expected|scheduled|set|planned|shall)\b[^,;.]{0,40}$", re.IGNORECASE)
NEAR = 45
"""Characters between a statement and the expression that dates it."""


def said_day(text: str, span: tuple[int, int], dates: ArticleDates) -> Interval | None:
    """When the statement at `span` of a sentence was made, as far as the sentence says; None where it does not.

    It is the expression inside the passage or beside its verb of saying. "Since", "until" and "by" date no statement,
    nor
    does what is to come ("talks due on Thursday").
    """
    best: tuple[int, TimeWord] | None = None
    for word in time_words(text, dates.day):
        if word.before in _NOT_SAID or word.period or _comes(text, word):
            continue
        distance = _distance(text, word, span)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, word)
    return None if best is None else best[1].interval


def _comes(text: str, word: TimeWord) -> bool:
    """The expression belongs to something that is still to come."""
    return _FUTURE.search(text, max(0, word.start - 60), word.start) is not None and not _said_before(text, word)


def _said_before(text: str, word: TimeWord) -> bool:
    tail = text[max(0, word.start - 25) : word.start]
    return _SPEECH.search(tail) is not None


def _distance(text: str, word: TimeWord, span: tuple[int, int]) -> int | None:
    """Characters between the expression and the nearest verb of stating in or beside the passage, or None when far."""
    start, end = span
    low, high = max(0, start - NEAR - 40), min(len(text), end + NEAR + 40)
    verbs = [match.start() for match in _SPEECH.finditer(text, low, high)]
    gaps = [min(abs(word.start - verb), abs(verb - word.end)) for verb in verbs]
    inside = start <= word.start < end
    nearest = min(gaps, default=NEAR + 1)
    if nearest <= NEAR:
        return nearest
    return NEAR if inside else None


_TELLS = re.compile(
    r"\b(?:said|says|told|announced|reported|added|stated|confirmed|declared|according to|statement|report|update)\b"
    r"[^,.;:\"]{0,25}?(?:\b(?:on|late|early|earlier|by)\b ?)?(?:the )?$",
    re.IGNORECASE,
)


def told_on(words: Sequence[TimeWord], text: str) -> TimeWord | None:
    """The expression right behind a verb of saying: `the ministry said on Tuesday`; when a figure was given."""
    for word in words:
        if (
            word.before not in _NOT_SAID
            and not word.period
            and _TELLS.search(text, max(0, word.start - 60), word.start)
        ):
            return word
    return None
