"""Cure `drained`: no offset is committed before what its events sent is delivered, nor after a send that failed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import faust
import pytest
from faust.transport.producer import ProducerBuffer

from tests.worker.cures.conftest import LeaveOut
from tests.worker.cures.fakes import PARTITION, ticks, until

EITHER = pytest.mark.parametrize("cured", [True, False], ids=["cured", "stock"])


class Slow:
    """A channel whose messages are given to the driver when `open` is set; `refuse` makes it raise instead."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.sent: list[int] = []
        self.refuse = False

    def message(self, number: int) -> Any:
        """A message on its way to this channel."""
        return SimpleNamespace(message=SimpleNamespace(channel=self), number=number)

    async def publish_message(self, message: Any, **_: bool) -> None:
        """As `Topic.publish_message`."""
        await self.open.wait()
        if self.refuse:
            raise ConnectionError("the broker is away")
        self.sent.append(message.number)


@asynccontextmanager
async def running_buffer() -> AsyncIterator[ProducerBuffer]:
    """A producer's buffer whose task runs."""
    buffer = ProducerBuffer(loop=asyncio.get_running_loop())
    buffer.app = SimpleNamespace(conf=SimpleNamespace(producer_threaded=False))
    await buffer.start()
    try:
        yield buffer
    finally:
        await buffer.stop()


@EITHER
async def test_flush_waits_for_a_producer_that_makes_no_progress(leave_out: LeaveOut, cured: bool) -> None:
    leave_out(*(() if cured else ("drained",)))
    channel = Slow()
    async with running_buffer() as buffer:
        for number in range(3):
            buffer.put(channel.message(number))
        flushing = asyncio.ensure_future(buffer.flush())

        await asyncio.sleep(0.3)
        returned_early = flushing.done()
        channel.open.set()
        await flushing

        assert returned_early is not cured
        assert (channel.sent == [0, 1, 2]) is cured or not cured
        await ticks(20)


@EITHER
async def test_flush_counts_the_message_in_flight(leave_out: LeaveOut, cured: bool) -> None:
    leave_out(*(() if cured else ("drained",)))
    channel = Slow()
    async with running_buffer() as buffer:
        buffer.put(channel.message(1))
        await ticks(5)  # it has left the queue and is not sent yet
        assert buffer.size == 0
        flushing = asyncio.ensure_future(buffer.flush())
        await ticks(5)

        assert flushing.done() is not cured
        channel.open.set()
        await flushing
        await ticks(5)
        assert channel.sent == [1]


async def test_flush_does_not_wait_for_what_is_put_in_later(leave_out: LeaveOut) -> None:
    channel = Slow()
    async with running_buffer() as buffer:
        buffer.put(channel.message(1))
        flushing = asyncio.ensure_future(buffer.flush())
        await ticks(5)
        channel.open.set()
        await until(lambda: bool(channel.sent))
        channel.open.clear()
        buffer.put(channel.message(2))  # an agent goes on before the flush does

        await asyncio.wait_for(flushing, 1)

        assert channel.sent == [1]
        channel.open.set()
        await ticks(5)


async def test_flush_does_not_return_when_the_buffer_has_died(leave_out: LeaveOut) -> None:
    channel = Slow()
    channel.refuse = True
    channel.open.set()
    async with running_buffer() as buffer:
        buffer.put(channel.message(1))

        with pytest.raises(RuntimeError, match="1 messages were not sent"):
            await buffer.flush()
        buffer.pending.task_done()


@EITHER
async def test_nothing_is_committed_after_a_send_that_failed(app: faust.App, leave_out: LeaveOut, cured: bool) -> None:
    leave_out(*(() if cured else ("drained",)))
    crashes: list[BaseException] = []
    app.crash = lambda error: _note(crashes, error)
    fail(app, TimeoutError("30 s without an answer"))
    await ticks(3)

    await app.consumer._commit({PARTITION: 7})

    assert (app.consumer._thread.committed == {}) is cured
    assert bool(crashes) is cured


async def test_the_first_failure_ends_the_app_once(app: faust.App) -> None:
    crashes: list[BaseException] = []
    app.crash = lambda error: _note(crashes, error)
    first = TimeoutError("first")

    fail(app, first)
    fail(app, TimeoutError("second"))
    await ticks(3)

    assert crashes == [first]


async def test_a_send_that_succeeded_leaves_commits_alone(app: faust.App) -> None:
    sent: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    sent.set_result(None)
    publish(app, sent)

    assert await app.consumer._commit({PARTITION: 7})
    assert app.consumer._thread.committed == {PARTITION: 7}


def fail(app: faust.App, error: BaseException) -> None:
    """A message of the app was not delivered."""
    sent: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    sent.set_exception(error)
    publish(app, sent)


def publish(app: faust.App, sent: "asyncio.Future[Any]") -> None:
    """The driver tells what became of a message."""
    topic = app.topic("alerts")
    message = SimpleNamespace(
        message=SimpleNamespace(channel=topic, callback=None),
        set_exception=lambda _: None,
        set_result=lambda _: None,
    )
    topic._on_published(sent, message, app.producer, None)


async def _note(crashes: list[BaseException], error: BaseException) -> None:
    crashes.append(error)
