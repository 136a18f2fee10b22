"""Laws 1, 3, 4, 5, 6 and 8 on plain functions: what may change the answer, and what may not."""

import json
from collections.abc import Iterable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from schemas.claims import ArticleClaims
from schemas.moments import days_after, days_between
from schemas.vocabulary import Status
from streams.fold.answer import answer
from tests.laws import strategies
from tests.laws.making import article, stance, toll
from tests.laws.strategies import SMALL
from tests.laws.twin import Claim, standing
from tests.laws.worker import Life, Worker

names = st.sampled_from("abcdefghij")
histories = st.lists(
    strategies.rows(names=names),
    min_size=1,
    max_size=10,
    unique_by=lambda row: (row.version.content, row.version.generation),
)
single = st.lists(
    strategies.rows(names=names, versions=1), min_size=3, max_size=10, unique_by=lambda row: row.article_id
)


def printed(rows: Iterable[ArticleClaims], **options: Any) -> bytes:
    """The answer as bytes."""
    return json.dumps(answer(rows, SMALL, **options), sort_keys=True).encode()


def without_shown(found: dict[str, list[dict[str, Any]]]) -> Any:
    """What is decided: alerts and tolls, and positions that there are."""
    decided = [(p["party"], p["issue"], p["position"], p["since"]) for p in found["positions"] if p["position"]]
    return found["alerts"], found["tolls"], decided


@given(histories, st.randoms(use_true_random=False))
def test_order_and_repeats_change_no_byte(rows: list[ArticleClaims], random: Any) -> None:
    """Law 1."""
    again = [*rows, *random.sample(rows, random.randint(0, len(rows)))]
    random.shuffle(again)
    assert printed(again) == printed(rows)


@given(histories)
def test_corrections_leave_what_the_last_versions_say(rows: list[ArticleClaims]) -> None:
    """Law 3: what was said before a correction leaves no trace; a retraction says true things."""
    worker = Worker(SMALL)
    for number, row in enumerate(rows):
        worker.take(row, Life())
        before = len(worker.alerts)
        worker.settle()
        news = worker.alerts[before:]
        stood = {alert.id for alert in worker.alerts[:before]}
        raised = {alert.id: alert for alert in news if alert.status is not Status.RETRACTED}
        for fell in (alert for alert in news if alert.status is Status.RETRACTED):
            assert fell.id in stood
            assert fell.because == row.article_id
            assert not any(fell.evidence.values())
            if fell.replaced_by is not None:
                assert raised[fell.replaced_by].type == fell.type
        assert worker.answer() == answer(rows[: number + 1], SMALL)
    last = {claim["article_id"]: claim for claim in standing(rows)}
    assert {row.article_id for row in rows} >= last.keys()


@given(single, strategies.days, st.sampled_from(strategies.POSITIONS))
def test_a_recap_decides_nothing(rows: list[ArticleClaims], day: str, position: str) -> None:
    """Law 4: an article that only recalls positions changes no position and no alert."""
    recap = article("recap", day, stance(position, time="past"), stance("rejects", time="past", voice="reported"))
    assert without_shown(answer([*rows, recap], SMALL)) == without_shown(answer(rows, SMALL))


@given(single)
def test_no_echo_is_quoted(rows: list[ArticleClaims]) -> None:
    """Law 4: what decides was said that day by its own account, or in words that nobody used just before."""
    claims = {claim["id"]: claim for claim in standing(rows) if "position" in claim}
    for alert in answer(rows, SMALL)["alerts"]:
        sides = alert["evidence"] if "party" in alert else {}
        quoted = [claims[one["claim_id"]] for side in sides if side != "from" for one in sides[side]]
        for claim in (claim for claim in quoted if claim["date_source"] != "said"):
            assert not any(_repeats(claim, other) for other in claims.values())


def _repeats(claim: Claim, other: Claim) -> bool:
    alike = (other["party"], other["position"], other["words"]) == (claim["party"], claim["position"], claim["words"])
    if not alike or other["time"] == "past" or other["day"] is None:
        return False
    days = days_between(other["day"]["from"], claim["day"]["from"])
    earlier = (other["article_day"] or "9999", other["id"]) < (claim["article_day"] or "9999", claim["id"])
    return 0 < days <= SMALL.positions.echo_days or (days == 0 and earlier)


@given(histories)
def test_every_alert_and_position_leads_to_its_quotes(rows: list[ArticleClaims]) -> None:
    """Law 5."""
    claims = {claim["id"]: claim for claim in standing(rows)}
    found = answer(rows, SMALL)
    quoted = [one for p in found["positions"] for one in p["evidence"]]
    quoted += [source["evidence"] for t in found["tolls"] for source in t["sources"]]
    for alert in found["alerts"]:
        assert len(alert["evidence"]) == 2
        for side in alert["evidence"].values():
            assert side
            quoted += side
    for one in quoted:
        claim = claims[one["claim_id"]]
        for slot in ("article_id", "quote", "part", "start", "end", "rule", "codebook", "outlet"):
            assert one[slot] == claim[slot]


@given(single, st.randoms(use_true_random=False))
def test_the_order_of_receipt_dates_nothing(rows: list[ArticleClaims], random: Any) -> None:
    """Law 6: `received` orders the versions of one article and nothing else."""
    stamps = [f"2025-02-{number:02d}T00:00:00Z" for number in range(1, len(rows) + 1)]
    random.shuffle(stamps)
    later = [row.model_copy(update={"received": stamp}) for row, stamp in zip(rows, stamps, strict=True)]
    assert printed(later) == printed(rows)


@given(single, st.sampled_from(strategies.POSITIONS))
def test_what_has_no_day_decides_nothing(rows: list[ArticleClaims], position: str) -> None:
    """Law 6."""
    undated = article("undated", None, stance(position), stance("rejects", voice="reported"), toll(77))
    assert without_shown(answer([*rows, undated], SMALL)) == without_shown(answer(rows, SMALL))


@given(histories, strategies.days)
def test_as_of_is_the_answer_over_what_was_out(rows: list[ArticleClaims], day: str) -> None:
    """Law 6: a reader of a day knows the versions that were out by then, and nothing of those to come."""
    out = [row for row in rows if (row.updated or row.article_day or "9999") <= day]
    assert printed(rows, as_of=day) == printed(out)
    future = days_after("2026-01-01", 0)
    assert printed([*rows, article("new", future, stance("supports"), toll(1))], as_of=day) == printed(out)


@given(single, st.sampled_from(["place_id", "group_id", "counted_from"]), strategies.days)
def test_only_equal_ids_are_compared(rows: list[ArticleClaims], slot: str, day: str) -> None:
    """Law 8: a figure of another place, group or start changes no alert, be it ever so far off."""
    other: dict[str, Any] = {slot: "another"}
    far = article("far", day, toll(1, **other), toll(10**9, source_id="idf", **other), outlet="north-wire")
    mine = [alert for alert in answer([*rows, far], SMALL)["alerts"] if "another" not in alert.values()]
    assert mine == answer(rows, SMALL)["alerts"]


@given(single)
def test_a_toll_lies_between_its_bounds(rows: list[ArticleClaims]) -> None:
    """Law 8: rival sources give low, best, high; nothing is summed."""
    for found in answer(rows, SMALL)["tolls"]:
        figures = [source["low"] for source in found["sources"]]
        assert found["best"] in figures
        assert found["low"] <= min(figures)
        assert found["high"] is None or found["high"] >= max(figures)
        assert found["low"] >= min(figures) * 95 // 100
