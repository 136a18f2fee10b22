"""What a dead letter carries: the record as it came, and behind its own headers a block that says where from and why.

The first five names are those that Kafka Streams writes (KIP-1034); ours begin with `trucewire.`. No stack trace is
written: a topic that others read is no place for the paths of a machine.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Protocol

TOPIC = "__streams.errors.topic"
PARTITION = "__streams.errors.partition"
OFFSET = "__streams.errors.offset"
EXCEPTION = "__streams.errors.exception"
MESSAGE = "__streams.errors.message"

REASON = "trucewire.reason"
CODE = "trucewire.code"
REPLAYS = "trucewire.replays"
"""On a record that was sent back: how often that has happened. A dead letter keeps it among the original headers."""
SETTLES = "trucewire.settles"
"""On a marker: the offset of the dead letter, in the marker's own partition, that needs no more care."""
SETTLED = "trucewire.settled"
"""On a marker: `replayed` or `discarded`."""
BECAUSE = "trucewire.because"
"""On a marker: the operator's reason."""

LONGEST_MESSAGE = 1000
"""Characters of an error's message that are kept."""

Headers = list[tuple[str, bytes]]


class Reason(StrEnum):
    """Why a record could not be processed: a closed list, because it labels a metric."""

    EMPTY = "empty"
    """The record has no value."""
    UNREADABLE = "unreadable"
    """The value is not JSON in UTF-8."""
    INVALID = "invalid"
    """The value does not fit the topic's schema."""
    UNKNOWN_TYPE = "unknown-type"
    """The headers name an event type or version that the topic does not carry."""
    WRONG_KEY = "wrong-key"
    """The key is not the one that the value belongs under."""
    TOO_LARGE = "too-large"
    """What would be written is over its limit of bytes."""
    TIMEOUT = "timeout"
    """The text took too long to read, twice."""
    FAILED = "failed"
    """Our own code failed on the record."""


class Record(Protocol):
    """A Kafka record as any client gives it."""

    @property
    def topic(self) -> str: ...
    @property
    def partition(self) -> int: ...
    @property
    def offset(self) -> int: ...
    @property
    def key(self) -> bytes | None: ...
    @property
    def value(self) -> bytes | None: ...
    @property
    def headers(self) -> Iterable[tuple[str, bytes]] | Mapping[str, bytes] | None: ...


def dead_letter(record: Record, reason: Reason, error: BaseException) -> tuple[bytes | None, bytes | None, Headers]:
    """The key, value and headers of the record's dead letter: its own bytes, and behind its headers our block."""
    text = str(error)[:LONGEST_MESSAGE]
    block = {
        TOPIC: record.topic,
        PARTITION: str(record.partition),
        OFFSET: str(record.offset),
        EXCEPTION: type(error).__qualname__,
        MESSAGE: text,
        REASON: reason.value,
        CODE: getattr(error, "code", None),
    }
    ours = [
        (name, value.encode("utf-8", "backslashreplace")) for name, value in block.items() if isinstance(value, str)
    ]
    return record.key, record.value, pairs(record.headers) + ours


def pairs(headers: Iterable[tuple[str, bytes]] | Mapping[str, bytes] | None) -> Headers:
    """Headers as a list of pairs, whichever way a client gives them."""
    if headers is None:
        return []
    return list(headers.items()) if isinstance(headers, Mapping) else list(headers)


def split(headers: Iterable[tuple[str, bytes]]) -> tuple[Headers, dict[str, str]]:
    """The headers that the record came with, and the block that its dead letter added.

    The block begins at the last header named `TOPIC`, so that a record which carried such headers itself keeps them.
    """
    given = list(headers)
    starts = [index for index, (name, _) in enumerate(given) if name == TOPIC]
    if not starts:
        return given, {}
    block = {name: value.decode("utf-8", "replace") for name, value in given[starts[-1] :] if value is not None}
    return given[: starts[-1]], block
