"""The pool of reading processes: made once, each child replaced when it dies or takes too long.

Time is measured here, from handing an article to a child to its answer; the children know no clock. An article that
kills its child or runs over its time is tried again while nothing else runs: a busy machine may have been the cause.
"""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from multiprocessing import resource_tracker
from time import perf_counter
from typing import ClassVar, TypeVar

import structlog

from streams.deadletters.headers import Reason
from streams.errors import TrucewireError
from streams.metrics import Metrics
from streams.worker.child import READY, Maker, Reading, main
from streams.worker.guard import Ending, Failure
from streams.worker.records import RecordError

log = structlog.get_logger(__name__)

T = TypeVar("T")

START_SECONDS = 120.0
"""How long a child may take to load codebook and parser."""


class _LostError(TrucewireError):
    """A child died, or was ended because it took too long."""

    code: ClassVar[str] = "TW-POOL"

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class _Child:
    """One process and our end of its connection. Started in the main thread; its calls block, in a thread each."""

    def __init__(self, make: Maker) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._ours, theirs = spawn.Pipe()
        self._process = spawn.Process(target=main, args=(theirs, make, os.getpid()), daemon=True)
        # A terminal or a service manager signals every process of a group, but the worker alone ends its children: they
        # inherit these signals blocked. Starting the tracker would unblock them, so it comes first.
        resource_tracker.ensure_running()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()

    def await_ready(self) -> bool:
        """Whether the child came up."""
        try:
            return self._ours.poll(START_SECONDS) and self._ours.recv() == READY
        except (EOFError, OSError):
            return False

    def ask(self, value: bytes, timeout: float) -> Reading | Failure:
        """The child's answer. Raises _LostError."""
        try:
            self._ours.send(value)
            if not self._ours.poll(timeout):
                raise _LostError(Reason.TIMEOUT, f"reading took over {timeout:g} s, also alone")
            answer: Reading | Failure = self._ours.recv()
        except (EOFError, OSError) as error:
            raise _LostError(Reason.FAILED, "the process that read it died, twice") from error
        return answer

    def end(self) -> None:
        """Ends the process and waits until it is gone."""
        self._process.kill()
        self._process.join()
        self._ours.close()


class Pool:
    """`size` reading processes. `read` may be called as often as one likes at a time."""

    def __init__(self, make: Maker, *, size: int, timeout: float, metrics: Metrics, end: Ending) -> None:
        self.size = size
        self._make = make
        self._timeout = timeout
        self._metrics = metrics
        self._end = end
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="pool")
        self._children: set[_Child] = set()
        self._idle: asyncio.Queue[_Child] = asyncio.Queue()
        self._alone = asyncio.Lock()
        self.warm = False

    def start(self) -> None:
        """Starts the processes, which load while the worker goes on; called in the main thread."""
        self._children = {_Child(self._make) for _ in range(self.size)}

    async def warm_up(self) -> None:
        """Returns when every child is ready to read."""
        await asyncio.gather(*(self._admit(child) for child in list(self._children)))
        self.warm = True

    async def read(self, value: bytes) -> Reading | Failure:
        """What the article says, or why it could not be read."""
        child = await self._idle.get()
        try:
            return await self._ask(child, value)
        except _LostError as error:
            log.warning("reading process lost", reason=error.reason.value, bytes=len(value))
        async with self._nothing_else() as child:
            try:
                return await self._ask(child, value)
            except _LostError as error:
                return Failure(error.reason, RecordError(error.reason, str(error)))

    def close(self) -> None:
        """Ends every child."""
        for child in self._children:
            child.end()
        self._children.clear()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _ask(self, child: _Child, value: bytes) -> Reading | Failure:
        begun = perf_counter()
        try:
            answer = await self._in_thread(lambda: child.ask(value, self._timeout))
        except _LostError:
            await self._replace(child)
            raise
        finally:
            self._metrics.extraction_seconds.observe(perf_counter() - begun)
        self._idle.put_nowait(child)
        return answer

    @asynccontextmanager
    async def _nothing_else(self) -> AsyncIterator[_Child]:
        """A child, while all others wait."""
        async with self._alone:
            waiting = [await self._idle.get() for _ in range(self.size)]
            alone = waiting.pop()
            try:
                yield alone
            finally:
                for child in waiting:
                    self._idle.put_nowait(child)

    async def _replace(self, child: _Child) -> None:
        self._children.discard(child)
        child.end()
        self._metrics.pool_restarts.inc()
        fresh = _Child(self._make)
        self._children.add(fresh)
        await self._admit(fresh)

    async def _admit(self, child: _Child) -> None:
        if not await self._in_thread(child.await_ready):
            self._end("a reading process did not start: its error stands above; check TRUCEWIRE_CODEBOOK and memory")
        self._idle.put_nowait(child)

    async def _in_thread(self, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)
