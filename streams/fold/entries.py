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
    """What a quarter's row keeps of a day; None for a day that nothing decides.

    `claims` are those of the day and of the days beside it: an article of Thursday tells what was said on Wednesday,
    and what it recalls stands under its own day.
    """
    if not reading.sides:
        return None
    deciding = reading.deciding
    recalled = _recalled(reading)
    return Entry(
        position=reading.position,
        sides={position: _side(side, policy) for position, side in reading.sides.items()},
        own=all(claim.voice == Voice.OWN for claim in deciding),
        alerting=any(claim.alerting for claim in deciding),
        recalled=recalled,
        recall=None if recalled is None else _side(_recalling(recalled, deciding, claims), policy),
    )


def _side(claims: Iterable[KeptStance], policy: PositionPolicy) -> Side:
    in_order = sorted(claims, key=by_weight)
    shown = in_order[: policy.claims_per_side]
    return Side(
        ids=tuple(claim.id for claim in shown),
        known_on=min((claim.article_day for claim in in_order if claim.article_day), default=None),
        digest=digest([stance_evidence(claim).model_dump(mode="json") for claim in shown]),
    )


def _recalled(reading: DayReading) -> str | None:
    """The one position that the deciding claims recall, if it is another than theirs; None on a contested day."""
    recalled = {position for claim in reading.deciding for position in claim.recalls}
    return recalled.pop() if len(recalled) == 1 and reading.position not in {None, *recalled} else None


def _recalling(recalled: str, deciding: Iterable[KeptStance], claims: Iterable[KeptStance]) -> list[KeptStance]:
    """The passages in which the deciding articles recall that position, as far as the rows of these days have them.

    Where they have none, because the text dates what it recalls, the deciding claims lead to the article.
    """
    recalling = [claim for claim in deciding if recalled in claim.recalls]
    articles = {claim.article_id for claim in recalling}
    found = [
        claim
        for claim in claims
        if claim.time == Time.PAST and claim.position == recalled and claim.article_id in articles
    ]
    return found or recalling
