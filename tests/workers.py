"""A worker as a process of its own, which a test starts, waits for, stops and kills; and what stands in Kafka then."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from kafka import KafkaAdminClient, KafkaConsumer

from schemas.alerts import ALERT, Alert, standing
from schemas.claims import TYPE, ArticleClaims
from schemas.envelope import Envelope
from schemas.ids import natural_id
from schemas.topics import CLAIMS, CONSUMED, POSITION_SHIFTS, TOLL_REVISIONS, Topic, app_id, dead_letters
from streams import cluster
from streams.cluster import Seen
from streams.settings import PREFIX, Settings

LOOK_SECONDS = 0.1
PATIENCE_SECONDS = 60.0

WITHOUT_EXTRACTION = (sys.executable, "-m", "tests.kafka.poisoned_worker")
"""For tests that begin with claims: a worker that need not load codebook and parser into each child."""

Record = tuple[Topic, bytes | None, bytes | None, Sequence[tuple[str, bytes]], int | None]
"""Topic, key, value, headers, partition."""


class WorkerFailedError(AssertionError):
    """The worker ended although it should run; the message is its log."""


@dataclass(slots=True)
class Worker:
    """One running worker."""

    settings: Settings
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What it has logged."""
        lines = self.log.read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    @property
    def address(self) -> str:
        """Where its metrics are, without the path."""
        [said] = [line["metrics"] for line in self.lines if line["event"] == "worker starting"]
        return str(said).removesuffix("/metrics")

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of its answer; status 0 while it does not listen."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except (OSError, ValueError):
            return 0, ""

    def metric(self, sample: str) -> float:
        """The value of one sample, as `name{label="value"}`."""
        for line in self.get("/metrics")[1].splitlines():
            if line.startswith(sample + " "):
                return float(line.rpartition(" ")[2])
        raise KeyError(sample)

    def ready(self) -> None:
        """Returns when it is assigned, recovered and warm."""
        until(lambda: self._running() and self.get("/readyz")[0] == 200, "ready")

    def settle(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Returns when everything that the topics hold is committed, in the order of the flow, twice."""
        with cluster.consumer(self.settings) as reader, cluster.admin(self.settings) as client:
            lag = _Lag(self.settings, reader, client)
            for topic in (*CONSUMED, *CONSUMED):
                until(lambda topic=topic: self._running() and not lag.of(topic), f"through {topic.name}", seconds)

    def stop(self) -> int:
        """SIGTERM; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE_SECONDS)

    def kill(self) -> None:
        """SIGKILL."""
        self.process.kill()
        self.process.wait()

    def code(self) -> int:
        """Its exit code when it ends by itself."""
        return self.process.wait(PATIENCE_SECONDS)

    def _running(self) -> bool:
        if self.process.poll() is not None:
            raise WorkerFailedError(self.log.read_text("utf-8")[-4000:])
        return True


@contextmanager
def worker(settings: Settings, folder: Path, *, ready: bool = True, command: Sequence[str] = ()) -> Iterator[Worker]:
    """A worker with these settings, ready unless a test wants to see it come up; killed at the end if it still runs.

    `command` is what to run in place of `trucewire worker`.
    """
    log = folder / f"worker-{time.monotonic_ns()}.log"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    with log.open("wb") as target:
        process = subprocess.Popen(
            [*(command or (sys.executable, str(Path(sys.executable).with_name("trucewire")), "worker"))],
            stdout=target,
            stderr=target,
            env=inherited | settings.variables(),
        )
    running = Worker(settings, process, log)
    try:
        if ready:
            running.ready()
        yield running
    finally:
        running.kill()


def until(done: Any, what: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Returns when `done()` is true; fails when that takes too long."""
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, f"not {what} after {seconds:g} s"
        time.sleep(LOOK_SECONDS)


def send(settings: Settings, records: Iterable[Record]) -> list[tuple[int, int]]:
    """Sends the records in order; their partitions and offsets."""
    with cluster.producer(settings) as producer:
        waiting = [
            producer.send(
                topic.named(settings.prefix), key=key, value=value, headers=list(headers), partition=partition
            )
            for topic, key, value, headers, partition in records
        ]
        stands = [future.get(30) for future in waiting]
    return [(place.partition, place.offset) for place in stands]


def of_claims(rows: Iterable[ArticleClaims]) -> list[Record]:
    """The rows as the extraction would send them."""
    return [(CLAIMS, row.article_id.encode(), row.model_dump_json().encode(), _headers(row), None) for row in rows]


def _headers(row: ArticleClaims) -> list[tuple[str, bytes]]:
    id_ = natural_id("claims", row.article_id, row.version.content, row.version.generation)
    return Envelope(id=id_, type=TYPE, subject=row.article_id).headers()


class _Lag:
    """How much the worker has still to commit, asked again and again through the same clients."""

    def __init__(self, settings: Settings, reader: KafkaConsumer, client: KafkaAdminClient) -> None:
        self._prefix, self._reader, self._client = settings.prefix, reader, client

    def of(self, topic: Topic) -> int:
        """Records of the topic that are not committed yet."""
        group = app_id(self._prefix)
        ends = cluster.ends(self._reader, [topic.named(self._prefix)])
        if group not in {entry["group_id"] for entry in self._client.list_groups()}:
            return sum(ends.values())
        committed = self._client.list_group_offsets({group: list(ends)}).get(group, {})
        done = {place: max(0, where.offset) for place, where in committed.items()}
        return sum(end - done.get(place, 0) for place, end in ends.items())


def seen(settings: Settings, *topics: Topic) -> list[Seen]:
    """Every record of the topics."""
    with cluster.consumer(settings) as reader:
        return list(cluster.records(reader, [topic.named(settings.prefix) for topic in topics]))


def alert_records(settings: Settings) -> list[Alert]:
    """Every alert record that was published."""
    return [ALERT.validate_json(record.value or b"") for record in seen(settings, POSITION_SHIFTS, TOLL_REVISIONS)]


def standing_alerts(settings: Settings) -> list[Alert]:
    """The alerts that stand, as a subscriber computes them."""
    return standing(alert_records(settings))


def claims_rows(settings: Settings) -> list[ArticleClaims]:
    """Everything that the extraction has published."""
    return [ArticleClaims.model_validate_json(record.value or b"") for record in seen(settings, CLAIMS)]


def buried(settings: Settings, topic: Topic) -> list[Seen]:
    """The dead letters of a topic."""
    return seen(settings, dead_letters(topic))
