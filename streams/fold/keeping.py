"""What is kept of a day: the bounds that make a row small, as functions of the set of claims alone.

Each bound keeps the first claims of an order, so adding claims one by one, in any order, keeps the same ones as adding
them at once. Only a removal from a row that has dropped some (`more`) cannot bring those back.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

import orjson

from schemas.claims import RoutedCasualty, RoutedStance
from schemas.tables import CasualtyDay, KeptCasualty, KeptStance, StanceDay
from schemas.vocabulary import DateSource, Kind, Time, Voice
from streams.codebook.policy import PositionPolicy, TollPolicy
from streams.fold.rows import size

_LAST = "9999-99-99"
_Kept = TypeVar("_Kept", KeptStance, KeptCasualty)


MAX_CLAIM_BYTES = 1_200
"""What a kept claim comes to at most: the quote of one that is longer is cut, and its span with it."""

_NAME_BYTES = 100


def stance(claim: RoutedStance) -> KeptStance:
    """The claim as a row keeps it."""
    return _cut(
        KeptStance(
            id=claim.id,
            article_id=claim.article_id,
            article_day=claim.article_day,
            outlet=_name(claim.outlet),
            codebook=claim.codebook,
            position=claim.position.value,
            time=claim.time.value,
            voice=claim.voice.value,
            speaker=_name(claim.speaker),
            quote=claim.quote,
            part=claim.part.value,
            start=claim.start,
            end=claim.end,
            rule=claim.rule,
            terms=(claim.terms.start, claim.terms.end) if claim.terms else None,
            said=claim.date_source is DateSource.SAID,
            object=claim.object.value if claim.object else None,
            audience=claim.audience.value if claim.audience else None,
            teller=claim.teller,
            adversary=claim.adversary,
            outlet_family=_name(claim.outlet_family),
            words=claim.words,
            recalls=tuple(position.value for position in claim.recalls),
            alerting=claim.alerting,
        )
    )


def casualty(claim: RoutedCasualty) -> KeptCasualty:
    """The claim as a row keeps it."""
    return _cut(
        KeptCasualty(
            id=claim.id,
            article_id=claim.article_id,
            article_day=claim.article_day,
            outlet=_name(claim.outlet),
            codebook=claim.codebook,
            time=claim.time.value,
            quote=claim.quote,
            part=claim.part.value,
            start=claim.start,
            end=claim.end,
            rule=claim.rule,
            attributed_to=_name(claim.attributed_to),
            low=claim.low,
            high=claim.high,
            approx=claim.approx,
            kind=claim.kind.value,
            part_of_total=claim.part_of_total,
            happened=(claim.happened.start, claim.happened.end) if claim.happened else None,
            place_id=claim.place_id,
            group_id=claim.group_id,
            source_id=claim.source_id,
            source_rank=claim.source_rank,
            counted_from=claim.counted_from,
        )
    )


def _cut(claim: _Kept) -> _Kept:
    over = size(claim) - MAX_CLAIM_BYTES
    if over <= 0:
        return claim
    quote = _within(claim.quote, _bytes(claim.quote) - over)
    return replace(claim, quote=quote, end=claim.start + len(quote))


def _name(text: str | None) -> str | None:
    return text if text is None or len(text) * 6 <= _NAME_BYTES else _within(text, _NAME_BYTES)


def _within(text: str, most: int) -> str:
    """The longest beginning of a text that is written in so many bytes."""
    while text and _bytes(text) > most:
        text = text[: max(0, len(text) - 1 - (_bytes(text) - most) // 6)]
    return text


def _bytes(text: str) -> int:
    return len(orjson.dumps(text))


def by_article_day(claim: KeptStance | KeptCasualty) -> tuple[str, str]:
    """Orders claims of one day: by the day of their article (unknown ones last), then id."""
    return claim.article_day or _LAST, claim.id


def by_weight(claim: KeptStance) -> tuple[bool, bool, str, str]:
    """Orders claims of one day and position: the party's own words, then what the text dates, then by article."""
    return claim.voice != Voice.OWN, not claim.said, *by_article_day(claim)


def keep_stances(
    row: StanceDay, *, gone: Collection[str], new: Iterable[KeptStance], policy: PositionPolicy
) -> StanceDay:
    """The row without the claims whose ids are gone and with the new ones, within the bounds of the policy."""
    claims = sorted(_changed(row.claims, gone, new), key=by_weight)
    near = _first(claims, lambda c: (c.time, c.position, c.teller, c.outlet_family), lambda _: policy.kept_per_teller)
    kept = _first(
        near,
        lambda c: (c.time, c.position),
        lambda c: policy.kept_per_position if c.time == Time.CURRENT else policy.kept_recalled,
    )
    return StanceDay(claims=tuple(kept), more=row.more or len(kept) < len(claims))


def keep_casualties(
    row: CasualtyDay, *, gone: Collection[str], new: Iterable[KeptCasualty], policy: TollPolicy
) -> CasualtyDay:
    """The row without the claims whose ids are gone and with the new ones, within the bounds of the policy."""
    claims = sorted(_changed(row.claims, gone, new), key=by_article_day, reverse=True)
    near = _first(
        claims, lambda c: (c.part_of_total, c.time, series_group(c), c.source_id), lambda _: policy.kept_per_day
    )
    kept = sorted(near, key=_by_use)[: policy.kept_per_row]
    return CasualtyDay(claims=tuple(sorted(kept, key=by_article_day)), more=row.more or len(kept) < len(claims))


Group = tuple[str, str | None, str | None, str | tuple[str, str] | None]


def series_group(claim: KeptCasualty) -> Group:
    """What claims must share to be compared: kind, place, group, and a toll's start or an incident's days."""
    when = claim.counted_from if claim.kind == Kind.CUMULATIVE else claim.happened
    return claim.kind, claim.place_id, claim.group_id, when


def comparable(claim: KeptCasualty) -> bool:
    """Whether the claim belongs to a series: nothing unknown, no part, not recalled; a toll names its source."""
    if claim.part_of_total or claim.time != Time.CURRENT or None in series_group(claim):
        return False
    return claim.kind == Kind.INCIDENT or claim.source_id is not None


def _by_use(claim: KeptCasualty) -> tuple[bool, bool]:
    return not comparable(claim), claim.kind != Kind.CUMULATIVE


def _changed(claims: Iterable[_Kept], gone: Collection[str], new: Iterable[_Kept]) -> list[_Kept]:
    by_id = {claim.id: claim for claim in claims if claim.id not in gone}
    by_id.update((claim.id, claim) for claim in new)
    return list(by_id.values())


def _first(claims: Iterable[_Kept], group: Callable[[_Kept], Hashable], most: Callable[[_Kept], int]) -> list[_Kept]:
    """The first claims of each group, as many as it may have."""
    seen: Counter[Hashable] = Counter()
    kept = []
    for claim in claims:
        seen[group(claim)] += 1
        if seen[group(claim)] <= most(claim):
            kept.append(claim)
    return kept
