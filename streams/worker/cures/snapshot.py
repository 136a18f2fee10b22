"""Cure `snapshot`: a fetch asks for the partitions that were active when it began, and hands back what no longer is.

Symptom: a graceful restart or a rebalance of a worker with a backlog loses events, or a partition stands still until
the next restart.
Cause: `AIOKafkaConsumerThread._fetch_records` gives aiokafka the live set of active partitions and waits there up to a
second. When recovery pauses the changelogs, that set becomes empty, and aiokafka reads an empty set as "every
partition": the source partitions are drained, their positions move on, and Faust drops those records because their
partitions are paused.
Cure: a frozen copy of the set, never an empty one, for at most 0.1 s at a time. On return, every partition that is no
longer wanted is handed back: its position is set to the first record that was taken. Nothing is awaited in between, so
no other seek can come first.
"""

import asyncio
from collections.abc import Mapping, Set
from contextlib import suppress
from time import monotonic
from typing import Any, TypeAlias

from aiokafka.errors import ConsumerStoppedError, IllegalStateError
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread

from streams.worker.cures.replacing import Cure, Replacement

SLICE = 0.1
"""Longest wait for records of one frozen copy, in seconds: a partition that is resumed waits no longer than this."""

Records: TypeAlias = Mapping[Any, list[Any]]


async def fetch_records(
    thread: Any,
    consumer: Any,
    active_partitions: Set[Any] | None,
    timeout: float | None = None,  # noqa: ASYNC109 - the signature is Faust's
    max_records: int | None = None,
) -> Records:
    """In place of `AIOKafkaConsumerThread._fetch_records`: records of active partitions only, by partition."""
    fetcher = consumer._fetcher
    if consumer._closed or fetcher._closed:
        raise ConsumerStoppedError
    if active_partitions is None:
        return await _fetch(fetcher, None, timeout or 0, max_records)
    end = monotonic() + (timeout or 0)
    while thread.consumer.flow_active:
        wait = max(0.0, min(SLICE, end - monotonic()))
        wanted = frozenset(active_partitions)
        if wanted:
            taken = await _fetch(fetcher, wanted, wait, max_records)
            kept = _hand_back(thread.consumer, fetcher, active_partitions, taken)
            if kept:
                return kept
        else:
            await asyncio.sleep(wait)
        if monotonic() >= end:
            break
    return {}


async def _fetch(fetcher: Any, wanted: Set[Any] | None, wait: float, max_records: int | None) -> Records:
    with fetcher._subscriptions.fetch_context():
        records: Records = await fetcher.fetched_records(wanted, timeout=wait, max_records=max_records)
    return records


def _hand_back(consumer: Any, fetcher: Any, active: Set[Any], taken: Records) -> Records:
    """What of `taken` the consumer still wants; the rest is put back where it was. Not a coroutine, on purpose."""
    kept: dict[Any, list[Any]] = {}
    for partition, records in taken.items():
        buffered = partition in consumer._buffered_partitions and partition not in consumer._paused_partitions
        if consumer.flow_active and (partition in active or buffered):
            kept[partition] = records
        else:
            # A partition that is assigned to another worker by now has no position here to set back.
            with suppress(IllegalStateError):
                fetcher.seek_to(partition, records[0].offset)
    return kept


CURE = Cure(
    name="snapshot",
    heals="a graceful restart or rebalance loses backlog: an emptied live set drains every partition"
    " (faust-streaming/faust#596)",
    replacements=(Replacement(AIOKafkaConsumerThread, "_fetch_records", "39a2c6c79fc1455a", fetch_records),),
)
