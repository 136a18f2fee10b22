"""A local Apache Kafka from what pip brings: pinned jars, a Java runtime, one node on loopback; nothing else needed."""

from streams.broker.detached import Status, detach, foreground, status, stop
from streams.broker.jars import jars
from streams.broker.java import java
from streams.broker.lock import KAFKA, BrokerError, Jar, locked
from streams.broker.running import Running, local

__all__ = [
    "KAFKA",
    "BrokerError",
    "Jar",
    "Running",
    "Status",
    "detach",
    "foreground",
    "jars",
    "java",
    "local",
    "locked",
    "status",
    "stop",
]
