"""Fills in what follows from the codebook: who tells, whether against whom, which voice, what alerts, which ids.

`stances` does it for claims that the extractor made, `resolve_row` for rows that people or other programs wrote: there
only slots that are absent are filled, since a slot that is null says that nothing is known. FOLD 2.1 and 4.1 name the
slots.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from schemas.claims import CasualtyClaim, StanceClaim
from schemas.moments import Interval
from schemas.vocabulary import Position, Time, Voice
from streams.codebook.book import Codebook
from streams.codebook.days import span
from streams.codebook.groups import groups
from streams.codebook.mentions import mentions
from streams.codebook.outlets import outlet_family
from streams.codebook.places import Place, around, places, theatre_of
from streams.codebook.sources import sources
from streams.codebook.starts import start_of
from streams.codebook.theatres import Theatre
from streams.codebook.words import words

CEASEFIRE = "-ceasefire"
DISSENT = ":dissent"


def stances(
    claims: Iterable[StanceClaim], *, url: str | None, outlet: str | None, day: str | None, codebook: Codebook
) -> tuple[StanceClaim, ...]:
    """The claims of one article with teller, adversary, outlet family, recalls and alerting filled in.

    A teller that a claim already names is kept.
    """
    every = tuple(claims)
    family = outlet_family(url, outlet, codebook)
    recalled = _recalled((one.party, one.issue, one.position, one.time) for one in every)
    filled = []
    for one in every:
        who = one.teller or teller(one.party, one.voice, one.speaker, day, codebook)
        slots = {
            "teller": who,
            "adversary": adversary(one.party, who, one.issue, codebook),
            "outlet_family": family,
            "recalls": () if one.time is Time.PAST else recalled.get((one.party, one.issue), ()),
            "alerting": alerting(one.party, one.issue, codebook),
        }
        filled.append(one.model_copy(update=slots))
    return tuple(filled)


def casualties(claims: Iterable[CasualtyClaim], codebook: Codebook) -> tuple[CasualtyClaim, ...]:
    """The claims of one article with theatre, group, source and start filled in; an id that a claim has is kept."""
    filled = []
    for one in claims:
        place = one.place_id or place_id(one.place, codebook)
        slots = _counted(place=place, group=one.group, source=one.attributed_to, since=one.since, codebook=codebook)
        kept = {slot: getattr(one, slot) for slot in slots if slot != "theatre" and getattr(one, slot) is not None}
        filled.append(one.model_copy(update={**slots, **kept}))
    return tuple(filled)


def teller(party: str, voice: str, speaker: str | None, day: str | None, codebook: Codebook) -> str | None:
    """Who tells a position: the party itself, the party that a named speaker stands for on the day, or null."""
    if voice == Voice.OWN:
        return party
    if voice != Voice.ATTRIBUTED or not speaker:
        return None
    found = mentions([speaker], codebook, day)[0]
    return next((one.party for one in found if one.party is not None), None)


def adversary(party: str, teller: str | None, issue: str, codebook: Codebook) -> bool:
    """Whether the teller is on another side than the party in the issue's theatre."""
    theatre = theatre_of_issue(issue, codebook)
    return teller is not None and theatre is not None and theatre.opposed(_whole(party), _whole(teller))


def alerting(party: str, issue: str, codebook: Codebook) -> bool:
    """Whether shifts of the party on the issue are published; those of its dissent never are."""
    if party.endswith(DISSENT):
        return False
    known = codebook.issues.get(issue)
    if known is not None and known.alerting:
        return party in known.alerting
    theatre = theatre_of_issue(issue, codebook)
    return theatre is not None and party in (*theatre.parties, *theatre.mediators)


def theatre_of_issue(issue: str, codebook: Codebook) -> Theatre | None:
    """The theatre to which an issue belongs.

    A ceasefire in a country that is no theatre of the codebook is between the state and the groups at home there.
    """
    known = codebook.issues.get(issue)
    name = known.theatre if known is not None else issue.removesuffix(CEASEFIRE)
    theatre = codebook.theatres.get(name)
    if theatre is None and name in codebook.parties:
        groups_there = tuple(one.id for one in codebook.parties.values() if name in one.home)
        theatre = Theatre(id=name, name=name, sides=((name,), groups_there))
    return theatre


