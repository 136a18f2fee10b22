"""The broker of `trucewire broker`: one for each data folder, found again through its pid file."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson
import psutil

from streams.broker.jars import jars
from streams.broker.java import java
from streams.broker.lock import BrokerError
from streams.broker.node import HOST, Node, PortTakenError, await_ready, claimed, is_free
from streams.broker.running import GRACE_SECONDS, Running, local
from streams.settings import Settings

_CLOCK_SLACK = 1.0


@dataclass(frozen=True, slots=True)
class Status:
    """A broker that runs. `began` is when, in seconds of the system's clock: a pid alone may be another's by now."""

    bootstrap: str
    pid: int
    began: float
    data: str


@dataclass(slots=True)
class _Loose:
    """A process that nobody holds on to, watched as if it were on a leash."""

    pid: int
    process: "subprocess.Popen[bytes]"

    @property
    def code(self) -> int | None:
        return self.process.poll()


def folder(settings: Settings) -> Path:
    """Where the broker of these settings keeps its data."""
    return settings.data_dir / "broker"


def status(settings: Settings) -> Status | None:
    """The broker that runs on this data folder, if one does."""
    try:
        noted = Status(**orjson.loads(_pid_file(settings).read_bytes()))
        process = psutil.Process(noted.pid)
        same = abs(process.create_time() - noted.began) < _CLOCK_SLACK and process.status() != psutil.STATUS_ZOMBIE
    except (FileNotFoundError, orjson.JSONDecodeError, TypeError, psutil.NoSuchProcess):
        return None
    return noted if same else None


def stop(settings: Settings) -> Status | None:
    """Stops the broker that runs on this data folder, cleanly, and says which it was; None where none runs."""
    found = status(settings)
    if found is None:
        return None
    process = psutil.Process(found.pid)
    process.terminate()
    try:
        process.wait(GRACE_SECONDS)
    except psutil.TimeoutExpired:
        process.kill()  # its data survive this
        process.wait()
    except psutil.NoSuchProcess:
        pass
    _pid_file(settings).unlink(missing_ok=True)
    return found


@contextmanager
def foreground(settings: Settings, *, port: int, told: Callable[[str], None]) -> Iterator[Running]:
    """The broker of this data folder for as long as the block lasts. Raises BrokerError."""
    _refuse_second(settings)
    with local(settings, data=folder(settings), port=port, told=told) as running:
        _note(settings, running.bootstrap, running.pid)
        try:
            yield running
        finally:
            _pid_file(settings).unlink(missing_ok=True)


def detach(settings: Settings, *, port: int, told: Callable[[str], None]) -> Status:
    """Starts the broker of this data folder and leaves it running when this process ends. Raises BrokerError."""
    _refuse_second(settings)
    if not is_free(port):
        raise PortTakenError(f"port {port} of {HOST} is taken; give another one with --port")
    node = Node(data=folder(settings), port=port, java=java(settings), classes=jars(settings, told=told))
    with claimed(node.data) as claim, node.log.open("ab") as log:
        node.prepare()
        said_before = log.tell()
        process = subprocess.Popen(
            node.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, pass_fds=[claim]
        )
    try:
        await_ready(node, _Loose(process.pid, process), said_before=said_before)
        return _note(settings, node.bootstrap, process.pid)
    except BaseException:
        process.kill()
        process.wait()
        raise
    finally:
        process.returncode = process.returncode or 0  # it is to outlive us: `subprocess` is not to warn of that


def _refuse_second(settings: Settings) -> None:
    found = status(settings)
    if found:
        raise BrokerError(
            f"a broker runs already at {found.bootstrap} (pid {found.pid}); stop it with `trucewire broker stop`"
        )


def _note(settings: Settings, bootstrap: str, pid: int) -> Status:
    noted = Status(bootstrap, pid, psutil.Process(pid).create_time(), str(folder(settings)))
    beside = _pid_file(settings).with_suffix(".new")
    beside.write_bytes(orjson.dumps(asdict(noted)))
    beside.replace(_pid_file(settings))
    return noted


def _pid_file(settings: Settings) -> Path:
    return folder(settings) / "broker.pid"
