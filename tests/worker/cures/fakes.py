"""Hand-made doubles of what lies under Faust's consumer: a log with one partition, and aiokafka's fetcher."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiokafka.consumer.fetcher import Fetcher, FetchResult
from aiokafka.consumer.subscription_state import SubscriptionState
from aiokafka.structs import ConsumerRecord, TopicPartition
from faust.types import TP

PARTITION = TP("numbers", 0)
CHANGELOG = TP("cured-counts-changelog", 0)


def record(offset: int, partition: TP = PARTITION) -> Any:
    """A record as aiokafka gives it out."""
    return ConsumerRecord(partition.topic, partition.partition, offset, 0, 0, b"key", b"%d" % offset, None, 3, 1, ())


async def ticks(number: int) -> None:
    """Lets every other task go on so many times."""
    for _ in range(number):
        await asyncio.sleep(0)


async def until(condition: Callable[[], bool], *, at_most: int = 300) -> None:
    """Lets every other task go on until `condition()`, or so many times."""
    for _ in range(at_most):
        if condition():
            return
        await asyncio.sleep(0)


@dataclass(eq=False)
class Thread:
    """In place of the thread in which Faust runs aiokafka: one partition with `length` records, and its offsets."""

    length: int = 20
    committed: dict[TP, int] = field(default_factory=dict)
    position: int = 0
    batch: int = 6
    before_seek: Callable[[], bool] = lambda: True
    before_commit: asyncio.Event | None = None

    async def getmany(self, active: set[TP], timeout: float) -> Mapping[TP, list[Any]]:  # noqa: ASYNC109 - as Faust's
        """The next records, when the partition is active."""
        await asyncio.sleep(min(timeout, 0))
        if PARTITION not in active:
            return {}
        first, self.position = self.position, min(self.length, self.position + self.batch)
        return {PARTITION: [record(offset) for offset in range(first, self.position)]}

    async def seek_to_committed(self) -> Mapping[TP, int]:
        """The position is the committed offset, once `before_seek()` is true or nothing is left to wait for."""
        await until(self.before_seek)
        self.position = self.committed.get(PARTITION, 0)
        return dict(self.committed)

    async def commit(self, offsets: Mapping[TP, int]) -> bool:
        """Takes the offsets down, once `before_commit` is set."""
        if self.before_commit is not None:
            await self.before_commit.wait()
        self.committed.update(offsets)
        return True

    def assignment(self) -> set[TP]:
        """The partition and a changelog's."""
        return {PARTITION, CHANGELOG}

    def highwater(self, _: TP) -> int:
        """The end of the log."""
        return self.length

    def _ensure_consumer(self) -> "Thread":
        return self

    @property
    def _subscription(self) -> "Thread":
        return self

    reassignment_in_progress = False
    beacon = None


class Records:
    """The records of a fetch response, with offsets from `first` to before `end`."""

    def __init__(self, first: int, end: int) -> None:
        self.next_fetch_offset = first
        self._end = end

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        if self.next_fetch_offset >= self._end:
            raise StopIteration
        self.next_fetch_offset += 1
        return record(self.next_fetch_offset - 1)


class Responses(Fetcher):  # type: ignore[misc]
    """aiokafka's fetcher with no network: responses come when the test says so. What gives them out is aiokafka's."""

    def __init__(self, *partitions: TP) -> None:
        self._loop = asyncio.get_running_loop()
        self._subscriptions = SubscriptionState()
        self._subscriptions.subscribe({partition.topic for partition in partitions})
        self._subscriptions.assign_from_subscribed({TopicPartition(*partition) for partition in partitions})
        for partition in partitions:
            self._subscriptions.seek(TopicPartition(*partition), 0)
        self._records: dict[Any, Any] = {}
        self._fetch_waiters: set[Any] = set()
        self._wait_consume_future = self._loop.create_future()
        self._closed = False

    def __del__(self) -> None:
        """Nothing was opened."""

    def respond(self, partition: TP, end: int) -> None:
        """A response with the records from the position to `end` has come."""
        first = self.position(partition)
        self._records[TopicPartition(*partition)] = FetchResult(
            TopicPartition(*partition),
            assignment=self._subscriptions.subscription.assignment,
            partition_records=Records(first, end),
            backoff=0,
        )
        for waiter in list(self._fetch_waiters):
            self._notify(waiter)

    def position(self, partition: TP) -> int:
        """The offset of the next record that will be fetched."""
        state = self._subscriptions.subscription.assignment.state_value(TopicPartition(*partition))
        return int(state.position)

    def revoke(self) -> None:
        """The partitions are assigned to somebody else."""
        self._subscriptions.assign_from_subscribed(set())
