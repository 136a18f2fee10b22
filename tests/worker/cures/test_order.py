"""Cure `order`: no event is cleared from a stream's queue and then taken for a gap."""

import asyncio
from types import SimpleNamespace
from typing import Any

import faust
import pytest
from faust.tables.recovery import Recovery

from tests.worker.cures.conftest import LeaveOut
from tests.worker.cures.fakes import CHANGELOG, PARTITION, Thread, until

COMMITTED = 5
EITHER = pytest.mark.parametrize("cured", [True, False], ids=["cured", "stock"])
WAYS = pytest.mark.parametrize("way", ["on_recovery_completed", "_resume_streams"])


class Stream:
    """The queue of an agent, filled as Faust's conductor fills it, and emptied when the test says so."""

    def __init__(self, app: faust.App) -> None:
        self._app = app
        self.queue = app.FlowControlQueue(maxsize=100, clear_on_resume=True)
        self.processed: list[int] = []
        app.consumer.callback = self._put

    async def _put(self, message: Any) -> None:
        await self._app.flow_control.acquire()
        self.queue.force_put_nowait(message)

    def process(self) -> int:
        """Processes and acknowledges what is in the queue; how many events it has processed by now."""
        while not self.queue.empty():
            message = self.queue.get_nowait()
            self.processed.append(message.offset)
            self._app.consumer.ack(message)
        return len(self.processed)


def recovery_of(app: faust.App) -> Recovery:
    """The recovery of the app; its table has read its changelog, and the fetcher runs since it began to."""
    app.tables._changelogs[CHANGELOG.topic] = SimpleNamespace()
    app._assignor = app.assignor
    app.flow_control.resume()
    app.consumer.resume_flow()
    app.consumer.pause_partitions({PARTITION})
    app.consumer.resume_partitions({CHANGELOG})
    app.consumer.app._fetcher.maybe_start = _nothing
    app.rebalancing = True
    return app.tables.recovery


async def _nothing() -> None:
    """The fetcher runs already."""


@EITHER
@WAYS
async def test_a_batch_that_is_delivered_around_the_seek_is_not_lost(
    app: faust.App, leave_out: LeaveOut, cured: bool, way: str
) -> None:
    leave_out(*(() if cured else ("order",)))
    thread: Thread = app.consumer._thread
    thread.committed[PARTITION] = thread.position = COMMITTED
    stream = Stream(app)
    # The seek ends when half a batch is in the queue, or, where nothing is delivered yet, after a while.
    thread.before_seek = lambda: stream.queue.qsize() >= thread.batch // 2
    recovery = recovery_of(app)
    fetcher = SimpleNamespace(_stopped=asyncio.Event())
    draining = asyncio.ensure_future(app.consumer._drain_messages(fetcher))

    await getattr(recovery, way)(1)
    await until(lambda: stream.process() >= thread.length, at_most=2000)
    await app.consumer.commit()

    fetcher._stopped.set()
    draining.cancel()
    assert (stream.processed == list(range(COMMITTED, thread.length))) is cured
    assert (thread.committed[PARTITION] == thread.length) is cured


async def test_the_sources_are_read_again_when_all_else_is_ready(app: faust.App) -> None:
    order: list[str] = []
    recovery = recovery_of(app)
    app.consumer.resume_partitions = lambda partitions: order.append(f"resume {sorted(partitions)}")
    app.consumer.perform_seek = lambda: _note(order, "seek")
    app.on_rebalance_end = lambda: order.append("rebalance ended")
    recovery.tables.on_actives_ready = lambda: order.append("tables ready")
    app._fetcher.maybe_start = lambda: _note(order, "fetcher")

    await recovery.on_recovery_completed(1)

    assert order == ["seek", "fetcher", "tables ready", "rebalance ended", f"resume {[PARTITION]}"]


async def _note(order: list[str], what: str) -> None:
    order.append(what)


@pytest.mark.parametrize("when", ["before", "during the seek", "while the fetcher starts"])
async def test_a_rebalance_that_begins_meanwhile_leaves_the_sources_to_the_next_recovery(
    app: faust.App, when: str
) -> None:
    recovery, thread = recovery_of(app), app.consumer._thread

    async def revoke() -> None:
        thread.reassignment_in_progress = True

    if when == "before":
        await revoke()
    elif when == "during the seek":
        app.consumer.perform_seek = revoke
    else:
        app._fetcher.maybe_start = revoke

    await recovery.on_recovery_completed(1)

    assert PARTITION not in app.consumer._active_partitions
    assert app.rebalancing


async def test_another_generation_leaves_the_sources_alone(app: faust.App) -> None:
    recovery = recovery_of(app)

    await recovery.on_recovery_completed(0)

    assert PARTITION not in app.consumer._active_partitions


@WAYS
async def test_a_worker_without_partitions_is_ready_and_seeks_nothing(app: faust.App, way: str) -> None:
    recovery = recovery_of(app)
    app.consumer._thread.assignment = set

    await getattr(recovery, way)(1)

    assert recovery.completed.is_set()
    assert not app.rebalancing
    assert PARTITION not in app.consumer._active_partitions


@pytest.mark.parametrize("standbys", [set(), {CHANGELOG}])
async def test_the_tables_hear_that_they_are_recovered(app: faust.App, standbys: set[Any]) -> None:
    told: list[Any] = []
    recovery = recovery_of(app)
    recovery.tables.data["counts"] = table = Table(told)
    recovery.actives_for_table[table] = {CHANGELOG}
    app.assignor.assigned_standbys = lambda: standbys

    await recovery.on_recovery_completed(1)

    assert told == [({CHANGELOG}, set())]
    assert recovery.tables.actives_ready
    assert recovery.tables.standbys_ready is not bool(standbys), "a standby is ready when it has caught up"


class Table:
    """A table that notes what it is told."""

    def __init__(self, told: list[Any]) -> None:
        self._told = told

    async def on_recovery_completed(self, actives: set[Any], standbys: set[Any]) -> None:
        """As a Faust table."""
        self._told.append((actives, standbys))
