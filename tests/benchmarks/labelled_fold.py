"""Folds articles that people labelled, in ten random orders with repeats, and lists every alert that follows.

    python -m tests.benchmarks.labelled_fold LABELS.jsonl [--quotes]

LABELS.jsonl has one {"id", "date", "outlet"?, "title"?, "text", "stances", "casualties"} a line, whose claims have the
slots of the annotation guide; they become rows as the extractor would print them, dated by the article.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import orjson

from schemas.alerts import ALERT
from schemas.claims import ArticleClaims
from streams.cli import showing
from streams.cli.claimrows import row_of
from streams.codebook import Codebook, load
from streams.fold.answer import answer
from tests.laws.twin import standing, twin

ORDERS = 10
UNKNOWN = frozenset({"agreed"})
"""Slots of labels that a row has not."""


def rows(path: Path, book: Codebook) -> Iterator[ArticleClaims]:
    """A row for each labelled article."""
    with path.open("rb") as lines:
        for line in lines:
            yield row_of(orjson.dumps(_row(orjson.loads(line))), book)


def _row(label: dict[str, Any]) -> dict[str, Any]:
    def claim(slots: dict[str, Any]) -> dict[str, Any]:
        kept = {slot: value for slot, value in slots.items() if slot not in UNKNOWN}
        part = label["title"] if kept.get("part") == "title" else label["text"]
        return kept | {"quote": part[kept["start"] : kept["end"]][:800], "end": min(kept["end"], kept["start"] + 800)}

    return {
        "id": label["id"],
        "outlet": label.get("outlet"),
        "title": label.get("title"),
        "published": label.get("date"),
        "stances": [claim(slots) for slots in label["stances"]],
        "casualties": [claim(slots) for slots in label["casualties"]],
    }


def main() -> None:
    """Prints whether every order gave the same bytes, and the alerts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--quotes", action="store_true", help="show what the alerts stand on")
    options = parser.parse_args()
    book = load()
    told = list(rows(options.labels, book))
    first = answer(told, book.policy)
    found = {json.dumps(first, sort_keys=True)}
    for seed in range(ORDERS):
        order = [*told, *Random(seed).sample(told, len(told) // 3)]
        Random(seed).shuffle(order)
        found.add(json.dumps(answer(order, book.policy), sort_keys=True))
    same = first == twin(standing(told), book.policy)
    claims = sum(len(row.stances) + len(row.casualties) for row in told)
    print(
        f"{len(told)} articles, {claims} claims: {len(found)} answer(s) from {ORDERS + 1} orders; twin agrees: {same}"
    )
    print(f"{len(first['positions'])} positions, {len(first['tolls'])} tolls, {len(first['alerts'])} alerts")
    for plain in first["alerts"]:
        alert = ALERT.validate_python(plain)
        print(showing.headline(alert))
        if options.quotes:
            for line in showing.evidence(alert):
                print(line)


if __name__ == "__main__":
    main()
