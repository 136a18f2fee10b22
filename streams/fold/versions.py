"""The article table's step: which version of an article stands, and what that changes for each party and issue.

The version with the greatest (stamp, content, generation) stands, where a content's stamp is its earliest receipt.
That is a function of the set of records, so their order and repeats do not matter, and an old file that is read again
undoes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from schemas.claims import (
    ArticleClaims,
    CasualtyRemoval,
    Removal,
    RoutedCasualties,
    RoutedCasualty,
    RoutedStance,
    RoutedStances,
    Version,
)
from schemas.ids import digest, position_key, toll_key
from schemas.moments import place
from schemas.tables import ArticleVersions, Reading
from streams.fold.keeping import casualty
from streams.fold.rows import encode, row_of
from streams.fold.series import series_of

MAX_READINGS_BYTES = 400_000
"""What the readings beside the standing one may come to; the oldest are forgotten first, and the row says so."""

Claim = RoutedStance | RoutedCasualty
Stamps = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Routed:
    """What a version changes: the article's row, and one record for each key that the old or the new version touches.

    The records are sent, and their delivery awaited, before the row is written.
    """

    row: bytes
    stances: tuple[RoutedStances, ...]
    casualties: tuple[RoutedCasualties, ...]


@dataclass(slots=True)
class _Change:
    """The claims of one key that come, and the removals of those that go, by claim and row."""

    add: list[Any] = field(default_factory=list)
    remove: dict[tuple[str, str], Removal] = field(default_factory=dict)


def route(claims: ArticleClaims, row: bytes | None) -> Routed:
    """What the record changes, given the row that the article has.

    A record that changes which version stands, or repeats the one that stands, sends all claims of the standing
    version and takes back those of the others. So a repeat sends no less than the first did, whether the row was
    written in between or not, and what it takes back stands nowhere. A record of a version that does not stand sends
    nothing.
    """
    before = _read(row)
    stamps = _stamped(before.stamps, claims)
    readings = before.readings | {claims.version.content: _better(before.readings, claims)}
    stands = _standing(stamps, readings)
    kept = _within_bounds(stamps, readings, stands)
    after = ArticleVersions(stamps=stamps, readings=kept, more=before.more or len(kept) < len(readings))
    stood = _standing(before.stamps, before.readings) if before.readings else None
    changes: dict[tuple[str, str], _Change] = {}
    if stands == claims.version.content or stands != stood:
        others = [reading for content, reading in kept.items() if content != stands]
        gone = [*others, *([before.readings[stood]] if stood is not None else [])]
        changes = _changes(claims.article_id, readings[stands], gone)
    version = Version(content=stands, generation=readings[stands].generation)
    return Routed(row=encode(after), **_records(claims.article_id, version, changes))


def stands_first(stamp: str | None, content: str) -> tuple[str, str]:
    """Orders the contents of an article: the greatest stands. A stamp that is not known is before all others."""
    return place(stamp), content


def earliest(one: str | None, other: str | None) -> str | None:
    """The earlier of two stamps; one that is not known says nothing."""
    return min((stamp for stamp in (one, other) if stamp is not None), default=None, key=place)


def reading_of(claims: ArticleClaims) -> Reading:
    """What a record says, as the article's row keeps it."""
    return Reading(
        generation=claims.version.generation,
        article_day=claims.article_day,
        outlet=claims.outlet,
        codebook=claims.codebook,
        stances=tuple(claim.model_dump(mode="json", exclude_defaults=True) for claim in claims.stances),
        casualties=tuple(claim.model_dump(mode="json", exclude_defaults=True) for claim in claims.casualties),
    )


def outranks(one: Reading, other: Reading) -> bool:
    """Whether a reading of the same content counts instead of another: the later generation.

    Of one generation there is one reading; where an operator forgot to raise it, the greater digest decides, so that
    the order of delivery does not.
    """
    return (one.generation, digest(_plain(one))) > (other.generation, digest(_plain(other)))


