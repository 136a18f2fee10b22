"""Topics on a real Kafka."""

import json

from kafka.admin import ConfigResource, ConfigResourceType

from schemas.topics import ARTICLES, CATALOGUE, CLAIMS, POSITION_SHIFTS
from streams import cluster
from streams.settings import Settings
from tests.conftest import Command


def test_a_second_creation_changes_nothing(settings: Settings) -> None:
    with cluster.admin(settings) as client:
        again = cluster.create(client, prefix=settings.prefix, partitions=settings.partitions, replication=1)
        assert (again, cluster.check(client, prefix=settings.prefix)) == ([], [])


def test_what_is_missing_is_named_with_its_mend(bare: Settings) -> None:
    with cluster.admin(bare) as client:
        faults = cluster.check(client, prefix=bare.prefix)
    assert {fault.problem for fault in faults} == {"missing"}
    assert all("trucewire topics create" in fault.mend for fault in faults)


def test_what_exists_decides_how_many_partitions_the_rest_gets(bare: Settings) -> None:
    with cluster.admin(bare) as client:
        articles = ARTICLES.named(bare.prefix)
        client.create_topics({articles: {"num_partitions": 2, "replication_factor": 1}})
        client.wait_for_topics([articles])
        cluster.create(client, prefix=bare.prefix, partitions=7, replication=1)
        counts = {entry.topic.name: entry.partitions for entry in cluster.listed(client, prefix=bare.prefix)}
    assert {counts[topic.name] for topic in CATALOGUE if topic.alike} == {2}
    assert {counts[topic.name] for topic in CATALOGUE if not topic.alike} == {1}


def test_unequal_partitions_and_a_configuration_that_loses_events_are_named_and_the_latter_mended(
    trucewire: Command, settings: Settings
) -> None:
    claims, alerts = CLAIMS.named(settings.prefix), POSITION_SHIFTS.named(settings.prefix)
    with cluster.admin(settings) as client:
        client.create_partitions({claims: 5})
        wrong = ConfigResource(ConfigResourceType.TOPIC, alerts, {"cleanup.policy": "compact"})
        client.alter_configs([wrong], incremental=True)
    done = trucewire("topics", "check", "--json", settings=settings)
    assert done.returncode == 1
    faults = {(fault["topic"], fault["problem"]): fault for fault in json.loads(done.stdout)["faults"]}
    assert set(faults) == {(claims, "partitions"), (alerts, "config")}
    assert "cleanup.policy is compact, not delete" in faults[alerts, "config"]["found"]
    mended = trucewire("topics", "create", "--json", settings=settings)
    assert json.loads(mended.stdout) == {"changed": [alerts]}
    plain = trucewire("topics", "check", settings=settings)
    assert plain.returncode == 1
    assert plain.stdout.count("\n") == 1
    assert f"{claims}: has 5 partitions" in plain.stdout


def test_topics_are_listed_with_key_and_owner(trucewire: Command, settings: Settings) -> None:
    rows = json.loads(trucewire("topics", "list", "--json", settings=settings).stdout)["topics"]
    assert [row["name"] for row in rows] == [topic.named(settings.prefix) for topic in CATALOGUE]
    assert all(row["partitions"] for row in rows)
    table = trucewire("topics", "list", settings=settings).stdout
    assert all(topic.named(settings.prefix) in table for topic in CATALOGUE)


def test_deleting_asks_first(trucewire: Command, settings: Settings) -> None:
    assert trucewire("topics", "delete", settings=settings).returncode == 2
    with cluster.admin(settings) as client:
        assert cluster.check(client, prefix=settings.prefix) == []
    assert trucewire("topics", "delete", "--yes", settings=settings).returncode == 0
    with cluster.admin(settings) as client:
        cluster.await_gone(client, [topic.named(settings.prefix) for topic in CATALOGUE])
        assert cluster.installed(client, prefix=settings.prefix) == []
