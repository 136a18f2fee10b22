"""`trucewire diff`: what an edited codebook changes in history, before it goes live."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from streams.cli.claimrows import LAST
from streams.cli.console import answer, answer_json, say
from streams.cli.exits import Exit
from streams.cli.positions import AsOf, Json

if TYPE_CHECKING:
    from schemas.articles import Article
    from schemas.claims import ArticleClaims

BUILT_IN = Path("builtin")
"""How the codebook without an overlay is named."""

CHUNK = 8
"""Articles that a child process reads at a time."""

SHOWN = 20
"""Changed claims that a table shows; --json has all of them."""


@dataclass(frozen=True, slots=True)
class Both:
    """One article as both codebooks read it."""

    one: "ArticleClaims"
    other: "ArticleClaims"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(diff)


def diff(
    codebook_a: Annotated[Path, typer.Argument(help="A folder that adds to the built-in codebook, or builtin.")],
    codebook_b: Annotated[Path, typer.Argument(help="Another one.")],
    paths: Annotated[list[Path], typer.Argument(help="Articles: files (.md, .txt, .jsonl) and folders of them.")],
    *,
    as_of: AsOf = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes that read articles; default: one a core.")] = None,
    as_json: Json = False,
) -> None:
    """Show what changes between two codebooks: numbers of the policy, claims, positions, tolls, alerts.

    Every article is read with both; nothing is sent anywhere.

    Examples:

      trucewire diff builtin my-codebook archive.jsonl

      trucewire diff builtin my-codebook seeds --json
    """
    from streams.cli import comparing
    from streams.cli.inputs import day
    from streams.fold.answer import answer as fold

    until = day("as-of", as_of)
    old, new = _book(codebook_a), _book(codebook_b)
    articles, refused = _articles(paths)
    both = list(_read(articles, codebook_a, codebook_b, jobs))
    before = fold([pair.one for pair in both], old.policy, as_of=until)
    after = fold([pair.other for pair in both], new.policy, as_of=until)
    changes = {
        "codebooks": [old.version, new.version],
        "articles": len(both),
        "policy": comparing.policies(old.policy, new.policy),
        "claims": [change for pair in both for change in comparing.claims(pair.one, pair.other)],
        "positions": comparing.positions(before["positions"], after["positions"]),
        "tolls": comparing.tolls(before["tolls"], after["tolls"]),
        "alerts": comparing.alerts(before["alerts"], after["alerts"]),
    }
    if as_json:
        answer_json(changes)
    else:
        _show(changes)
    if refused:
        raise typer.Exit(Exit.REFUSED)


@cache
def _book(path: Path) -> Any:
    from streams.codebook import load

    return load(None if path == BUILT_IN else path)


def _articles(paths: Iterable[Path]) -> "tuple[list[Article], int]":
    from streams import replay

    found, refused = [], 0
    for item in replay.read(paths, now=LAST):
        if isinstance(item, replay.Found):
            found.append(item.article)
        else:
            refused += 1
            say(f"refused {item}")
    return found, refused


def _read(articles: "Sequence[Article]", one: Path, other: Path, jobs: int | None) -> Iterator[Both]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context
    from os import cpu_count

    workers = min(jobs or cpu_count() or 1, len(articles) // CHUNK + 1)
    if workers == 1:
        yield from (_both(article, one, other) for article in articles)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        size = len(articles)
        yield from pool.map(_both, articles, [one] * size, [other] * size, chunksize=CHUNK)


def _both(article: "Article", one: Path, other: Path) -> Both:
    from streams.extract import extract

    old, new = _book(one), _book(other)
    read = extract(article, old)
    if _knowledge(old) == _knowledge(new):
        return Both(read, read.model_copy(update={"codebook": new.version}))
    return Both(read, extract(article, new))


def _knowledge(book: Any) -> dict[str, str]:
    """What the overlay says to the extractor: all of it but the numbers of the folds."""
    return {name: text for name, text in book.files.overlay.items() if name != "policy.toml"}


def _show(changes: dict[str, Any]) -> None:
    from schemas.alerts import ALERT
    from streams.cli import showing
    from streams.cli.tables import faint, quoted, show, word

    answer(f"{changes['articles']} articles read with codebooks {' and '.join(changes['codebooks'])}")
    if changes["policy"]:
        show(("number", "before", "after"), [tuple(str(one[cell]) for cell in one) for one in changes["policy"]])
    if changes["claims"]:
        show(
            ("claim", "before", "after", "in"),
            [
                (
                    (one["after"] or one["before"]).get("rule", ""),
                    _said(one["before"], one["slots"]),
                    _said(one["after"], one["slots"]),
                    quoted((one["after"] or one["before"])["quote"]),
                )
                for one in changes["claims"][:SHOWN]
            ],
        )
        if len(changes["claims"]) > SHOWN:
            answer(f"and {len(changes['claims']) - SHOWN} more claims; --json has them all")
    for what in ("positions", "tolls"):
        if changes[what]:
            show(
                (what, "before", "after"),
                [
                    (
                        " ".join(str(value) for value in one["key"].values() if value),
                        *(
                            word(" ".join(str(value) for value in one[side].values())) if one[side] else faint("none")
                            for side in ("before", "after")
                        ),
                    )
                    for one in changes[what]
                ],
            )
    for one in changes["alerts"]:
        answer(f"{one['change']:<8} {showing.headline(ALERT.validate_python(one['alert']))}")
    counts = ", ".join(f"{len(changes[what])} {what}" for what in ("claims", "positions", "tolls", "alerts"))
    say(f"changed: {counts}")


def _said(claim: dict[str, Any] | None, slots: Sequence[str]) -> str:
    if claim is None:
        return "not read"
    if slots:
        return ", ".join(f"{slot} {claim[slot]}" for slot in slots if slot not in ("id", "rule"))
    if "position" in claim:
        return f"{claim['party']} {claim['issue']} {claim['position']} {claim['voice']} {claim['time']}"
    return f"{claim['harm']} {claim['low']}-{claim['high']} in {claim['place_id']} by {claim['source_id']}"
