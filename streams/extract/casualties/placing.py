"""Where people were harmed: the narrowest place that a preposition leads to in the clause, else what the article tells
around it.

A state that acts ("Israel said", "by Russia") is no place. An event's place is often general in the first sentence and
narrow in the next ones; a place that the codebook does not know is read from its kind ("the village of Ainata").
"""

import re

from schemas.vocabulary import Harm, Kind, Time
from streams.codebook.places import places
from streams.extract.casualties import placewords
from streams.extract.casualties.choosing import best
from streams.extract.casualties.context import Context
from streams.extract.casualties.kinds import Where, beside, of_kind
from streams.extract.casualties.timing import When
from streams.extract.casualties.wholes import LEAD, OF_A_COUNTRY, home_place, main_place, root, whole
from streams.extract.text import Sentence

NARROWER = 5
"""Sentences after a count in which its event's narrower place may come."""


def where(
    context: Context, sentence: Sentence, span: tuple[int, int], clause: tuple[int, int], *, harm: Harm
) -> Where | None:
    """The place of the harm told at `span`; `clause` is the stretch of the sentence that tells of this one alone."""
    own = best(context, sentence, span, _cut(sentence.text, span, clause), harm=harm)
    if own is not None:
        return beside(context, sentence.text, span, own)
    kind, main = of_kind(context, sentence, (clause, (0, len(sentence.text)))), main_place(context)
    if kind is None or kind.id is not None or main is None:
        return kind
    return Where(context.around(main.id)[-1], kind.written)


def _of_source(context: Context, source: str | None) -> Where | None:
    """The place in a source's name: `Gaza's health ministry` counts in Gaza."""
    for found in places(context.codebook).find(source or ""):
        if found.place.theatre is not None or context.depth(found.place.id) == 0:
            return Where(found.place.id, context.written(found, source or ""))
    return None


def _before(context: Context, sentence: Sentence, *, most: int = 3) -> Where | None:
    """The place that the sentences before tell of, in this paragraph or the one before it."""
    for earlier in context.before(sentence, most):
        if earlier.paragraph < sentence.paragraph - 1:
            break
        found = best(context, earlier, None, None, harm=Harm.KILLED)
        if found is not None:
            return found
    return None


_COUNTRYWIDE = re.compile(
    r"\b(?:across|throughout|all over|around|in|inside|within|elsewhere in) the (?:whole |entire )?(?:country|nation)\b"
    r"|\b(?:nationwide|countrywide|nationally)\b",
    re.IGNORECASE,
)
_MORE_OF_IT = re.compile(
    r"^\W{0,2}(?:Among|Another|A further|An additional|Of (?:the|those)\b|(?:\w+ ){1,2}(?:others?|other people|more) "
    r"|The (?:dead|wounded|victims|injured))",
)


def _of_country(context: Context, sentence: Sentence) -> Where | None:
    """`in attacks throughout the country`: the country of the place that the article names most."""
    if context.home is None or _COUNTRYWIDE.search(sentence.text) is None:
        return None
    return Where(context.home, context.name(context.home))


def _goes_on(context: Context, sentence: Sentence, timing: When) -> Where | None:
    """The place of the sentence before or, if it is narrower or gone on about, of the event that was counted last."""
    before, event = _before(context, sentence, most=1), _event(context, sentence, timing)
    if event is None and before is not None:
        first = _first_event(context, timing)
        return first if first is not None and before.id in context.around(first.id)[1:] else before
    if event is None or before is None:
        return before or event
    general = before.id in context.around(event.id)[1:]
    return event if general or _MORE_OF_IT.match(sentence.text) else before


def _event(context: Context, sentence: Sentence, timing: When) -> Where | None:
    """The place of the event that was counted last, if it is not long ago and this count is news too."""
    if context.event is None or timing.kind is Kind.CUMULATIVE or timing.time is Time.PAST:
        return None
    place, index = context.event
    return Where(place, context.name(place)) if sentence.index - index <= SAME_EVENT else None