def resolve_row(row: Mapping[str, Any], codebook: Codebook) -> dict[str, Any]:
    """A row of claims as read from JSON, with the resolved slots that its claims do not have.

    What is no list of objects is left as it is: the schema says what is wrong with it.
    """
    made = dict(row)
    told = _objects(row.get("stances"))
    recalled = _recalled(
        (one.get("party"), one.get("issue"), one.get("position"), one.get("time", Time.CURRENT)) for one in told
    )
    family = outlet_family(_text(row.get("url")), _text(row.get("outlet")), codebook)
    day = _text(row.get("article_day")) or (_text(row.get("published")) or "")[:10] or None
    if told:
        made["stances"] = [_stance(one, recalled, family, day, codebook) for one in told]
    counted = _objects(row.get("casualties"))
    if counted:
        made["casualties"] = [_casualty(one, codebook) for one in counted]
    return made


def _stance(
    claim: Mapping[str, Any],
    recalled: Mapping[tuple[Any, Any], tuple[Position, ...]],
    family: str | None,
    day: str | None,
    codebook: Codebook,
) -> dict[str, Any]:
    party, issue = _text(claim.get("party")) or "", _text(claim.get("issue")) or ""
    made = dict(claim)
    if "teller" not in claim:
        made["teller"] = teller(party, _text(claim.get("voice")) or "", _text(claim.get("speaker")), day, codebook)
    made.setdefault("adversary", adversary(party, _text(made["teller"]), issue, codebook))
    made.setdefault("outlet_family", family)
    earlier = () if claim.get("time") == Time.PAST else recalled.get((party, issue), ())
    made.setdefault("recalls", [str(one) for one in earlier])
    made.setdefault("alerting", alerting(party, issue, codebook))
    if "words" not in claim:
        made["words"] = list(words(_text(claim.get("quote")) or ""))
    return made


def _casualty(claim: Mapping[str, Any], codebook: Codebook) -> dict[str, Any]:
    place = claim["place_id"] if "place_id" in claim else place_id(_text(claim.get("place")), codebook)
    slots = _counted(
        place=_text(place),
        group=_text(claim.get("group")),
        source=_text(claim.get("attributed_to")),
        since=_text(claim.get("since")),
        codebook=codebook,
    )
    return {**slots, **claim}


def _counted(
    *, place: str | None, group: str | None, source: str | None, since: str | None, codebook: Codebook
) -> dict[str, Any]:
    """The ids of a count whose place is known."""
    known = place if place in codebook.places else None
    theatre = theatre_of(known, codebook)
    told = sources(codebook).find(source, theatre) if source else None
    return {
        "place_id": place,
        "theatre": theatre,
        "group_id": groups(codebook).find(group, tuple(one.id for one in around(known, codebook))),
        "source_id": None if told is None else told.id,
        "source_rank": None if told is None else told.rank,
        "counted_from": counted_from(since, theatre, codebook),
    }


def place_id(written: str | None, codebook: Codebook) -> str | None:
    """The id of the narrowest place that the words name; null where they name none of the codebook."""
    found = places(codebook).find(written or "")
    best: Place | None = max((one.place for one in found), key=lambda one: len(around(one.id, codebook)), default=None)
    return None if best is None else best.id


def counted_from(since: str | None, theatre: str, codebook: Codebook) -> str | None:
    """The codebook's start that the written date contains, else that date in ISO 8601; null for anything else."""
    try:
        first, last = span(since or "")
    except ValueError:
        return None
    start = start_of(Interval.of(first, last), theatre, codebook)
    return since if start is None else start.id


def _recalled(claims: Iterable[tuple[Any, Any, Any, Any]]) -> dict[tuple[Any, Any], tuple[Position, ...]]:
    """The positions that an article recalls, by party and issue, from hardest to softest."""
    found: dict[tuple[Any, Any], set[Position]] = {}
    for party, issue, position, time in claims:
        if time == Time.PAST and position in list(Position):
            found.setdefault((party, issue), set()).add(Position(position))
    return {key: tuple(sorted(several, key=lambda one: one.rank)) for key, several in found.items()}


def _whole(party: str) -> str:
    return party.removesuffix(DISSENT)


def _objects(value: Any) -> Sequence[Mapping[str, Any]]:
    ok = isinstance(value, list) and all(isinstance(one, dict) for one in value)
    return value if ok else ()


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
