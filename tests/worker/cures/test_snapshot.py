"""Cure `snapshot`: a partition that is not active is never read past."""

import asyncio
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka.errors import ConsumerStoppedError
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread

from tests.worker.cures.conftest import LeaveOut
from tests.worker.cures.fakes import CHANGELOG, PARTITION, Responses, ticks

EITHER = pytest.mark.parametrize("cured", [True, False], ids=["cured", "stock"])


class Fetching:
    """Faust's consumer while it waits for records, with the live set of active partitions that recovery changes."""

    def __init__(self, *active: Any) -> None:
        self.fetcher = Responses(PARTITION, CHANGELOG)
        self.active = set(active)
        self.consumer = SimpleNamespace(flow_active=True, _buffered_partitions=set(), _paused_partitions=set())
        self._aiokafka = SimpleNamespace(_fetcher=self.fetcher, _closed=False)

    def begin(self, seconds: float = 0.5, *, has_group: bool = True) -> "asyncio.Task[Mapping[Any, list[Any]]]":
        """One fetch, as the consumer's thread makes it."""
        thread = SimpleNamespace(consumer=self.consumer)
        fetch = AIOKafkaConsumerThread._fetch_records(
            thread, self._aiokafka, self.active if has_group else None, timeout=seconds, max_records=500
        )
        return asyncio.ensure_future(fetch)

    def close(self) -> None:
        """aiokafka's consumer is stopped."""
        self._aiokafka._closed = True


def offsets(records: Mapping[Any, list[Any]]) -> list[int]:
    """The offsets that were taken of the source partition."""
    return [each.offset for each in records.get(PARTITION, [])]


@EITHER
async def test_a_set_that_recovery_empties_does_not_drain_the_sources(leave_out: LeaveOut, cured: bool) -> None:
    leave_out(*(() if cured else ("snapshot",)))
    fetching = Fetching(CHANGELOG)
    waiting = fetching.begin()
    await ticks(3)

    fetching.active.clear()  # recovery is done and pauses the changelog
    fetching.fetcher.respond(PARTITION, 4)
    await waiting

    assert (fetching.fetcher.position(PARTITION) == 0) is cured
    fetching.active.add(PARTITION)  # the sources are resumed
    assert (offsets(await fetching.begin(0.05)) == [0, 1, 2, 3]) is cured


@EITHER
async def test_records_that_come_when_flow_has_stopped_are_handed_back(leave_out: LeaveOut, cured: bool) -> None:
    leave_out(*(() if cured else ("snapshot",)))
    fetching = Fetching(PARTITION)
    waiting = fetching.begin()
    await ticks(3)

    fetching.consumer.flow_active = False  # a rebalance begins
    fetching.fetcher.respond(PARTITION, 4)
    taken = await waiting

    assert (offsets(taken) == []) is cured
    assert (fetching.fetcher.position(PARTITION) == 0) is cured


async def test_a_partition_paused_meanwhile_is_handed_back(leave_out: LeaveOut) -> None:
    fetching = Fetching(PARTITION, CHANGELOG)
    waiting = fetching.begin(0.05)
    await ticks(3)

    fetching.active.discard(PARTITION)
    fetching.fetcher.respond(PARTITION, 4)

    assert await waiting == {}
    assert fetching.fetcher.position(PARTITION) == 0


async def test_what_remains_active_is_kept_beside_what_is_handed_back(leave_out: LeaveOut) -> None:
    fetching = Fetching(PARTITION, CHANGELOG)
    waiting = fetching.begin(0.05)
    await ticks(3)

    fetching.active.discard(CHANGELOG)
    fetching.fetcher.respond(CHANGELOG, 4)
    fetching.fetcher.respond(PARTITION, 2)

    assert offsets(await waiting) == [0, 1]
    assert fetching.fetcher.position(CHANGELOG) == 0


@pytest.mark.parametrize(("paused", "expected"), [(False, [0, 1]), (True, [])])
async def test_a_partition_whose_queue_is_full_is_kept_unless_it_is_paused(
    leave_out: LeaveOut, paused: bool, expected: list[int]
) -> None:
    fetching = Fetching(PARTITION, CHANGELOG)
    waiting = fetching.begin(0.05)
    await ticks(3)

    fetching.active.discard(PARTITION)
    fetching.consumer._buffered_partitions.add(PARTITION)
    if paused:
        fetching.consumer._paused_partitions.add(PARTITION)
    fetching.fetcher.respond(PARTITION, 2)

    assert offsets(await waiting) == expected


async def test_a_partition_that_is_resumed_is_read_within_a_slice(leave_out: LeaveOut) -> None:
    fetching = Fetching()
    fetching.fetcher.respond(PARTITION, 2)
    waiting = fetching.begin(5.0)
    await ticks(3)

    fetching.active.add(PARTITION)

    assert offsets(await asyncio.wait_for(waiting, 1.0)) == [0, 1]


async def test_a_partition_that_is_somebody_elses_by_now_is_only_dropped(leave_out: LeaveOut) -> None:
    fetching = Fetching(PARTITION)
    fetching.fetcher.respond(PARTITION, 2)
    fetched_records = fetching.fetcher.fetched_records

    async def and_revoke(*args: Any, **kwargs: Any) -> Any:
        taken = await fetched_records(*args, **kwargs)
        fetching.fetcher.revoke()
        fetching.consumer.flow_active = False
        return taken

    fetching.fetcher.fetched_records = and_revoke

    assert await fetching.begin(0.05) == {}


async def test_a_client_without_a_group_takes_every_partition(leave_out: LeaveOut) -> None:
    fetching = Fetching()
    fetching.fetcher.respond(PARTITION, 2)

    assert offsets(await fetching.begin(has_group=False)) == [0, 1]


async def test_a_stopped_consumer_says_so(leave_out: LeaveOut) -> None:
    fetching = Fetching(PARTITION)
    fetching.close()

    with pytest.raises(ConsumerStoppedError):
        await fetching.begin()


async def test_nothing_is_fetched_while_flow_is_stopped(leave_out: LeaveOut) -> None:
    fetching = Fetching(PARTITION)
    fetching.consumer.flow_active = False
    fetching.fetcher.respond(PARTITION, 2)

    assert await fetching.begin() == {}
    assert fetching.fetcher.position(PARTITION) == 0
