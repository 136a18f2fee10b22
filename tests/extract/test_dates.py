"""Days: of the article, of what was said, of what happened, and the texts that speak against their page's date."""

import pytest

from schemas.vocabulary import DateSource
from streams.codebook import load
from streams.extract.dates import ArticleDates, article_dates, said_day
from streams.extract.text import read
from streams.extract.timewords import time_words

THURSDAY = "2024-10-31"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on Thursday", "2024-10-31", "2024-10-31"),
        ("on Wednesday", "2024-10-30", "2024-10-30"),
        ("on Friday", "2024-10-25", "2024-10-25"),
        ("late on Sunday night", "2024-10-27", "2024-10-27"),
        ("last Thursday", "2024-10-24", "2024-10-24"),
        ("next Monday", "2024-11-04", "2024-11-04"),
        ("today", "2024-10-31", "2024-10-31"),
        ("this morning", "2024-10-31", "2024-10-31"),
        ("yesterday", "2024-10-30", "2024-10-30"),
        ("last night", "2024-10-30", "2024-10-30"),
        ("overnight", "2024-10-30", "2024-10-31"),
        ("two days ago", "2024-10-29", "2024-10-29"),
        ("three weeks ago", "2024-10-07", "2024-10-13"),
        ("two months ago", "2024-08-01", "2024-08-31"),
        ("five years ago", "2019-01-01", "2019-12-31"),
        ("last week", "2024-10-21", "2024-10-27"),
        ("this week", "2024-10-28", "2024-10-31"),
        ("last month", "2024-09-01", "2024-09-30"),
        ("earlier this month", "2024-10-01", "2024-10-31"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("this year", "2024-01-01", "2024-10-31"),
        ("over the weekend", "2024-10-26", "2024-10-27"),
        ("in the past week", "2024-10-24", "2024-10-31"),
        ("over the past five days", "2024-10-26", "2024-10-31"),
        ("the past 24 hours", "2024-10-30", "2024-10-31"),
        ("in recent days", "2024-10-24", "2024-10-31"),
        ("October 7, 2023", "2023-10-07", "2023-10-07"),
        ("7 October 2023", "2023-10-07", "2023-10-07"),
        ("Oct. 7", "2024-10-07", "2024-10-07"),
        ("on 20 December", "2023-12-20", "2023-12-20"),
        ("2024-09-26", "2024-09-26", "2024-09-26"),
        ("30 DEC 89", "1989-12-30", "1989-12-30"),
        ("in August 2022", "2022-08-01", "2022-08-31"),
        ("in May", "2024-05-01", "2024-05-31"),
        ("in December", "2023-12-01", "2023-12-31"),
        ("late September", "2024-09-21", "2024-09-30"),
        ("early September", "2024-09-01", "2024-09-10"),
        ("mid-September", "2024-09-11", "2024-09-20"),
        ("in 2014", "2014-01-01", "2014-12-31"),
        ("last summer", "2023-06-01", "2023-08-31"),
    ],
)
def test_an_expression_is_an_interval_against_the_articles_day(text: str, first: str, last: str) -> None:
    (word,) = time_words(f"It ended {text}.", THURSDAY)
    assert (word.interval.start, word.interval.end) == (first, last)


@pytest.mark.parametrize(
    "text", ["31 November 2024", "2024-02-30", "45 March", "may be", "march on", "1,984 men", "a 2014-strong crowd"]
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert time_words(f"It {text} here.", THURSDAY) == []


def test_without_an_articles_day_only_a_year_dates() -> None:
    assert time_words("on Thursday, last week, in May, October 7", None) == []
    assert [word.day for word in time_words("on October 7, 2023", None)] == ["2023-10-07"]


# The article's day


def dated(
    text: str, *, title: str | None = None, published: str | None = None, stated: str | None = None
) -> ArticleDates:
    """The day of an article with this text."""
    return article_dates(read(title, text), load(), published=published, stated=stated)


def test_the_page_gives_the_day() -> None:
    assert dated("The talks went on.", published="2024-09-26T15:20:00Z") == ArticleDates(
        "2024-09-26", DateSource.PUBLISHED
    )


def test_the_dateline_gives_it_where_the_page_does_not() -> None:
    assert dated("CAIRO, October 31, 2024 - The talks went on.") == ArticleDates("2024-10-31", DateSource.INFERRED)


def test_a_wire_of_another_age_has_its_day_in_the_dateline() -> None:
    assert dated("BOGOTA, 23 OCT 89 (EFE) -- [TEXT] THE TALKS WENT ON IN THE CITY.").day == "1989-10-23"


def test_a_line_of_the_page_gives_it() -> None:
    found = dated("Thursday, November 21, 2024\n\nThe talks went on in the city, the mayor said.")
    assert found == ArticleDates("2024-11-21", DateSource.INFERRED)


def test_the_operator_gives_it_where_nothing_else_does() -> None:
    assert dated("The talks went on.", stated="2024-05-03") == ArticleDates("2024-05-03", DateSource.STATED)


def test_an_article_may_have_no_day() -> None:
    assert dated("The talks went on.") == ArticleDates(None, None)


def test_a_page_that_speaks_against_the_dateline_is_doubtful() -> None:
    text = "CAIRO, October 31, 2024 - The talks went on."
    assert dated(text, published="2024-11-21").doubtful
    assert not dated(text, published="2024-11-01").doubtful


def test_a_minister_who_had_left_makes_the_day_doubtful() -> None:
    text = "Israeli Defense Minister Yoav Gallant told the envoys to come back, an aide said."
    assert dated(text, published="2024-11-21").doubtful
    assert not dated(text, published="2024-10-21").doubtful
    assert not dated(text.replace("Israeli", "Former Israeli"), published="2024-11-21").doubtful


def test_a_minister_may_leave_in_the_days_around() -> None:
    text = "Israeli Defense Minister Yoav Gallant told the envoys to come back, an aide said."
    assert not dated(text, published="2024-11-08").doubtful


def test_the_age_of_a_war_makes_the_day_doubtful() -> None:
    text = "Nobody knows how the four-month-old war in Gaza will end."
    assert dated(text, published="2024-11-21").doubtful
    assert not dated(text, published="2024-02-08").doubtful


# The day of a statement


@pytest.mark.parametrize(
    ("text", "passage", "day"),
    [
        ("Israel ruled out a truce on Wednesday.", "Israel ruled out a truce", "2024-10-30"),
        ("The minister said late on Tuesday that Israel accepts the truce.", "Israel accepts the truce", "2024-10-29"),
        ("On Monday the group rejected the truce.", "the group rejected the truce", "2024-10-28"),
        ("Hamas rejected the truce on 3 October.", "Hamas rejected the truce", "2024-10-03"),
        ("Hamas rejects the truce.", "Hamas rejects the truce", None),
        ("Hamas, which has held the town since Monday, rejects the truce.", "rejects the truce", None),
        ("Hamas rejects the talks that are due on Friday.", "Hamas rejects the talks", None),
    ],
)
def test_a_statement_has_the_day_that_its_words_give(text: str, passage: str, day: str | None) -> None:
    start = text.index(passage)
    said = said_day(text, (start, start + len(passage)), ArticleDates(THURSDAY, DateSource.PUBLISHED))
    assert (said.day if said else None) == day


def test_a_vague_day_stays_an_interval() -> None:
    text = "Hamas rejected the truce last week."
    said = said_day(text, (0, len(text)), ArticleDates(THURSDAY, DateSource.PUBLISHED))
    assert said is not None
    assert (said.start, said.end, said.day) == ("2024-10-21", "2024-10-27", None)
