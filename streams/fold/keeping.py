"""What is kept of a day: the bounds that make a row small, as functions of the set of claims alone.

Each bound keeps the first claims of an order, so adding claims one by one, in any order, keeps the same ones as adding them at
once. Only a removal from a row that has dropped some (`more`) cannot bring those back.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable
from typing import TypeVar

from schemas.claims import RoutedCasualty, RoutedStance
from schemas.tables import CasualtyDay, KeptCasualty, KeptStance, StanceDay
from schemas.vocabulary import DateSource, Kind, Time, Voice
from streams.codebook.policy import PositionPolicy, TollPolicy

_LAST = "9999-99-99"
_Kept = TypeVar("_Kept", KeptStance, KeptCasualty)


def stance(claim: RoutedStance) -> KeptStance:
    """The claim as a row keeps it."""
    return KeptStance(
        id=claim.id,
        article_id=claim.article_id,
        article_day=claim.article_day,
        outlet=claim.outlet,
        codebook=claim.codebook,
        position=claim.position.value,
        time=claim.time.value,
        voice=claim.voice.value,
        speaker=claim.speaker,
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
        outlet_family=claim.outlet_family,
        words=claim.words,
        recalls=tuple(position.value for position in claim.recalls),
        alerting=claim.alerting,
    )


def casualty(claim: RoutedCasualty) -> KeptCasualty:
    """The claim as a row keeps it."""
    return KeptCasualty(
        id=claim.id,
        article_id=claim.article_id,
        article_day=claim.article_day,
        outlet=claim.outlet,
        codebook=claim.codebook,
        time=claim.time.value,
        quote=claim.quote,
        part=claim.part.value,
        start=claim.start,
        end=claim.end,
        rule=claim.rule,
        attributed_to=claim.attributed_to,
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


def by_article_day(claim: KeptStance | KeptCasualty) -> tuple[str, str]:
    """Orders claims of one day: by the day of their article (unknown ones last), then id."""
    return claim.article_day or _LAST, claim.id


def by_weight(claim: KeptStance) -> tuple[bool, bool, str, str]:
    """Orders claims of one day and position: the party's own words first, then what the text dates, then by article."""
    return claim.voice != Voice.OWN, not claim.said, *by_article_day(claim)


def keep_stances(
    row: StanceDay, *, gone: Collection[str], new: Iterable[KeptStance], policy: PositionPolicy
) -> StanceDay:
    """The row without the claims whose ids are gone and with the new ones, within the bounds of the policy."""
    claims = sorted(_changed(row.claims, gone, new), key=by_weight)
    near = _first(claims, lambda c: (c.time, c.position, c.teller, c.outlet_family), policy.kept_per_teller)
    kept = _first(near, lambda c: (c.time, c.position), policy.kept_per_position)
    return StanceDay(claims=tuple(kept), more=row.more or len(kept) < len(claims))


def keep_casualties(
    row: CasualtyDay, *, gone: Collection[str], new: Iterable[KeptCasualty], policy: TollPolicy
) -> CasualtyDay:
    """The row without the claims whose ids are gone and with the new ones, within the bounds of the policy."""
    claims = sorted(_changed(row.claims, gone, new), key=by_article_day, reverse=True)
    near = _first(claims, lambda c: (c.part_of_total, c.time, series_group(c), c.source_id), policy.kept_per_day)
    kept = sorted(near, key=_by_use)[: policy.kept_per_row]
    return CasualtyDay(claims=tuple(sorted(kept, key=by_article_day)), more=row.more or len(kept) < len(claims))


Group = tuple[str, str | None, str | None, str | tuple[str, str] | None]


def series_group(claim: KeptCasualty) -> Group:
    """What claims must share to be compared: kind, place, group, and the start of a running toll or the days of an incident."""
    when = claim.counted_from if claim.kind == Kind.CUMULATIVE else claim.happened
    return claim.kind, claim.place_id, claim.group_id, when


def comparable(claim: KeptCasualty) -> bool:
    """Whether the claim belongs to a series: nothing unknown, no part of a total, not recalled; a toll names its source."""
    if claim.part_of_total or claim.time != Time.CURRENT or None in series_group(claim):
        return False
    return claim.kind == Kind.INCIDENT or claim.source_id is not None


def _by_use(claim: KeptCasualty) -> tuple[bool, bool]:
    return not comparable(claim), claim.kind != Kind.CUMULATIVE


def _changed(claims: Iterable[_Kept], gone: Collection[str], new: Iterable[_Kept]) -> list[_Kept]:
    by_id = {claim.id: claim for claim in claims if claim.id not in gone}
    by_id.update((claim.id, claim) for claim in new)
    return list(by_id.values())


def _first(claims: Iterable[_Kept], group: Callable[[_Kept], Hashable], most: int) -> list[_Kept]:
    seen: Counter[Hashable] = Counter()
    kept = []
    for claim in claims:
        seen[group(claim)] += 1
        if seen[group(claim)] <= most:
            kept.append(claim)
    return kept
