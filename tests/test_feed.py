"""A reader of the alert topics: what stands, what is news, what only moved, what is too old to page anybody."""

from schemas.alerts import Alert
from schemas.vocabulary import Position
from streams.feed import Change, Feed
from tests.alerts import retracted, revision, shift


def test_repeats_and_what_comes_from_further_back_change_nothing() -> None:
    feed, alert = Feed(), shift("a", offset=5)
    assert feed.take([alert]) == [Change(alert)]
    assert feed.take([alert, shift("a", offset=4, status="raised")]) == []
    assert [held.id for held in feed.standing()] == ["a"]


def test_an_alert_falls_and_may_rise_again() -> None:
    feed, alert = Feed(), shift("a", offset=1)
    feed.take([alert, retracted(alert, offset=2)])
    assert feed.standing() == []
    again = shift("a", offset=3)
    assert feed.take([again]) == [Change(again)]
    assert [held.id for held in feed.standing()] == ["a"]


def test_standing_alerts_are_bare_and_sorted_whatever_the_order_of_records() -> None:
    alerts: list[Alert] = [shift("b", day="2024-11-27", offset=1), revision("c", offset=9), shift("a", offset=4)]
    one, other = Feed(), Feed()
    one.take(alerts)
    other.take(reversed(alerts))
    assert one.standing() == other.standing()
    assert [(alert.day, alert.cause) for alert in one.standing()] == [
        ("2024-11-20", None),
        ("2024-11-26", None),
        ("2024-11-27", None),
    ]


def test_a_shift_that_only_changed_its_day_is_one_change() -> None:
    feed, before = Feed(), shift("a", day="2024-11-27", offset=1)
    feed.take([before])
    after = shift("b", day="2024-11-26", offset=2)
    fell = retracted(before, offset=2, replaced_by="b")
    assert feed.take([after, fell]) == [Change(after, moved_from=fell)]
    assert [alert.id for alert in feed.standing()] == ["b"]


def test_a_move_is_seen_also_when_its_records_come_apart() -> None:
    feed, before = Feed(), shift("a", day="2024-11-27", offset=1)
    after = shift("b", day="2024-11-26", offset=2)
    fell = retracted(before, offset=2, replaced_by="b")
    assert feed.take([before]) == [Change(before)]
    assert feed.take([after]) == [Change(after)]
    assert feed.take([fell]) == [Change(after, moved_from=fell)]
    early = Feed()
    early.take([before])
    assert early.take([fell]) == [Change(fell)]
    assert early.take([after]) == [Change(after)]


def test_another_shift_or_a_day_far_off_is_no_move() -> None:
    for other in (shift("b", day="2024-12-01", offset=2), shift("b", offset=2, after=Position.CONDITIONAL)):
        feed, before = Feed(), shift("a", day="2024-11-27", offset=1)
        feed.take([before])
        fell = retracted(before, offset=2, replaced_by="b")
        assert feed.take([other, fell]) == [Change(other), Change(fell)]


def test_fresh_is_what_became_known_a_few_days_before_the_newest_news() -> None:
    feed = Feed()
    old, edge, new = (shift(day, day=day) for day in ("2014-08-05", "2024-11-19", "2024-11-26"))
    unknown = shift("u", known_on=None)
    feed.take([new, edge, old, unknown])
    assert [feed.is_fresh(alert, 7) for alert in (new, edge, old, unknown)] == [True, True, False, False]
    assert feed.is_fresh(edge, 6) is False
    assert all(feed.is_fresh(alert, None) for alert in (new, edge, old, unknown))
