"""The edges of the rules: exactly as far, exactly as much, exactly the same."""

from typing import Any

import pytest

from schemas.claims import ArticleClaims
from schemas.moments import days_after
from streams.codebook.policy import load_policy
from streams.fold.answer import answer
from tests.laws.making import article, stance, toll
from tests.laws.strategies import SMALL
from tests.laws.worker import Life, Worker

POLICY = load_policy()


def alerts(*rows: ArticleClaims, **options: Any) -> list[dict[str, Any]]:
    """The alerts that stand."""
    return answer(rows, options.get("policy", POLICY))["alerts"]


@pytest.mark.parametrize(("distance", "count"), [(365, 1), (366, 0)])
def test_a_year_back_and_a_day_more(distance: int, count: int) -> None:
    """Positions and tolls of 365 days ago are before, those of 366 days ago are history; in either order."""
    later = days_after("2023-01-01", distance)
    rows = [
        article("a", "2023-01-01", stance("rejects"), toll(20_001)),
        article("b", later, stance("supports"), toll(10_001)),
    ]
    assert len(alerts(*rows)) == 2 * count
    for order in (rows, rows[::-1]):
        worker = Worker(POLICY)
        for row in order:
            worker.take(row, Life())
            worker.settle()
        assert len(worker.standing()) == 2 * count


@pytest.mark.parametrize(("distance", "count"), [(7, 1), (8, 2)])
def test_a_contradiction_is_news_again_after_a_week(distance: int, count: int) -> None:
    """The same sides seven days later are the same news; eight days later they are not."""
    days = ("2024-01-01", days_after("2024-01-01", distance))
    rows = [article(day, day, stance("rejects"), stance("supports")) for day in days]
    assert len(alerts(*rows)) == count


@pytest.mark.parametrize(("distance", "since"), [(14, "2024-01-08"), (15, "2024-01-16")])
def test_a_copy_of_two_weeks_ago_is_an_echo(distance: int, since: str) -> None:
    """It does not renew a position that the party has left in between; a day later it does."""
    copied = "There will be no truce as long as rockets fall on the towns of the north."
    rows = [
        article("a", "2023-12-01", stance("supports")),
        article("b", "2024-01-01", stance("rejects", quote=copied)),
        article("c", days_after("2024-01-01", distance), stance("rejects", quote=copied), outlet="south-post"),
    ]
    between = article("d", "2024-01-08", stance("supports"))
    [position] = answer([*rows, between], POLICY)["positions"]
    assert (position["position"], position["since"]) == ("supports" if distance == 14 else "rejects", since)


@pytest.mark.parametrize(("distance", "position"), [(3, "supports"), (4, None)])
def test_a_second_teller_three_days_away_supports_the_first(distance: int, position: str | None) -> None:
    """Before or after; four days away both are pending."""
    for days in ((0, distance), (distance, 0)):
        rows = [
            article(outlet, days_after("2024-01-01", day), stance("supports", voice="reported"), outlet=outlet)
            for outlet, day in zip(("north-wire", "south-post"), days, strict=True)
        ]
        [found] = answer(rows, POLICY)["positions"]
        assert found["position"] == position
        assert len(found["pending"]) == (0 if position else 2)


@pytest.mark.parametrize(("words", "echoed"), [(12, True), (11, False)])
def test_twelve_equal_words_make_a_copy(words: int, echoed: bool) -> None:
    """Eleven do not."""
    first, other = tuple(range(16)), tuple(n if n < words else n + 100 for n in range(16))
    rows = [
        article("a", "2024-01-01", stance("rejects", words=first)),
        article("b", "2024-01-03", stance("supports")),
        article("c", "2024-01-05", stance("rejects", words=other), outlet="south-post"),
    ]
    assert answer(rows, POLICY)["positions"][0]["position"] == ("supports" if echoed else "rejects")


