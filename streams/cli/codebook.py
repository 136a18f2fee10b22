"""`trucewire codebook`: what the analyst's files say, whether they are sound, and where a word leads."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from streams.cli.console import answer, answer_json, answer_table, say, stop
from streams.cli.exits import Exit

if TYPE_CHECKING:
    from streams.codebook import Codebook

Folder = Annotated[Path | None, typer.Option("--codebook", help="Folder whose files overlay the built-in codebook.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")]

codebook = typer.Typer(no_args_is_help=True, help="Check and read the codebook: parties, holders, theatres and so on.")


def register(app: typer.Typer) -> None:
    """Adds the group."""
    app.add_typer(codebook, name="codebook")


@codebook.command()
def check(*, folder: Folder = None, as_json: Json = False) -> None:
    """Say what is wrong with the codebook, or with what an overlay makes of it. Exit code 1 when something is.

    Example:  trucewire codebook check --codebook my-codebook/
    """
    from streams.codebook.book import read
    from streams.codebook.checking import problems

    book = read(_chosen(folder))
    found = problems(book)
    if as_json:
        answer_json({"version": book.version, "problems": list(found)})
    else:
        for problem in found:
            answer(problem)
        if not found:
            say(f"codebook {book.version} is sound")
    if found:
        raise typer.Exit(Exit.FAILED)


@codebook.command()
def show(
    subject: Annotated[str | None, typer.Argument(help="A subject such as parties; without it, all subjects.")] = None,
    entry: Annotated[str | None, typer.Argument(help="The id of one entry.")] = None,
    *,
    folder: Folder = None,
    as_json: Json = False,
) -> None:
    """Show the subjects with their numbers of entries, the ids of one subject, or one entry in full.

    Examples:

      trucewire codebook show

      trucewire codebook show parties qatar
    """
    book = _load(folder)
    if subject is None:
        _show_subjects(book, as_json=as_json)
        return
    entries = _entries(book, subject)
    if entry is None:
        if as_json:
            answer_json({"version": book.version, subject: list(entries)})
            return
        for key in entries:
            answer(key)
        return
    if entry not in entries:
        stop(f"there is no {entry} in {subject}.toml; `trucewire codebook show {subject}` lists what is", Exit.USAGE)
    fields = _fields(entries[entry])
    origin = book.files.origin(f"{subject}.toml", entry)
    if as_json:
        answer_json({"version": book.version, "file": origin, "entry": fields})
        return
    answer(f"file: {origin}")
    for name, value in fields.items():
        answer(f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")


@codebook.command()
def explain(
    word: Annotated[str, typer.Argument(metavar="WORD", help="A name, title or noun; several words in quotes.")],
    *,
    day: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day on which it is read, YYYY-MM-DD: who held which office.")
    ] = None,
    folder: Folder = None,
    as_json: Json = False,
) -> None:
    """Show every entry that a word leads to, how, for which party on the day, and from which file.

    Examples:

      trucewire codebook explain Kremlin

      trucewire codebook explain "David Cameron" --day 2014-07-01
    """
    from streams.cli.inputs import day as checked
    from streams.codebook.explaining import explained

    book = _load(folder)
    found = explained(word, book, checked("day", day))
    if as_json:
        answer_json({"version": book.version, "word": word, "entries": found})
        return
    if not found:
        stop(f"nothing in the codebook is called {word}", Exit.DONE)
    answer_table(
        ("entry", "written", "as", "party", "file"),
        [
            (f"{one['subject']}/{one['id']}", one["written"], one["role"], one["party"] or "", one["file"])
            for one in found
        ],
    )


def _show_subjects(book: "Codebook", *, as_json: bool) -> None:
    from streams.codebook.book import SUBJECTS

    counts = {name: len(getattr(book, name)) for name in SUBJECTS}
    if as_json:
        answer_json({"version": book.version, "subjects": counts})
        return
    answer(f"codebook {book.version}")
    answer_table(("subject", "entries", "file"), [(name, count, f"{name}.toml") for name, count in counts.items()])


def _entries(book: "Codebook", subject: str) -> Mapping[str, Any]:
    from streams.codebook.book import SUBJECTS

    if subject not in SUBJECTS:
        stop(f"there is no subject {subject}; there are {', '.join(SUBJECTS)}", Exit.USAGE)
    entries: Mapping[str, Any] = getattr(book, subject)
    return entries


def _fields(entry: Any) -> dict[str, Any]:
    """What is written of an entry, without what was left out."""
    from dataclasses import asdict

    return {name: value for name, value in asdict(entry).items() if value not in (None, (), "", {}, False)}


def _load(folder: Path | None) -> "Codebook":
    from streams.codebook import load

    return load(_chosen(folder))


def _chosen(folder: Path | None) -> Path | None:
    """The overlay that was named, else the one of the settings."""
    from streams.settings import Settings

    return folder if folder is not None else Settings.load().codebook
