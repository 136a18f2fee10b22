"""What several commands are given: a file or standard input line by line, and a day."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import typer

from streams.errors import TrucewireError


class InputError(TrucewireError):
    """A file cannot be read, or a line of it is not what the command takes; the message says why."""

    code = "TW-INPUT"


def lines(file: Path | None) -> Iterator[bytes]:
    """The lines of a file, or of standard input where the file is `-` or none is given. Raises InputError."""
    if file is None or str(file) == "-":
        yield from sys.stdin.buffer
        return
    try:
        with file.open("rb") as opened:
            yield from opened
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}") from error


def day(name: str, text: str | None) -> str | None:
    """The day that an option gives. Raises BadParameter."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise typer.BadParameter("write a day as YYYY-MM-DD", param_hint=f"--{name}") from error
