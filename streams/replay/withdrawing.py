"""Takes an article back: finds where it stands in Kafka, and makes the event that withdraws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from kafka import KafkaConsumer, TopicPartition
from kafka.partitioner import murmur2
from pydantic import ValidationError

from schemas.articles import Article
from schemas.ids import article_id, canonical_url
from schemas.moments import instant
from schemas.topics import ARTICLES, CLAIMS, dead_letters
from streams.cluster import Seen, ends, records
from streams.errors import TrucewireError


class UnknownArticleError(TrucewireError):
    """No article of that id or address is in Kafka."""

    code: ClassVar[str] = "TW-ARTICLE"


@dataclass(frozen=True, slots=True)
class Traces:
    """Where an article's words stand in Kafka."""

    last: Article
    """The version whose event came last."""
    places: tuple[tuple[str, int, int], ...]
    """Topic, partition and offset of every record under the article's key."""


def named(text: str) -> str:
    """The article id that an operator means: an id as it is, or the id of an address. Raises ValueError."""
    if "://" not in text:
        return text
    canonical_url(text)
    return article_id(url=text, given=None, outlet=None, text="")


def trace(client: KafkaConsumer, wanted: str, *, prefix: str) -> Traces:
    """Everything that Kafka holds under an article's key. Raises UnknownArticleError."""
    topics = [ARTICLES.named(prefix), CLAIMS.named(prefix), dead_letters(ARTICLES).named(prefix)]
    key = wanted.encode()
    own = _partitions_of(client, key, topics)
    upto = {partition: end for partition, end in ends(client, topics).items() if partition in own}
    found = [seen for seen in records(client, upto) if seen.key == key]
    versions = [article for seen in found if seen.topic == topics[0] and (article := _article(seen))]
    if not versions:
        raise UnknownArticleError(f"no article {wanted} is in {topics[0]}; `trucewire alerts --json` shows the ids")
    return Traces(versions[-1], tuple(sorted((seen.topic, seen.partition, seen.offset) for seen in found)))


def withdrawal(article: Article, *, because: str, now: datetime, purge: bool = False) -> Article:
    """The event that takes the article back: a content without claims, known from `now` on.

    It repeats the article's text, so that an auditor sees what was taken back; with `purge` it has neither text
    nor title.
    """
    stamp = instant(now)
    fields = article.model_dump() | {"withdrawn": because, "updated": stamp, "received": stamp}
    return Article(**(fields | {"text": "", "title": None} if purge else fields))


def _partitions_of(client: KafkaConsumer, key: bytes, topics: Sequence[str]) -> set[TopicPartition]:
    counts = {topic: len(client.partitions_for_topic(topic) or ()) for topic in topics}
    return {TopicPartition(topic, partition_of(key, count)) for topic, count in counts.items() if count}


def partition_of(key: bytes, partitions: int) -> int:
    """The partition that every client with Kafka's default partitioner (murmur2) gives the key."""
    return int((murmur2(key) & 0x7FFFFFFF) % partitions)


def _article(seen: Seen) -> Article | None:
    try:
        return Article.model_validate_json(seen.value or b"")
    except ValidationError:
        # A record that is no article has its dead letter already; it holds nothing to take back.
        return None
