"""Cure `drained`: offsets are committed only when everything that was sent before is delivered, and never after a loss.

Symptom: after a kill, updates of a table are missing from its changelog although their events are committed; after
sends that failed, the same, with nothing but a line in the log.
Cause: `ProducerBuffer.flush` gives up after 100 ms without progress and does not count the message in flight; the
commit that called it goes on. `Topic._on_published` logs a failed send and the next commit goes on as if nothing were
missing.
Cure: flush waits for the whole buffer, the message in flight included (the driver's own flush then waits for delivery).
A failed send is remembered: from then on nothing is committed and the app crashes, so the process ends and what
supervises it starts it again from the last good offsets.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from faust.topics import Topic
from faust.transport.consumer import ThreadDelegateConsumer
from faust.transport.producer import ProducerBuffer

from streams.worker.cures.replacing import Cure, Replacement

_FAILURE = "trucewire_failure"
"""Where a producer's buffer remembers the first send that failed."""


def failure(producer: Any) -> BaseException | None:
    """The first send of `producer` that failed, or None."""
    found: BaseException | None = getattr(producer.buffer, _FAILURE, None)
    return found


async def flush(buffer: Any) -> None:
    """In place of `ProducerBuffer.flush`: returns when every message that was put in before is given to the driver.

    Raises:
        RuntimeError: the buffer ended before its messages were sent.
    """
    if buffer.state == "running":
        waited = await buffer.wait(buffer.pending.join())
        if not waited.stopped:
            return  # what is in it by now was put in meanwhile
    if buffer.pending._unfinished_tasks:
        raise RuntimeError(f"{buffer.pending._unfinished_tasks} messages were not sent: the producer is not running")


async def handle_pending(buffer: Any) -> None:
    """In place of the function of the task `ProducerBuffer._handle_pending`: a message counts until it is sent."""
    while not buffer.should_stop:
        message = await buffer.pending.get()
        # Not in a `finally`: a message that could not be sent must keep `flush` from returning.
        await buffer._send_pending(message)
        buffer.pending.task_done()
        buffer.message_sent.set()


def on_published(topic: Any, fut: asyncio.Future[Any], message: Any, producer: Any, state: Any) -> None:
    """In place of `Topic._on_published`: the same, and a failure is remembered and ends the app."""
    _on_published(topic, fut, message, producer, state)
    error = None if fut.cancelled() else fut.exception()
    if error is not None and failure(producer) is None:
        setattr(producer.buffer, _FAILURE, error)
        topic.app.add_future(topic.app.crash(error))


async def commit(consumer: Any, offsets: Mapping[Any, int]) -> bool:
    """In place of `ThreadDelegateConsumer._commit`: commits unless a send has failed."""
    error = failure(consumer.app.producer)
    if error is not None:
        consumer.log.error("Nothing is committed any more: a send failed: %r", error)
        return False
    done: bool = await _commit(consumer, offsets)
    return done


_on_published = Topic._on_published
_commit = ThreadDelegateConsumer._commit

CURE = Cure(
    name="drained",
    heals="offsets are committed before the changelog is sent, and after a send that failed",
    replacements=(
        Replacement(ProducerBuffer, "flush", "26fbebb124ad9c98", flush),
        Replacement(ProducerBuffer, "_handle_pending", "78d648030fd21016", handle_pending),
        Replacement(Topic, "_on_published", "7cfe9ebd65964b0a", on_published),
        Replacement(ThreadDelegateConsumer, "_commit", "a20eec84e4b2ed50", commit),
    ),
)
