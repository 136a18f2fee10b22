"""Compares the alerts folded from extracted claims with those folded from labels, over a stream of articles.

    python -m tests.benchmarks.alerts LABELS.jsonl

LABELS.jsonl is that of `tests.benchmarks.labelled_fold`. Two alerts are the same when type, party, issue, positions and
day are; toll alerts take no part. Precision, recall and F1 are printed, and each alert that only one side has.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson

from schemas.articles import Article
from schemas.claims import ArticleClaims
from streams.codebook import Codebook, load
from streams.extract import extract
from streams.fold.answer import answer
from tests.benchmarks.labelled_fold import rows

Alert = tuple[str, ...]


def main() -> None:
    """Prints the figures and the differences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    options = parser.parse_args()
    book = load()
    told = alerts(rows(options.labels, book), book)
    found = alerts(extracted(options.labels, book), book)
    hits = len(told & found)
    precision, recall = hits / len(found) if found else 0.0, hits / len(told) if told else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    print(f"{len(told)} alerts from labels, {len(found)} from extraction, {hits} the same")
    print(f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    for what, alike in (("missed", told - found), ("false", found - told)):
        for alert in sorted(alike):
            print(what, *alert)


def alerts(claims: Iterable[ArticleClaims], book: Codebook) -> set[Alert]:
    """The standing alerts on positions, as what makes two of them the same."""
    return {_identity(alert) for alert in answer(claims, book.policy)["alerts"] if "party" in alert}


def extracted(path: Path, book: Codebook) -> Iterable[ArticleClaims]:
    """What the extractor reads in the labelled articles."""
    for line in path.read_bytes().splitlines():
        label = orjson.loads(line)
        fields = {key: label[key] for key in ("id", "outlet", "title", "text") if label.get(key)}
        yield extract(Article(**fields, published=label.get("date")), book)


def _identity(alert: dict[str, Any]) -> Alert:
    sides = alert.get("positions") or [alert["from"], alert["to"]]
    return (alert["type"], alert["party"], alert["issue"], *map(str, sides), alert["day"])


if __name__ == "__main__":
    main()
