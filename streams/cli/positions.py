"""`trucewire positions`, `tolls` and `history`: what parties hold, what sources count, and how it came to that."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from streams.cli.console import answer_json, say, stop
from streams.cli.exits import Exit

if TYPE_CHECKING:
    from rich.text import Text

    from streams.cli.claimrows import Source
    from streams.fold.answer import Answer
    from streams.fold.history import Chapter

Rows = Annotated[
    Path | None, typer.Argument(help="Rows as `trucewire extract --jsonl` prints them, or -; without it, Kafka.")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="What a reader of that day could know, YYYY-MM-DD.")
]
Book = Annotated[Path | None, typer.Option("--codebook", help="A folder that adds to the built-in codebook.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(positions)
    app.command()(tolls)
    app.command()(history)


def positions(
    rows: Rows = None,
    *,
    party: Annotated[str | None, typer.Option(help="Only this party.")] = None,
    issue: Annotated[str | None, typer.Option(help="Only this issue.")] = None,
    as_of: AsOf = None,
    codebook: Book = None,
    as_json: Json = False,
) -> None:
    """Show what every party holds on every issue now, since when, who says so, and what is unclear since.

    Examples:

      trucewire positions --party israel

      trucewire positions rows.jsonl --as-of 2024-10-31
    """
    from streams.cli.tables import faint, joined, show, word

    answer, source = _answer(rows, codebook, as_of)
    found = [one for one in answer["positions"] if party in (None, one["party"]) and issue in (None, one["issue"])]
    if as_json:
        answer_json({"positions": found})
        source.finish()
        return
    show(
        ("party", "issue", "position", "since", "and", "on the word of"),
        (
            (
                one["party"],
                one["issue"],
                word(one["position"] or "none"),
                one["since"] or "",
                joined(*_unclear(one), separator=", "),
                _first_quote(one["evidence"]) if one["evidence"] else faint("nobody yet"),
            )
            for one in found
        ),
    )
    _counted(len(found), "position")
    source.finish()


def tolls(
    rows: Rows = None,
    *,
    theatre: Annotated[str | None, typer.Option(help="Only this theatre.")] = None,
    harm: Annotated[str | None, typer.Option(help="Only this harm, such as killed.")] = None,
    as_of: AsOf = None,
    codebook: Book = None,
    as_json: Json = False,
) -> None:
    """Show every toll: what each source counts, since when, and the lowest, best and highest figure.

    Counts of different starts are different tolls. A report of which the place, the group, the start or the source is
    not known stands alone.

    Examples:

      trucewire tolls --theatre gaza --harm killed

      trucewire tolls rows.jsonl --json
    """
    from streams.cli.showing import figure
    from streams.cli.tables import faint, joined, show

    answer, source = _answer(rows, codebook, as_of)
    found = [one for one in answer["tolls"] if theatre in (None, one["theatre"]) and harm in (None, one["harm"])]
    if as_json:
        answer_json({"tolls": found})
        source.finish()
        return
    show(
        ("harm", "place", "group", "counted", "low", "best", "high", "as of", "by"),
        (
            (
                one["harm"],
                one["place"] or faint("unknown"),
                one["group"] or faint("unknown"),
                _period(one),
                f"{one['low']:,}",
                f"{one['best']:,}",
                "open" if one["high"] is None else f"{one['high']:,}",
                one["as_of"],
                joined(
                    *(f"{s['source'] or 'unnamed'} {figure(s['low'], s['high'])}" for s in one["sources"]),
                    separator="; ",
                ),
            )
            for one in found
        ),
    )
    _counted(len(found), "toll")
    source.finish()


def history(
    party: Annotated[str, typer.Argument(help="The party's id, such as israel.")],
    issue: Annotated[str, typer.Argument(help="The issue's id, such as lebanon-ceasefire.")],
    rows: Rows = None,
    *,
    as_of: AsOf = None,
    codebook: Book = None,
    as_json: Json = False,
) -> None:
    """Show every day of a party on an issue with its claims: deciding, pending, echo, recalled, private, undated.

    Example:  trucewire history israel lebanon-ceasefire --as-of 2024-10-31
    """
    from streams.cli.claimrows import Source
    from streams.cli.inputs import day
    from streams.codebook import load
    from streams.fold.answer import fold_position, standing
    from streams.fold.history import history as told

    book = load(codebook)
    source = Source(rows, book)
    claims = standing(source.rows(), as_of=day("as-of", as_of))
    if (party, issue) not in claims.stances:
        known = sorted(other for one, other in claims.stances if one == party)
        stop(f"nothing is known of {party} on {issue}; of {party}: {', '.join(known) or 'nothing'}", Exit.FAILED)
    policy = book.policy.positions
    line = fold_position(party, issue, claims.stances[party, issue], policy)
    chapters = list(told(line.entries, line.days, line.undated, policy))
    if as_json:
        answer_json({"party": party, "issue": issue, "days": [chapter.plain() for chapter in chapters]})
    else:
        _show_history(chapters)
    source.finish()


def _show_history(chapters: "Iterable[Chapter]") -> None:
    from streams.cli.tables import faint, show, word

    lines: list[tuple[Text | str, ...]] = []
    for chapter in chapters:
        for number, told in enumerate(chapter.claims):
            claim = told.claim
            lines.append(
                (
                    (chapter.day or "undated") if number == 0 else "",
                    _verdict(chapter) if number == 0 else "",
                    faint(told.role) if told.role != "deciding" else told.role,
                    word(claim.position),
                    claim.voice if claim.voice == "own" else f"{claim.voice}, {claim.teller or 'unnamed'}",
                    _first_quote([{"outlet": claim.outlet, "article_day": claim.article_day, "quote": claim.quote}]),
                )
            )
        if chapter.more:
            lines.append(("", "", faint("and more of the same, not kept"), "", "", ""))
    show(("day", "position", "claims", "", "voice", "in"), lines)


def _verdict(chapter: "Chapter") -> "Text":
    from streams.cli.tables import joined, word

    if chapter.contested:
        return joined(word("contested"))
    if chapter.turned_from:
        return joined(word(chapter.turned_from), "→", word(chapter.position))
    return word(chapter.position or "")


def _answer(rows: Path | None, codebook: Path | None, as_of: str | None) -> "tuple[Answer, Source]":
    from streams.cli.claimrows import Source
    from streams.cli.inputs import day
    from streams.codebook import load
    from streams.fold.answer import answer

    book = load(codebook)
    source = Source(rows, book)
    return answer(source.rows(), book.policy, as_of=day("as-of", as_of)), source


def _unclear(one: dict[str, Any]) -> "list[Text]":
    from streams.cli.tables import faint, joined, word

    contested = [joined(word("contested"), day["day"]) for day in one["contested"][-1:]]
    pending = [
        joined(faint("pending"), *(word(position) for position in day["evidence"]), day["day"])
        for day in one["pending"][-1:]
    ]
    return contested + pending


def _first_quote(evidence: list[dict[str, Any]]) -> "Text":
    from streams.cli.tables import faint, joined, quoted

    first = evidence[0]
    where = f"{first['outlet'] or 'unknown outlet'} {first['article_day'] or ''}".strip()
    return joined(faint(where), quoted(first["quote"]))


def _period(one: dict[str, Any]) -> str:
    happened = one["happened"] or {}
    if one["kind"] == "cumulative":
        return f"since {one['counted_from'] or '?'}"
    days = sorted({happened.get("from") or "?", happened.get("to") or "?"})
    return f"on {' to '.join(days)}"


def _counted(count: int, what: str) -> None:
    say(f"{count} {what}{'' if count == 1 else 's'}")
