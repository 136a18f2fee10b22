"""`make weights DATA="FILE..."`: fits the learned judge to labelled articles, writes it, and prints its scores.

Not a command of `trucewire`: who uses the system has the weights, who changes the rules fits them again.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from streams.cli.console import answer, answer_table, say

if TYPE_CHECKING:
    from streams.judging.fitting import Score

WEIGHTS = Path(__file__).parents[1] / "extract" / "model" / "weights.json"
LEAST = 25
"""Per cent from which on a position is claimed: where precision and recall meet in cross-validation."""
SHOWN = (15, 20, 22, 25, 30, 40, 50)


def main(
    data: Annotated[list[Path], typer.Argument(help="Labelled articles, one a line; a file given twice counts twice.")],
    held: Annotated[Path | None, typer.Option(help="Labelled articles that are only scored.")] = None,
    least: Annotated[int, typer.Option(min=1, max=99, help="Per cent from which on a position is claimed.")] = LEAST,
    weights: Annotated[Path, typer.Option(help="The file that is written.")] = WEIGHTS,
) -> None:
    """Cross-validate, fit to all, write, and print what rules alone and the weights give."""
    from streams.codebook import load
    from streams.judging.examples import labelled
    from streams.judging.fitting import claimed, cross_validated, fit, score

    book = load()
    articles = [labelled(one, book) for path in data for one in _lines(path)]
    say(f"{len(articles)} articles, {sum(len(one.examples) for one in articles)} examples")
    validated = cross_validated(articles)
    fitted = fit(articles, least=least)
    plain = {"bias": fitted.bias, "least": least, "features": dict(sorted(fitted.features.items()))}
    weights.write_bytes(orjson.dumps(plain).replace(b'],"', b'],\n"') + b"\n")
    apart = [one for one, _ in validated]
    rows = [_row("cross-validated", "rules alone", score(apart, [one.ruled for one in apart]))]
    for per_cent in SHOWN:
        found = [claimed(one, model, least=per_cent) for one, model in validated]
        rows.append(_row("cross-validated", f"from {per_cent} %", score(apart, found)))
    if held is not None:
        others = [labelled(one, book) for one in _lines(held)]
        rows.append(_row("held out", "rules alone", score(others, [one.ruled for one in others])))
        for per_cent in SHOWN:
            found = [claimed(one, fitted, least=per_cent) for one in others]
            rows.append(_row("held out", f"from {per_cent} %", score(others, found)))
    answer_table(("articles", "claims", "precision", "recall", "F1"), rows)
    answer(f"{len(fitted.features)} features")


def _lines(path: Path) -> list[dict[str, object]]:
    return [orjson.loads(line) for line in path.read_bytes().splitlines() if line.strip()]


def _row(articles: str, claims: str, found: "Score") -> tuple[str, ...]:
    return articles, claims, *(f"{value:.3f}" for value in (found.precision, found.recall, found.f1))


if __name__ == "__main__":
    typer.run(main)
