"""Stamps order versions: they rise, whatever the clock does; an export's own stamps are kept."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from schemas.articles import Article
from schemas.envelope import Envelope
from schemas.moments import place
from streams.replay import Found, record, stamped

NOON = datetime(2024, 11, 26, 12, tzinfo=UTC)


def items(count: int) -> list[Found]:
    return [
        Found(Article(text=f"Text {number}", received="2024-11-26T00:00:00Z"), Path("a.md")) for number in range(count)
    ]


def test_stamps_rise_although_the_clock_stands_still_or_goes_back() -> None:
    clock = iter([NOON, NOON, NOON - timedelta(hours=1), NOON + timedelta(seconds=1)])
    stamps = [article.received for article in stamped(items(4), lambda: next(clock))]
    assert all(stamps)
    assert stamps == sorted(set(stamps), key=place)
    assert (stamps[0], len(set(stamps))) == ("2024-11-26T12:00:00Z", 4)


def test_a_stamp_that_the_file_gave_is_kept() -> None:
    given = Found(Article(text="Text", received="2020-01-01T00:00:00Z"), Path("a.jsonl"), 1, stamped=True)
    assert [article.received for article in stamped([given], lambda: NOON)] == ["2020-01-01T00:00:00Z"]


def test_the_event_of_the_same_content_has_the_same_id_and_of_another_content_another() -> None:
    article = Article(text="Text", url="https://a.example/1", published="2024-11-26")
    key, _, headers = record(article)
    again = record(article.model_copy(update={"received": "2024-11-27T00:00:00Z"}))[2]
    changed = record(Article(text="Other text", url="https://a.example/1", published="2024-11-26"))[2]
    first, second, third = (Envelope.read(given) for given in (headers, again, changed))
    assert first
    assert second
    assert third
    assert first.id == second.id != third.id
    assert (first.subject, first.time) == (article.article_id, "2024-11-26T00:00:00Z")
    assert key == article.article_id.encode()
