"""Brings the jars of Apache Kafka into the user's cache: each verified, none half-written, one fetch for all runs."""

import fcntl
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from streams.broker.lock import KAFKA, BrokerError, Jar, locked
from streams.settings import Settings

_AT_ONCE = 6
_TIMEOUT_SECONDS = 60
_OFFLINE = "or set TRUCEWIRE_KAFKA_JARS to a folder that holds them"


def jars(settings: Settings, *, told: Callable[[str], None] = lambda _: None) -> tuple[Path, ...]:
    """Every jar of the lock file on this machine, its sha256 checked, in the order of the class path.

    Taken from the setting `kafka_jars` where that is given, else from the cache, where what is missing or damaged is
    fetched first; `told` hears a line about that. Raises BrokerError.
    """
    if settings.kafka_jars:
        return _given(settings.kafka_jars)
    folder = settings.cache_dir / f"kafka-{KAFKA}"
    if _wanting(folder):
        with _alone(folder):
            wanting = _wanting(folder)  # another run may have fetched them while this one waited
            if wanting:
                told(f"fetching {len(wanting)} jars of Apache Kafka {KAFKA} into {folder}")
                _fetch(wanting, folder)
    return tuple(folder / jar.name for jar in locked())


def _wanting(folder: Path) -> list[Jar]:
    return [jar for jar in locked() if not jar.is_at(folder / jar.name)]


def _given(folder: Path) -> tuple[Path, ...]:
    wanting = _wanting(folder)
    if wanting:
        names = ", ".join(jar.name for jar in wanting[:3]) + (" and more" if len(wanting) > 3 else "")
        raise BrokerError(
            f"TRUCEWIRE_KAFKA_JARS={folder} lacks {len(wanting)} of {len(locked())} jars, or holds other ones of that "
            f"name: {names}; copy the cache folder kafka-{KAFKA} of a machine that has fetched them"
        )
    return tuple(folder / jar.name for jar in locked())


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time; the system lets go of the lock when a process ends, however it ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("a") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
    except OSError as error:
        raise BrokerError(
            f"the jars of Kafka cannot be written to {folder}: {error}; set TRUCEWIRE_CACHE_DIR, {_OFFLINE}"
        ) from error


def _fetch(wanting: Sequence[Jar], folder: Path) -> None:
    for left in folder.glob(".fetch-*"):
        shutil.rmtree(left)  # of a run that was killed; we hold the lock
    with (
        tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder) as staging,
        ThreadPoolExecutor(_AT_ONCE) as pool,
    ):
        # Each file comes into its place by one rename, after its digest was right: an interrupted run keeps what it
        # has, and the next one fetches the rest.
        for jar, path in zip(wanting, pool.map(lambda jar: _resolved(jar, Path(staging)), wanting), strict=True):
            if not jar.is_at(path):
                raise BrokerError(
                    f"{jar.name} as fetched is not the file that was locked (sha256 differs); "
                    f"look at the repositories in your jgo settings, {_OFFLINE}"
                )
            path.replace(folder / jar.name)


def _resolved(jar: Jar, staging: Path) -> Path:
    """Fetches one jar with jgo: from Maven Central, or the repositories that the user's jgo settings name."""
    from jgo.config import GlobalSettings
    from jgo.maven import MavenContext
    from requests import RequestException

    own = GlobalSettings.load().repositories
    context = MavenContext(repo_cache=staging, timeout=_TIMEOUT_SECONDS)
    context.remote_repos = own | (context.remote_repos | own)  # the user's own are asked first, and win by name
    try:
        fetched: Path = context.project(jar.group, jar.artifact).at_version(jar.version).artifact().resolve()
    except (RequestException, RuntimeError, OSError) as error:
        raise BrokerError(f"{jar.name} cannot be fetched: {error}; try again with a network, {_OFFLINE}") from error
    return fetched
