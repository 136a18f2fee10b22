"""`trucewire explain`: why an alert stands, in the words of both sides, and what would take it back."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from streams.cli.claimrows import LAST
from streams.cli.console import answer, answer_json, stop
from streams.cli.exits import Exit
from streams.cli.positions import AsOf, Book, Json, Rows

if TYPE_CHECKING:
    from schemas.alerts import Alert, Evidence
    from schemas.articles import Article
    from streams.fold.answer import Claims
    from streams.fold.undoing import Undoings

AROUND = 200
"""Characters of an article shown before and after a quote."""

UNKNOWN = "an unknown outlet's"

SHORTEST = 6
"""Characters of an id that name an alert, where no other begins like it."""


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(explain)


def explain(
    alert: Annotated[str, typer.Argument(metavar="ALERT_ID", help="The alert's id, or its beginning.")],
    rows: Rows = None,
    *,
    articles: Annotated[
        list[Path] | None, typer.Option(help="Where the articles are: quotes are shown in what stands around them.")
    ] = None,
    as_of: AsOf = None,
    codebook: Book = None,
    as_json: Json = False,
) -> None:
    """Show why an alert stands: both sides with their quotes, the rules that read them, and what would undo it.

    Examples:

      trucewire explain 0b1c9a52

      trucewire explain 0b1c9a52 rows.jsonl --articles seeds
    """
    from streams.cli.claimrows import Source
    from streams.cli.inputs import day
    from streams.codebook import load
    from streams.fold.answer import fold_position, fold_toll, standing
    from streams.fold.undoing import undoings

    book = load(codebook)
    source = Source(rows, book)
    claims = standing(source.rows(), as_of=day("as-of", as_of))
    policy = book.policy
    lines = (fold_position(*key, told, policy.positions) for key, told in claims.stances.items())
    counts = (fold_toll(*key, told, policy.tolls) for key, told in claims.casualties.items())
    alerts = [*(one for line in lines for one in line.alerts), *(one for count in counts for one in count.alerts)]
    wanted = _wanted(alert, alerts) or _stop_with_its_end(alert, from_kafka=rows is None)
    texts = _texts(wanted, articles, from_kafka=rows is None)
    undone = undoings(wanted, claims, policy)
    if as_json:
        answer_json(_plain(wanted, texts, undone))
    else:
        _show(wanted, texts, undone, claims)
    source.finish()


def _wanted(beginning: str, alerts: "list[Alert]") -> "Alert | None":
    found = [one for one in alerts if one.id.startswith(beginning)] if len(beginning) >= SHORTEST else []
    if len(found) > 1:
        stop(f"{len(found)} alerts begin with {beginning}: give more of the id", Exit.USAGE)
    return found[0] if found else None


def _stop_with_its_end(beginning: str, *, from_kafka: bool) -> "Alert":
    """Ends the command with what became of an alert that does not stand."""
    if from_kafka:
        from streams import cluster
        from streams.feed import Feed, written
        from streams.settings import Settings

        settings = Settings.load()
        with cluster.consumer(settings) as client:
            feed = Feed()
            feed.take(written(client, settings.prefix))
        for held in feed.held.values():
            if held.id.startswith(beginning) and held.because:
                instead = f"; in its place stands {held.replaced_by}" if held.replaced_by else ""
                stop(f"alert {held.id} was taken back because of article {held.because}{instead}", Exit.FAILED)
    stop(f"no alert that stands begins with {beginning}; `trucewire alerts` lists them", Exit.FAILED)


def _texts(alert: "Alert", paths: list[Path] | None, *, from_kafka: bool) -> "Mapping[str, list[Article]]":
    """The versions of the articles that the alert quotes, as far as they can be read."""
    wanted = {claim.article_id for _, claim in _claims(alert)}
    found: dict[str, list[Article]] = {}
    for article in _from_kafka() if from_kafka and not paths else _from_files(paths or []):
        if article.article_id in wanted:
            found.setdefault(article.article_id, []).append(article)
    return found


def _from_files(paths: list[Path]) -> "Iterator[Article]":
    from streams import replay

    for item in replay.read(paths, now=LAST):
        if isinstance(item, replay.Found):
            yield item.article


def _from_kafka() -> "Iterator[Article]":
    from pydantic import ValidationError

    from schemas.articles import Article
    from schemas.topics import ARTICLES
    from streams import cluster
    from streams.settings import Settings

    settings = Settings.load()
    with cluster.consumer(settings) as client:
        for seen in cluster.records(client, [ARTICLES.named(settings.prefix)]):
            if seen.value is not None:
                try:
                    yield Article.model_validate_json(seen.value)
                except ValidationError:
                    continue  # a dead letter of the worker, which names it


def _around(claim: "Evidence", versions: "list[Article]") -> tuple[str, str]:
    """What stands before and after a quote, in the version in which it stands there."""
    for article in versions:
        part = article.title or "" if claim.part == "title" else article.text
        if part[claim.start : claim.end] == claim.quote:
            return part[max(0, claim.start - AROUND) : claim.start], part[claim.end : claim.end + AROUND]
    return "", ""


def _claims(alert: "Alert") -> "Iterator[tuple[str, Evidence]]":
    for side, claims in alert.evidence.items():
        yield from ((str(side), claim) for claim in claims)


def _plain(alert: "Alert", texts: "Mapping[str, list[Article]]", undone: "Undoings") -> dict[str, Any]:
    from schemas.alerts import RECORD_FIELDS

    around = {
        claim.claim_id: dict(zip(("before", "after"), _around(claim, texts.get(claim.article_id, [])), strict=True))
        for _, claim in _claims(alert)
    }
    return {
        "alert": alert.model_dump(mode="json", exclude=set(RECORD_FIELDS)),
        "context": around,
        "articles": list(undone.articles),
        "undone_by": [
            {"article_id": one.article_id, "instead": one.instead.id if one.instead else None} for one in undone.found
        ],
    }


def _show(alert: "Alert", texts: "Mapping[str, list[Article]]", undone: "Undoings", claims: "Claims") -> None:
    from streams.cli import showing
    from streams.cli.tables import faint, line, passage, word

    answer(showing.headline(alert), style=showing.COLOURS[alert.status])
    line(faint(f"alert {alert.id}, to be known since {alert.known_on or 'an unknown day'}"))
    side = None
    for name, claim in _claims(alert):
        if name != side:
            answer("")
            line(word(name), faint(_day_of_side(alert, name)))
            side = name
        told = getattr(claim, "speaker", None) or getattr(claim, "attributed_to", None) or ""
        voice = getattr(claim, "voice", None) or ""
        line(f"{claim.outlet or 'unknown outlet'}, {claim.article_day or 'without a date'}", str(voice), told, indent=2)
        before, after = _around(claim, texts.get(claim.article_id, []))
        passage(before, claim.quote, after, cut=(len(before) == AROUND, len(after) == AROUND))
        terms = getattr(claim, "terms", None)
        where = f"{claim.part} {claim.start}-{claim.end} of article {claim.article_id}"
        line(faint(f"rule {claim.rule}, codebook {claim.codebook}, {where}"), indent=4)
        if terms is not None:
            line(faint(f"its terms: {claim.part} {terms.start}-{terms.end}"), indent=4)
    answer("")
    for told in _undoing(alert, undone, _outlets(claims)):
        answer(told)


def _day_of_side(alert: "Alert", side: str) -> str:
    if side == "from":
        return getattr(alert, "last_day_of_from", None) or "as the article recalls it"
    figure = getattr(alert, side, None) if side in ("before", "now") else None
    return figure.day if figure is not None else alert.day


def _undoing(alert: "Alert", undone: "Undoings", outlets: Mapping[str, str]) -> Iterator[str]:
    from schemas.alerts import PositionShifted
    from schemas.vocabulary import Status
    from streams.cli.showing import headline

    alone = len(undone.articles)
    if not undone.found:
        yield f"No single article undoes it: {alone} speak on its days."
    for one in undone.found:
        instead = f"; then there is: {' '.join(headline(one.instead).split())}" if one.instead else ""
        yield f"It falls without {outlets.get(one.article_id, 'article')} {one.article_id}{instead}."
    if isinstance(alert, PositionShifted):
        yield f"It falls, too, if the party itself says something else on {alert.day}: the day is contested then."
    if alert.status is Status.RAISED and isinstance(alert, PositionShifted):
        yield f"It is confirmed when the party itself says so on {alert.day}."


def _outlets(claims: "Claims") -> dict[str, str]:
    outlets: dict[str, str] = {}
    for told in claims.stances.values():
        outlets |= {claim.article_id: claim.outlet or UNKNOWN for claim in told}
    for counted in claims.casualties.values():
        outlets |= {claim.article_id: claim.outlet or UNKNOWN for claim in counted}
    return outlets
