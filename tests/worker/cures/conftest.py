"""What the tests of the cures share: a Faust app that is never started, and a way to leave cures out."""

from collections.abc import Callable, Iterator
from pathlib import Path

import faust
import pytest
from faust.transport.drivers.aiokafka import Consumer

from streams.worker.cures import apply
from tests.worker.cures.fakes import PARTITION, Thread

LeaveOut = Callable[..., None]


@pytest.fixture
def leave_out() -> Iterator[LeaveOut]:
    """`leave_out("order")`: the functions that this cure replaces are Faust's own until the test ends."""

    def leave(*names: str) -> None:
        apply(without=names)

    apply()
    yield leave
    apply()


@pytest.fixture
async def app(tmp_path: Path, leave_out: LeaveOut, monkeypatch: pytest.MonkeyPatch) -> faust.App:
    """An app whose consumer has a `Thread` of ours under it, and which acknowledges the records of `PARTITION`."""
    monkeypatch.setattr(Consumer, "_new_consumer_thread", lambda _: Thread())
    made = faust.App("cured", broker="kafka://127.0.0.1:1", store="memory://", datadir=str(tmp_path))
    made.topics._acking_topics.add(PARTITION.topic)
    made.consumer_generation_id = 1
    return made
