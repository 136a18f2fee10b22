"""Makes, checks, lists and deletes the topics of one installation, as the catalogue in `schemas.topics` describes them.

Everything is within the installation's prefix. With an empty prefix only names of the catalogue are ever touched.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.errors import KafkaError, TopicAlreadyExistsError, UnknownTopicOrPartitionError

from schemas.topics import ARTICLES, CATALOGUE, Role, Topic
from streams.errors import TrucewireError

DEFAULTS = {"cleanup.policy": "delete"}
"""What a topic has that the catalogue says nothing else of: an alert topic that is compacted loses lives of alerts."""

_GONE_SECONDS = 15.0
_LOOK_EVERY = 0.1

_ALREADY = TopicAlreadyExistsError.errno


class TopicsError(TrucewireError):
    """Topics could not be made as the catalogue wants them."""

    code: ClassVar[str] = "TW-TOPICS"


class Problem(StrEnum):
    """What can be wrong with a topic."""

    MISSING = "missing"
    PARTITIONS = "partitions"
    CONFIG = "config"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with one topic, and what mends it."""

    topic: str
    problem: Problem
    found: str
    mend: str

    def __str__(self) -> str:
        return f"{self.topic}: {self.found}; {self.mend}"


@dataclass(frozen=True, slots=True)
class Listed:
    """A topic of the catalogue as it is on this Kafka; `partitions` is 0 where it is missing."""

    topic: Topic
    name: str
    partitions: int


def create(client: KafkaAdminClient, *, prefix: str, partitions: int, replication: int) -> list[str]:
    """Makes the topics that are missing and gives those that exist the catalogue's configuration.

    Names what was made or changed; a second call names nothing. Where the articles' topic exists, its partition count
    holds for all that are made: records with one key must meet in one worker. Raises TopicsError.
    """
    counts = _partitions(client)
    alike = counts.get(ARTICLES.named(prefix), partitions)
    missing = {
        topic.named(prefix): {
            "num_partitions": alike if topic.alike else 1,
            "replication_factor": replication,
            "configs": dict(topic.config),
        }
        for topic in CATALOGUE
        if topic.named(prefix) not in counts
    }
    _make(client, missing)
    return sorted({*missing, *_configure(client, prefix)})


def check(client: KafkaAdminClient, *, prefix: str) -> list[Fault]:
    """What is wrong with the topics: missing, counts of partitions that differ, a configuration that loses events."""
    counts = _partitions(client)
    names = [topic.named(prefix) for topic in CATALOGUE]
    faults = [
        Fault(name, Problem.MISSING, "is missing", "make it with `trucewire topics create`")
        for name in names
        if name not in counts
    ]
    alike = counts.get(ARTICLES.named(prefix))
    faults += [
        Fault(
            topic.named(prefix),
            Problem.PARTITIONS,
            f"has {counts[topic.named(prefix)]} partitions and {ARTICLES.named(prefix)} has {alike}",
            "delete it and run `trucewire topics create`, or use another TRUCEWIRE_PREFIX",
        )
        for topic in CATALOGUE
        if topic.alike and alike and counts.get(topic.named(prefix), alike) != alike
    ]
    return faults + [
        Fault(
            name,
            Problem.CONFIG,
            ", ".join(f"{key} is {found}, not {wanted}" for key, (found, wanted) in wrong.items()),
            "run `trucewire topics create`",
        )
        for name, wrong in _misconfigured(client, prefix, counts).items()
    ]


def listed(client: KafkaAdminClient, *, prefix: str) -> list[Listed]:
    """Every topic of the catalogue, in the order of the flow, with its count of partitions here."""
    counts = _partitions(client)
    return [Listed(topic, topic.named(prefix), counts.get(topic.named(prefix), 0)) for topic in CATALOGUE]