def routed(article_id: str, reading: Reading) -> tuple[list[RoutedStance], list[RoutedCasualty]]:
    """The claims of a reading with what the folds need to know of their article."""
    told = {
        "article_id": article_id,
        "article_day": reading.article_day,
        "outlet": reading.outlet,
        "codebook": reading.codebook,
    }
    return (
        [RoutedStance.model_validate(claim | told) for claim in reading.stances],
        [RoutedCasualty.model_validate(claim | told) for claim in reading.casualties],
    )


def _plain(reading: Reading) -> Any:
    return orjson.loads(encode(reading))


def _stamped(stamps: Stamps, claims: ArticleClaims) -> dict[str, str | None]:
    content = claims.version.content
    return {**stamps, content: earliest(stamps.get(content), claims.received)}


def _better(readings: Mapping[str, Reading], claims: ArticleClaims) -> Reading:
    new, held = reading_of(claims), readings.get(claims.version.content)
    return new if held is None or outranks(new, held) else held


def _standing(stamps: Stamps, readings: Mapping[str, Reading]) -> str:
    return max(readings, key=lambda content: stands_first(stamps[content], content))


def _within_bounds(stamps: Stamps, readings: Mapping[str, Reading], stands: str) -> dict[str, Reading]:
    """The standing reading, and the others from the latest on as long as they fit."""
    kept, left = {stands: readings[stands]}, MAX_READINGS_BYTES
    for content in sorted(readings, key=lambda c: stands_first(stamps[c], c), reverse=True):
        if content == stands:
            continue
        left -= len(encode(readings[content]))
        if left < 0:
            break
        kept[content] = readings[content]
    return kept


def _changes(article_id: str, stands: Reading, gone: Iterable[Reading]) -> dict[tuple[str, str], _Change]:
    changes: dict[tuple[str, str], _Change] = {}
    for claim in _claims(article_id, stands):
        changes.setdefault(_key(claim), _Change()).add.append(claim)
    here = {(key, claim.id, row_of(claim)) for key, change in changes.items() for claim in change.add}
    for claim in (claim for reading in gone for claim in _claims(article_id, reading)):
        change = changes.setdefault(_key(claim), _Change())
        if (_key(claim), claim.id, row_of(claim)) not in here:
            change.remove[claim.id, row_of(claim)] = _removal(claim)
    return changes


def _claims(article_id: str, reading: Reading) -> list[Claim]:
    stances, casualties = routed(article_id, reading)
    return [*stances, *casualties]


def _key(claim: Claim) -> tuple[str, str]:
    if isinstance(claim, RoutedStance):
        return "stance", position_key(claim.party, claim.issue)
    return "casualty", toll_key(claim.theatre, claim.harm)


def _removal(claim: Claim) -> Removal:
    if isinstance(claim, RoutedStance):
        return Removal(claim_id=claim.id, row=row_of(claim))
    return CasualtyRemoval(claim_id=claim.id, row=row_of(claim), series=series_of(casualty(claim)))


def _records(article_id: str, version: Version, changes: Mapping[tuple[str, str], _Change]) -> Mapping[str, Any]:
    """The records by the topic that they go to, in the order of their keys."""
    stances, casualties = [], []
    for (kind, key), change in sorted(changes.items()):
        one, other = key.split("|")
        fields = {
            "article_id": article_id,
            "version": version,
            "add": tuple(sorted(change.add, key=lambda claim: str(claim.id))),
            "remove": tuple(removal for _, removal in sorted(change.remove.items())),
        }
        if kind == "stance":
            stances.append(RoutedStances(party=one, issue=other, **fields))
        else:
            casualties.append(RoutedCasualties(theatre=one, harm=other, **fields))
    return {"stances": tuple(stances), "casualties": tuple(casualties)}


def _read(row: bytes | None) -> ArticleVersions:
    if row is None:
        return ArticleVersions()
    value = orjson.loads(row)
    readings = {
        content: Reading(
            **(reading | {"stances": tuple(reading["stances"]), "casualties": tuple(reading["casualties"])})
        )
        for content, reading in value["readings"].items()
    }
    return ArticleVersions(stamps=value["stamps"], readings=readings, more=value["more"])
