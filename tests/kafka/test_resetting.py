"""`trucewire reset` and `rebuild` on a real Kafka: articles always stay."""

from pathlib import Path

import pytest
from kafka import KafkaConsumer
from kafka.structs import OffsetAndMetadata, TopicPartition

from schemas.articles import Article
from schemas.claims import ArticleClaims, Version
from schemas.topics import ARTICLES, CATALOGUE, CHANGELOGS, CLAIMS, CONSUMED, Topic, app_id
from streams import cluster
from streams.settings import Settings
from tests.conftest import Command
from tests.expected import SEEDS


def fill(settings: Settings) -> None:
    """An installation that a worker has worked on: every topic has a record, and all is committed."""
    group = app_id(settings.prefix)
    with cluster.producer(settings) as producer:
        for topic in CATALOGUE:
            producer.send(topic.named(settings.prefix), key=b"k", value=b"v", partition=0).get(10)
    places = {TopicPartition(topic.named(settings.prefix), 0): OffsetAndMetadata(1, "", -1) for topic in CONSUMED}
    member = KafkaConsumer(bootstrap_servers=settings.bootstrap_servers, group_id=group, enable_auto_commit=False)
    member.assign(list(places))
    member.commit(places)
    member.close()
    settings.worker_dir.mkdir(parents=True)
    (settings.worker_dir / "store").touch()


def counts(settings: Settings) -> dict[str, int]:
    """Records by topic of the catalogue, topics that are missing left out."""
    with cluster.consumer(settings) as client:
        return {
            topic.name: sum(found.values())
            for topic in CATALOGUE
            if (found := cluster.ends(client, [topic.named(settings.prefix)]))
        }


def committed(settings: Settings) -> set[str]:
    """Topics on which the group has offsets."""
    with cluster.admin(settings) as client:
        found = client.list_group_offsets({app_id(settings.prefix): None})[app_id(settings.prefix)]
    return {place.topic.removeprefix(settings.prefix) for place, entry in found.items() if entry.offset >= 0}


def names(*topics: Topic) -> set[str]:
    return {topic.name for topic in topics}


def test_a_reset_keeps_articles_and_their_dead_letters_and_makes_the_rest_anew(
    trucewire: Command, settings: Settings
) -> None:
    fill(settings)
    done = trucewire("reset", "--yes", settings=settings)
    assert done.returncode == 0, done.stderr
    left = {name for name, count in counts(settings).items() if count}
    assert left == {ARTICLES.name, f"{ARTICLES.name}.dlq"}
    assert set(counts(settings)) == names(*CATALOGUE)
    assert committed(settings) == set()
    assert not settings.worker_dir.exists()
    with cluster.admin(settings) as client:
        assert cluster.check(client, prefix=settings.prefix) == []


def test_a_reset_of_tables_keeps_claims_and_alerts(trucewire: Command, settings: Settings) -> None:
    fill(settings)
    assert trucewire("reset", "--tables", "--yes", settings=settings).returncode == 0
    empty = {name for name, count in counts(settings).items() if not count}
    assert empty == names(*CHANGELOGS)
    assert committed(settings) == {ARTICLES.name}


def test_a_reset_asks_first_and_touches_nothing_of_another_prefix(
    trucewire: Command, settings: Settings, tmp_path: Path
) -> None:
    fill(settings)
    before = counts(settings)
    asked = trucewire("reset", settings=settings)
    assert asked.returncode == 2
    assert "--yes" in asked.stderr
    assert counts(settings) == before
    other = settings.model_copy(update={"prefix": f"{settings.prefix}x.", "data_dir": tmp_path / "other"})
    assert trucewire("reset", "--yes", settings=other).returncode == 0
    assert counts(settings) == before


def test_a_topic_that_is_not_of_the_catalogue_is_left_alone(trucewire: Command, settings: Settings) -> None:
    own = f"{settings.prefix}somebody.elses"
    with cluster.admin(settings) as client:
        client.create_topics({own: {"num_partitions": 1, "replication_factor": 1}})
        client.wait_for_topics([own])
    assert trucewire("reset", "--yes", settings=settings).returncode == 0
    assert trucewire("topics", "delete", "--yes", settings=settings).returncode == 0
    with cluster.admin(settings) as client:
        assert [name for name in client.list_topics() if name.startswith(settings.prefix)] == [own]


def claims(article: Article, *, generation: int) -> bytes:
    row = ArticleClaims(
        id=article.article_id,
        article_id=article.article_id,
        version=Version(content=article.content, generation=generation),
        extractor="x",
        codebook="y",
    )
    return row.model_dump_json().encode()


def test_a_rebuild_wants_a_new_generation_and_then_forgets_how_far_articles_were_read(
    trucewire: Command, settings: Settings
) -> None:
    fill(settings)
    with cluster.producer(settings) as producer:
        value = claims(Article(text="Envoys met."), generation=4)
        producer.send(CLAIMS.named(settings.prefix), key=b"a", value=value).get(10)
    before = counts(settings)
    refused = trucewire("rebuild", "--yes", settings=settings)
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)
    assert "TRUCEWIRE_GENERATION=5" in refused.stderr
    assert ARTICLES.name in committed(settings)

    raised = settings.model_copy(update={"generation": 5})
    done = trucewire("rebuild", "--yes", settings=raised)
    assert done.returncode == 0, done.stderr
    assert committed(settings) == names(*CONSUMED) - {ARTICLES.name}
    assert counts(settings) == before


@pytest.mark.parametrize("command", [("reset", "--yes"), ("rebuild", "--yes")])
def test_neither_is_done_while_a_worker_runs(trucewire: Command, settings: Settings, command: tuple[str, ...]) -> None:
    trucewire("replay", SEEDS, settings=settings)
    with cluster.consumer(settings):
        worker = KafkaConsumer(
            ARTICLES.named(settings.prefix),
            bootstrap_servers=settings.bootstrap_servers,
            group_id=app_id(settings.prefix),
        )
        try:
            while not worker.assignment():
                worker.poll(timeout_ms=200)
            done = trucewire(*command, settings=settings)
        finally:
            worker.close()
    assert done.returncode == 1
    assert "1 workers of" in done.stderr
    assert "stop them first" in done.stderr
