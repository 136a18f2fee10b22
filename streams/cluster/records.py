"""Reads topics from the beginning to where they end now, and on from there when asked to follow."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kafka import KafkaConsumer, TopicPartition

POLL_MS = 500


@dataclass(frozen=True, slots=True)
class Seen:
    """One record as it stands in Kafka."""

    topic: str
    partition: int
    offset: int
    timestamp_ms: int
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...]


def ends(client: KafkaConsumer, topics: Iterable[str]) -> dict[TopicPartition, int]:
    """The offset after the last record of each partition of the topics that exist."""
    partitions = [
        TopicPartition(topic, number) for topic in topics for number in sorted(client.partitions_for_topic(topic) or ())
    ]
    found: dict[TopicPartition, int] = client.end_offsets(partitions) if partitions else {}
    return found


def records(
    client: KafkaConsumer, topics: Iterable[str] | Mapping[TopicPartition, int], *, follow: bool = False
) -> Iterator[Seen]:
    """Every record of the topics (or of the partitions up to the given offsets), each partition in order.

    Ends at the offsets that were last when it began; with `follow` it waits for more and does not end.
    """
    upto = dict(topics) if isinstance(topics, Mapping) else ends(client, topics)
    if not upto:
        return
    client.assign(list(upto))
    client.seek_to_beginning(*upto)
    while follow or _unread(client, upto):
        for partition, batch in client.poll(timeout_ms=POLL_MS).items():
            yield from (_seen(record) for record in batch if follow or record.offset < upto[partition])


def _unread(client: KafkaConsumer, upto: Mapping[TopicPartition, int]) -> bool:
    return any(client.position(partition) < end for partition, end in upto.items())


def _seen(record: object) -> Seen:
    given = {name: getattr(record, name) for name in ("topic", "partition", "offset", "key", "value")}
    return Seen(
        **given,
        timestamp_ms=getattr(record, "timestamp", 0) or 0,
        headers=tuple((name, value or b"") for name, value in getattr(record, "headers", None) or ()),
    )
