"""Reads short texts as articles of one day, for the tests of counts and dates."""

from streams.codebook import load
from streams.extract.casualties import CasualtyDraft, casualties
from streams.extract.dates import article_dates
from streams.extract.text import read

DAY = "2024-10-31"
"""A Thursday: the day of an article that does not say another."""


def counts(text: str, *, title: str | None = None, day: str | None = DAY) -> list[CasualtyDraft]:
    """The counts that an article with this text tells."""
    document = read(title, text)
    return casualties(document, article_dates(document, load(), published=day), load())


def written(draft: CasualtyDraft) -> str:
    """A count as the cases write it: `killed 12+`."""
    bounds = str(draft.low)
    if draft.high is None:
        bounds += "+"
    elif draft.high != draft.low:
        bounds += f"-{draft.high}"
    return f"{draft.harm} {bounds}{'~' if draft.approx else ''}"
