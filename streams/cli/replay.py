"""`trucewire replay` and `trucewire retract`: articles into Kafka, and out of the answers again."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from streams.cli.console import answer, answer_json, err, say
from streams.cli.exits import Exit
from streams.cli.inputs import day as checked

if TYPE_CHECKING:
    from schemas.articles import Article
    from streams.replay import Found, Refused, Selection

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")]

PLAIN_EVERY = 1000
"""Articles after which a replay without a terminal says how far it is."""


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(replay)
    app.command()(retract)


@dataclass(slots=True)
class _Tally:
    """What a replay has met so far."""

    refused: "list[Refused]" = field(default_factory=list)
    outside: int = 0
    sent: int = 0
    articles: set[str] = field(default_factory=set)

    def count(self, article: "Article") -> None:
        self.sent += 1
        self.articles.add(article.article_id)


def replay(
    paths: Annotated[list[Path], typer.Argument(help="Files (.md, .txt, .jsonl) and folders of them.")],
    *,
    day: Annotated[str | None, typer.Option("--date", help="Day of articles that have none, YYYY-MM-DD.")] = None,
    speed: Annotated[str, typer.Option(help="max, or a factor such as 60x: an hour of news in a minute.")] = "max",
    since: Annotated[str | None, typer.Option("--from", help="Leave out articles before this day.")] = None,
    until: Annotated[str | None, typer.Option(help="Leave out articles after this day.")] = None,
    limit: Annotated[int | None, typer.Option(min=0, help="Send at most so many.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check only; needs no Kafka.")] = False,
    as_json: Json = False,
) -> None:
    """Send articles to Kafka. Sending the same ones again changes nothing.

    A text file is one article; it can begin with lines of `title:`, `published:`, `updated:`, `outlet:`, `url:` and
    `language:` between two lines of three dashes. A .jsonl file has one object a line: {"id": ..., "text": ...}.
    Of a folder its own files are read, not those of folders in it. What cannot be an article is named with its
    reason, the rest goes on, and the exit code is 3.

    Examples:

      trucewire replay seeds

      trucewire replay report.txt --date 2024-11-26

      trucewire replay archive.jsonl --from 2024-09-01 --until 2024-11-30 --speed 3600x
    """
    from schemas.moments import instant
    from streams import replay as articles

    stated, first, last = (checked(*given) for given in (("date", day), ("from", since), ("until", until)))
    try:
        factor = articles.read_speed(speed)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--speed") from error
    tally, begun = _Tally(), time.monotonic()
    read = articles.read(paths, now=instant(_clock()), stated=stated)
    wanted = _wanted(articles.in_order(read, paced=factor is not None), tally, articles.Selection(first, last), limit)
    if dry_run:
        _show(wanted, tally, quiet=as_json)
    else:
        _send(wanted, tally, factor)
    _summarize(tally, ignored=len(articles.left_alone(paths)), seconds=time.monotonic() - begun, as_json=as_json)
    if tally.refused:
        raise typer.Exit(Exit.REFUSED)


def retract(
    article: Annotated[str, typer.Argument(help="The article's id, or its address.")],
    *,
    because: Annotated[str, typer.Option(help="Why: kept with the withdrawal.")],
    purge: Annotated[
        bool, typer.Option("--purge", help="Send no text along, and say where the old text stands.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Take an article back: its claims fall, and with them the alerts that stood on it.

    Example:  trucewire retract https://example.org/news/17 --because "the outlet withdrew it"
    """
    from schemas.topics import ARTICLES
    from streams import cluster
    from streams import replay as articles
    from streams.settings import Settings

    settings = Settings.load()
    try:
        wanted = articles.named(article)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="ARTICLE") from error
    with cluster.consumer(settings) as client:
        traces = articles.trace(client, wanted, prefix=settings.prefix)
    event = articles.withdrawal(traces.last, because=because, now=_clock(), purge=purge)
    with cluster.producer(settings) as sender:
        [stands] = articles.deliver(
            [event], producer=sender, prefix=settings.prefix, timeout=settings.producer_request_timeout
        )
    places = [{"topic": topic, "partition": number, "offset": offset} for topic, number, offset in traces.places]
    if as_json:
        where = {"partition": stands.partition, "offset": stands.offset}
        answer_json({"article_id": wanted, **where, "places": places if purge else []})
        return
    answer(f"withdrew {wanted}: {ARTICLES.named(settings.prefix)} partition {stands.partition} offset {stands.offset}")
    if purge:
        say("Its words still stand in these records. Kafka deletes only a partition's beginning, up to an offset:")
        for place in places:
            answer("{topic} partition {partition} offset {offset}".format(**place))


