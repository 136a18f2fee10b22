"""`trucewire dead-letters`: records that could not be processed: look, mend, send back, or lay to rest."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from streams.cli.console import answer, answer_json, answer_table, confirm, say, stop
from streams.cli.exits import Exit

if TYPE_CHECKING:
    from streams.deadletters.letters import Letter
    from streams.settings import Settings

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")]
Ids = Annotated[list[str] | None, typer.Argument(help="Ids as `list` shows them: TOPIC/PARTITION/OFFSET.")]
All = Annotated[bool, typer.Option("--all", help="All that are open, instead of ids.")]
Reason = Annotated[str | None, typer.Option(help="Only those with this reason.")]

SHOWN = 2000
"""Characters of a value that `show` prints; `--json` gives all of it."""

letters = typer.Typer(no_args_is_help=True, help="Read, send back or lay to rest records that could not be processed.")


def register(app: typer.Typer) -> None:
    """Adds the group."""
    app.add_typer(letters, name="dead-letters")


@letters.command("list")
def list_(
    *,
    settled: Annotated[bool, typer.Option("--all", help="Also those sent back or laid to rest.")] = False,
    reason: Reason = None,
    as_json: Json = False,
) -> None:
    """Show the dead letters that are open: id, key, bytes, reason, and what the error said."""
    from streams.settings import Settings

    found = _chosen(_read(Settings.load()), settled=settled, reason=reason)
    if as_json:
        answer_json({"dead_letters": [_as_json(letter) for letter in found]})
        return
    answer_table(
        ("id", "key", "bytes", "reason", "error", "state"),
        [
            (letter.id, _text(letter.key), letter.size, letter.reason, letter.message[:120], letter.settled or "open")
            for letter in found
        ],
    )


@letters.command()
def show(
    letter_id: Annotated[str, typer.Argument(metavar="ID", help="TOPIC/PARTITION/OFFSET, as `list` shows it.")],
    *,
    as_json: Json = False,
) -> None:
    """Show one dead letter: why it is here, the headers it came with, and its value as it came."""
    from streams import cluster
    from streams.deadletters.letters import pick, value_of
    from streams.settings import Settings

    settings = Settings.load()
    letter = pick(_read(settings), letter_id)
    with cluster.consumer(settings) as client:
        value = value_of(client, letter, prefix=settings.prefix)
    headers = {name: _text(content) for name, content in letter.came}
    if as_json:
        answer_json({**_as_json(letter), "headers": headers, "value": None if value is None else _text(value)})
        return
    for name, content in {**_as_json(letter), **{f"header {name}": text for name, text in headers.items()}}.items():
        answer(f"{name}: {content}")
    answer("value: none" if value is None else f"value: {_text(value)[:SHOWN]}")
    if value is not None and len(value) > SHOWN:
        say(f"the value has {len(value)} bytes; --json shows all of it")


@letters.command("replay")
def replay(
    *,
    ids: Ids = None,
    every: All = False,
    reason: Reason = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Send dead letters back to where they came from, as they came. Do it when what stopped them is mended.

    Examples:

      trucewire dead-letters replay news.articles.v1/0/17

      trucewire dead-letters replay --all --reason timeout
    """
    from streams import cluster
    from streams.deadletters.letters import send_back, value_of
    from streams.settings import Settings

    settings = Settings.load()
    chosen = _named(_read(settings), ids, every=every, reason=reason)
    confirm(f"Send {len(chosen)} records back to their topics?", yes=yes or not every)
    with cluster.consumer(settings) as reader, cluster.producer(settings) as sender:
        for letter in chosen:
            value = value_of(reader, letter, prefix=settings.prefix)
            partition, offset = send_back(
                sender, letter, value, prefix=settings.prefix, timeout=settings.producer_request_timeout
            )
            answer(f"{letter.id} sent back to {letter.source.name} partition {partition} offset {offset}")


@letters.command()
def discard(
    *,
    ids: Ids = None,
    because: Annotated[str, typer.Option(help="Why: kept beside the dead letter.")],
    every: All = False,
    reason: Reason = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Lay dead letters to rest with a reason. They stay in Kafka, and `list --all` shows them.

    Example:  trucewire dead-letters discard news.articles.v1/0/17 --because "a test message"
    """
    from streams import cluster
    from streams.deadletters.letters import discard as lay_to_rest
    from streams.settings import Settings

    settings = Settings.load()
    chosen = _named(_read(settings), ids, every=every, reason=reason)
    confirm(f"Lay {len(chosen)} dead letters to rest?", yes=yes or not every)
    with cluster.producer(settings) as sender:
        for letter in chosen:
            lay_to_rest(
                sender, letter, because=because, prefix=settings.prefix, timeout=settings.producer_request_timeout
            )
            answer(f"{letter.id} laid to rest")


def _read(settings: "Settings") -> "list[Letter]":
    from streams import cluster
    from streams.deadletters.letters import letters as read

    with cluster.consumer(settings) as client:
        return read(client, prefix=settings.prefix)


def _chosen(found: "Iterable[Letter]", *, settled: bool, reason: str | None) -> "list[Letter]":
    return [letter for letter in found if (settled or letter.settled is None) and reason in (None, letter.reason)]


def _named(found: "list[Letter]", ids: list[str] | None, *, every: bool, reason: str | None) -> "list[Letter]":
    from streams.deadletters.letters import pick

    if bool(ids) == every:
        stop("say which: ids as `trucewire dead-letters list` shows them, or --all", Exit.USAGE)
    chosen = [pick(found, wanted) for wanted in ids] if ids else _chosen(found, settled=False, reason=reason)
    if not chosen:
        stop("no dead letter is open", Exit.DONE)
    return chosen


def _as_json(letter: "Letter") -> dict[str, Any]:
    return {
        "id": letter.id,
        "topic": letter.source.name,
        "from": letter.origin[1],
        "key": None if letter.key is None else _text(letter.key),
        "bytes": letter.size,
        "reason": letter.reason,
        "error": letter.message,
        "replays": letter.replays,
        "state": letter.settled or "open",
        "because": letter.because,
    }


def _text(content: bytes | None) -> str:
    return "" if content is None else content.decode("utf-8", "backslashreplace")