def installed(client: KafkaAdminClient, *, prefix: str, roles: Iterable[Role] = tuple(Role)) -> list[str]:
    """The names of the installation's topics that exist and have one of the roles."""
    counts, wanted = _partitions(client), set(roles)
    return [topic.named(prefix) for topic in CATALOGUE if topic.role in wanted and topic.named(prefix) in counts]


def require(client: KafkaAdminClient, names: Iterable[str]) -> None:
    """Raises TopicsError, which names the mend, when one of the topics is not there."""
    counts = _partitions(client)
    missing = [name for name in names if name not in counts]
    if missing:
        raise TopicsError(f"no topic {', '.join(missing)}: make it with `trucewire topics create`")


def delete(client: KafkaAdminClient, names: Iterable[str]) -> list[str]:
    """Deletes the topics with all their records, and names those that were there. Raises ClusterError in `admin`."""
    gone = list(names)
    if not gone:
        return []
    answers = client.delete_topics(gone, raise_errors=False)["topics"]
    failed = {answer["name"]: answer["error_code"] for answer in answers if answer["error_code"]}
    wrong = {name: code for name, code in failed.items() if code != UnknownTopicOrPartitionError.errno}
    if wrong:
        raise TopicsError(f"Kafka would not delete {', '.join(sorted(wrong))} (errors {sorted(set(wrong.values()))})")
    return [name for name in gone if name not in failed]


def await_gone(client: KafkaAdminClient, names: Iterable[str]) -> None:
    """Returns when the topics are gone: Kafka answers before, and a topic made again too early is found to exist.

    Raises TopicsError.
    """
    deadline, wanted = time.monotonic() + _GONE_SECONDS, set(names)
    while remaining := wanted & set(client.list_topics()):
        if time.monotonic() > deadline:
            raise TopicsError(f"Kafka is still deleting {', '.join(sorted(remaining))}; run the same command again")
        time.sleep(_LOOK_EVERY)


def _partitions(client: KafkaAdminClient) -> dict[str, int]:
    return {topic["name"]: len(topic["partitions"]) for topic in client.describe_topics() if not topic["error_code"]}


def _make(client: KafkaAdminClient, missing: Mapping[str, object]) -> None:
    if not missing:
        return
    answers = client.create_topics(missing, raise_errors=False)["topics"]
    # Another process may have made some of them since we looked: then they are there, which is what was wanted.
    failed = [answer for answer in answers if answer["error_code"] not in (0, _ALREADY)]
    if failed:
        said = "; ".join(f"{answer['name']}: {answer['error_message'] or answer['error_code']}" for answer in failed)
        raise TopicsError(f"Kafka would not make the topics ({said}); check TRUCEWIRE_REPLICATION and your rights")
    client.wait_for_topics(list(missing))


def _configure(client: KafkaAdminClient, prefix: str) -> list[str]:
    wrong = _misconfigured(client, prefix, _partitions(client))
    for name, keys in wrong.items():
        wanted = {key: value for key, (_, value) in keys.items()}
        try:
            client.alter_configs([ConfigResource(ConfigResourceType.TOPIC, name, wanted)], incremental=True)
        except KafkaError as error:
            raise TopicsError(f"Kafka would not configure {name}: {error}; set {wanted} by hand") from error
    return list(wrong)


def _misconfigured(
    client: KafkaAdminClient, prefix: str, counts: Mapping[str, int]
) -> dict[str, dict[str, tuple[str, str]]]:
    """By topic and key: what is found, what is wanted."""
    wanted = {topic.named(prefix): DEFAULTS | topic.config for topic in CATALOGUE if topic.named(prefix) in counts}
    if not wanted:
        return {}
    resources = [ConfigResource(ConfigResourceType.TOPIC, name) for name in wanted]
    found = client.describe_configs(resources, config_filter="all")["topic"]
    wrong = {
        name: {
            key: (found[name][key]["value"], value) for key, value in keys.items() if found[name][key]["value"] != value
        }
        for name, keys in wanted.items()
    }
    return {name: keys for name, keys in wrong.items() if keys}
