"""From sentences to counts: gate, grammar, vetoes, then the slots that other words of the article decide."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from schemas.claims import MAX_QUOTE
from schemas.vocabulary import Harm, Kind, Time
from streams.codebook import Codebook
from streams.codebook.places import places
from streams.extract.casualties import grouping
from streams.extract.casualties.chunks import Row, row
from streams.extract.casualties.context import Context
from streams.extract.casualties.drafts import CasualtyDraft, once
from streams.extract.casualties.grammar import Hit, carried, hits
from streams.extract.casualties.kinds import Where, aside
from streams.extract.casualties.placing import refined, supposed, where
from streams.extract.casualties.seen import Seen
from streams.extract.casualties.sourcing import Sources
from streams.extract.casualties.sureness import confidence
from streams.extract.casualties.timing import Told, When, goes_on, when
from streams.extract.casualties.vetoes import veto
from streams.extract.casualties.vocabulary import vocabulary
from streams.extract.dates import ArticleDates, told_on
from streams.extract.text import Document, Sentence
from streams.extract.tokens import tokens
from streams.extract.wordsets import wordset

MOST = 300
"""Counts of an article that are read: the limit is a size, so that every machine reads the same."""

_WORD = re.compile(r"[a-z]+")
_CARRYING = wordset("reading.carrying")
"""Words of which a sentence without a harm word must have one to go on counting what the one before it counts."""


def casualties(document: Document, dates: ArticleDates, codebook: Codebook) -> list[CasualtyDraft]:
    """The counts of people harmed in a document, in the order of the text, each event's count once."""
    return once(_Reader(Context(document, dates, codebook)).drafts())


@cache
def _names(codebook: Codebook) -> frozenset[str]:
    """Words that name places and parties, so that they are no person's name."""
    parties = [name for party in codebook.parties.values() for name in (*party.names, *party.demonyms)]
    return places(codebook).words | frozenset(word.lower() for name in parties for word in name.split())


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a hit stands: its sentence, its row of chunks, its characters and those of its clause."""

    sentence: Sentence
    row: Row
    span: tuple[int, int]
    clause: tuple[int, int]


class _Reader:
    """Reads one article."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known, self._names = vocabulary(context.codebook), _names(context.codebook)
        self._sources = Sources(context)
        self._before: tuple[Sentence, When] | None = None

    def drafts(self) -> list[CasualtyDraft]:
        """The counts of all sentences, repeats included."""
        found: list[CasualtyDraft] = []
        for sentence in self._context.document.sentences:
            if len(found) >= MOST:
                break
            words = set(_WORD.findall(sentence.text.lower()))
            if not self._known.gate.isdisjoint(words):
                found += self._sentence(sentence)
            elif found and words & _CARRYING and _near(found[-1].sentence, sentence):
                found += self._sentence(sentence, carry=found[-1].harm)
        return found

    def _sentence(self, sentence: Sentence, *, carry: Harm | None = None) -> Iterator[CasualtyDraft]:
        read = row(tokens(sentence.text), self._known, self._names, caps=sentence.caps)
        found = hits(read) if carry is None else list(carried(read, carry))
        told = frozenset(hit.cue_place for hit in found)
        standing = [hit for hit in found if veto(Seen(read, hit, told)) is None]
        wholes: dict[int, When] = {}
        for hit in standing:
            first, last = hit.tokens
            span = (read.words[first].start, read.words[last - 1].end)
            place = _Place(sentence, read, span, _clause(read, standing, hit))
            inherits = hit.member and not self._has_own_day(place, hit)
            draft = self._draft(place, hit, wholes.get(hit.cue_place) if inherits else None)
            wholes.setdefault(hit.cue_place, draft.when)
            self._before = (sentence, draft.when)
            if draft.spot is not None and _is_news(draft):
                self._context.event = (draft.spot, sentence.index)
                self._context.first_event = self._context.first_event or draft.spot
            yield draft

    def _has_own_day(self, place: _Place, hit: Hit) -> bool:
        """`including 92 on Thursday`: a day stands right behind the member."""
        end = place.row.words[hit.figure.end - 1].end
        times = self._context.times(place.sentence)
        return any(0 <= word.start - end <= 12 and word.day is not None for word in times)

    def _draft(self, place: _Place, hit: Hit, whole: When | None) -> CasualtyDraft:
        context, sentence, quantity = self._context, place.sentence, hit.figure.quantity
        start, end = sentence.original(*place.span)
        end = min(end, start + MAX_QUOTE)
        own = where(context, sentence, place.span, place.clause, harm=hit.harm)
        timing = whole or self._when(place, hit, supposed(context, sentence, own, self._source(place, Time.CURRENT)))
        source = self._source(place, timing.time)
        at = refined(context, sentence, own, timing, low=quantity.low, source=source, held=hit.rule == "count.hold")
        said = told_on(context.times(sentence), sentence.text)
        return CasualtyDraft(
            part=sentence.part,
            start=start,
            end=end,
            quote=context.document.part(sentence.part)[start:end],
            rule=hit.rule,
            confidence=confidence(hit),
            harm=hit.harm,
            low=quantity.low,
            high=quantity.high,
            approx=quantity.approx,
            part_of_total=grouping.is_part(place.row, hit),
            kind=timing.kind,
            time=timing.time,
            since=timing.since,
            place=at.written if at else None,
            place_id=context.listed(at.id) if at else None,
            spot=at.id if at else None,
            group=grouping.group(sentence.text, place.row, hit, self._known),
            attributed_to=source,
            happened=timing.happened,
            said=said.interval if said else None,
            start_id=timing.start.id if timing.start and timing.kind is Kind.CUMULATIVE else None,
            sentence=sentence,
            hit=hit,
            when=timing,
        )

    def _source(self, place: _Place, time: Time) -> str | None:
        return self._sources.of(place.sentence, place.span, time)

    def _when(self, place: _Place, hit: Hit, at: Where | None) -> When:
        quantity = hit.figure.quantity
        told = Told(
            span=place.span,
            clause=place.clause,
            harm=hit.harm,
            rule=hit.rule,
            theatre=self._context.theatre(at.id if at else None),
            low=quantity.low,
            single=quantity.low <= 2 and quantity.high == quantity.low,
        )
        timing = when(self._context, place.sentence, told)
        before = self._before
        if before is None or not _near(before[0], place.sentence):
            return timing
        return goes_on(self._context, place.sentence, told, timing, before[1])


