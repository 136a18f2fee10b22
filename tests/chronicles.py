"""Chronicles: claims of made-up articles that shift, contradict, recount and are corrected; the same for one seed."""

import hashlib
from random import Random
from typing import Any

from schemas.claims import ArticleClaims, CasualtyClaim, StanceClaim, Version
from schemas.ids import natural_id
from schemas.moments import Interval, days_after
from schemas.vocabulary import DateSource, Harm, Kind, Position, Time, Voice

PARTIES = ("northland", "southland", "hill-front")
ISSUES = ("river-ceasefire", "prisoner-exchange")
OUTLETS = ("example.org", "example.net", "example.com")
SOURCES = ("health-office", "army-office")


def chronicle(articles: int, *, seed: int = 1, days: int = 120, start: str = "2024-03-01") -> list[ArticleClaims]:
    """The records of so many articles, every fifth of them corrected by a later record."""
    random = Random(seed)
    records = []
    for number in range(articles):
        day = days_after(start, random.randrange(days))
        first = _article(random, f"article-{seed}-{number}", day, received=f"{day}T08:00:00Z")
        records.append(first)
        if number % 5 == 0:
            records.append(_article(random, first.id, day, received=f"{day}T20:00:00Z"))
    return records


def _article(random: Random, name: str, day: str, *, received: str) -> ArticleClaims:
    outlet = random.choice(OUTLETS)
    article_id = natural_id("article", "id", name)
    content = hashlib.sha256(f"{name} {received}".encode()).hexdigest()
    interval = Interval.of(day)
    return ArticleClaims(
        id=name,
        article_id=article_id,
        version=Version(content=content),
        outlet=outlet,
        published=day,
        received=received,
        article_day=day,
        extractor="test",
        codebook="test",
        stances=tuple(_stance(random, content, place, interval, outlet) for place in range(random.randrange(1, 3))),
        casualties=tuple(_casualty(random, content, place, interval) for place in range(random.randrange(2))),
    )


def _evidence(content: str, kind: str, place: int, interval: Interval) -> dict[str, Any]:
    quote = f"{kind} {place} of {content[:8]}"
    return {
        "id": natural_id(content, kind, place),
        "start": 100 * place,
        "end": 100 * place + len(quote),
        "quote": quote,
        "rule": "chronicle",
        "confidence": 90,
        "time": Time.CURRENT,
        "day": interval,
        "date_source": DateSource.SAID,
    }


def _stance(random: Random, content: str, place: int, interval: Interval, outlet: str) -> StanceClaim:
    own = random.random() < 0.7
    party = random.choice(PARTIES)
    return StanceClaim(
        **_evidence(content, "stance", place, interval),
        party=party,
        issue=random.choice(ISSUES),
        position=random.choice(list(Position)),
        voice=Voice.OWN if own else Voice.REPORTED,
        teller=party if own else None,
        outlet_family=outlet,
        words=tuple(random.randrange(2**32) for _ in range(16)),
        alerting=True,
    )


def _casualty(random: Random, content: str, place: int, interval: Interval) -> CasualtyClaim:
    low = random.randrange(1_000, 3_000)
    return CasualtyClaim(
        **_evidence(content, "count", place, interval),
        harm=random.choice((Harm.KILLED, Harm.WOUNDED)),
        low=low,
        high=low,
        kind=Kind.CUMULATIVE,
        place_id="river-valley",
        theatre="river-valley",
        group_id="all",
        source_id=random.choice(SOURCES),
        source_rank=1,
        counted_from="2024-01-01",
    )
