"""Law 2: a worker that is killed before any one of its writes, and gets the record again, loses and doubles nothing."""

from collections.abc import Sequence

import pytest

from schemas.claims import ArticleClaims
from streams.codebook.policy import Policy
from streams.fold.answer import answer
from tests.laws.making import article, stance, toll
from tests.laws.strategies import SMALL
from tests.laws.worker import KilledError, Life, Worker

TURN = [
    article("a", "2024-09-01", stance("rejects")),
    article("b", "2024-09-05", stance("conditional")),
    article("c", "2024-09-03", stance("conditional"), stance("supports", voice="reported")),
    article("b", "2024-09-06", stance("supports"), version=1),
    article("b", "2024-09-06", version=2),
]
"""A shift that is raised, moved by late news, changed by a correction, and withdrawn."""

COUNTS = [
    article("a", "2024-02-01", toll(900, source_id="c", source_rank=3), toll(500, source_id="b", source_rank=2)),
    article("b", "2024-02-03", toll(100, source_id="c", source_rank=3)),
    article(
        "c",
        "2024-02-01",
        toll(501, source_id="a", source_rank=1),
        toll(1, source_id="a", source_rank=1, day="2024-02-05"),
    ),
    article("d", "2024-02-04", toll(99, source_id="c", source_rank=3), toll(480, source_id="b", source_rank=2)),
    article("d", "2024-02-04", version=1),
]
"""Two sources dispute a count; a better third one displaces the worst, which is compared with nothing that day then."""


def told(rows: Sequence[ArticleClaims], policy: Policy, *, killed: int = -1, writes: int = 0) -> tuple[Worker, bool]:
    """A worker after the rows; at row `killed` it dies before the write after so many. And whether it died."""
    worker, died = Worker(policy, partitions=1), False
    for number, row in enumerate(rows):
        life = Life(writes if number == killed else None)
        while True:
            try:
                worker.take(row, life)
                while worker.lag(0):
                    worker.step(0, life)
                break
            except KilledError:
                died, life = True, Life()
    return worker, died


@pytest.mark.parametrize("rows", [TURN, COUNTS], ids=["turn", "counts"])
def test_killed_before_every_write_in_turn(rows: list[ArticleClaims]) -> None:
    """What stands afterwards is what stands without the kill, and is quoted from rows that are the same to the byte."""
    expected, _ = told(rows, SMALL)
    assert expected.answer() == answer(rows, SMALL)
    for number in range(len(rows)):
        writes, died = 0, True
        while died:
            worker, died = told(rows, SMALL, killed=number, writes=writes)
            assert worker.answer() == expected.answer(), (number, writes)
            assert worker.rows == expected.rows, (number, writes)
            writes += 1
        assert writes > 2


def test_the_histories_are_restless() -> None:
    """Each raises and retracts, or a kill between would show nothing."""
    for rows in (TURN, COUNTS):
        worker, _ = told(rows, SMALL)
        assert {"retracted"} < {str(alert.status) for alert in worker.alerts}
