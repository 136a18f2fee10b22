"""`trucewire demo`: the main job, end to end, on this machine."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from streams.cli.console import answer, answer_json, answer_table, err, interruptible, out, say
from streams.cli.exits import Exit

if TYPE_CHECKING:
    from schemas.alerts import Alert
    from schemas.claims import ArticleClaims
    from streams.demo import Stage, Watch
    from streams.feed import Feed
    from streams.replay import Refused


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(demo)


@dataclass(slots=True)
class _Seen:
    """What a demo has met so far."""

    feed: "Feed"
    quiet: bool
    begun: float = field(default_factory=time.monotonic)
    articles: set[str] = field(default_factory=set)
    rows: "list[ArticleClaims]" = field(default_factory=list)
    refused: "list[Refused]" = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return round(time.monotonic() - self.begun, 1)


def demo(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Files and folders of your own; default: our seeds."),
    ] = None,
    *,
    broker: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="Use this Kafka, and clean up there at the end.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="End when everything is processed.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object when everything is processed.")
    ] = False,
) -> None:
    """Start a Kafka, topics and a worker of its own, replay articles, show claims and alerts as they come.

    Everything is in a fresh temporary folder and gone at the end. It stays until Ctrl-C, so that you can send it
    articles of yours. With --broker everything has a prefix of its own there, and is deleted at the end.

    Examples:

      trucewire demo

      trucewire demo --once --json my-articles
    """
    from streams.demo import Watch, staged
    from streams.feed import Feed
    from streams.settings import Settings

    settings = Settings.load()
    _check(paths or [])
    seen = _Seen(Feed(), quiet=as_json)
    told = _nothing if as_json else say
    try:
        with interruptible(), staged(settings, broker=broker, told=told) as stage, Watch(stage.settings) as watch:
            _run(stage, watch, seen, paths or [])
            if as_json:
                answer_json(_summary(stage, seen))
            else:
                _show_answer(stage, seen)
            if not once:
                _stay(stage, watch, seen)
    except KeyboardInterrupt:
        say("stopped")
        if once:
            raise typer.Exit(130) from None
    if seen.refused:
        raise typer.Exit(Exit.REFUSED)


def _run(stage: "Stage", watch: "Watch", seen: _Seen, paths: list[Path]) -> None:
    """Sends the articles and shows what comes of them until everything is processed."""
    from streams.demo import sent

    def refuse(item: "Refused") -> None:
        seen.refused.append(item)
        say(f"refused {item}")

    for article in sent(paths, stage.settings, refused=refuse):
        seen.articles.add(article.article_id)
        if not seen.quiet:
            answer(f"article    {article.day or 'undated   '}  {article.title or article.url or article.article_id}")
    with _busy(f"reading {len(seen.articles)} articles", quiet=seen.quiet):
        while not watch.processed():
            _take(watch.poll(), seen)
            stage.check()
        _take(watch.rest(), seen)


def _take(items: "Iterator[ArticleClaims | Alert]", seen: _Seen) -> None:
    from schemas.claims import ArticleClaims
    from streams.cli import showing

    for item in items:
        if isinstance(item, ArticleClaims):
            seen.rows.append(item)
            lines: list[tuple[str, str | None]] = [(f"claim      {line}", None) for line in showing.claims(item)]
        else:
            lines = [line for told in seen.feed.take([item]) for line in showing.change(told)]
        for text, style in lines if not seen.quiet else ():
            answer(text, style=style)


def _stay(stage: "Stage", watch: "Watch", seen: _Seen) -> None:
    say(f"metrics    {stage.metrics}")
    say(f"try it     TRUCEWIRE_BOOTSTRAP_SERVERS={stage.settings.bootstrap_servers} trucewire replay my-article.md")
    if stage.settings.prefix:
        say(f"           with TRUCEWIRE_PREFIX={stage.settings.prefix}")
    say("Ctrl-C ends it and leaves nothing")
    while True:
        _take(watch.poll(seconds=1.0), seen)
        stage.check()


def _summary(stage: "Stage", seen: _Seen) -> dict[str, Any]:
    """The object of `--json`. Counts are of what stands: one version of each article."""
    from streams.feed import plain
    from streams.fold.answer import standing

    claims = standing(seen.rows)
    return {
        "broker": stage.settings.bootstrap_servers,
        "articles": len(seen.articles),
        "stances": sum(map(len, claims.stances.values())),
        "casualties": sum(map(len, claims.casualties.values())),
        "alerts": [plain(alert) for alert in seen.feed.standing()],
        "dead_letters": _dead_letters(stage),
        "seconds": seen.seconds,
    }


def _show_answer(stage: "Stage", seen: _Seen) -> None:
    """Where everything stands: positions, tolls and alerts."""
    from streams.cli import showing
    from streams.codebook import load
    from streams.fold.answer import answer as folded

    found = folded(seen.rows, load(stage.settings.codebook).policy)
    answer("")
    answer_table(("party", "issue", "position", "since"), (showing.position(row) for row in found["positions"]))
    answer_table(
        ("harm", "place", "group", "counted from", "best", "range", "as of"), map(showing.toll, found["tolls"])
    )
    answer("Alerts that stand:", style="bold")
    for alert in seen.feed.standing():
        answer(showing.headline(alert), style=showing.COLOURS[alert.status])
    letters = _dead_letters(stage)
    say(
        f"{len(seen.articles)} articles processed in {seen.seconds} s, {len(seen.refused)} refused, "
        f"{letters} dead letters; Kafka at {stage.settings.bootstrap_servers}"
    )


def _dead_letters(stage: "Stage") -> int:
    from streams import cluster
    from streams.deadletters.letters import letters, still_open

    with cluster.consumer(stage.settings) as client:
        return len(still_open(letters(client, prefix=stage.settings.prefix)))


def _check(paths: list[Path]) -> None:
    """A path that is not there is a slip of the pen: said before anything is started."""
    absent = [str(path) for path in paths if not path.exists()]
    if absent:
        raise typer.BadParameter(f"no such file or folder: {', '.join(absent)}", param_hint="PATH")


@contextmanager
def _busy(what: str, *, quiet: bool) -> Iterator[None]:
    """A sign of life at the foot of a terminal."""
    # What rich keeps at the foot of one stream it does by taking the other over: only where both are the terminal.
    if quiet or not (err().is_terminal and out().is_terminal):
        yield
        return
    with err().status(what):
        yield


def _nothing(_: object) -> None:
    """Says nothing."""
