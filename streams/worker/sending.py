"""What the worker sends, and the one way it sends: in order, each delivery confirmed before anything follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from schemas.topics import Topic
from streams.deadletters.headers import Headers, Reason
from streams.worker.records import RecordError

MAX_RECORD_BYTES = 950_000
"""What a value may have: Kafka's own limit of a record (1 MB) less room for key, headers and a dead letter's block."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One record to be sent."""

    topic: Topic
    key: bytes | None
    value: bytes | None
    headers: Headers

    def checked(self) -> "Outgoing":
        """Itself. Raises RecordError where its value is over the limit."""
        if self.value is not None and len(self.value) > MAX_RECORD_BYTES:
            raise RecordError(
                Reason.TOO_LARGE, f"the record for {self.topic.name} would have {len(self.value):,} bytes"
            )
        return self


class Outbox(Protocol):
    """Sends records and returns when Kafka has confirmed all of them; raises what the client raises."""

    async def deliver(self, records: Iterable[Outgoing]) -> None: ...


class FaustOutbox:
    """Sends through the producer of a Faust app, by the app's topics."""

    def __init__(self, topics: Mapping[str, Any]) -> None:
        self._topics = topics

    async def deliver(self, records: Iterable[Outgoing]) -> None:
        """Queues the records in order, then waits for all: the first `await` of a send is only its queueing."""
        waiting = [
            await self._topics[record.topic.name].send(key=record.key, value=record.value, headers=record.headers)
            for record in records
        ]
        for delivery in waiting:
            await delivery
