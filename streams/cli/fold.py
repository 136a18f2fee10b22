"""`trucewire fold`: what a set of rows comes to, as one JSON object."""

from pathlib import Path
from typing import Annotated

import typer

from streams.cli.console import answer_json


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(fold)


def fold(
    file: Annotated[Path, typer.Argument(help="Rows as `trucewire extract` prints them, or - for stdin.")] = Path("-"),
    *,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DAY", help="What a reader of that day could know, YYYY-MM-DD.")
    ] = None,
    codebook: Annotated[Path | None, typer.Option(help="A folder that adds to the built-in codebook.")] = None,
) -> None:
    """Print the positions, tolls and alerts that follow from rows of claims, as one JSON object.

    The rows may come in any order and more than once: the answer has the same bytes. Slots that the codebook resolves
    are filled in where they are absent (not null). A line that is no row is named on stderr, the rest goes on, and the
    exit code is 3.

    Examples:

      trucewire extract --jsonl articles.jsonl | trucewire fold

      trucewire fold rows.jsonl --as-of 2024-10-31
    """
    from streams.cli.claimrows import Source
    from streams.cli.inputs import day
    from streams.codebook import load
    from streams.fold.answer import answer

    book = load(codebook)
    source = Source(file, book)
    answer_json(answer(source.rows(), book.policy, as_of=day("as-of", as_of)))
    source.finish()
