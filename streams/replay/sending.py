"""Sends articles to Kafka: stamped, in order, as CloudEvents, and each delivery is confirmed before it counts."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from kafka import KafkaProducer
from kafka.errors import KafkaError

from schemas.articles import TYPE, Article
from schemas.envelope import Envelope
from schemas.ids import natural_id
from schemas.moments import instant
from schemas.topics import ARTICLES
from streams.errors import TrucewireError
from streams.replay.reading import Found
from streams.replay.selection import moment

IN_FLIGHT = 500
"""Sends that may wait for their confirmation at a time."""

SOURCE = "trucewire/replay"


class DeliveryError(TrucewireError):
    """Kafka did not confirm an article. What was confirmed before it stays; replaying all again changes nothing."""

    code: ClassVar[str] = "TW-DELIVERY"


@dataclass(frozen=True, slots=True)
class Delivered:
    """An article that Kafka has confirmed, and where it stands."""

    article: Article
    partition: int
    offset: int


def record(article: Article) -> tuple[bytes, bytes, list[tuple[str, bytes]]]:
    """Key, value and headers of an article's event. The event's id repeats when the same content is sent again."""
    at = moment(article)
    envelope = Envelope(
        id=natural_id("event", article.article_id, article.content),
        type=TYPE,
        source=SOURCE,
        subject=article.article_id,
        time=f"{at}T00:00:00Z" if len(at) == len("2024-11-26") else at or None,
    )
    return article.article_id.encode(), article.model_dump_json().encode(), envelope.headers()


def stamped(items: Iterable[Found], clock: Callable[[], datetime]) -> Iterator[Article]:
    """The articles with the time of sending in `received`, each later than the one before.

    A stamp that a file gave is kept: it says when somebody else received the article.
    """
    last: datetime | None = None
    for item in items:
        if item.stamped:
            yield item.article
            continue
        now = clock()
        last = now if last is None or now > last else last + timedelta(microseconds=1)
        yield item.article.model_copy(update={"received": instant(last)})


def deliver(
    articles: Iterable[Article],
    *,
    producer: KafkaProducer,
    prefix: str,
    timeout: float,
    in_flight: int = IN_FLIGHT,
) -> Iterator[Delivered]:
    """Sends each article and yields it when Kafka has confirmed it, in the order sent. Raises DeliveryError.

    At most `in_flight` wait at a time, each for at most `timeout` seconds; with 1, each is confirmed before the next.
    """
    topic = ARTICLES.named(prefix)
    waiting: deque[tuple[Article, Any]] = deque()
    for article in articles:
        key, value, headers = record(article)
        try:
            waiting.append((article, producer.send(topic, key=key, value=value, headers=headers)))
        except KafkaError as error:
            raise DeliveryError(f"article {article.article_id} could not be sent: {error}") from error
        while waiting and (len(waiting) >= in_flight or waiting[0][1].is_done):
            yield _confirmed(*waiting.popleft(), timeout=timeout)
    while waiting:
        yield _confirmed(*waiting.popleft(), timeout=timeout)


def _confirmed(article: Article, future: Any, *, timeout: float) -> Delivered:
    try:
        stands = future.get(timeout)
    except KafkaError as error:
        raise DeliveryError(
            f"Kafka did not confirm article {article.article_id}: {error}; run the same command again when it is back"
        ) from error
    return Delivered(article, stands.partition, stands.offset)
