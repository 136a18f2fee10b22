"""The guard: nothing that a record can do leaves it, and what fails becomes a dead letter that is delivered.

An exception that leaves a Faust agent would lose its event. Here is the one broad `except` of the tree. Around it stand
two ends on purpose: when a dead letter cannot be delivered, and when too many records in a row are bad.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import ClassVar, NoReturn, Protocol, TypeVar

import structlog

from schemas.topics import Topic, dead_letters
from streams.deadletters.headers import Reason, Record, dead_letter
from streams.errors import TrucewireError
from streams.metrics import Metrics
from streams.worker.records import RecordError
from streams.worker.sending import Outgoing

log = structlog.get_logger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a record could not be processed. It travels between processes, so its error has a plain message."""

    reason: Reason
    error: BaseException


class WorkError(TrucewireError):
    """Our own code failed on a record; the message names the exception that it met."""

    code: ClassVar[str] = "TW-WORK"


class Ending(Protocol):
    """Ends the process at once with exit code 1; what is not acknowledged is delivered again."""

    def __call__(self, reason: str, /) -> NoReturn: ...


def attempt(work: Callable[[], T]) -> T | Failure:
    """What the work returns, or why it could not: never an exception."""
    try:
        return work()
    except RecordError as error:
        return Failure(error.reason, RecordError(error.reason, str(error)))
    except Exception as error:
        log.exception("work on a record failed")
        return Failure(Reason.FAILED, WorkError(f"{type(error).__qualname__}: {error}"))


class Guard:
    """Buries the records of one topic that failed, and counts how many came in a row on each partition."""

    def __init__(
        self,
        topic: Topic,
        *,
        deliver: Callable[[Outgoing], Awaitable[None]],
        limit: int,
        metrics: Metrics,
        end: Ending,
    ) -> None:
        self._topic = topic
        self._letters = dead_letters(topic)
        self._deliver = deliver
        self._limit = limit
        self._metrics = metrics
        self._end = end
        self._in_a_row: Counter[int] = Counter()

    async def bury(self, record: Record, failure: Failure) -> None:
        """Returns when the dead letter is delivered. Ends the process at the limit, which the letter still reaches."""
        key, value, headers = dead_letter(record, failure.reason, failure.error)
        # A record with neither key nor value cannot be written; an empty key means the same to every reader here.
        await self._deliver(
            Outgoing(self._letters, key if key is not None or value is not None else b"", value, headers)
        )
        self._metrics.dead_letters.labels(topic=self._topic.name, reason=failure.reason.value).inc()
        log.warning(
            "record buried",
            topic=self._topic.name,
            partition=record.partition,
            offset=record.offset,
            reason=failure.reason.value,
            error=str(failure.error)[:300],
        )
        self._in_a_row[record.partition] += 1
        if self._in_a_row[record.partition] >= self._limit:
            self._end(
                f"{self._limit} bad records in a row on {self._topic.name} partition {record.partition}: "
                "mend what writes them, see `trucewire dead-letters list`, then start the worker again"
            )

    def passed(self, record: Record) -> None:
        """A good record: the next bad one is the first in a row again."""
        self._in_a_row.pop(record.partition, None)
