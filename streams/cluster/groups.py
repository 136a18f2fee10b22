"""The consumer group of the workers: whether one runs, and how far they have read."""

from collections.abc import Iterable

from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from streams.cluster.topics import TopicsError


def members(client: KafkaAdminClient, group: str) -> int:
    """How many workers the group has now."""
    return len(client.describe_groups([group])[group]["members"]) if _known(client, group) else 0


def forget(client: KafkaAdminClient, group: str, topics: Iterable[str]) -> int:
    """Deletes the group's offsets on the topics, so that a worker reads them from the beginning; counts them.

    Raises TopicsError where Kafka will not: a worker that runs holds on to its offsets.
    """
    wanted = set(topics)
    if not _known(client, group):
        return 0
    try:
        committed = client.list_group_offsets({group: None}).get(group, {})
        held = [partition for partition in committed if partition.topic in wanted]
        refused = {error for error in client.delete_group_offsets(group, held).values() if error.errno}
    except KafkaError as error:
        raise TopicsError(f"Kafka would not forget the offsets of {group}: {error}; stop every worker first") from error
    if refused:
        names = ", ".join(sorted(error.__name__ for error in refused))
        raise TopicsError(f"Kafka would not forget the offsets of {group} ({names}); stop every worker first")
    return len(held)


def _known(client: KafkaAdminClient, group: str) -> bool:
    """Asked first, because a Kafka on which no group ever was has no coordinator to ask about one."""
    return group in {entry["group_id"] for entry in client.list_groups()}
