"""Clients of kafka-python for as long as they are needed: connected, safe by default, closed, their errors named."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.errors import (
    AuthorizationError,
    KafkaError,
    SaslAuthenticationFailedError,
    TopicAuthorizationFailedError,
    UnsupportedVersionError,
)

from streams.errors import TrucewireError
from streams.settings import Settings

CONNECT_MS = 5_000
"""How long a client looks for the first broker that answers."""

RECORD_BYTES = 2 * 1024 * 1024
"""The largest record that a client of ours sends or takes: an article with room for the headers of a dead letter."""


class ClusterError(TrucewireError):
    """Kafka cannot be reached, or will not do what it was asked."""

    code: ClassVar[str] = "TW-KAFKA"


@contextmanager
def admin(settings: Settings) -> Iterator[KafkaAdminClient]:
    """A client that makes, describes and deletes topics and groups. Raises ClusterError."""
    with _named(settings), _closing(lambda: KafkaAdminClient(**_options(settings))) as client:
        yield client


@contextmanager
def producer(settings: Settings) -> Iterator[KafkaProducer]:
    """A client that writes each record once, in order, to all replicas in sync. Raises ClusterError.

    The caller still checks every delivery: `producer.send(...)` gives a future whose `get` raises.
    """
    timeout_ms = round(settings.producer_request_timeout * 1000)
    options = _options(settings) | {
        "acks": "all",
        "enable_idempotence": True,
        "max_request_size": RECORD_BYTES,
        "delivery_timeout_ms": timeout_ms + 1000,
        "request_timeout_ms": timeout_ms,
        "linger_ms": 5,
    }
    with _named(settings), _closing(lambda: KafkaProducer(**options)) as client:
        yield client


@contextmanager
def consumer(settings: Settings) -> Iterator[KafkaConsumer]:
    """A client that reads what it is assigned, belongs to no group and commits nothing. Raises ClusterError."""
    options = _options(settings) | {
        "group_id": None,
        "enable_auto_commit": False,
        "auto_offset_reset": "earliest",
        "max_partition_fetch_bytes": RECORD_BYTES,
    }
    with _named(settings), _closing(lambda: KafkaConsumer(**options)) as client:
        yield client


def _options(settings: Settings) -> dict[str, Any]:
    return settings.connection() | {"bootstrap_timeout_ms": CONNECT_MS, "client_id": "trucewire"}


@contextmanager
def _closing(make: Callable[[], Any]) -> Iterator[Any]:
    client = make()
    try:
        yield client
    finally:
        client.close()


@contextmanager
def _named(settings: Settings) -> Iterator[None]:
    try:
        yield
    except (AuthorizationError, TopicAuthorizationFailedError, SaslAuthenticationFailedError) as error:
        raise ClusterError(f"Kafka refused us: {error}; check TRUCEWIRE_SASL_USERNAME and what it may do") from error
    except UnsupportedVersionError as error:
        raise ClusterError(f"this Kafka is too old: {error}; Trucewire needs 3.7 or newer") from error
    except KafkaError as error:
        raise ClusterError(
            f"Kafka at {settings.bootstrap_servers}: {error}; start one with `trucewire broker start`, "
            "or set TRUCEWIRE_BOOTSTRAP_SERVERS to one that runs"
        ) from error
