"""How the plain functions meet Kafka: four agents, each a thin adapter around one of them.

Articles are read in batches by the pool. Routing and the two folds go event by event in five steps: read, fold, send
what differs and wait for its delivery, write every touched row in order, return. A kill between any two of them repeats
the event, which then reads the rows that the kill left, and comes to the same end.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from schemas import claims
from schemas.alerts import Alert
from schemas.envelope import Envelope
from schemas.ids import natural_id
from schemas.topics import ARTICLES, CLAIMS, Topic
from streams.deadletters.headers import Record, pairs
from streams.metrics import Metrics
from streams.worker.child import Reading
from streams.worker.guard import Ending, Failure, Guard, attempt
from streams.worker.plans import ARRIVED, Planned, event_time
from streams.worker.records import read
from streams.worker.sending import Outbox, Outgoing
from streams.worker.tables import Table


class Point(StrEnum):
    """The five points of an event of a table at which a kill must lose and double nothing."""

    READ = "read"
    FOLDED = "folded"
    SENT = "sent"
    WRITING = "writing"
    WRITTEN = "written"


Hook = Callable[[str, Point], None]
"""Called with the name of the agent and each point that it reaches; `WRITING` after each row. For tests."""


class Moving(Protocol):
    """Is told whenever something has moved."""

    def moved(self) -> None: ...


class Pool(Protocol):
    """Reads articles."""

    async def read(self, value: bytes) -> Reading | Failure: ...


@dataclass(frozen=True, slots=True)
class Shared:
    """What all agents of a worker use."""

    outbox: Outbox
    metrics: Metrics
    progress: Moving
    end: Ending
    at: Hook

    def settled(self) -> None:
        """An event is done."""
        self.progress.moved()
        self.metrics.progress.set_to_current_time()


@dataclass(slots=True)
class Extract:
    """Articles to claims: one record a version, in the order of the articles, also when it has no claims."""

    pool: Pool
    guard: Guard
    shared: Shared
    generation: int

    async def batch(self, records: Sequence[Record]) -> None:
        """Reads the records side by side and returns when every answer is delivered, or buried."""
        answers = await asyncio.gather(*(self._answer(record) for record in records))
        await self.shared.outbox.deliver([answer for answer in answers if isinstance(answer, Outgoing)])
        for record, answer in zip(records, answers, strict=True):
            if isinstance(answer, Failure):
                await self.guard.bury(record, answer)
            else:
                self.guard.passed(record)
            self.shared.settled()

    async def _answer(self, record: Record) -> Outgoing | Failure:
        article = attempt(lambda: read(record, ARTICLES))
        if isinstance(article, Failure):
            return article
        reading = await self.pool.read(record.value or b"")
        self.shared.progress.moved()
        if isinstance(reading, Failure):
            return reading
        answer = attempt(lambda: self._outgoing(record, article.article_id, reading).checked())
        if isinstance(answer, Outgoing):
            self._count(reading)
        return answer

    def _outgoing(self, record: Record, article_id: str, reading: Reading) -> Outgoing:
        envelope = Envelope(
            id=natural_id("claims", article_id, reading.content, self.generation),
            type=claims.TYPE,
            source="trucewire/extract",
            subject=article_id,
            time=event_time(record),
        )
        arrived = [(ARRIVED, str(round(_timestamp(record) * 1000)).encode())]
        return Outgoing(CLAIMS, article_id.encode(), reading.value, envelope.headers() + arrived)

    def _count(self, reading: Reading) -> None:
        self.shared.metrics.articles.labels(outcome="skipped" if reading.skipped else "read").inc()
        self.shared.metrics.claims.labels(kind="stance").inc(reading.stances)
        self.shared.metrics.claims.labels(kind="casualty").inc(reading.casualties)


@dataclass(slots=True)
class TableAgent:
    """One table and the topic that feeds it, event by event."""

    name: str
    topic: Topic
    table: Table
    plan: Callable[[Any, Record, Table], Planned]
    guard: Guard
    shared: Shared
    _reached: Callable[[Point], None] = field(init=False)

    def __post_init__(self) -> None:
        self._reached = lambda point: self.shared.at(self.name, point)

    async def event(self, record: Record) -> None:
        """Returns when all that follows from the record is delivered and written, or the record is buried."""
        self._reached(Point.READ)
        planned = attempt(lambda: self.plan(read(record, self.topic), record, self.table))
        if isinstance(planned, Failure):
            await self.guard.bury(record, planned)
            self.shared.settled()
            return
        self._reached(Point.FOLDED)
        for group in planned.sends:
            await self.shared.outbox.deliver(group)
        self._reached(Point.SENT)
        for name, row in planned.rows.items():
            if self.table.put(name, row):
                self.shared.metrics.table_rows.labels(table=self.table.name).inc()
            self._reached(Point.WRITING)
        self._reached(Point.WRITTEN)
        self._count(record, planned.alerts)
        self.guard.passed(record)
        self.shared.settled()

    def _count(self, record: Record, alerts: Sequence[Alert]) -> None:
        arrived = dict(pairs(record.headers)).get(ARRIVED, b"")
        for alert in alerts:
            self.shared.metrics.alerts.labels(type=alert.type.value, status=alert.status.value).inc()
            if arrived.isdigit():
                self.shared.metrics.end_to_end_seconds.observe(max(0.0, time.time() - int(arrived) / 1000))


async def unbroken(work: Coroutine[Any, Any, None], end: Ending) -> None:
    """Finishes the work also when the agent is cancelled meanwhile, and ends the process where it raises.

    Faust acknowledges the event of an agent that is cancelled or raises: neither may happen halfway.
    """
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as error:
            cancelled = error
    raised = None if task.cancelled() else task.exception()
    if raised is not None:
        end(f"{type(raised).__qualname__}: {raised}; what was not confirmed is done again by the next start")
    if cancelled is not None:
        raise cancelled


async def each(events: AsyncIterator[Any], agent: TableAgent) -> None:
    """Runs a table's agent over a stream of Faust events."""
    async for event in events:
        await unbroken(agent.event(event.message), agent.shared.end)


async def batches(taken: AsyncIterator[Sequence[Any]], agent: Extract) -> None:
    """Runs the extraction over a stream of batches of Faust events."""
    async for events in taken:
        await unbroken(agent.batch([event.message for event in events]), agent.shared.end)


def _timestamp(record: Record) -> float:
    return float(getattr(record, "timestamp", 0.0) or 0.0)
