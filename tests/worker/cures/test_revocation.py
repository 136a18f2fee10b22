"""Cure `revocation`: what was acknowledged when a rebalance begins is committed."""

import asyncio
from types import SimpleNamespace
from typing import Any

import faust
import pytest
from faust.types import ConsumerMessage

from tests.worker.cures.conftest import LeaveOut
from tests.worker.cures.fakes import PARTITION, Thread, record, ticks

EITHER = pytest.mark.parametrize("cured", [True, False], ids=["cured", "stock"])


def acknowledge(app: faust.App, *offsets: int) -> None:
    """An agent is done with these records."""
    for offset in offsets:
        message: ConsumerMessage = app.consumer._to_message(PARTITION, record(offset))
        app.consumer.ack(message)


@EITHER
async def test_acknowledged_offsets_are_committed_before_they_are_forgotten(
    app: faust.App, leave_out: LeaveOut, cured: bool
) -> None:
    leave_out(*(() if cured else ("revocation",)))
    acknowledge(app, 0, 1, 2, 3)

    await app.consumer.on_partitions_revoked({PARTITION})

    assert (app.consumer._thread.committed == {PARTITION: 4}) is cured
    assert PARTITION not in app.consumer._acked


@EITHER
async def test_an_event_that_ends_during_a_commit_by_the_clock_is_committed_too(
    app: faust.App, leave_out: LeaveOut, cured: bool
) -> None:
    leave_out(*(() if cured else ("revocation",)))
    thread: Thread = app.consumer._thread
    thread.before_commit = asyncio.Event()
    acknowledge(app, 0, 1)
    by_the_clock = asyncio.ensure_future(app.consumer.commit())
    await ticks(10)

    revoking = asyncio.ensure_future(app.consumer.on_partitions_revoked({PARTITION}))
    await ticks(10)
    acknowledge(app, 2)  # the event in hand is finished while the commit by the clock is on its way
    thread.before_commit.set()
    await asyncio.gather(by_the_clock, revoking)

    assert (thread.committed == {PARTITION: 3}) is cured


async def test_everything_about_revoked_partitions_is_forgotten(app: faust.App) -> None:
    consumer = app.consumer
    acknowledge(app, 0, 1)
    await consumer._add_gap(PARTITION, 5, 7)
    consumer._read_offset[PARTITION] = 1

    await consumer.on_partitions_revoked({PARTITION})

    kept: tuple[Any, ...] = (consumer._gap, consumer._acked, consumer._acked_index, consumer._read_offset)
    assert all(PARTITION not in each for each in (*kept, consumer._committed_offset))


async def test_it_is_forgotten_also_when_the_last_commit_fails(app: faust.App) -> None:
    acknowledge(app, 0)
    app.consumer._on_partitions_revoked = _fail

    with pytest.raises(ConnectionError):
        await app.consumer.on_partitions_revoked({PARTITION})

    assert PARTITION not in app.consumer._acked


async def test_an_app_that_stops_commits_nothing_more(app: faust.App) -> None:
    acknowledge(app, 0)
    app.consumer.app = SimpleNamespace(should_stop=True, _start_span_from_rebalancing=app._start_span_from_rebalancing)
    app.consumer._on_partitions_revoked = _finish

    await app.consumer.on_partitions_revoked({PARTITION})

    assert app.consumer._thread.committed == {}


async def _fail(_: Any) -> None:
    raise ConnectionError("the coordinator is away")


async def _finish(_: Any) -> None:
    """The application has nothing to finish."""
