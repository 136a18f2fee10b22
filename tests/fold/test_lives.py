"""The lives of alerts: what is published when something changes that is not their id."""

from typing import Any

from schemas.alerts import Alert
from schemas.claims import ArticleClaims
from schemas.vocabulary import Status
from streams.codebook.policy import load_policy
from streams.fold.answer import answer
from tests.laws.making import article, stance, toll
from tests.laws.worker import Life, Worker

POLICY = load_policy()


def lives(*rows: ArticleClaims) -> list[Alert]:
    """Every alert record, in the order of publication."""
    worker = Worker(POLICY)
    for row in rows:
        worker.take(row, Life())
        worker.settle()
    return worker.alerts


def test_a_dispute_is_published_again_when_the_words_of_either_side_change() -> None:
    """The figures stay; the quotes that a reader checks do not."""
    theirs = article("b", "2024-09-01", toll(20_001, source_id="army", source_rank=3, quote="20,001 were killed"))
    for name, source in (("c", "army"), ("a", "health-ministry")):
        counts = {"army": 20_001, "health-ministry": 10_001}
        first, second = (
            article(name, "2024-09-01", toll(counts[source], source_id=source, quote=words), version=version)
            for version, words in enumerate((f"{counts[source]} dead", f"{counts[source]} people dead"))
        )
        other = theirs if source == "health-ministry" else article("a", "2024-09-01", toll(10_001))
        raised, changed = lives(other, first, second)
        assert raised.id == changed.id
        assert (raised.status, changed.status) == (Status.RAISED, Status.RAISED)
        assert raised.evidence != changed.evidence


def test_what_falls_names_the_nearest_of_what_rises_in_its_place() -> None:
    """A late article gives a party three turns more; the last of them, a day before, is the shift that falls."""
    turns = (("supports", "2024-09-10"), ("rejects", "2024-09-18"), ("supports", "2024-09-19"))
    records = lives(
        article("a", "2024-09-01", stance("rejects")),
        article("b", "2024-09-20", stance("supports")),
        article("c", "2024-09-25", *(stance(position, day=day) for position, day in turns)),
    )
    [fallen] = [record for record in records if record.status is Status.RETRACTED]
    raised = {record.id: record.day for record in records[1:] if record.status is not Status.RETRACTED}
    assert sorted(raised.values()) == ["2024-09-10", "2024-09-18", "2024-09-19"]
    assert (fallen.day, raised[fallen.replaced_by or ""]) == ("2024-09-20", "2024-09-19")


def test_a_shift_is_published_again_when_the_words_of_the_side_before_change() -> None:
    """Those of an earlier day, and those that only recall what was."""
    after = article("b", "2024-09-20", stance("supports"))
    before, corrected = (
        article("a", "2024-09-01", stance("rejects", quote=quote), version=version)
        for version, quote in enumerate(("We refuse it.", "We refuse it all."))
    )
    raised, changed = lives(before, after, corrected)
    assert raised.id == changed.id
    assert raised.evidence != changed.evidence

    turn = stance("supports", recalls=("rejects",), quote="We accept it.")
    recalled, corrected = (
        article("a", "2024-09-20", turn, stance("rejects", time="past", quote=quote), version=version)
        for version, quote in enumerate(("It had refused.", "It had refused all."))
    )
    raised, *changes = lives(recalled, corrected)
    assert changes
    assert {record.id for record in changes} == {raised.id}
    assert changes[-1].evidence != raised.evidence


def test_a_toll_of_nowhere_and_of_a_harm_that_is_only_listed_alerts_nobody() -> None:
    """Where nobody watches, and where figures are of the displaced, a lower one is a change of the table."""
    nobody: tuple[dict[str, Any], ...] = ({"theatre": "other"}, {"harm": "displaced"})
    for slots in nobody:
        rows = [
            article(name, day, toll(low, **slots))
            for name, day, low in (("a", "2024-09-01", 900), ("b", "2024-09-02", 9))
        ]
        assert lives(*rows) == []
        assert answer(rows, POLICY)["alerts"] == []
    assert len(lives(article("a", "2024-09-01", toll(900)), article("b", "2024-09-02", toll(9)))) == 1


def test_the_bound_on_sources_is_one_for_each_count() -> None:
    """Many sources of the soldiers do not push out a source of the civilians."""
    most = POLICY.tolls.sources
    many = [toll(500, source_id=f"source-{n:02d}", source_rank=n, group_id="soldiers") for n in range(most)]
    before = article("a", "2024-09-01", *many, toll(900, source_id="z", source_rank=99))
    after = article("b", "2024-09-02", *many, toll(9, source_id="z", source_rank=99))
    [revised] = lives(before, after)
    assert revised.type == "trucewire.toll.revised.v1"


def test_what_changes_neither_side_of_a_shift_publishes_nothing() -> None:
    """A told claim beside the party's own words on the earlier day, which is read from its row by then."""
    [raised] = lives(
        article("a", "2024-08-01", stance("supports")),
        article("b", "2024-09-01", stance("rejects")),
        article("c", "2024-08-01", stance("supports", voice="reported"), outlet="south-post"),
    )
    assert raised.status is Status.CONFIRMED


def test_a_shift_from_what_is_recalled_stays_when_a_rumour_of_before_comes_late() -> None:
    """Its day is read from the quarter's row by then, with the passage that it recalls; the rumour decides nothing."""
    told = article("b", "2024-09-01", stance("supports", recalls=("rejects",)), stance("rejects", time="past"))
    [raised] = lives(told, article("c", "2024-06-01", stance("supports", voice="reported")))
    evidence = raised.model_dump(mode="json")["evidence"]
    assert [one["quote"] for one in evidence["from"]] == [told.stances[1].quote]
