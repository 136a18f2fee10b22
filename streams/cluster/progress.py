"""How far the workers have come: what is committed against what is there."""

from collections.abc import Sequence

from kafka import KafkaAdminClient, KafkaConsumer

from streams.cluster.groups import offsets
from streams.cluster.records import ends


def behind(client: KafkaAdminClient, reader: KafkaConsumer, *, group: str, topics: Sequence[str]) -> int:
    """Records of the topics that the group has not committed, topic after topic in the order given.

    Asked in the order of the flow, twice, and zero both times, it means that everything was processed: what a topic
    causes in the next one is written before it is committed.
    """
    count = 0
    for topic in topics:
        committed = offsets(client, group)
        count += sum(max(0, end - committed.get(place, 0)) for place, end in ends(reader, [topic]).items())
    return count
