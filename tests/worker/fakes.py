"""Hand-written stand-ins for what lies around an agent: records, an outbox, a pool, rows, and an end that raises."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NoReturn

from prometheus_client import CollectorRegistry

from schemas.topics import Topic
from streams.metrics import Metrics
from streams.worker.agents import Hook, Shared
from streams.worker.child import Reading
from streams.worker.guard import Failure, Guard
from streams.worker.sending import Outgoing


class EndedError(BaseException):
    """The process would have ended here."""


def end(reason: str) -> NoReturn:
    raise EndedError(reason)


@dataclass
class Record:
    """A Kafka record."""

    value: bytes | None
    key: bytes | None
    headers: list[tuple[str, bytes]] = field(default_factory=list)
    topic: str = "t"
    partition: int = 0
    offset: int = 0
    timestamp: float = 1_700_000_000.0


class MemoryOutbox:
    """Keeps what is delivered, or fails as a broker does that is away."""

    def __init__(self, *, broken: Exception | None = None) -> None:
        self.delivered: list[Outgoing] = []
        self.groups: list[list[Outgoing]] = []
        self._broken = broken

    async def deliver(self, records: Iterable[Outgoing]) -> None:
        if self._broken is not None:
            raise self._broken
        self.groups.append(list(records))
        self.delivered += self.groups[-1]


@dataclass
class FakePool:
    """Answers each article with what a function says."""

    answer: Callable[[bytes], Reading | Failure]

    async def read(self, value: bytes) -> Reading | Failure:
        return self.answer(value)


class MemoryRows:
    """A table's rows in a dict; tells of each write."""

    def __init__(self, name: str = "positions") -> None:
        self.name = name
        self.rows: dict[str, bytes] = {}

    def get(self, name: str, /) -> bytes | None:
        return self.rows.get(name)

    def put(self, name: str, row: bytes) -> bool:
        new = name not in self.rows
        self.rows[name] = row
        return new


@dataclass
class Moves:
    """Counts what moves."""

    count: int = 0

    def moved(self) -> None:
        self.count += 1


def nowhere(agent: str, point: object) -> None:
    """No hook."""


def shared(outbox: MemoryOutbox, *, at: Hook = nowhere) -> Shared:
    return Shared(outbox=outbox, metrics=Metrics(CollectorRegistry()), progress=Moves(), end=end, at=at)


def guard(topic: Topic, given: Shared, *, limit: int = 50) -> Guard:
    async def deliver(record: Outgoing) -> None:
        await given.outbox.deliver([record])

    return Guard(topic, deliver=deliver, limit=limit, metrics=given.metrics, end=end)
