"""One run of the app to be tortured: its topics on a real Kafka, its processes, and what came of it."""

import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.errors import CoordinatorNotAvailableError

from tests.benchmarks.torture_app import IN, OUT, TABLE, Options

PARTITIONS = 4
LONG_EVERY, MOST_BYTES = 100, 600
"""Of so many events one has a key of so many bytes, which makes the change of its row as long."""

STILL_SECONDS = 40.0
"""A run in which nothing moves for this long is over: a partition that stands still is as good as lost."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one run, in events: of `sent`, never seen, seen more than once, and missing from the changelog.

    `stood` says whether the last worker had stood still although there was work.
    """

    sent: int
    lost: int
    doubled: int
    unsaved: int
    stood: bool
    seconds: float


class Worker:
    """One process of the app."""

    def __init__(self, options: Options, log: Path) -> None:
        self._log = log
        command = [sys.executable, "-m", "tests.benchmarks.torture_app", options.line]
        with log.open("wb") as target:
            self._process = subprocess.Popen(command, stdout=target, stderr=target)

    @property
    def is_ready(self) -> bool:
        """Whether it has partitions, or may have none, and has recovered."""
        return b"Worker ready" in self._log.read_bytes()

    @property
    def code(self) -> int | None:
        """The exit code; None while it runs."""
        return self._process.poll()

    def stop(self) -> int:
        """Ends it as an operator does, and waits; the exit code."""
        self._process.terminate()
        return self.wait(90)

    def kill(self) -> None:
        """Ends it at whatever instruction it is."""
        self._process.kill()
        self.wait(10)

    def wait(self, seconds: float) -> int:
        """The exit code once it has ended; it is killed after so many seconds."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()


class Bench:
    """The topics of one run, and what can be read from them."""

    def __init__(self, broker: str, *, events: int, folder: Path, options: Options | None = None) -> None:
        self.events = events
        self._stood = False
        app = f"torture-{uuid.uuid4().hex[:10]}"
        self.folder = folder / app
        self.folder.mkdir()
        base = options or Options(broker=broker, app=app, data="")
        self.options = replace(base, broker=broker, app=app, data=str(self.folder / "data"))
        self._broker = broker
        self.topics = [f"{app}-{IN}", f"{app}-{OUT}", f"{app}-{TABLE}-changelog"]
        self._reader = KafkaConsumer(bootstrap_servers=broker, enable_auto_commit=False)
        self._workers: list[Worker] = []

    def __enter__(self) -> "Bench":
        with _admin(self._broker) as admin:
            admin.create_topics({name: {"num_partitions": PARTITIONS, "replication_factor": 1} for name in self.topics})
        producer = KafkaProducer(bootstrap_servers=self._broker, acks="all")
        for number in range(self.events):
            is_long = number % LONG_EVERY == LONG_EVERY // 2
            key = (b"e%05d" % number).ljust(MOST_BYTES if is_long else 0, b"-")
            producer.send(self.topics[0], key=key, value=b"%d" % number)
        producer.flush()
        producer.close()
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            if worker.code is None:
                worker.kill()
        self._reader.close()
        with _admin(self._broker) as admin:
            admin.delete_topics(self.topics)

    def start(self, *, name: str = "one") -> Worker:
        """A worker with a data folder of its own; the same name is the same folder."""
        log = self.folder / f"worker-{len(self._workers)}.log"
        worker = Worker(replace(self.options, data=str(self.folder / name)), log)
        self._workers.append(worker)
        return worker

    def joined(self, *, name: str) -> Worker:
        """A worker that is ready: others that ran before it have lost partitions to it."""
        worker = self.start(name=name)
        self.until(lambda: worker.is_ready or worker.code is not None)
        return worker

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Kafka takes no change of the table with a long key for as long as the block lasts."""
        self._limit_changes(MOST_BYTES // 2)
        try:
            yield
        finally:
            self._limit_changes(MOST_BYTES * 10)

    def _limit_changes(self, most: int) -> None:
        limit = ConfigResource(ConfigResourceType.TOPIC, self.topics[2], {"max.message.bytes": str(most)})
        with _admin(self._broker) as admin:
            admin.alter_configs([limit])

    def end(self, partition: int) -> int:
        """The offset that the next event of a partition will have."""
        place = TopicPartition(self.topics[0], partition)
        return int(self._reader.end_offsets([place])[place])

    def committed(self, partition: int) -> int:
        """How far the app has committed a partition."""
        place = TopicPartition(self.topics[0], partition)
        with _admin(self._broker) as admin, suppress(CoordinatorNotAvailableError):
            found = admin.list_group_offsets({self.options.app: [place]}).get(self.options.app, {})
            return max(0, found[place].offset) if place in found else 0
        return 0  # the group has no coordinator before its first worker has come

    @property
    def seen(self) -> int:
        """How many records the app has sent on."""
        topic = self.topics[1]
        ends: dict[TopicPartition, int] = self._reader.end_offsets(_partitions(topic))
        return sum(ends.values())

    def until(self, enough: Callable[[], bool], *, still: float = STILL_SECONDS) -> bool:
        """Waits until `enough()`; False when nothing moved for `still` seconds before."""
        last, moved = self.seen, time.monotonic()
        while not enough():
            time.sleep(0.1)
            if (now := self.seen) != last:
                last, moved = now, time.monotonic()
            elif time.monotonic() - moved > still:
                return False
        return True

    def until_seen(self, share: float) -> bool:
        """Waits until that share of the events was sent on."""
        return self.until(lambda: self.seen >= share * self.events)

    def until_more(self, share: float) -> None:
        """Waits until that share of the events was sent on beside what is by now, or all of them."""
        enough = min(self.events, self.seen + share * self.events)
        self.until(lambda: self.seen >= enough)

    def until_all(self) -> None:
        """Waits until every event was sent on at least once, or nothing moves any more."""
        all_seen = self.until(lambda: self.seen >= self.events and len(self._keys(self.topics[1])) == self.events)
        self._stood = self._stood or not all_seen

    def outcome(self, seconds: float) -> Outcome:
        """What came of it; every worker must have ended."""
        seen, saved = self._keys(self.topics[1]), self._keys(self.topics[2])
        return Outcome(
            sent=self.events,
            lost=self.events - len(seen),
            doubled=sum(1 for times in seen.values() if times > 1),
            unsaved=self.events - len(saved),
            stood=self._stood,
            seconds=seconds,
        )

    def _keys(self, topic: str) -> Counter[bytes]:
        partitions = _partitions(topic)
        self._reader.assign(partitions)
        self._reader.seek_to_beginning(*partitions)
        ends = self._reader.end_offsets(partitions)
        keys: Counter[bytes] = Counter()
        while any(self._reader.position(partition) < ends[partition] for partition in partitions):
            for records in self._reader.poll(timeout_ms=500).values():
                keys.update(record.key.strip(b'"') for record in records)
        return keys


def _partitions(topic: str) -> list[TopicPartition]:
    return [TopicPartition(topic, number) for number in range(PARTITIONS)]


@contextmanager
def _admin(broker: str) -> Iterator[KafkaAdminClient]:
    admin = KafkaAdminClient(bootstrap_servers=broker)
    try:
        yield admin
    finally:
        admin.close()
