"""`trucewire eval`: how good extraction is on labelled articles."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from streams.cli.console import answer, answer_json, answer_table, say
from streams.cli.inputs import InputError, lines

if TYPE_CHECKING:
    from streams.extract.scoring import Scores


class By(StrEnum):
    """What stances can be counted by."""

    POSITION = "position"
    PARTY = "party"
    THEATRE = "theatre"
    OUTLET = "outlet"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("eval")(evaluate)


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Labelled articles, one JSON object a line.")],
    *,
    rows: Annotated[
        Path | None, typer.Option(help="Rows of `trucewire extract --jsonl` instead of extracting.")
    ] = None,
    codebook: Annotated[Path | None, typer.Option(help="A folder that adds to the built-in codebook.")] = None,
    by: Annotated[By | None, typer.Option(help="Count stances by this.")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List every miss and false claim on stderr.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")] = False,
) -> None:
    """Extract from labelled articles and compare with their labels.

    A line is {"id", "text", "stances": [...], "casualties": [...], "title"?, "date"?, "outlet"?}; `date` is read as
    `published`. A stance counts by party, issue and position, a casualty by harm and bounds; a label with `agreed`
    false is neither a hit nor a miss. The last table shows how often claims of a confidence were right.

    Example:  trucewire eval labelled.jsonl --by position --misses
    """
    from streams.extract.scoring import score

    labelled = _rows(gold)
    found = {row["id"]: row for row in _rows(rows)} if rows is not None else _extracted(labelled, codebook)
    scores = score(labelled, found, by=_group(by) if by else None)
    if misses:
        for miss in scores.misses:
            say(miss)
    if as_json:
        groups = {name: count.figures() for name, count in sorted(scores.groups.items())}
        answer_json({**scores.figures(), **({"by": groups} if by else {})})
        return
    _show(scores, by)


def _group(by: By) -> Callable[[Mapping[str, Any], tuple[str, str, str]], str]:
    groups: dict[By, Callable[[Mapping[str, Any], tuple[str, str, str]], str]] = {
        By.POSITION: lambda _, value: value[2],
        By.PARTY: lambda _, value: value[0],
        By.THEATRE: lambda _, value: value[1].removesuffix("-ceasefire"),
        By.OUTLET: lambda row, _: row.get("outlet") or "unknown",
    }
    return groups[by]


def _show(scores: "Scores", by: By | None) -> None:
    figures = scores.figures()
    columns = ("", "precision", "recall", "F1", "labels")
    table = [("stances", figures["stance"]), ("party and issue", figures["stance_party_issue"])]
    table += [(f"  {name}", row) for name, row in figures["by_position"].items()]
    table += [("casualties", figures["casualty"])]
    answer(f"{figures['articles']} articles, {figures['absent']} of them without a row")
    answer_table(columns, [(name, row["precision"], row["recall"], row["f1"], row["gold"]) for name, row in table])
    answer_table(("slot", "right"), figures["casualty_slots"].items())
    if by:
        rows = [(name, count.figures()) for name, count in sorted(scores.groups.items())]
        answer_table((by.value, *columns[1:]), [(name, *row.values()) for name, row in rows])
    answer_table(
        ("confidence of stances", "claims", "right"),
        [
            (f"{tenth} to {tenth + 9} %", count.hit + count.false, f"{100 * count.hit // (count.hit + count.false)} %")
            for tenth, count in sorted(scores.trust.items())
        ],
    )


def _extracted(labelled: list[dict[str, Any]], codebook: Path | None) -> dict[str, Any]:
    from schemas.articles import Article
    from streams.codebook import load
    from streams.extract import extract

    book = load(codebook)
    found: dict[str, Any] = {}
    for row in labelled:
        fields = {name: row.get(name) for name in ("id", "title", "text", "outlet", "url")}
        article = Article(**fields, published=row.get("published") or row.get("date"))
        found[row["id"]] = extract(article, book).model_dump(mode="json")
    return found


def _rows(path: Path) -> list[dict[str, Any]]:
    import orjson

    rows: list[dict[str, Any]] = []
    for number, line in enumerate(lines(path), 1):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise InputError(f"{path}:{number}: is not JSON: {error.msg}") from error
        if not isinstance(row, dict) or "id" not in row:
            raise InputError(f"{path}:{number}: is no object with an id")
        rows.append(row)
    return rows
