"""The watchdog: a thread that ends the process when nothing moves although work waits, or when a stop takes too long.

Agents of Faust can die slowly after trouble with the broker and leave a process that looks alive. A thread sees it also
when the event loop itself stands still. The end is hard, and loses nothing: what is not acknowledged comes again.
"""

import faulthandler
import logging
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import NoReturn

import structlog

log = structlog.get_logger(__name__)

LOOK_SECONDS = 0.5


def end_now(reason: str) -> NoReturn:
    """Ends the process with exit code 1, at once: children die with it, and nothing more is acknowledged."""
    log.critical("worker ended", reason=reason)
    logging.shutdown()
    os._exit(1)


@dataclass(slots=True)
class Progress:
    """What moves in a worker, told from its event loop and read from the watchdog's thread."""

    clock: Callable[[], float] = monotonic
    lag: int = 0
    """Records still to process when it was last looked at."""
    stopping_since: float | None = None
    _moved: float = field(init=False)
    _looked: float = field(init=False)

    def __post_init__(self) -> None:
        self._moved = self._looked = self.clock()

    def moved(self) -> None:
        """An event was processed, an article read, or a table recovered further."""
        self._moved = self.clock()

    def looked(self, lag: int) -> None:
        """The broker said where its topics end; that much is still to process."""
        self.lag = lag
        self._looked = self.clock()
        if not lag:
            self._moved = self._looked

    def stopping(self) -> None:
        """A stop has begun."""
        self.stopping_since = self.stopping_since or self.clock()

    def stuck(self, *, still: float, stop: float) -> str | None:
        """Why the process must end: nothing has moved for `still` seconds, or stopping has taken `stop`; else None."""
        now = self.clock()
        if self.stopping_since is not None:
            over = now - self.stopping_since > stop
            return f"stopping took over {stop:g} s" if over else None
        if now - self._looked > still:
            return f"the broker has not answered, or the worker has not asked, for {still:g} s"
        if self.lag and now - self._moved > still:
            return f"nothing has moved for {still:g} s although {self.lag} records wait"
        return None


class Watchdog:
    """Looks at a worker's progress every half second until it is called off."""

    def __init__(
        self,
        progress: Progress,
        *,
        still: float,
        stop: float,
        stopping: Callable[[], bool],
        crashed: Callable[[], BaseException | None] = lambda: None,
        end: Callable[[str], object] = end_now,
    ) -> None:
        self._progress = progress
        self._still = still
        self._stop = stop
        self._stopping = stopping
        self._crashed = crashed
        self._end = end
        self._off = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def start(self) -> None:
        """Begins to watch."""
        self._thread.start()

    def call_off(self) -> None:
        """Stops watching."""
        self._off.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._off.wait(LOOK_SECONDS):
            if self._stopping():
                self._progress.stopping()
            crash = self._crashed()
            if crash is not None:
                # Taking everything down in order could wait a minute for a broker that is away, and saves nothing.
                self._end(f"Faust crashed: {crash!r}")
                return
            reason = self._progress.stuck(still=self._still, stop=self._stop)
            if reason is not None:
                faulthandler.dump_traceback(sys.stderr)  # what every thread was doing: the only trace of a hang
                self._end(reason)
                return
