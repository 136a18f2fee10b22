"""Sets up what the main job needs, and takes all of it down again, whatever ends it."""

import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from schemas.topics import app_id
from streams import cluster, leash
from streams.broker import local
from streams.broker.node import free_port, is_free
from streams.errors import TrucewireError
from streams.settings import Security, Settings

WORKER = (sys.executable, "-c", "from streams.cli import main; main()", "worker")
GRACE_SECONDS = 20.0
_LAST_LINES = 3


class DemoError(TrucewireError):
    """The demo cannot go on."""

    code: ClassVar[str] = "TW-DEMO"


@dataclass(slots=True)
class Stage:
    """A Kafka with its topics and a worker. `settings` are those of this installation, for any client."""

    settings: Settings
    log: Path
    _worker: leash.Leashed

    @property
    def metrics(self) -> str:
        """Where the worker's metrics are."""
        return f"http://{self.settings.metrics_host}:{self.settings.metrics_port}/metrics"

    def check(self) -> None:
        """Raises DemoError, with the worker's last words, when it has ended."""
        code = self._worker.code
        if code is not None:
            said = self.log.read_text("utf-8", "replace").strip().splitlines()[-_LAST_LINES:]
            raise DemoError(f"the worker ended (exit code {code}): {' / '.join(said) or 'it said nothing'}")


@contextmanager
def staged(settings: Settings, *, broker: str | None, told: Callable[[str], None]) -> Iterator[Stage]:
    """Everything set up for as long as the block lasts; no process and no file is left, also after a kill -9.

    Without `broker` a Kafka of its own in a fresh temporary folder. With one (HOST:PORT) that Kafka is used, under a
    prefix that nobody else has, and the topics are deleted at the end. `told` hears a line at each step.
    """
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="trucewire-demo-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        own = {"data_dir": folder, "metrics_port": _metrics_port(settings), "prefix": ""}
        if broker:
            own |= {"bootstrap_servers": broker, "prefix": f"demo-{secrets.token_hex(4)}."}
        else:
            told("starting Kafka")
            bootstrap = stack.enter_context(local(settings, told=told)).bootstrap
            # What was set for another Kafka does not hold for this one.
            own |= {"bootstrap_servers": bootstrap, "security_protocol": Security.PLAINTEXT, "replication": 1}
        # Checked like any settings: what was given may be no HOST:PORT.
        used = Settings.load(**{name: getattr(settings, name) for name in settings.model_fields_set} | own)
        stack.enter_context(_topics(used))
        told("starting the worker")
        log = folder / "worker.log"
        with log.open("wb") as output:
            worker = leash.start(WORKER, log=output, environment=used.environment(), grace=GRACE_SECONDS, remove=folder)
        stack.callback(worker.stop)
        yield Stage(used, log, worker)


def _metrics_port(settings: Settings) -> int:
    """The port that was set, unless somebody has it already: a demo beside a worker is to work."""
    port = settings.metrics_port
    return port if port and is_free(port) else free_port()


@contextmanager
def _topics(settings: Settings) -> Iterator[None]:
    with cluster.admin(settings) as client:
        cluster.create(client, prefix=settings.prefix, partitions=settings.partitions, replication=settings.replication)
    try:
        yield
    finally:
        if settings.prefix:
            with cluster.admin(settings) as client:
                cluster.await_gone(client, cluster.delete(client, cluster.installed(client, prefix=settings.prefix)))
                cluster.disband(client, app_id(settings.prefix))
