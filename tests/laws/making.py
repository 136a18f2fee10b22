"""Rows for tests: what an article says, made from a few words; all that is not said is plain."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from schemas.claims import ArticleClaims, CasualtyClaim, StanceClaim, Version
from schemas.ids import article_id, content_id, natural_id
from schemas.moments import Interval
from schemas.vocabulary import DateSource, Voice
from streams.codebook.words import words

Slots = Mapping[str, Any]


def stance(position: str, *, day: str | None = None, **slots: Any) -> dict[str, Any]:
    """A stance as a few slots: israel on the truce in Lebanon, in its own words, unless said otherwise.

    `day` dates it by its own words (`said`); without it the article does.
    """
    return {"position": position, "day": day, "party": "israel", "issue": "lebanon-ceasefire", "voice": "own", **slots}


def toll(low: int, high: int | None = -1, *, day: str | None = None, **slots: Any) -> dict[str, Any]:
    """A running toll as a few slots: killed in Gaza since October 7, by the ministry; `high` is `low` if left out."""
    return {
        "low": low,
        "high": low if high == -1 else high,
        "day": day,
        "theatre": "gaza",
        "harm": "killed",
        "kind": "cumulative",
        "place_id": "gaza",
        "group_id": "people",
        "counted_from": "october-7",
        "source_id": "health-ministry",
        "source_rank": 2,
        **slots,
    }


def article(
    name: str,
    day: str | None,
    *claims: Slots,
    version: int = 0,
    generation: int = 0,
    outlet: str | None = "north-wire",
    received: str | None = None,
    updated: str | None = None,
) -> ArticleClaims:
    """The row of an article that says the claims. Another `version` is another content, received that much later."""
    identity = article_id(url=None, given=name, outlet=None, text=name)
    content = content_id({"name": name, "version": version, "day": day, "outlet": outlet, "updated": updated})
    told = [
        _claim(slots, place, article=identity, content=content, day=day, outlet=outlet)
        for place, slots in enumerate(claims)
    ]
    return ArticleClaims(
        id=name,
        article_id=identity,
        version=Version(content=content, generation=generation),
        outlet=outlet,
        published=day,
        updated=updated,
        received=received or f"2025-01-01T00:00:{version:02d}Z",
        article_day=day,
        extractor="by-hand",
        codebook=f"codebook-{generation}",
        stances=tuple(claim for claim in told if isinstance(claim, StanceClaim)),
        casualties=tuple(claim for claim in told if isinstance(claim, CasualtyClaim)),
    )


def _claim(
    slots: Slots, place: int, *, article: str, content: str, day: str | None, outlet: str | None
) -> StanceClaim | CasualtyClaim:
    said = slots.get("day")
    when = said or day
    quote = str(slots.get("quote") or _own_words(article, content, str(place)))
    fields: dict[str, Any] = {
        "time": "current",
        "part": "text",
        "start": 1000 * place,
        "end": 1000 * place + len(quote),
        "rule": "by-hand",
        "confidence": 90,
        "date_source": DateSource.SAID if said else (DateSource.PUBLISHED if day else None),
        **slots,
        "quote": quote,
        "day": Interval.of(when) if when else None,
    }
    natural = {name: fields.get(name) for name in ("party", "issue", "position", "harm", "low", "high")}
    fields["id"] = natural_id(article, content, fields["part"], fields["start"], fields["end"], *natural.values())
    if "position" in slots:
        own = Voice(fields["voice"]) is Voice.OWN
        fields = {
            "alerting": True,
            "teller": fields["party"] if own else None,
            "outlet_family": outlet,
            "words": words(quote),
            **fields,
        }
        return StanceClaim(**fields)
    return CasualtyClaim(**fields)


def _own_words(*of: str) -> str:
    """A sentence that nobody else uses."""
    letters = sha256(" ".join(of).encode()).hexdigest().translate(str.maketrans("0123456789", "ghijklmnop"))
    return " ".join(letters[start : start + 6] for start in range(0, 60, 6))
