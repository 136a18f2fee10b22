"""Starts a worker, after looking whether it can work at all, and ends it in order."""

import asyncio
import fcntl
import os
import platform
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import metadata
from typing import Any, ClassVar

import structlog
from prometheus_client import CollectorRegistry

from schemas.topics import ARTICLES
from streams import cluster
from streams.cluster.topics import Problem
from streams.codebook import Codebook, load
from streams.errors import TrucewireError
from streams.metrics import Metrics
from streams.settings import Settings
from streams.worker import cures
from streams.worker.agents import Hook, Point
from streams.worker.child import Maker, make_reader
from streams.worker.health import Health
from streams.worker.lag import Lookout
from streams.worker.pool import Pool
from streams.worker.watchdog import Progress, Watchdog, end_now

log = structlog.get_logger(__name__)


class StartError(TrucewireError):
    """The worker cannot work here; the message says the mend."""

    code: ClassVar[str] = "TW-WORKER"


def _nowhere(agent: str, point: Point) -> None:
    """No test is watching."""


def run(settings: Settings, *, at: Hook = _nowhere, make: Maker | None = None) -> int:
    """Runs a worker until it is stopped, and gives its exit code: 0 after SIGTERM or Ctrl-C, 1 after a crash.

    For tests: `at` is called at each point of an event, `make` makes what the children run in place of the extraction.

    Raises a TrucewireError where it cannot start: no broker, topics missing or unequal, other versions of Faust,
    a codebook that cannot be read, a data folder in use. Runs in the main thread of its process, which it may end.
    """
    cures.apply()
    book = load(settings.codebook)
    partitions = _partitions(settings)
    with ExitStack() as stack:
        stack.enter_context(_own_folder(settings))
        reader = make or partial(
            make_reader, settings.codebook, settings.generation, settings.log_level, settings.log_format
        )
        return _run(settings, book, stack, partitions=partitions, at=at, make=reader)


def _run(settings: Settings, book: Codebook, stack: ExitStack, *, partitions: int, at: Hook, make: Maker) -> int:
    from streams.worker import app as factory

    metrics, progress = Metrics(CollectorRegistry()), Progress()
    _build_info(metrics, book)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    pool = Pool(
        make,
        size=settings.pool_size or len(os.sched_getaffinity(0)),
        timeout=settings.extract_timeout,
        metrics=metrics,
        end=end_now,
    )
    stack.callback(pool.close)
    pool.start()
    parts = factory.Parts(book.policy, pool, metrics, progress, end_now, at, partitions)
    app = factory.create(settings, parts)
    lookout = Lookout(app, sources=factory.sources(settings.prefix), metrics=metrics, progress=progress)
    health = Health(
        host=settings.metrics_host,
        port=settings.metrics_port,
        registry=metrics.registry,
        alive=lambda: progress.stuck(still=settings.watchdog_timeout, stop=settings.stop_timeout) is None,
        ready=lambda: lookout.ready and pool.warm,
    )
    health.start()
    stack.callback(health.close)
    log.info("worker starting", metrics=f"http://{settings.metrics_host}:{health.port}/metrics", processes=pool.size)
    return _until_stopped(app, loop, settings, progress, [pool.warm_up(), lookout.watch()])


def _until_stopped(
    app: Any, loop: asyncio.AbstractEventLoop, settings: Settings, progress: Progress, beside: list[Any]
) -> int:
    import faust

    worker = faust.Worker(
        app, loop=loop, quiet=True, redirect_stdouts=False, override_logging=False, loglevel=settings.log_level.value
    )
    watchdog = Watchdog(
        progress,
        still=settings.watchdog_timeout,
        stop=settings.stop_timeout,
        stopping=lambda: worker.should_stop or worker._signal_stop_time is not None,
        crashed=lambda: worker.crash_reason,
    )
    worker.spinner = None  # it draws on stdout, also where that is no terminal
    watchdog.start()

    def died(task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception() and not worker.should_stop:
            end_now(f"{task.get_coro()} failed: {task.exception()!r}")

    tasks = [loop.create_task(work) for work in beside]
    for task in tasks:
        task.add_done_callback(died)
    try:
        worker.execute_from_commandline()
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        watchdog.call_off()
    if worker.crash_reason is not None:
        log.critical("worker crashed", exc_info=worker.crash_reason)
    log.info("worker stopped", code=code)
    return code


def _partitions(settings: Settings) -> int:
    """How many partitions the topics have. Raises StartError where they are missing or unequal."""
    with cluster.admin(settings) as client:
        faults = cluster.check(client, prefix=settings.prefix)
        counts = {entry.topic.name: entry.partitions for entry in cluster.listed(client, prefix=settings.prefix)}
    fatal = [str(fault) for fault in faults if fault.problem is not Problem.CONFIG]
    if fatal:
        more = f" (and {len(fatal) - 1} more: `trucewire topics check`)" if len(fatal) > 1 else ""
        raise StartError(f"{fatal[0]}{more}")
    for fault in faults:
        log.warning("topic configured otherwise than the catalogue wants", topic=fault.topic, found=fault.found)
    return counts[ARTICLES.name]


@contextmanager
def _own_folder(settings: Settings) -> Iterator[None]:
    """Holds the folder of this worker's stores for as long as it runs. Raises StartError where another one does."""
    settings.worker_dir.mkdir(parents=True, exist_ok=True)
    with (settings.worker_dir / "lock").open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StartError(
                f"another worker uses {settings.worker_dir}; give each a TRUCEWIRE_DATA_DIR of its own"
            ) from error
        yield


def _build_info(metrics: Metrics, book: Codebook) -> None:
    from streams.extract import EXTRACTOR

    metrics.build.info(
        {
            "version": metadata.version("trucewire"),
            "extractor": EXTRACTOR,
            "codebook": book.version,
            "faust": metadata.version("faust-streaming"),
            "python": platform.python_version(),
        }
    )
