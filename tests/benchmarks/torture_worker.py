"""Kills the worker itself, over and over, at whatever instruction, and compares what stands with the plain fold."""

import random
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from schemas.claims import ArticleClaims
from streams import cluster
from streams.codebook import load
from streams.fold.answer import answer
from streams.settings import Settings
from tests.kafka.histories import history
from tests.workers import WITHOUT_EXTRACTION, alert_records, of_claims, send, standing_alerts, worker

SEED = 20250301
LONGEST_LIFE = 3.0
"""Seconds that a worker lives at most after it is ready, or, half of the time, after its process has begun."""

EVERY_FOLDER = 7
"""After every so many kills the data folder is lost, too."""


@dataclass(frozen=True, slots=True)
class Killed:
    """What came of so many kills: alerts that should stand and do not, that stand and should not, and all records."""

    kills: int
    articles: int
    standing: int
    lost: int
    doubled: int
    records: int
    seconds: float


def kill_often(broker: str, *, kills: int, folder: Path, seed: int = SEED) -> Killed:
    """Sends a part of history before each kill; at last a worker may finish, and its alerts are counted.

    The history is of claims, so the worker is whole but for the reading of articles.
    """
    begin, chance, rows = time.monotonic(), random.Random(seed), []
    with _installation(broker, folder) as settings:
        for kill in range(kills):
            rows += _sent(settings, kill)
            is_settled = chance.random() < 0.5
            with worker(settings, folder, ready=is_settled, command=WITHOUT_EXTRACTION) as alive:
                time.sleep(chance.uniform(0, LONGEST_LIFE))
                alive.kill()
            if kill % EVERY_FOLDER == EVERY_FOLDER - 1:
                shutil.rmtree(settings.data_dir)
        with worker(settings, folder, command=WITHOUT_EXTRACTION) as alive:
            alive.settle()
        wanted = {alert["id"] for alert in answer(rows, load().policy)["alerts"]}
        found = [alert.id for alert in standing_alerts(settings)]
        return Killed(
            kills=kills,
            articles=len(rows),
            standing=len(wanted),
            lost=len(wanted - set(found)),
            doubled=len(found) - len(wanted & set(found)),
            records=len(alert_records(settings)),
            seconds=time.monotonic() - begin,
        )


def _sent(settings: Settings, part: int) -> list[ArticleClaims]:
    rows = history(part)
    send(settings, of_claims(rows))
    return rows


@contextmanager
def _installation(broker: str, folder: Path) -> Iterator[Settings]:
    settings = Settings.load(
        bootstrap_servers=broker,
        prefix=f"torture-{uuid.uuid4().hex[:8]}.",
        partitions=3,
        data_dir=folder / "worker",
        metrics_port=0,
        pool_size=1,
        session_timeout=6.0,
    )
    with cluster.admin(settings) as client:
        cluster.create(client, prefix=settings.prefix, partitions=settings.partitions, replication=1)
    try:
        yield settings
    finally:
        with cluster.admin(settings) as client:
            cluster.delete(client, [name for name in client.list_topics() if name.startswith(settings.prefix)])
