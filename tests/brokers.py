"""The one Kafka that all tests of a run share, also those of several pytest-xdist processes."""

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from streams.broker import local
from streams.settings import Settings


@contextlib.contextmanager
def shared(folder: Path, settings: Settings) -> Iterator[str]:
    """HOST:PORT of the run's Kafka. `folder` is the run's own; who comes first starts it, and leaves last.

    Every process holds a shared lock while it uses the broker; the one that started it waits for them all.
    """
    told = folder / "kafka.bootstrap"
    with contextlib.ExitStack() as held:
        users = held.enter_context((folder / "kafka.users").open("a"))
        with _alone(folder):
            found = told.read_text(encoding="ascii") if told.exists() else ""
            bootstrap = found or held.enter_context(local(settings)).bootstrap
            told.write_text(bootstrap, encoding="ascii")
            fcntl.flock(users, fcntl.LOCK_SH)
        yield bootstrap
        if found:
            return
        with _alone(folder):
            told.unlink()  # who comes later starts one of its own
        fcntl.flock(users, fcntl.LOCK_EX)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "kafka.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
