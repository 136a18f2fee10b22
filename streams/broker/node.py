"""One Apache Kafka node (KRaft, broker and controller in one) on loopback: configured, formatted, started, stopped."""

import base64
import fcntl
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from streams.broker.lock import BrokerError

HOST = "127.0.0.1"
READY = "Kafka Server started"
START_SECONDS = 90.0
_LOOK_SECONDS = 0.02

_LOG4J = Path(__file__).with_name("log4j2.xml")

_PROPERTIES = """\
process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://{host}:{port},CONTROLLER://{host}:{controller}
advertised.listeners=PLAINTEXT://{host}:{port}
controller.listener.names=CONTROLLER
controller.quorum.voters=1@{host}:{controller}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=PLAINTEXT
log.dirs={log}
auto.create.topics.enable=false
num.partitions=4
default.replication.factor=1
min.insync.replicas=1
offsets.topic.num.partitions=4
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=250
num.network.threads=2
num.io.threads=4
num.recovery.threads.per.data.dir=1
background.threads=2
log.cleaner.threads=1
log.cleaner.dedupe.buffer.size=8388608
log.segment.bytes=67108864
log.retention.hours=-1
"""
# The two `broker.*` times make a node that was killed ready again in 4 s instead of 11.


class Child(Protocol):
    """A process that was started: its exit code once it has ended."""

    @property
    def code(self) -> int | None:
        """The code; None while it runs."""


class PortTakenError(BrokerError):
    """Somebody else listens on the port that the broker was to have."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node as it can be started: its folder, its port, and the Java command line."""

    data: Path
    port: int
    java: Path
    classes: tuple[Path, ...]

    @property
    def bootstrap(self) -> str:
        """What a client needs to find it."""
        return f"{HOST}:{self.port}"

    @property
    def log(self) -> Path:
        """The file that its output goes to."""
        return self.data / "broker.log"

    @property
    def command(self) -> list[str]:
        """The command line that runs it."""
        return self._runs("kafka.Kafka", str(self._properties))

    @property
    def _properties(self) -> Path:
        return self.data / "server.properties"

    def _runs(self, *rest: str) -> list[str]:
        options = ("-Xms64m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true")
        classes = ":".join(map(str, self.classes))
        return [str(self.java), *options, f"-Dlog4j2.configurationFile={_LOG4J}", "-cp", classes, *rest]

    def prepare(self) -> None:
        """Writes its configuration and formats its folder, which the caller holds. Raises BrokerError."""
        log = self.data / "log"
        log.mkdir(exist_ok=True)
        given = {"host": HOST, "port": self.port, "controller": free_port(), "log": log.resolve()}
        self._properties.write_text(_PROPERTIES.format(**given), encoding="utf-8")
        if (log / "meta.properties").exists():
            return
        formatting = self._runs("kafka.tools.StorageTool", "format", "-t", _cluster_id(), "-c", str(self._properties))
        done = subprocess.run(formatting, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BrokerError(f"Kafka could not format {log}: {_last(done.stdout + done.stderr)}")


@contextmanager
def claimed(data: Path) -> Iterator[int]:
    """A file descriptor that holds the folder for one broker, and for as long as the process that inherits it lives.

    Kafka has a lock of its own, but takes it after it has begun to write. Raises BrokerError when another holds it.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        handle = (data / "broker.lock").open("a")
    except OSError as error:
        raise BrokerError(f"{data} cannot hold Kafka's data: {error}; set TRUCEWIRE_DATA_DIR") from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BrokerError(f"{data} is in use by another broker; stop it, or set TRUCEWIRE_DATA_DIR") from error
        yield handle.fileno()


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as held:
        held.bind((HOST, 0))
        return int(held.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether a broker could listen on the port now."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as Java does: closed connections do not count
        try:
            tried.bind((HOST, port))
        except OSError:
            return False
    return True


def await_ready(node: Node, running: Child, *, said_before: int) -> None:
    """Returns when the node takes clients. Raises BrokerError, with the mend, when it ends or does not get there.

    `said_before` is the length of its log when it was started.
    """
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        ended = running.code is not None
        said = _said(node.log, said_before)
        if READY in said:
            return
        if ended:
            raise _fault(node, said)
        time.sleep(_LOOK_SECONDS)
    raise BrokerError(f"Kafka was not ready after {START_SECONDS:.0f} s; see {node.log}")


def _fault(node: Node, said: str) -> BrokerError:
    if "failed to bind" in said:
        return PortTakenError(f"port {node.port} of {HOST} is taken; give another one with --port")
    return BrokerError(f"Kafka ended at its start: {_last(said)}; see {node.log}")


def _said(log: Path, since: int) -> str:
    with log.open("rb") as handle:
        handle.seek(since)
        return handle.read().decode("utf-8", "replace")


def _cluster_id() -> str:
    """22 characters of base64url; one that begins with a hyphen would be taken for an option."""
    while (made := base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")).startswith("-"):
        pass
    return made


def _last(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
