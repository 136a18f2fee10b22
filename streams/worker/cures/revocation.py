"""Cure `revocation`: when partitions are revoked, what was acknowledged is committed before it is forgotten.

Symptom: each time a worker joins or leaves, events are processed again by the hundred, and some are lost.
Cause: `Consumer.on_partitions_revoked` forgets the acknowledged offsets of the revoked partitions first and then asks
the application to finish its streams and commit: there is little left to commit.
Cure: the application's part first (its streams run empty, it flushes and commits), then one more commit, because a
commit by the clock may have been under way and the application's own then does nothing, and only then forget.
"""

from typing import Any

from faust.transport.consumer import CONSUMER_PARTITIONS_REVOKED, Consumer
from faust.utils.tracing import traced_from_parent_span
from mode import Service

from streams.worker.cures.replacing import Cure, Replacement


@Service.transitions_to(CONSUMER_PARTITIONS_REVOKED)  # type: ignore[untyped-decorator]
async def on_partitions_revoked(consumer: Any, revoked: set[Any]) -> None:
    """In place of `Consumer.on_partitions_revoked`."""
    span = consumer.app._start_span_from_rebalancing("on_partitions_revoked")
    with span:
        consumer._active_partitions.difference_update(revoked)
        consumer._paused_partitions.difference_update(revoked)
        try:
            await traced_from_parent_span(span)(consumer._on_partitions_revoked, partitions=revoked)(revoked)
            if not consumer.app.should_stop:
                await consumer.commit()
        finally:
            _forget(consumer, revoked)


def _forget(consumer: Any, revoked: set[Any]) -> None:
    """Nothing is known any more of what was read, acknowledged and committed of these partitions."""
    for kept in (
        consumer._gap,
        consumer._acked,
        consumer._acked_index,
        consumer._read_offset,
        consumer._committed_offset,
    ):
        for partition in revoked:
            kept.pop(partition, None)


CURE = Cure(
    name="revocation",
    heals="a rebalance forgets acknowledged offsets before the last commit (faust-streaming/faust#502)",
    replacements=(Replacement(Consumer, "on_partitions_revoked", "d04b7ae72c6fc206", on_partitions_revoked),),
)
