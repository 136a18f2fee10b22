"""A reading process: takes articles from the worker one by one, gives back what they say, ends with the worker."""

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import parent_process
from pathlib import Path

from streams.worker.guard import Failure, attempt

_SET_DEATH_SIGNAL = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article says: the value of its record, and what the worker wants to know of it without reading it."""

    value: bytes
    content: str
    stances: int
    casualties: int
    skipped: bool


Read = Callable[[bytes], Reading]
"""Reads the value of an article's record. Anything it raises becomes the reason of a dead letter."""

Maker = Callable[[], Read]
"""Makes a `Read` in the child: a function of a module, or a `partial` of one, so that it can be sent there."""

READY = b"ready"

WARM_UP = (
    "Israel accepted a ceasefire with Hezbollah, its prime minister said on Monday. "
    "At least 12 people were killed in Lebanon since October, the health ministry said."
)
"""A text that takes every way through the extraction: what is loaded at its first use is there when the
first article comes, whose time is limited."""


def main(connection: Connection, make: Maker, parent: int) -> None:
    """Serves the connection until its other end is closed."""
    _end_with(parent)
    read = make()
    try:
        connection.send(READY)
        while True:
            value: bytes = connection.recv()
            reading: Reading | Failure = attempt(lambda value=value: read(value))  # type: ignore[misc]
            connection.send(reading)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _end_with(parent: int) -> None:
    """Ends this process when the worker's ends, also while it reads an article that takes for ever.

    On Linux the kernel does it; the signal is tied to the thread that started us, which is the worker's main thread.
    Elsewhere a thread of ours waits, and acts as soon as the reading lets it.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
        return
    worker = parent_process()
    if worker is not None:
        threading.Thread(target=lambda: (worker.join(), os._exit(1)), daemon=True).start()


def make_reader(codebook: Path | None, generation: int, level: str, form: str) -> Read:
    """The extraction, warm: the codebook is read and the parser loaded before the first article comes."""
    from schemas.articles import Article
    from streams import logs
    from streams.codebook import load
    from streams.extract import extract

    logs.configure(level=level, form=form)
    book = load(codebook)

    def read(value: bytes) -> Reading:
        claims = extract(Article.model_validate_json(value), book, generation=generation)
        return Reading(
            value=claims.model_dump_json().encode(),
            content=claims.version.content,
            stances=len(claims.stances),
            casualties=len(claims.casualties),
            skipped=claims.skipped is not None,
        )

    extract(Article(id="warm-up", text=WARM_UP), book)
    return read
