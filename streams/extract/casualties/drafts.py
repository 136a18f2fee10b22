"""A count before its ids are resolved, and which counts of an article are one."""

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.moments import Interval
from schemas.vocabulary import Harm, Kind, Part, Time
from streams.extract.casualties.grammar import Hit
from streams.extract.casualties.timing import When
from streams.extract.text import Sentence


@dataclass(frozen=True, slots=True)
class CasualtyDraft:
    """A casualty claim before its ids are resolved. Offsets count in the original part.

    `said` is when the figure was given, where its sentence says so; `start_id` the codebook's start of a running toll.
    `spot` is the place as it is known while the article is read: listed in the codebook or not.
    """

    part: Part
    start: int
    end: int
    quote: str
    rule: str
    confidence: int
    harm: Harm
    low: int
    high: int | None
    approx: bool
    part_of_total: bool
    kind: Kind
    time: Time
    since: str | None
    place: str | None
    place_id: str | None
    spot: str | None
    group: str | None
    attributed_to: str | None
    happened: Interval | None
    said: Interval | None
    start_id: str | None
    sentence: Sentence
    hit: Hit
    when: When


def once(drafts: Iterable[CasualtyDraft]) -> list[CasualtyDraft]:
    """Each count of each event once: the same harm and bounds again are a repeat unless something tells them apart."""
    kept: dict[tuple[Harm, int, int | None], list[CasualtyDraft]] = {}
    for draft in sorted(drafts, key=lambda one: one.part is Part.TITLE):
        alike = kept.setdefault((draft.harm, draft.low, draft.high), [])
        if not any(_same(other, draft) for other in alike):
            alike.append(draft)
    every = sorted((one for alike in kept.values() for one in alike), key=lambda one: (one.part, one.start, one.end))
    return [one for one in every if not (one.part is Part.TITLE and _told_in_text(one, every))]


def _told_in_text(title: CasualtyDraft, drafts: list[CasualtyDraft]) -> bool:
    """A headline's count that the text gives with its bounds: `12 killed` above `at least 12 were killed`, `toll tops
    5,000` above `5,087 have been killed`.
    """
    most = title.low * ROUNDED // 100 if title.high is None else title.low + 1
    least = title.low if title.low == title.high else title.low - 1
    return any(other.part is Part.TEXT and other.harm is title.harm and least <= other.low <= most for other in drafts)


ROUNDED = 110
"""Per cent of a headline's round number up to which the text's figure is the one that it rounds down."""


def _same(one: CasualtyDraft, other: CasualtyDraft) -> bool:
    """Whether the later of two equal counts repeats the earlier one (rule 22 of the guide)."""
    if one.sentence.index == other.sentence.index and one.part is other.part:
        return False
    if Part.TITLE in (one.part, other.part):
        return True
    if one.kind is not other.kind or other.hit.figure.quantity.more or _on_other_days(one, other):
        return False
    if one.low == one.high == 1:
        return one.hit.figure.word == other.hit.figure.word != ""
    return not _of_others_elsewhere(one, other)


def _of_others_elsewhere(one: CasualtyDraft, other: CasualtyDraft) -> bool:
    """Two soldiers here and two rebels there: other people at another place are another event."""
    people = (one.hit.figure.word, other.hit.figure.word)
    places = (one.spot, other.spot)
    told = "" not in people and None not in places and Kind.INCIDENT is one.kind
    return told and people[0] != people[1] and places[0] != places[1] and not {*people} & _ANYBODY


_ANYBODY = frozenset(("people", "others", "persons", "victims", "them"))


def _on_other_days(one: CasualtyDraft, other: CasualtyDraft) -> bool:
    first, second = one.happened, other.happened
    return first is not None and second is not None and (first.end < second.start or second.end < first.start)
