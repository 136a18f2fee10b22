"""Writes the cases of one sentence as labelled articles, for `make weights`: what changes with one word teaches most.

python -m tests.cases.labels > cases.jsonl
"""

import re
import sys
from collections.abc import Iterator
from typing import Any

import orjson

from schemas.vocabulary import Time
from tests.cases import guide
from tests.extract.test_stance_cases import about
from tests.extract.test_stance_cases import cases as stance_cases

_NEXT = re.compile(r"[.!?][\"”’]?\s+[A-Z\"“]")
"""Where another sentence begins."""


def labels() -> Iterator[dict[str, Any]]:
    """A labelled article for each case whose one sentence shows its claims; known gaps are left out."""
    for case in guide.cases():
        text, title = case.article.text, case.article.title
        if not case.known_gap and title is None and not _NEXT.search(text):
            yield _row(
                f"guide-{case.id}", str(case.article.published)[:10], "", text, [one.claim for one in case.stances]
            )
    for one in stance_cases():
        if one.gap is None and not _NEXT.search(one.text):
            day, before = about(one.setting)
            yield _row(
                f"case-{one.id}", day, f"{before}\n\n", one.text, [_claim(want, one.setting) for want in one.want]
            )


def _claim(want: str, setting: str) -> tuple[str, ...]:
    words = want.split()
    time = Time.PAST if words[-1] == Time.PAST else Time.CURRENT
    party, *issue, position = words[:-1] if time is Time.PAST else words
    return party, issue[0] if issue else f"{setting}-ceasefire", position, time


def _row(name: str, day: str, before: str, text: str, claims: list[tuple[str, ...]]) -> dict[str, Any]:
    span = {"start": len(before), "end": len(before) + len(text)}
    slots = ("party", "issue", "position", "time")
    return {
        "id": name,
        "date": day,
        "text": before + text,
        "stances": [dict(zip(slots, claim, strict=True)) | span for claim in claims],
    }


if __name__ == "__main__":
    for label in labels():
        sys.stdout.buffer.write(orjson.dumps(label) + b"\n")
