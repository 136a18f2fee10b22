"""A broker that ends with the block, or the process, that started it."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from streams import leash
from streams.broker.jars import jars
from streams.broker.java import java
from streams.broker.lock import BrokerError
from streams.broker.node import HOST, Node, PortTakenError, await_ready, claimed, free_port, is_free
from streams.settings import Settings

GRACE_SECONDS = 20.0
"""From SIGTERM to the end; with hundreds of topics a clean stop takes several seconds."""

_TRIES = 4


@dataclass(slots=True)
class Running:
    """A broker that takes clients. `pid` is Java's own; `log` is the file that its output goes to."""

    bootstrap: str
    pid: int
    data: Path
    log: Path
    _leashed: leash.Leashed

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.bootstrap.rpartition(":")[2])

    def ended(self, seconds: float = 0.0) -> bool:
        """Whether it has ended by itself, within so many seconds."""
        return self._leashed.wait(seconds) is not None

    def stop(self) -> None:
        """Stops it cleanly; a second call does nothing."""
        self._leashed.stop()


@contextmanager
def local(
    settings: Settings,
    *,
    data: Path | None = None,
    port: int | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> Iterator[Running]:
    """A Kafka node on loopback for as long as the block lasts. It ends with this process even on kill -9.

    `data` is its folder, and outlives it; without one it gets a fresh temporary folder that goes with it. `port` is
    the one that clients use, by default any free one. `told` hears a line when something takes long. Raises
    BrokerError: no jars, no Java, port taken, data in use.
    """
    running = launch(settings, data=data, port=port, told=told)
    try:
        yield running
    finally:
        running.stop()


def launch(
    settings: Settings, *, data: Path | None, port: int | None, told: Callable[[str], None] = lambda _: None
) -> Running:
    """The same without a block: the caller stops it."""
    runtime, classes = java(settings), jars(settings, told=told)
    for _ in range(_TRIES):
        try:
            return _launched(runtime, classes, data, port)
        except PortTakenError as error:
            if port is not None:
                raise
            taken = error  # somebody was faster than we on the port that was free a moment ago
    raise taken


def _launched(runtime: Path, classes: tuple[Path, ...], data: Path | None, port: int | None) -> Running:
    if port is not None and not is_free(port):
        raise PortTakenError(f"port {port} of {HOST} is taken; give another one with --port")
    fresh = Path(tempfile.mkdtemp(prefix="trucewire-kafka-")) if data is None else None
    node = Node(data=fresh or (data or Path()), port=port or free_port(), java=runtime, classes=classes)
    try:
        with claimed(node.data) as claim, node.log.open("ab") as log:
            node.prepare()
            said_before = log.tell()
            leashed = leash.start(node.command, log=log, grace=GRACE_SECONDS, remove=fresh, keep=[claim])
    except BrokerError:
        if fresh:
            shutil.rmtree(fresh, ignore_errors=True)
        raise
    try:
        await_ready(node, leashed, said_before=said_before)
    except BaseException:
        leashed.stop()
        raise
    return Running(node.bootstrap, leashed.pid, node.data, node.log, leashed)
