"""Entries: what a quarter's row keeps of a day, so that alerts a year away need not read the day again."""

from collections.abc import Iterable

from schemas.ids import digest
from schemas.tables import Entry, KeptStance, Side
from schemas.vocabulary import Time, Voice
from streams.codebook.policy import PositionPolicy
from streams.fold.alerts import stance_evidence
from streams.fold.days import DayReading
from streams.fold.keeping import by_weight


def entry_of(reading: DayReading, claims: Iterable[KeptStance], policy: PositionPolicy) -> Entry | None:
    """What a quarter's row keeps of a day; None for a day that nothing decides."""
    if not reading.sides:
        return None
    deciding = reading.deciding
    recalled = _recalled(reading)
    shown = {position: claims[: policy.claims_per_side] for position, claims in reading.sides.items()}
    recalls = _recalling(recalled, deciding, claims)[: policy.claims_per_side]
    return Entry(
        position=reading.position,
        sides={
            position: Side(
                ids=tuple(claim.id for claim in shown[position]),
                known_on=min((claim.article_day for claim in side if claim.article_day), default=None),
            )
            for position, side in reading.sides.items()
        },
        own=all(claim.voice == Voice.OWN for claim in deciding),
        alerting=any(claim.alerting for claim in deciding),
        recalled=recalled,
        recalled_ids=tuple(claim.id for claim in recalls),
        digest=digest(
            [
                stance_evidence(claim).model_dump(mode="json")
                for claim in (*(claim for side in shown.values() for claim in side), *recalls)
            ]
        ),
    )


def _recalled(reading: DayReading) -> str | None:
    """The one position that the deciding claims recall, if it is another than theirs."""
    recalled = {position for claim in reading.deciding for position in claim.recalls}
    return recalled.pop() if len(recalled) == 1 and recalled != {reading.position} else None


def _recalling(recalled: str | None, deciding: Iterable[KeptStance], claims: Iterable[KeptStance]) -> list[KeptStance]:
    """The passages in which the deciding articles recall that position, as far as the same day's row has them."""
    articles = {claim.article_id for claim in deciding}
    found = (
        claim
        for claim in claims
        if claim.time == Time.PAST and claim.position == recalled and claim.article_id in articles
    )
    return sorted(found, key=by_weight)
