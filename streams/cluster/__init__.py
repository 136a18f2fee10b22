"""Any Kafka that can be reached: clients that are safe by default, and the topics that an installation needs on it."""

from streams.cluster.clients import ClusterError, admin, consumer, producer
from streams.cluster.groups import disband, members
from streams.cluster.progress import behind
from streams.cluster.records import Seen, ends, records
from streams.cluster.rereading import newest_generation, read_again
from streams.cluster.resetting import Plan, carry_out, plan
from streams.cluster.topics import (
    Fault,
    Listed,
    TopicsError,
    await_gone,
    check,
    create,
    delete,
    installed,
    listed,
    require,
)

__all__ = [
    "ClusterError",
    "Fault",
    "Listed",
    "Plan",
    "Seen",
    "TopicsError",
    "admin",
    "await_gone",
    "behind",
    "carry_out",
    "check",
    "consumer",
    "create",
    "delete",
    "disband",
    "ends",
    "installed",
    "listed",
    "members",
    "newest_generation",
    "plan",
    "producer",
    "read_again",
    "records",
    "require",
]
