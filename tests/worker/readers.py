"""What the children of a test's pool run in place of the extraction: made in the child, so it stands in a module."""

import os
import signal
import time
from pathlib import Path

from streams.worker.child import Read, Reading


def make() -> Read:
    """Reads an order: what to do, and a file that says how often it was done."""
    return _read


def make_nothing() -> Read:
    raise ValueError("no codebook here")


def _read(value: bytes) -> Reading:
    order, _, argument = value.decode().partition(" ")
    if order == "fail":
        raise ValueError("an article that our code fails on")
    if order == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "hang":
        time.sleep(60)
    if order == "die-once" and _first(Path(argument)):
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "hang-once" and _first(Path(argument)):
        time.sleep(60)
    if order == "die-once-then-linger":
        if _first(Path(argument)):
            os.kill(os.getpid(), signal.SIGKILL)
        _note(Path(argument), "begins")
        time.sleep(0.5)
        _note(Path(argument), "ends")
    if order == "note":
        _note(Path(argument), "other")
    if order == "wait-for-signals":
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGINT)
    return Reading(value=str(os.getpid()).encode(), content=order, stances=0, casualties=0, skipped=False)


def _note(log: Path, word: str) -> None:
    with log.open("a", encoding="utf-8") as lines:
        lines.write(f"{word}\n")


def _first(mark: Path) -> bool:
    if mark.exists():
        return False
    mark.touch()
    return True
