"""Dead letters as an operator sees them: read from any Kafka, sent back, or laid to rest with a reason.

Nothing is ever deleted. What is settled gets a marker in its own partition, which is a record without a value, so a
topic of dead letters tells the whole story of each.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, ClassVar

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import KafkaError

from schemas.topics import CONSUMED, Topic, dead_letters
from streams.cluster import Seen, records
from streams.deadletters import headers as names
from streams.deadletters.headers import Headers, split
from streams.errors import TrucewireError


class LetterError(TrucewireError):
    """A dead letter is not there, or could not be sent back or marked."""

    code: ClassVar[str] = "TW-DEADLETTER"


class Settled(StrEnum):
    """What became of a dead letter."""

    REPLAYED = "replayed"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Letter:
    """One dead letter, without its value: what it was, where it came from, why it is here, what became of it."""

    source: Topic
    partition: int
    offset: int
    key: bytes | None
    size: int | None
    """Bytes of the value; None where the record had none."""
    came: Headers
    """The headers that the record came with."""
    why: dict[str, str]
    """The block that the worker added."""
    settled: Settled | None = None
    because: str = ""

    @property
    def id(self) -> str:
        """What the commands take: topic without `.dlq` and prefix, partition, offset."""
        return f"{self.source.name}/{self.partition}/{self.offset}"

    @property
    def origin(self) -> tuple[str, str]:
        """The record that the letter is about: its topic, and its place there (its own place where that is unknown)."""
        came_from = [self.why.get(name, "") for name in (names.PARTITION, names.OFFSET)]
        return self.source.name, "/".join(came_from) if all(came_from) else self.id

    @property
    def reason(self) -> str:
        """Why it could not be processed; `unknown` for a record that another program left here."""
        return self.why.get(names.REASON, "unknown")

    @property
    def message(self) -> str:
        """What the error said."""
        return self.why.get(names.MESSAGE, "")

    @property
    def replays(self) -> int:
        """How often the record had been sent back before it came here."""
        counts = [value for name, value in self.came if name == names.REPLAYS]
        return int(counts[-1]) if counts and counts[-1].isdigit() else 0


def letters(client: KafkaConsumer, *, prefix: str, sources: Iterable[Topic] = CONSUMED) -> list[Letter]:
    """Every dead letter of the topics, settled ones included, by topic, partition and offset.

    A record that was delivered to the worker again has several letters; the last one stands for them all, and is
    settled when any of them is.
    """
    by_name = {dead_letters(source).named(prefix): source for source in sources}
    found: dict[tuple[str, str], Letter] = {}
    origins: dict[tuple[str, int, int], tuple[str, str]] = {}
    for seen in records(client, list(by_name)):
        marker = dict(seen.headers)
        if names.SETTLES in marker:
            offset = marker[names.SETTLES]
            origin = origins.get((seen.topic, seen.partition, int(offset) if offset.isdigit() else -1))
            if origin:
                found[origin] = _settled(found[origin], marker)
            continue
        letter = _letter(by_name[seen.topic], seen)
        before = found.get(letter.origin, letter)
        found[letter.origin] = replace(letter, settled=before.settled, because=before.because)
        origins[seen.topic, seen.partition, seen.offset] = letter.origin
    order = {source.name: number for number, source in enumerate(by_name.values())}
    return sorted(found.values(), key=lambda letter: (order[letter.source.name], letter.partition, letter.offset))


def still_open(found: Iterable[Letter]) -> list[Letter]:
    """The letters that nobody has settled."""
    return [letter for letter in found if letter.settled is None]


def pick(found: Iterable[Letter], wanted: str) -> Letter:
    """The letter with that id. Raises LetterError."""
    for letter in found:
        if letter.id == wanted:
            return letter
    raise LetterError(f"no dead letter {wanted[:200]!r}; `trucewire dead-letters list --all` shows what there is")


def value_of(client: KafkaConsumer, letter: Letter, *, prefix: str) -> bytes | None:
    """The original value of a letter, byte for byte. Raises LetterError where Kafka no longer has it."""
    place = TopicPartition(dead_letters(letter.source).named(prefix), letter.partition)
    client.assign([place])
    client.seek(place, letter.offset)
    for record in client.poll(timeout_ms=10_000, max_records=1).get(place, []):
        if record.offset == letter.offset:
            value: bytes | None = record.value
            return value
    raise LetterError(f"Kafka no longer has {letter.id}")


def send_back(
    producer: KafkaProducer, letter: Letter, value: bytes | None, *, prefix: str, timeout: float
) -> tuple[int, int]:
    """Sends the record to the topic and partition it came from, then marks the letter. Gives partition and offset.

    Key, value and headers are those it came with; one more header counts how often it was sent back. A crash between
    the two sends leaves the letter open: sending a record twice changes no answer. Raises LetterError.
    """
    own = [(name, content) for name, content in letter.came if name != names.REPLAYS]
    topic = letter.source.named(prefix)
    partition = letter.why.get(names.PARTITION, "")
    known = {str(number) for number in producer.partitions_for(topic) or ()}
    stands = _sent(
        producer,
        topic,
        timeout=timeout,
        key=letter.key,
        value=value,
        headers=[*own, (names.REPLAYS, str(letter.replays + 1).encode())],
        partition=int(partition) if partition in known else None,
    )
    _mark(producer, letter, Settled.REPLAYED, f"sent back to {letter.source.name}", prefix=prefix, timeout=timeout)
    return stands


def discard(producer: KafkaProducer, letter: Letter, *, because: str, prefix: str, timeout: float) -> None:
    """Marks the letter as one that needs no more care, with the operator's reason. Raises LetterError."""
    _mark(producer, letter, Settled.DISCARDED, because, prefix=prefix, timeout=timeout)


def _letter(source: Topic, seen: Seen) -> Letter:
    came, why = split(seen.headers)
    size = None if seen.value is None else len(seen.value)
    return Letter(source, seen.partition, seen.offset, seen.key, size, came, why)


def _settled(letter: Letter, marker: dict[str, bytes]) -> Letter:
    how = marker.get(names.SETTLED, b"").decode("utf-8", "replace")
    if how not in list(Settled):
        return letter
    return replace(letter, settled=Settled(how), because=marker.get(names.BECAUSE, b"").decode("utf-8", "replace"))


def _mark(producer: KafkaProducer, letter: Letter, how: Settled, because: str, *, prefix: str, timeout: float) -> None:
    _sent(
        producer,
        dead_letters(letter.source).named(prefix),
        timeout=timeout,
        key=letter.key,
        value=None,
        partition=letter.partition,
        headers=[
            (names.SETTLES, str(letter.offset).encode()),
            (names.SETTLED, how.value.encode()),
            (names.BECAUSE, because.encode("utf-8", "replace")),
        ],
    )


def _sent(producer: KafkaProducer, topic: str, *, timeout: float, **record: Any) -> tuple[int, int]:
    try:
        # kafka-python refuses a record with neither key nor value; an empty key means the same to every reader here.
        if record["key"] is None and record["value"] is None:
            record["key"] = b""
        stands = producer.send(topic, **record).get(timeout)
    except KafkaError as error:
        raise LetterError(f"Kafka did not take the record for {topic}: {error}; try again") from error
    return stands.partition, stands.offset
