"""The worker on a real Kafka: what stands after any delivery is what `fold` says of the same claims."""

import shutil
from pathlib import Path

from schemas.alerts import Alert
from schemas.topics import CLAIMS, CONSUMED, app_id
from schemas.vocabulary import Status
from streams import cluster, replay
from streams.cluster.groups import forget
from streams.codebook import load
from streams.fold.answer import answer
from streams.settings import Settings
from tests.chronicles import chronicle
from tests.workers import (
    WITHOUT_EXTRACTION,
    alert_records,
    claims_rows,
    of_claims,
    send,
    standing_alerts,
    until,
    worker,
)

SEEDS = Path(__file__).parents[2] / "seeds"
RECEIVED = "2026-01-01T00:00:00Z"


def folded(settings: Settings) -> list[dict[str, object]]:
    return answer(claims_rows(settings), load().policy)["alerts"]


def plain(alerts: list[Alert]) -> list[dict[str, object]]:
    return [alert.model_dump(mode="json", exclude={"because", "replaced_by", "cause"}) for alert in alerts]


def test_replayed_articles_raise_what_fold_raises_and_readiness_and_metrics_tell_of_it(
    settings: Settings, tmp_path: Path
) -> None:
    found = [item for item in replay.read([SEEDS], now=RECEIVED) if isinstance(item, replay.Found)]
    articles = [item.article.model_copy(update={"received": RECEIVED}) for item in found]
    with worker(settings, tmp_path, ready=False) as running:
        until(lambda: any(line["event"] == "worker starting" for line in running.lines), "starting")
        assert running.get("/readyz") == (503, "not yet\n")
        running.ready()
        with cluster.producer(settings) as producer:
            sent = list(replay.deliver(articles, producer=producer, prefix=settings.prefix, timeout=30))
        running.settle()
        assert plain(standing_alerts(settings)) == folded(settings) != []
        assert len(claims_rows(settings)) == len(sent) == running.metric('trucewire_articles_total{outcome="read"}')
        first = 'trucewire_consumer_lag_records{partition="0",topic="news.articles.v1"}'
        until(lambda: running.metric(first) == 0, "idle")
        assert running.metric('trucewire_table_rows{table="versions"}') == len(sent)
        assert running.metric("trucewire_end_to_end_seconds_count") >= len(folded(settings))
        assert running.metric("trucewire_ready") == 1
        assert running.get("/healthz") == (200, "yes\n")
        assert running.stop() == 0


def test_redelivery_an_empty_data_folder_and_later_corrections_end_where_fold_ends(
    settings: Settings, tmp_path: Path
) -> None:
    records = chronicle(40)
    with worker(settings, tmp_path, command=WITHOUT_EXTRACTION) as first:
        send(settings, of_claims(records))
        first.settle()
        stood = plain(standing_alerts(settings))
        assert stood == folded(settings)
        assert any(alert.status is Status.RETRACTED for alert in alert_records(settings))
        rows = first.metric('trucewire_table_rows{table="positions"}')
        assert first.stop() == 0
    shutil.rmtree(settings.worker_dir)
    with cluster.admin(settings) as client:
        forget(client, app_id(settings.prefix), [topic.named(settings.prefix) for topic in CONSUMED])
    with worker(settings, tmp_path, command=WITHOUT_EXTRACTION) as second:
        second.settle()
        assert plain(standing_alerts(settings)) == stood
        assert second.metric('trucewire_table_rows{table="positions"}') == rows
        send(settings, of_claims(chronicle(15, seed=2)))
        second.settle()
        assert plain(standing_alerts(settings)) == folded(settings) != stood


def test_a_stop_finishes_what_is_in_hand(settings: Settings, tmp_path: Path) -> None:
    with worker(settings, tmp_path, command=WITHOUT_EXTRACTION) as running:
        send(settings, of_claims(chronicle(120, seed=5)))
        until(lambda: alert_records(settings), "at work")
        assert running.stop() == 0
    published = len(alert_records(settings))
    with worker(settings, tmp_path, command=WITHOUT_EXTRACTION) as again:
        again.settle()
    assert plain(standing_alerts(settings)) == folded(settings)
    records = alert_records(settings)
    assert len({(alert.id, alert.cause, alert.status) for alert in records}) == len(records) > published


def test_a_worker_without_topics_says_what_mends_it(bare: Settings, tmp_path: Path) -> None:
    with worker(bare, tmp_path, ready=False) as running:
        assert running.code() == 1
    assert "is missing; make it with `trucewire topics create`" in running.log.read_text("utf-8")


def test_a_worker_refuses_unequal_partitions(settings: Settings, tmp_path: Path) -> None:
    name = CLAIMS.named(settings.prefix)
    with cluster.admin(settings) as client:
        cluster.delete(client, [name])
        until(lambda: name not in client.list_topics(), "deleted")
        client.create_topics({name: {"num_partitions": 1, "replication_factor": 1}})
        client.wait_for_topics([name])
    with worker(settings, tmp_path, ready=False) as running:
        assert running.code() == 1
    [line] = running.log.read_text("utf-8").splitlines()[-1:]
    assert f"{name}: has 1 partitions" in line


def test_a_worker_without_a_broker_says_so_and_ends(bare: Settings, tmp_path: Path) -> None:
    nowhere = bare.model_copy(update={"bootstrap_servers": "127.0.0.1:9"})
    with worker(nowhere, tmp_path, ready=False) as running:
        assert running.code() == 1
    assert "trucewire broker start" in running.log.read_text("utf-8").splitlines()[-1]
