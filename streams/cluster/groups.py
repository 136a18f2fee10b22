"""The consumer group of the workers: whether one runs, and how far they have read."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from kafka import KafkaAdminClient, TopicPartition
from kafka.errors import (
    CoordinatorLoadInProgressError,
    CoordinatorNotAvailableError,
    KafkaError,
    NotCoordinatorError,
)

from streams.cluster.topics import TopicsError

_SETTLES_SECONDS = 20.0
_LOOK_EVERY = 0.2


def members(client: KafkaAdminClient, group: str) -> int:
    """How many workers the group has now."""
    return len(_settled(lambda: client.describe_groups([group]))[group]["members"]) if known(client, group) else 0


def forget(client: KafkaAdminClient, group: str, topics: Iterable[str]) -> int:
    """Deletes the group's offsets on the topics, so that a worker reads them from the beginning; counts them.

    Raises TopicsError where Kafka will not: a worker that runs holds on to its offsets.
    """
    wanted = set(topics)
    try:
        held = [partition for partition in offsets(client, group) if partition.topic in wanted]
        if not held:
            return 0
        refused = {error for error in client.delete_group_offsets(group, held).values() if error.errno}
    except KafkaError as error:
        raise TopicsError(f"Kafka would not forget the offsets of {group}: {error}; stop every worker first") from error
    if refused:
        names = ", ".join(sorted(error.__name__ for error in refused))
        raise TopicsError(f"Kafka would not forget the offsets of {group} ({names}); stop every worker first")
    return len(held)


def disband(client: KafkaAdminClient, group: str) -> None:
    """Deletes the group, which has no members any more. Raises TopicsError."""
    if not known(client, group):
        return
    try:
        client.delete_groups([group])
    except KafkaError as error:
        raise TopicsError(f"Kafka would not delete the group {group}: {error}; stop its workers first") from error


def offsets(client: KafkaAdminClient, group: str) -> dict[TopicPartition, int]:
    """The offset that the group has committed on each partition; none where it has not begun."""
    if not known(client, group):
        return {}
    found = _settled(lambda: client.list_group_offsets({group: None})).get(group, {})
    return {place: entry.offset for place, entry in found.items() if entry.offset >= 0}


def known(client: KafkaAdminClient, group: str) -> bool:
    """Asked first, because a Kafka on which no group ever was has no coordinator to ask about one."""
    return group in {entry["group_id"] for entry in _settled(client.list_groups)}


def _settled(ask: Callable[[], Any]) -> Any:
    """The answer of a Kafka that may be about to make, load or move the coordinator of groups."""
    deadline = time.monotonic() + _SETTLES_SECONDS
    while True:
        try:
            return ask()
        except (CoordinatorLoadInProgressError, CoordinatorNotAvailableError, NotCoordinatorError):
            if time.monotonic() > deadline:
                raise
            time.sleep(_LOOK_EVERY)
