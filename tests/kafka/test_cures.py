"""Faust with its cures on the real Kafka: nothing is lost, nothing is done twice, and a lost send ends the worker.

What Faust does without them is a matter of chance, so it is counted by `make torture`; the tests in
`tests/worker/cures` drive each losing moment on purpose.
"""

from pathlib import Path

import pytest

from tests.benchmarks.torture import torture
from tests.benchmarks.torture_bench import LONG_EVERY, PARTITIONS, Bench

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


def test_a_backlog_is_seen_exactly_once_over_restarts_and_rebalances(kafka: str, tmp_path: Path) -> None:
    outcome = torture(kafka, "both", (), events=600, folder=tmp_path)

    assert (outcome.lost, outcome.doubled, outcome.unsaved) == (0, 0, 0)


def test_a_table_write_that_kafka_refuses_ends_the_worker_and_its_event_comes_again(kafka: str, tmp_path: Path) -> None:
    with Bench(kafka, events=LONG_EVERY, folder=tmp_path) as bench:
        with bench.refusing():
            worker = bench.start()

            assert worker.wait(90) == 1
            assert sum(map(bench.committed, range(PARTITIONS))) < LONG_EVERY

        mended = bench.start()
        bench.until_all()
        mended.stop()
        outcome = bench.outcome(0)

    assert (outcome.lost, outcome.unsaved) == (0, 0)
