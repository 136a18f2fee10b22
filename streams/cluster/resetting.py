"""Deletes what can be derived again, in an order in which a crash loses nothing: offsets, then stores, then topics."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from kafka import KafkaAdminClient

from schemas.topics import CHANGELOGS, CONSUMED, EVENTS, TABLES, Role, Topic, app_id, dead_letters
from streams.cluster.groups import forget, members
from streams.cluster.topics import TopicsError, await_gone, delete, listed

_DERIVED = tuple(topic for topic in EVENTS if topic.role in (Role.DERIVED, Role.ALERTS))
_DERIVED_LETTERS = tuple(dead_letters(topic) for topic in CONSUMED if topic.role is Role.DERIVED)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a reset deletes: topics, the group's offsets on topics that stay, and the folder of local stores."""

    group: str
    topics: tuple[str, ...]
    offsets_on: tuple[str, ...]
    stores: Path


def plan(client: KafkaAdminClient, *, prefix: str, stores: Path, tables_only: bool) -> Plan:
    """What a reset of this installation would delete. Articles, and the dead letters of articles, always stay.

    With `tables_only` claims and alerts stay, too: the workers fold the claims again from the beginning.
    """
    gone: tuple[Topic, ...] = CHANGELOGS if tables_only else (*_DERIVED, *_DERIVED_LETTERS, *CHANGELOGS)
    read_again = tuple(table.source for table in TABLES) if tables_only else CONSUMED
    there = {entry.name for entry in listed(client, prefix=prefix) if entry.partitions}
    return Plan(
        group=app_id(prefix),
        topics=tuple(name for topic in gone if (name := topic.named(prefix)) in there),
        offsets_on=tuple(topic.named(prefix) for topic in CONSUMED if topic in read_again),
        stores=stores,
    )


def carry_out(client: KafkaAdminClient, steps: Plan) -> None:
    """Does what the plan says, and returns when the topics are gone. Raises TopicsError while a worker runs."""
    running = members(client, steps.group)
    if running:
        raise TopicsError(f"{running} workers of {steps.group} are running; stop them first")
    forget(client, steps.group, steps.offsets_on)
    if steps.stores.is_dir():
        shutil.rmtree(steps.stores)
    delete(client, steps.topics)
    await_gone(client, steps.topics)
