"""`trucewire alerts`: what stands, and with `--follow` the lives of alerts as they come."""

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from streams.cli.console import answer, answer_json, interruptible, say

if TYPE_CHECKING:
    from streams.feed import Change

_FRESH = re.compile(r"(\d{1,5})d?")


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(alerts)


def alerts(
    *,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on: show each change as it comes.")] = False,
    fresh: Annotated[
        str, typer.Option(metavar="DAYS", help="With --follow: how long before the newest news, such as 7d.")
    ] = "7d",
    every: Annotated[bool, typer.Option("--all", help="With --follow: also what is long past.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object; with --follow one record a line, as in Kafka.")
    ] = False,
) -> None:
    """Show the alerts that stand: raised (two independent tellers) or confirmed (the party's own words).

    With --follow first those that stand and are fresh, then each that is raised, changed or retracted, until Ctrl-C.
    A shift that only changed its day is one line, `moved`. An archive that is loaded pages nobody: see --fresh, --all.

    Examples:

      trucewire alerts --json

      trucewire alerts --follow --fresh 30d
    """
    from streams import cluster
    from streams.feed import Change, Feed, coming, plain, topics, written
    from streams.settings import Settings

    days = None if every else _days(fresh)
    settings = Settings.load()
    with cluster.admin(settings) as client:
        cluster.require(client, topics(settings.prefix))
    with cluster.consumer(settings) as client:
        feed = Feed()
        feed.take(written(client, settings.prefix))
        standing = feed.standing()
        if not follow:
            if as_json:
                answer_json({"alerts": [plain(alert) for alert in standing]})
            else:
                _show_all([Change(alert) for alert in standing])
            return
        shown = [Change(feed.held[alert.id]) for alert in standing if feed.is_fresh(alert, days)]
        with suppress(KeyboardInterrupt), interruptible():
            _tell(shown, as_json=as_json)
            say(f"{len(shown)} of {len(standing)} standing alerts are fresh; waiting for more, Ctrl-C ends")
            for batch in coming(client):
                changes = feed.take(batch)
                _tell([change for change in changes if feed.is_fresh(change.alert, days)], as_json=as_json)


def _show_all(changes: "list[Change]") -> None:
    _tell(changes, as_json=False)
    if not changes:
        say("no alert stands")


def _tell(changes: "list[Change]", *, as_json: bool) -> None:
    from streams.cli import showing

    for change in changes:
        if as_json:
            records = [record for record in (change.alert, change.moved_from) if record]
            for record in records:
                answer_json(record.model_dump(mode="json"))
            continue
        for line, style in showing.change(change):
            answer(line, style=style)


def _days(text: str) -> int:
    match = _FRESH.fullmatch(text)
    if not match:
        raise typer.BadParameter("write days as a number, such as 7d", param_hint="--fresh")
    return int(match[1])
