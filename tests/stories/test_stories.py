"""Histories that an expert would expect: told article by article, in other orders, and to the naive twin."""

from pathlib import Path
from random import Random

import pytest

from streams.codebook.policy import load_policy
from streams.fold.answer import answer
from tests.laws.twin import standing as standing_claims
from tests.laws.twin import twin
from tests.laws.worker import Life, Worker
from tests.stories.telling import Story, standing, stories, told

ALL = stories(Path(__file__).parent)
POLICY = load_policy()

each_story = pytest.mark.parametrize("story", ALL, ids=lambda story: story.title.replace(" ", "-"))


@each_story
def test_lives_of_its_alerts(story: Story) -> None:
    """Told in order, each article raises, changes and retracts what the story says, and at the end that stands."""
    worker = Worker(POLICY)
    for number, (rows, then) in enumerate(story.chapters()):
        before = len(worker.alerts)
        for row in rows:
            worker.take(row, Life())
        worker.settle()
        assert told(worker.alerts[before:]) == then, f"after line {number}: {story.told[number]}"
    assert standing(worker.standing()) == list(story.standing)
    found = worker.answer()
    present = {one["party"]: f"{one['position']} since {one['since']}" for one in found["positions"]}
    assert {party: line for party, line in present.items() if party in story.present} == story.present
    if story.tolls:
        assert [_line(one) for one in found["tolls"]] == list(story.tolls)


@each_story
def test_same_end_in_any_order(story: Story) -> None:
    """The worker in three other orders with a repeat, the answer over the set, and the twin agree to the byte."""
    rows = [row for chapter, _ in story.chapters() for row in chapter]
    expected = twin(standing_claims(rows), POLICY)
    assert answer(rows, POLICY) == expected
    overflow = False
    for seed in range(3):
        order = [*rows, rows[seed % len(rows)]]
        Random(seed).shuffle(order)
        worker = Worker(POLICY)
        for row in order:
            worker.take(row, Life())
            worker.settle()
        overflow = overflow or worker.overflowed()
        assert worker.answer() == expected
    assert not overflow or "wave" in story.title


def test_there_are_enough() -> None:
    """Titles are unique: a story that hides another would be a story less."""
    assert len({story.title for story in ALL}) == len(ALL) >= 15


def _line(toll: dict[str, object]) -> str:
    figures = f"{toll['low']} {toll['best']} {'open' if toll['high'] is None else toll['high']}"
    return f"{toll['harm']} in {toll['place']} from {toll['counted_from'] or toll['happened']}: {figures}"
