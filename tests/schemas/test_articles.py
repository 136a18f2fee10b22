"""What an article event can be, what identifies it, and what makes another version of it."""

from typing import Any

import pytest
from pydantic import ValidationError

from schemas.articles import MAX_CHARACTERS, Article

GIVEN: dict[str, Any] = {
    "url": "https://example.org/1",
    "outlet": "North Wire",
    "title": "A truce",
    "text": "The group accepted a truce.",
    "published": "2024-11-26T18:30:00+02:00",
    "received": "2024-11-26T17:00:00Z",
}


def article(**changes: Any) -> Article:
    return Article(**{**GIVEN, **changes})


def test_instants_are_kept_in_utc_and_days_as_written() -> None:
    assert article().published == "2024-11-26T16:30:00Z"
    assert article(published="2024-11-26").published == "2024-11-26"
    assert article(published="2024-11-27T00:30:00+02:00").day == "2024-11-26"


def test_a_stated_day_counts_only_where_nothing_else_dates_the_article() -> None:
    assert article(stated="2024-01-01").day == "2024-11-26"
    assert article(published=None, stated="2024-01-01").day == "2024-01-01"
    assert article(published=None).day is None


def test_the_content_is_text_and_metadata_without_the_stamp() -> None:
    assert article(received="2024-11-27T00:00:00Z").content == article().content
    for change in ({"text": "Other words."}, {"title": None}, {"published": "2024-11-25"}, {"updated": "2024-11-27"}):
        assert article(**change).content != article().content


def test_each_withdrawal_is_a_content_of_its_own() -> None:
    first = article(text="", withdrawn="wrong")
    later = article(text="", withdrawn="wrong", received="2024-11-27T00:00:00Z")
    assert first.content != later.content
    assert first.article_id == later.article_id == article().article_id


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": "  \n "}, "has no text"),
        ({"text": "x" * (MAX_CHARACTERS + 1)}, "at most 800000 characters"),
        ({"published": "2024-11-28"}, "lies in the future"),
        ({"published": "yesterday"}, "published"),
        ({"article_id": "b3f4a5e2-0000-5000-8000-000000000000"}, "does not belong"),
        ({"url": "no address"}, "http"),
        ({"author": "A. N. Other"}, "author"),
        ({"language": "en; drop"}, "language"),
    ],
)
def test_what_cannot_be_an_article_says_why(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        article(**change)


def test_an_article_survives_the_wire() -> None:
    assert Article.model_validate_json(article().model_dump_json()) == article()
