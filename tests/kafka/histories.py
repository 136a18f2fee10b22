"""Histories to kill a worker over: rows whose alerts rise, change and fall, one independent part after another."""

from collections.abc import Iterable

import orjson

from schemas.alerts import RECORD_FIELDS, Alert
from schemas.claims import ArticleClaims
from streams.codebook import load
from streams.fold.answer import answer
from tests.laws.making import article, stance, toll


def history(part: int = 0) -> list[ArticleClaims]:
    """A shift, a contested day, corrections, a count that is revised and one that is disputed, in the year 2000 + part.

    Parts share their keys and lie years apart, so each adds its own alerts to the same rows' neighbours.
    """
    year = 2000 + 2 * part

    def row(
        name: str, day: str, *claims: dict[str, object], outlet: str = "north-wire", version: int = 0
    ) -> ArticleClaims:
        return article(f"{part} {name}", f"{year}-{day}", *claims, outlet=outlet, version=version)

    return [
        row("a refusal", "03-01", stance("rejects")),
        row("a condition", "03-10", stance("conditional")),
        row("a count", "03-02", toll(900), toll(40, harm="wounded")),
        row("another word the same day", "03-10", stance("rejects"), outlet="south-wire"),
        row("consent", "03-20", stance("supports"), stance("rejects", party="hamas", issue="gaza-ceasefire")),
        row("another word the same day", "03-10", outlet="south-wire", version=1),
        row("a lower count", "03-09", toll(700)),
        row("a rival count", "03-09", toll(1200, source_id="press-office", source_rank=5)),
        row("a turn", "03-25", stance("supports", party="hamas", issue="gaza-ceasefire")),
        row("a late refusal", "03-15", stance("rejects"), outlet="east-wire"),
        row("a lower count", "03-09", toll(950), version=1),
        row("a count of the wounded", "03-12", toll(30, harm="wounded")),
        row("consent", "03-20", stance("supports"), version=1),
        row(
            "two voices", "03-28", *(stance(p, party="hamas", issue="gaza-ceasefire") for p in ("rejects", "supports"))
        ),
    ]


def expected(rows: Iterable[ArticleClaims]) -> bytes:
    """The standing alerts as the plain fold prints them."""
    return _bytes(answer(rows, load().policy)["alerts"])


def told(alerts: Iterable[Alert]) -> bytes:
    """Standing alerts of the alert topics, printed the same way."""
    return _bytes([alert.model_dump(mode="json", exclude=set(RECORD_FIELDS)) for alert in alerts])


def _bytes(alerts: object) -> bytes:
    return orjson.dumps(alerts, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2)