def _wanted(
    items: "Iterable[Found | Refused]", tally: _Tally, selection: "Selection", limit: int | None
) -> "Iterator[Found]":
    from streams.replay import Refused

    left = limit
    for item in items:
        if isinstance(item, Refused):
            tally.refused.append(item)
            say(f"refused {item}")
        elif not selection.keeps(item.article):
            tally.outside += 1
        elif left == 0:
            return
        else:
            left = None if left is None else left - 1
            yield item


def _send(wanted: "Iterable[Found]", tally: _Tally, speed: float | None) -> None:
    from schemas.topics import ARTICLES
    from streams import cluster
    from streams import replay as articles
    from streams.settings import Settings

    settings = Settings.load()
    with cluster.admin(settings) as client:
        cluster.require(client, [ARTICLES.named(settings.prefix)])
    with cluster.producer(settings) as sender, _progress() as advance:
        for delivered in articles.deliver(
            articles.stamped(_waiting(articles.paces(wanted, speed)), _clock),
            producer=sender,
            prefix=settings.prefix,
            timeout=settings.producer_request_timeout,
            # A paced replay is watched as it goes: what was sent is confirmed before the next wait.
            in_flight=articles.IN_FLIGHT if speed is None else 1,
        ):
            tally.count(delivered.article)
            advance(delivered.article)


def _waiting(paced: "Iterable[tuple[Found, float]]") -> "Iterator[Found]":
    for item, seconds in paced:
        time.sleep(seconds)
        yield item


def _show(wanted: "Iterable[Found]", tally: _Tally, *, quiet: bool) -> None:
    """A dry run: each article as it would be sent."""
    for item in wanted:
        tally.count(item.article)
        if not quiet:
            title = item.article.title or item.article.text.strip()[:80].splitlines()[0]
            answer(f"{item.article.article_id}  {item.article.day or 'no date   '}  {title}")


@contextmanager
def _progress() -> "Iterator[Callable[[Article], None]]":
    """Calls back for each article: a bar on a terminal, else a line now and then."""
    if not err().is_terminal:
        yield _Lines()
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TextColumn("{task.completed} sent"), TimeElapsedColumn(), TextColumn("{task.fields[day]}"))
    with Progress(*columns, console=err(), transient=True) as bar:
        task = bar.add_task("replay", total=None, day="")
        yield lambda article: bar.update(task, advance=1, day=article.day or "")


class _Lines:
    """Says how far a replay is, for logs."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, article: "Article") -> None:
        self._count += 1
        if self._count % PLAIN_EVERY == 0:
            say(f"{self._count} sent, now at {article.day or 'an article without a date'}")


def _summarize(tally: _Tally, *, ignored: int, seconds: float, as_json: bool) -> None:
    if as_json:
        refused = [{"path": str(item.path), "line": item.line, "reason": item.reason} for item in tally.refused]
        counts = {"sent": tally.sent, "articles": len(tally.articles), "outside": tally.outside, "ignored": ignored}
        answer_json({**counts, "refused": refused, "seconds": round(seconds, 3)})
        return
    parts = [
        f"{tally.sent} sent ({len(tally.articles)} articles) in {seconds:.1f} s",
        f"{len(tally.refused)} refused" if tally.refused else "",
        f"{tally.outside} outside the days wanted" if tally.outside else "",
        f"{ignored} other entries of the folders not read" if ignored else "",
    ]
    say(", ".join(part for part in parts if part))


def _clock() -> datetime:
    return datetime.now(UTC)