@pytest.mark.parametrize(
    ("before", "now", "count"),
    [
        ((106, None), (100, 100), 1),  # 100 stands for 95 to 105
        ((105, None), (100, 100), 0),
        ((106, None), (105, 105), 1),
        ((105, None), (105, 105), 0),
        ((99, 99), (95, 95), 1),  # two digits are never round
    ],
)
def test_ranges_meet_where_they_touch(before: tuple[int, int | None], now: tuple[int, int], count: int) -> None:
    """A figure is revised when it lies wholly below; 100 is round."""
    rows = [article("a", "2024-01-01", toll(*before)), article("b", "2024-01-02", toll(*now))]
    assert len(alerts(*rows)) == count


def test_every_pair_of_sources_is_compared() -> None:
    """The first two agree, the third with neither."""
    told = [toll(1001, source_id="a"), toll(1001, source_id="b"), toll(5003, source_id="c")]
    found = alerts(article("x", "2024-01-01", *told))
    assert [[side["source"] for side in alert["sources"]] for alert in found] in (
        [["a", "c"], ["b", "c"]],
        [["b", "c"], ["a", "c"]],
    )


def test_the_best_sources_are_kept_whatever_they_are_called() -> None:
    """By rank, those without one last, then by id: two of four are kept here."""
    ranks = {"a": None, "b": 9, "c": 1, "d": 1}
    told = [toll(1000 * n + 1, source_id=s, source_rank=ranks[s]) for n, s in enumerate(ranks, 1)]
    [alert] = alerts(article("x", "2024-01-01", *told), policy=SMALL)
    assert [side["source"] for side in alert["sources"]] == ["c", "d"]


def test_sides_go_from_hard_to_soft() -> None:
    """Not by the alphabet."""
    [alert] = alerts(article("x", "2024-01-01", stance("conditional"), stance("rejects")))
    assert alert["positions"] == ["rejects", "conditional"]


def test_an_alert_is_known_when_both_sides_are() -> None:
    """The older side came to be known later; of an article without a day nobody knows when."""
    rows = [
        article("late", "2024-03-01", stance("rejects", day="2024-01-01"), toll(20_001, day="2024-01-01")),
        article("b", "2024-02-01", stance("supports"), toll(10_001)),
    ]
    assert {alert["known_on"] for alert in alerts(*rows)} == {"2024-03-01"}
    undated = [
        article("a", None, stance("rejects", day="2024-01-01"), toll(20_001, day="2024-01-01")),
        article("b", None, stance("supports", day="2024-02-01"), toll(10_001, day="2024-02-01")),
    ]
    assert [alert["known_on"] for alert in alerts(*undated)] == [None, None]


def test_another_quote_is_told_and_an_echo_is_not() -> None:
    """A new generation reads the same positions and figures in other words: the alerts say so under the same ids."""
    told = [stance("rejects"), toll(20_001), toll(5003, source_id="idf")]
    said = {"supports": "2024-01-02", "first": "2024-01-01"}
    worker = Worker(POLICY)
    for row in (
        article("a", said["first"], *told),
        article(
            "b",
            said["supports"],
            stance("supports", quote="We say yes to all of it."),
            toll(10_001, quote="10,001 dead"),
        ),
    ):
        worker.take(row, Life())
    worker.settle()
    stood = {alert.id for alert in worker.standing()}
    before = len(worker.alerts)
    again = article(
        "b",
        said["supports"],
        stance("supports", quote="We say yes to it all."),
        toll(10_001, quote="10,001 died"),
        generation=1,
    )
    worker.take(again, Life())
    worker.settle()
    changed = worker.alerts[before:]
    assert {alert.type.name for alert in changed} == {"SHIFTED", "REVISED"}
    assert {alert.id for alert in changed} < stood
    before = len(worker.alerts)
    worker.take(
        article("c", "2024-01-03", stance("supports", quote="We say yes to it all."), outlet="south-post"), Life()
    )
    worker.settle()
    assert worker.alerts[before:] == []


def test_a_first_word_without_a_position_is_no_news() -> None:
    """Noncommittal days before anything else are no position; a later refusal counts from its own day."""
    rows = [article("a", "2024-01-01", stance("noncommittal")), article("b", "2024-01-05", stance("noncommittal"))]
    assert answer(rows, POLICY)["positions"][0]["position"] is None
    rows += [article("c", "2024-01-09", stance("rejects"))]
    found = answer(rows, POLICY)
    assert (found["positions"][0]["since"], found["alerts"]) == ("2024-01-09", [])
