"""The lives of alerts: what is published when something changes that is not their id."""

from schemas.alerts import Alert
from schemas.claims import ArticleClaims
from schemas.vocabulary import Status
from streams.codebook.policy import load_policy
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
