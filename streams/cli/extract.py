"""`trucewire extract`: what one article, or each article of a file, says."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from streams.cli.console import answer_json, say
from streams.cli.exits import Exit
from streams.cli.inputs import InputError, lines
from streams.errors import faults

if TYPE_CHECKING:
    from schemas.articles import Article

MOST_BYTES = 4_000_000
"""Bytes of an article that are read at all."""


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(extract)


def extract(
    file: Annotated[Path | None, typer.Argument(help="An article (.md, .txt), or - for standard input.")] = None,
    *,
    codebook: Annotated[Path | None, typer.Option(help="A folder that adds to the built-in codebook.")] = None,
    published: Annotated[str | None, typer.Option(help="When it was published, ISO 8601.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One article a line; prints one row a line.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show sentence by sentence what was read and why.")
    ] = False,
) -> None:
    """Print what an article says: the positions and the casualty figures, each with its evidence.

    The article may begin with lines such as `title:` and `published:` between two lines of three dashes. With --jsonl
    a line is {"id": ..., "text": ..., "title"?, "url"?, "published"?, "updated"?, "outlet"?, "received"?}; a line that
    is no article is named on stderr, the rest goes on, and the exit code is 3.

    Examples:

      trucewire extract report.md --published 2024-11-26

      trucewire extract report.md --explain

      trucewire extract --jsonl articles.jsonl | trucewire fold
    """
    from streams.codebook import load
    from streams.extract import extract as claims_of
    from streams.replay.decoding import line_fields, text_fields

    book = load(codebook)
    given = {key: value for key, value in (("published", published), ("outlet", outlet)) if value is not None}
    if jsonl:
        refused = False
        for number, line in enumerate(lines(file), 1):
            if not line.strip():
                continue
            try:
                article = _article(line, line_fields, given)
            except InputError as error:
                say(f"line {number}: {error}")
                refused = True
                continue
            if explain:
                _explain(article, book)
            else:
                answer_json(claims_of(article, book).model_dump(mode="json"))
        if refused:
            raise typer.Exit(Exit.REFUSED)
        return
    article = _article(b"".join(lines(file)), text_fields, given)
    if explain:
        _explain(article, book)
        return
    answer_json(claims_of(article, book).model_dump(mode="json"))


def _explain(article: "Article", book: Any) -> None:
    from streams.cli.explaining import show

    show(article, book)


def _article(content: bytes, read: Callable[[bytes], dict[str, Any]], given: Mapping[str, str]) -> "Article":
    from pydantic import ValidationError

    from schemas.articles import Article
    from streams.replay.decoding import NotAnArticleError

    if len(content) > MOST_BYTES:
        raise InputError(f"is over {MOST_BYTES // 1_000_000} MB; give it in parts")
    try:
        return Article(**{**read(content), **given})
    except NotAnArticleError as error:
        raise InputError(str(error)) from error
    except ValidationError as error:
        raise InputError(faults(error)) from error