def _is_news(draft: CasualtyDraft) -> bool:
    """A count of the event that the article goes on about: no running toll, nothing recalled or told on the way."""
    told_aside = aside(draft.sentence.text, draft.sentence.text.find(draft.quote[:40]))
    return draft.kind is Kind.INCIDENT and draft.time is Time.CURRENT and not told_aside


def _near(earlier: Sentence, sentence: Sentence) -> bool:
    """The next sentence, or the one after it in the same paragraph."""
    gap = sentence.index - earlier.index
    return earlier.part is sentence.part and (gap <= 1 or (gap == 2 and earlier.paragraph == sentence.paragraph))


def _clause(read: Row, standing: list[Hit], hit: Hit) -> tuple[int, int]:
    """The characters that tell of this count alone: between the counts of other harm words."""
    start, end = 0, read.words[-1].end
    if hit.rule == "count.elided":
        start = read.words[hit.tokens[0]].start
    for other in standing:
        if other.rule == "count.elided" and other.place > hit.place:
            end = min(end, read.words[other.tokens[0]].start)
        if other.cue_place < hit.cue_place and other.place < hit.place:
            start = max(start, read.words[other.tokens[1] - 1].end)
        if other.cue_place > hit.cue_place and other.place > hit.place:
            end = min(end, _joined(read, hit, other))
    return start, end


_JOINS = frozenset(("and", "but", "while"))


def _joined(read: Row, hit: Hit, other: Hit) -> int:
    """Where the clause of the count behind begins: at the comma and conjunction between the two, if there is one."""
    first, last = hit.tokens[1], other.tokens[0]
    for at in range(last - 1, first, -1):
        if read.words[at].low in _JOINS and read.words[at - 1].low == ",":
            return read.words[at - 1].start
    return read.words[last].start
