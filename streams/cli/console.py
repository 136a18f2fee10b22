"""How commands speak: answers on stdout, everything else on stderr, and no text of an article is ever markup."""

import signal
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from streams.cli.exits import Exit

if TYPE_CHECKING:
    from rich.console import Console

WIDE = 250
"""Columns of a table that goes to no terminal."""


@cache
def out() -> "Console":
    """Where answers go: stdout, without markup, emoji codes or guessed highlighting."""
    from rich.console import Console

    # Without a terminal there is no width to fit into: a table that a program or a file takes is not to be folded.
    width = None if sys.stdout.isatty() else WIDE
    return Console(markup=False, emoji=False, highlight=False, width=width)


@cache
def err() -> "Console":
    """Where progress and errors go: stderr."""
    from rich.console import Console

    return Console(stderr=True, markup=False, emoji=False, highlight=False)


def plain(text: object) -> str:
    """The text without characters that steer a terminal: what a stranger wrote is shown, never obeyed."""
    return "".join("\ufffd" if unicodedata.category(sign) in ("Cc", "Cf") else sign for sign in str(text))


def say(text: object) -> None:
    """One line for people, on stderr."""
    err().print(plain(text), soft_wrap=True)


def answer(text: object, *, style: str | None = None) -> None:
    """One line of the answer, on stdout; the style shows on a terminal only."""
    out().print(plain(text), soft_wrap=True, style=style)


def answer_json(value: Any) -> None:
    """The answer as one line of JSON with sorted keys, on stdout."""
    import orjson

    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


def answer_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """The answer as a table, on stdout."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0))
    for number, column in enumerate(columns):
        table.add_column(column, no_wrap=number == 0, overflow="fold")
    for row in rows:
        table.add_row(*(plain(cell) for cell in row))
    out().print(table)


@contextmanager
def interruptible() -> Iterator[None]:
    """What ends a process politely ends the block as Ctrl-C does: by KeyboardInterrupt, so that all is taken down.

    Ctrl-C itself too, which a process in a shell's background is otherwise deaf to.
    """

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def confirm(question: str, *, yes: bool) -> None:
    """Goes on only when the operator says yes, here or by `--yes`; without a terminal to ask on it ends with USAGE."""
    if yes:
        return
    if not sys.stdin.isatty():
        stop(f"{question} Say so with --yes: there is no terminal to ask on", Exit.USAGE)
    typer.confirm(plain(question), abort=True, err=True)


def stop(reason: object, code: Exit) -> NoReturn:
    """Ends the command with one line of reason."""
    say(reason)
    raise typer.Exit(int(code))