def _first_event(context: Context, timing: When) -> Where | None:
    """The place of the event that the article counted first: what it goes back to is mostly that."""
    if context.first_event is None or timing.kind is Kind.CUMULATIVE or timing.time is Time.PAST:
        return None
    return Where(context.first_event, context.name(context.first_event))


SAME_EVENT = 8
"""Sentences through which an article goes on about one event."""


def supposed(context: Context, sentence: Sentence, own: Where | None, source: str | None) -> Where | None:
    """Where a count belongs before its kind is known: enough to tell the theatre, and so the start of a toll."""
    return own or _of_source(context, source) or _before(context, sentence) or main_place(context)


def refined(
    context: Context, sentence: Sentence, own: Where | None, timing: When, *, low: int, source: str | None, held: bool
) -> Where | None:
    """The place with what the rest of the article adds: an attack's, an event's narrower one, or the article's main
    one.
    """
    if held and own is None:
        return root(context, main_place(context), low=OF_A_COUNTRY)  # not where the event told before them was
    country = _of_country(context, sentence) if own is None else None
    if country is not None:
        return country
    place = own or _goes_on(context, sentence, timing) or _before(context, sentence)
    if (
        timing.start is not None
        and timing.start.attack
        and timing.kind is Kind.INCIDENT
        and timing.start.place is not None
    ):
        roots = context.around(place.id) if place is not None else []
        if timing.start.place not in roots or low >= MASSACRE:
            known = context.codebook.places[timing.start.place]
            return Where(known.id, known.names[0])
        return place
    if own is None and timing.kind is Kind.CUMULATIVE:
        place = _of_source(context, source) or whole(context, low=low) or place
    if place is None:
        place = _first_event(context, timing) or _from_title(context) or main_place(context) or home_place(context)
    if place is None or timing.kind is Kind.CUMULATIVE or low >= 1000 or place.id is None:
        return place
    return _capital(context, sentence, place) or _narrower(context, sentence, place)


def _capital(context: Context, sentence: Sentence, place: Where) -> Where | None:
    """`in the capital`, below a dateline that names it."""
    if context.dateline is None or not re.search(r"\b(?:the capital|the city|here)\b", sentence.text):
        return None
    if (
        place.id is None
        or context.dateline.place.id == place.id
        or place.id not in context.around(context.dateline.place.id)
    ):
        return None
    return Where(context.dateline.place.id, context.dateline.place.names[0])


def _cut(text: str, span: tuple[int, int], clause: tuple[int, int]) -> tuple[int, int]:
    """The clause up to where another one begins after the count."""
    match = placewords.CLAUSE_END.search(text, span[1], clause[1])
    return clause[0], match.start() if match else clause[1]


def _narrower(context: Context, sentence: Sentence, place: Where) -> Where:
    """The first place inside this one that the next sentences lead to."""
    if place.id is None or context.depth(place.id) > 2 or sentence.index > LEAD:
        return place
    named = place.written[:1].isupper() or place.written.startswith(("al-", "el-"))
    unlisted = named and place.written.removesuffix("'s") not in context.known_words
    if unlisted or placewords.SEVERAL.search(sentence.text):
        return place
    container = place.id
    around = context.around(place.id)
    if place.written[:1].islower() and len(around) > 1:
        container = around[1]  # "central Syria" contains no place of the tree; Syria does
    last = sentence.index + NARROWER + 1
    for later in context.document.sentences[sentence.index + 1 : last]:
        for found in context.places(later):
            inside = [one for one in context.around(found.place.id) if one != found.place.id]
            ahead = max(0, found.start - 60)
            if placewords.FAR_FROM.search(later.text, ahead, found.start) or found.place.id == place.id:
                continue
            if placewords.OFFICE_OF.search(later.text, ahead, found.start):
                continue
            if container in inside and placewords.IN.search(later.text, ahead, found.start):
                return Where(found.place.id, context.written(found, later.text))
    return place


MASSACRE = 200
"""People harmed by a founding attack as a whole, not in one of its places."""


def _from_title(context: Context) -> Where | None:
    for title in context.title():
        found = best(context, title, None, None, harm=Harm.KILLED)
        if found is not None:
            return found
    return None
