"""Cure `order`: after a recovery the source partitions are read again last, when everything else is ready.

Symptom: a graceful restart or a rebalance of a worker with a backlog loses events when a table recovers.
Cause: `Recovery.on_recovery_completed` (and `_resume_streams`, its twin for an app without tables) lets the source
partitions flow before it seeks to the committed offsets. What is delivered between the two is cleared from the
streams' queues when flow resumes, the seek sets back the offset that counts as read, and the next record then looks as
if it came after a gap in the log. Gaps count as acknowledged, so the cleared events are committed unseen.
Cure: seek, clear the queues, start the fetcher, call the tables ready, and resume the source partitions last of all. A
rebalance that begins meanwhile ends the attempt: the next assignment brings its own.
"""

import asyncio
from typing import Any

from faust.tables.recovery import Recovery

from streams.worker.cures.replacing import Cure, Replacement


async def on_recovery_completed(recovery: Any, generation_id: int = 0) -> None:
    """In place of `Recovery.on_recovery_completed`: the tables hear of it, then the streams go on."""
    recovery.log.info("Restore complete!")
    await recovery.app.on_rebalance_complete.send()
    recovery._set_recovery_ended()
    await asyncio.gather(
        *(
            table.on_recovery_completed(recovery.actives_for_table[table], recovery.standbys_for_table[table])
            for table in recovery.tables.values()
        )
    )
    await _go_on(recovery, generation_id)


async def resume_streams(recovery: Any, generation_id: int = 0) -> None:
    """In place of `Recovery._resume_streams`, which an app without tables comes through."""
    await recovery.app.on_rebalance_complete.send()
    await _go_on(recovery, generation_id)


async def _go_on(recovery: Any, generation_id: int) -> None:
    """Everything that stands between a recovered table and the next event, in the one safe order."""
    app, consumer = recovery.app, recovery.app.consumer
    if _assigned_anew(recovery, generation_id):
        return
    if consumer.assignment():
        recovery.log.info("Seek stream partitions to committed offsets.")
        await recovery._wait(consumer.perform_seek(), timeout=app.conf.broker_request_timeout)
        if _assigned_anew(recovery, generation_id):
            return
    recovery.completed.set()
    recovery.log.info("Resuming flow...")
    app.flow_control.resume()
    consumer.resume_flow()
    await app._fetcher.maybe_start()
    if _assigned_anew(recovery, generation_id):
        return
    recovery.tables.on_actives_ready()
    if not app.assignor.assigned_standbys():
        recovery.tables.on_standbys_ready()
    app.on_rebalance_end()
    consumer.resume_partitions({tp for tp in consumer.assignment() if not recovery._is_changelog_tp(tp)})
    recovery.log.info("Worker ready")


def _assigned_anew(recovery: Any, generation_id: int) -> bool:
    """Whether the partitions that were recovered are no longer, or will soon not be, this worker's."""
    app = recovery.app
    subscription = app.consumer._thread._ensure_consumer()._subscription
    if app.consumer_generation_id == generation_id and not subscription.reassignment_in_progress:
        return False
    recovery.log.warning("A rebalance began during recovery: what it assigns is recovered next")
    return True


CURE = Cure(
    name="order",
    heals="a graceful restart or rebalance loses backlog: sources flow before the seek (faust-streaming/faust#596)",
    replacements=(
        Replacement(Recovery, "on_recovery_completed", "6ef567acf072e46d", on_recovery_completed),
        Replacement(Recovery, "_resume_streams", "d986a6710c1aca98", resume_streams),
    ),
)
