"""Any Kafka that can be reached: clients that are safe by default, and the topics that an installation needs on it."""

from streams.cluster.clients import ClusterError, admin, consumer, producer
from streams.cluster.groups import members
from streams.cluster.records import Seen, ends, records
from streams.cluster.resetting import Plan, carry_out, plan
from streams.cluster.topics import Fault, Listed, TopicsError, check, create, delete, installed, listed, require

__all__ = [
    "ClusterError",
    "Fault",
    "Listed",
    "Plan",
    "Seen",
    "TopicsError",
    "admin",
    "carry_out",
    "check",
    "consumer",
    "create",
    "delete",
    "ends",
    "installed",
    "listed",
    "members",
    "plan",
    "producer",
    "records",
    "require",
]
