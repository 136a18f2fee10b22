"""The pool: children that hang or die cost one article at most, and none outlives the worker."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest
from prometheus_client import CollectorRegistry

from streams.deadletters.headers import Reason
from streams.metrics import Metrics
from streams.worker.child import Reading
from streams.worker.guard import Failure
from streams.worker.pool import Pool
from tests.worker import readers
from tests.worker.fakes import EndedError, end

pytestmark = pytest.mark.timeout(120)


@asynccontextmanager
async def pool(*, size: int = 1, seconds: float = 30.0) -> AsyncIterator[Pool]:
    made = Pool(readers.make, size=size, timeout=seconds, metrics=Metrics(CollectorRegistry()), end=end)
    made.start()
    try:
        await made.warm_up()
        yield made
    finally:
        made.close()


def restarts(of: Pool) -> float | None:
    return of._metrics.registry.get_sample_value("trucewire_pool_restarts_total")


def process(answer: Reading | Failure) -> int:
    assert isinstance(answer, Reading)
    return int(answer.value)


async def test_articles_are_read_side_by_side_and_signals_of_the_group_end_no_child() -> None:
    async with pool(size=2) as two:
        answers = await asyncio.gather(*(two.read(b"wait-for-signals") for _ in range(10)))
        assert {process(answer) for answer in answers} <= {child._process.pid for child in two._children}
        assert restarts(two) == 0


async def test_an_error_of_our_own_is_a_failure_and_the_child_goes_on() -> None:
    async with pool() as one:
        before = process(await one.read(b"read"))
        failure = await one.read(b"fail")
        assert isinstance(failure, Failure)
        assert (failure.reason, str(failure.error)) == (
            Reason.FAILED,
            "ValueError: an article that our code fails on",
        )
        assert process(await one.read(b"read")) == before


async def test_an_article_that_hangs_or_kills_twice_is_given_up_and_the_others_are_read(tmp_path: Path) -> None:
    async with pool(size=2, seconds=1.0) as two:
        hung, died, *read = await asyncio.gather(*map(two.read, [b"hang", b"die", b"read", b"read"]))
        assert isinstance(hung, Failure)
        assert isinstance(died, Failure)
        assert (hung.reason, died.reason) == (Reason.TIMEOUT, Reason.FAILED)
        assert all(isinstance(answer, Reading) for answer in read)
        assert restarts(two) == 4
        assert isinstance(await two.read(b"read"), Reading)
        assert len(two._children) == 2 == two._idle.qsize()


async def test_an_article_that_fails_once_is_read_the_second_time(tmp_path: Path) -> None:
    async with pool(seconds=1.0) as one:
        for order in ("die-once", "hang-once"):
            assert isinstance(await one.read(f"{order} {tmp_path / order}".encode()), Reading)
        assert restarts(one) == 2


async def test_the_second_try_runs_alone(tmp_path: Path) -> None:
    """What comes while it runs waits, though another child is idle."""
    log = tmp_path / "log"
    async with pool(size=2) as two:
        slow = asyncio.ensure_future(two.read(f"die-once-then-linger {log}".encode()))
        while not log.exists() or "begins" not in log.read_text("utf-8"):  # noqa: ASYNC110  (another process writes)
            await asyncio.sleep(0.01)
        await asyncio.gather(slow, *(two.read(f"note {log}".encode()) for _ in range(4)))
    assert log.read_text("utf-8").split() == ["begins", "ends", *["other"] * 4]


async def test_children_that_do_not_start_end_the_worker(capfd: pytest.CaptureFixture[str]) -> None:
    broken = Pool(readers.make_nothing, size=1, timeout=1.0, metrics=Metrics(CollectorRegistry()), end=end)
    broken.start()
    try:
        with pytest.raises(EndedError, match="did not start"):
            await broken.warm_up()
    finally:
        broken.close()
    assert "no codebook here" in capfd.readouterr().err


PARENT = """
import asyncio, os, signal
from prometheus_client import CollectorRegistry
from streams.metrics import Metrics
from streams.worker.pool import Pool
from tests.worker import readers
from tests.worker.fakes import end

async def main():
    pool = Pool(readers.make, size=2, timeout=60, metrics=Metrics(CollectorRegistry()), end=end)
    pool.start()
    await pool.warm_up()
    asyncio.ensure_future(pool.read(b"hang"))
    await asyncio.sleep(0.1)
    print(*(child._process.pid for child in pool._children), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_children_end_with_a_parent_that_is_killed_also_while_they_read(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    children = [int(number) for number in done.stdout.split()]
    assert len(children) == 2, done.stderr
    _, left = psutil.wait_procs([psutil.Process(c) for c in children if psutil.pid_exists(c)], timeout=10)
    assert not left
