"""Which articles are sent, in which order and how fast."""

from pathlib import Path

import pytest

from schemas.articles import Article
from streams.replay import Found, Refused, Selection, in_order, paces, read_speed


def item(day: str | None, *, name: str = "a.md", updated: str | None = None) -> Found:
    text = f"Text of {day} {updated}"
    return Found(Article(text=text, published=day, updated=updated), Path(name))


def test_days_wanted_are_inclusive_and_an_article_without_one_is_outside_of_any_range() -> None:
    november = Selection("2024-11-01", "2024-11-30")
    days = ["2024-10-31", "2024-11-01", "2024-11-30T23:59:59Z", "2024-12-01", None]
    assert [november.keeps(item(day).article) for day in days] == [False, True, True, False, False]
    assert all(Selection().keeps(item(day).article) for day in days)
    assert Selection(since="2024-11-30").keeps(item("2025-01-01").article)
    assert not Selection(until="2024-11-30").keeps(item(None).article)


@pytest.mark.parametrize(("text", "speed"), [("max", None), ("60x", 60.0), ("0.5x", 0.5), ("3600x", 3600.0)])
def test_a_speed_is_max_or_a_factor(text: str, speed: float | None) -> None:
    assert read_speed(text) == speed


@pytest.mark.parametrize("text", ["", "60", "x", "-1x", "0x", "fast", "1e3x", "1.2345x"])
def test_anything_else_is_no_speed(text: str) -> None:
    with pytest.raises(ValueError, match="60x"):
        read_speed(text)


def test_a_correction_is_sent_after_what_it_corrects() -> None:
    correction, first = item("2024-11-01", updated="2024-11-05T00:00:00Z"), item("2024-11-01")
    assert list(in_order([correction, first])) == [first, correction]


def test_lines_stay_as_they_were_read_unless_the_replay_is_paced() -> None:
    late, early = item("2024-11-02", name="x.jsonl"), item("2024-11-01", name="x.jsonl")
    text, refused = item("2024-11-03"), Refused(Path("b.md"), "is empty")
    assert list(in_order([text, refused, late, early])) == [refused, text, late, early]
    assert list(in_order([text, late, early], paced=True)) == [early, late, text]


def test_a_paced_replay_waits_the_time_between_two_articles_divided_by_the_speed() -> None:
    items = [item("2024-11-01"), item("2024-11-01T06:00:00Z"), item(None), item("2024-11-02")]
    assert [wait for _, wait in paces(items, 3600.0)] == [0.0, 6.0, 0.0, 18.0]
    assert [wait for _, wait in paces(items, None)] == [0.0] * 4


def test_an_article_that_is_older_than_the_one_before_waits_for_nothing() -> None:
    assert [wait for _, wait in paces([item("2024-11-02"), item("2024-11-01")], 1.0)] == [0.0, 0.0]
