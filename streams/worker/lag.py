"""Looks at a Faust app from outside once a second: assigned, recovered, how much is left, how many rows it holds.

Faust has no lag of its own, and says "ready" also when topics are missing and nothing will ever be consumed.
"""

import asyncio
from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Any

import structlog
from aiokafka.errors import KafkaError
from faust.exceptions import ConsumerNotStarted

from streams.metrics import Metrics
from streams.worker.tables import held
from streams.worker.watchdog import Progress

log = structlog.get_logger(__name__)

EVERY_SECONDS = 1.0
SOON_SECONDS = 0.2
"""How often it looks until the worker is ready."""

BROKER_SECONDS = 20.0
"""How long a broker may take to say where its topics end."""


class Lookout:
    """Keeps the gauges of one worker, and tells its watchdog what moves."""

    def __init__(self, app: Any, *, sources: Mapping[str, str], metrics: Metrics, progress: Progress) -> None:
        self._app = app
        self._sources = sources
        """By the name that a topic has in this installation: its name in the catalogue."""
        self._metrics = metrics
        self._progress = progress
        self._known: set[tuple[str, int]] = set()
        self._since = monotonic()
        self._remaining = 0
        self.ready = False

    async def watch(self) -> None:
        """Looks until the app stops."""
        while not self._app.should_stop:
            await self._look()
            await asyncio.sleep(EVERY_SECONDS if self.ready else SOON_SECONDS)
        self._say_ready(False)

    async def _look(self) -> None:
        assigned = self._assigned()
        await self._recovery(recovered=bool(assigned) and self._recovered())
        try:
            lag = await asyncio.wait_for(self._lag(assigned), BROKER_SECONDS) if assigned else {}
        except (KafkaError, TimeoutError) as error:
            log.warning("broker did not say where its topics end", error=repr(error))
            return
        self._show(lag)
        self._progress.looked(sum(lag.values()))

    def _assigned(self) -> list[Any]:
        """The partitions of source topics that this worker has now."""
        try:
            return [tp for tp in self._app.consumer.assignment() if tp.topic in self._sources]
        except ConsumerNotStarted:
            return []

    def _recovered(self) -> bool:
        return bool(self._app.tables.actives_ready) and not self._app.rebalancing

    async def _recovery(self, *, recovered: bool) -> None:
        """Ready or not, since when, and whether a recovery moves on."""
        if recovered and not self.ready:
            self._metrics.recovery_seconds.set(monotonic() - self._since)
            for name, table in self._app.tables.items():
                self._metrics.table_rows.labels(table=name).set(await asyncio.to_thread(held, table))
            log.info("worker ready")
        if self.ready and not recovered:
            self._since = monotonic()
        remaining = 0 if recovered else int(self._app.tables.recovery.active_remaining_total())
        if remaining != self._remaining:
            self._progress.moved()
        self._remaining = remaining
        self._say_ready(recovered)

    def _say_ready(self, ready: bool) -> None:
        self.ready = ready
        self._metrics.ready.set(ready)

    async def _lag(self, assigned: Sequence[Any]) -> dict[tuple[str, int], int]:
        consumer = self._app.consumer
        ends = await consumer.highwaters(*assigned)
        done = dict(consumer._committed_offset)  # what is processed and committed; Faust shows it nowhere else
        fresh = [tp for tp in assigned if done.get(tp) is None]
        starts = await consumer.earliest_offsets(*fresh) if fresh else {}
        return {
            (self._sources[tp.topic], tp.partition): max(0, ends[tp] - (starts[tp] if tp in starts else done[tp]))
            for tp in assigned
        }

    def _show(self, lag: Mapping[tuple[str, int], int]) -> None:
        for topic, partition in self._known - lag.keys():
            self._metrics.consumer_lag.remove(topic, str(partition))
        for (topic, partition), left in lag.items():
            self._metrics.consumer_lag.labels(topic=topic, partition=str(partition)).set(left)
        self._known = set(lag)
