"""The place that an article is about as a whole: the one it names most, and the country around it."""

from schemas.vocabulary import Harm
from streams.extract.casualties.choosing import worth_of
from streams.extract.casualties.context import Context
from streams.extract.casualties.kinds import Where


def root(context: Context, place: Where | None, *, low: int) -> Where | None:
    """The country or theatre of a place: a running toll without a place of its own is of the whole."""
    roots = context.around(place.id) if place is not None else []
    if place is not None and len(roots) <= 2 and place.written[:1].isupper() and low < OF_A_COUNTRY:
        return place  # a city told of all along is what is counted
    return Where(roots[-1], context.name(roots[-1])) if roots else place


def whole(context: Context, *, low: int) -> Where | None:
    """Where a running toll without a place of its own was taken: a city told of all along, else the country."""
    main = root(context, main_place(context), low=low)
    if main is None or context.home not in context.around(main.id) or _is_all_along(context, main.id):
        return main or home_place(context)
    return home_place(context)


def _is_all_along(context: Context, place: str | None) -> bool:
    """A place that the article names more than all others of its country."""
    named = context.kept["named"]
    if place is None or not isinstance(named, dict):
        return False
    others: int = sum(
        count for other, count in named.items() if other != place and context.home in context.around(other)
    )
    times: int = named.get(place, 0)
    return times >= OFTEN and times * 2 >= others


OFTEN = 3
"""Mentions from which on a city may be what an article is about."""


def home_place(context: Context) -> Where | None:
    """The country or theatre that the article is about."""
    return None if context.home is None else Where(context.home, context.name(context.home))


OF_A_COUNTRY = 10_000
"""A running toll of so many is a country's, not a city's."""

LEAD = 4
"""Sentences at the head of an article that tell its event in general words."""


def main_place(context: Context) -> Where | None:
    """The place that the article names most, the narrower of equals; no state that acts in it."""
    if "main place" not in context.kept:
        context.kept["main place"] = _most_named(context)
    found = context.kept["main place"]
    return found if isinstance(found, Where) else None


def _most_named(context: Context) -> Where | None:
    counts: dict[str, tuple[int, str]] = {}
    for sentence in context.document.sentences[:40]:
        lead = 2 if sentence.index <= LEAD // 2 else 1
        for found in context.places(sentence):
            if worth_of(context, sentence.text, found, None, None, harm=Harm.KILLED) is None:
                continue
            if len(found.place.names[0]) > 3 and sentence.text[found.start : found.end].isupper() and not sentence.caps:
                continue  # a dateline on a line of its own
            times, written = counts.get(found.place.id, (0, context.written(found, sentence.text)))
            counts[found.place.id] = (times + lead, written)
    context.kept["named"] = {place: times for place, (times, _) in counts.items()}
    if not counts:
        return None
    at_home = {place: told for place, told in counts.items() if context.home in context.around(place)}
    best = _most(context, counts)
    if at_home and context.theatre(best) not in context.codebook.theatres:
        best = _most(context, at_home)  # not where they talk
    return Where(best, counts[best][1])


def _most(context: Context, counts: dict[str, tuple[int, str]]) -> str:
    return max(counts, key=lambda place: (counts[place][0], context.depth(place), place))
