"""The place of a sentence that fits a count best, and which of the places that it names are none for it."""

from schemas.vocabulary import Harm
from streams.codebook.places import Found
from streams.extract.casualties import placewords
from streams.extract.casualties.context import Context
from streams.extract.casualties.kinds import Where, aside
from streams.extract.text import Sentence


def best(
    context: Context, sentence: Sentence, span: tuple[int, int] | None, clause: tuple[int, int] | None, *, harm: Harm
) -> Where | None:
    """The place of a sentence that fits best: led to by a preposition, in the clause, narrow, and near."""
    ranked: list[tuple[float, int, Found]] = []
    for number, found in enumerate(context.places(sentence)):
        worth = worth_of(context, sentence.text, found, span, clause, harm=harm)
        if worth is not None:
            ranked.append((worth, number, found))
    if not ranked:
        return None
    first = max(ranked, key=lambda one: (one[0], -one[1]))[2]
    return Where(first.place.id, context.written(first, sentence.text))


def worth_of(
    context: Context,
    text: str,
    found: Found,
    span: tuple[int, int] | None,
    clause: tuple[int, int] | None,
    *,
    harm: Harm,
) -> float | None:
    after, ahead = text[found.end : found.end + 70], max(0, found.start - 60)
    depth = context.depth(found.place.id)
    inside = placewords.IN.search(text, ahead, found.start) is not None
    direct = placewords.DIRECT.search(text, max(0, found.start - 25), found.start) is not None
    if (
        placewords.BODY_AFTER.match(after)
        or after.startswith("-")
        or placewords.OFFICE_OF.search(text, ahead, found.start)
    ):
        return None
    if depth == 0 and not direct and placewords.PART_OF_A_NAME.search(text, ahead, found.start):
        return None
    if depth == 0 and not direct and (after.startswith("'s") or found.place.id in context.actors):
        return None
    if placewords.ACTS_AFTER.match(after) and not direct:
        return None
    if placewords.TAKEN_IN.search(text, ahead, found.start) and placewords.CARE.search(text):
        return None
    if _is_seat(text, found, depth):
        return None
    if span is not None and placewords.OF_MEMBERS.search(text, span[1], found.start):
        return None
    towards = placewords.TOWARDS.search(text, ahead, found.start) is not None
    if placewords.FAR_FROM.search(text, ahead, found.start):
        inside = towards = False
        depth -= 1
    worth = depth + (3.0 if inside else 1.5 if towards and harm is not Harm.CAPTURED else 0.0)
    seat = found.place.id in context.capitals
    if placewords.SPEAKERS_OF.search(text, ahead, found.start):
        worth -= 5.0 if seat or depth == 0 else 2.0
    if span is None or clause is None:
        return worth if inside or towards or (depth and not seat) else None
    worth -= 0.0 if inside or towards or not seat else 3.0
    if aside(text, found.start) and not aside(text, span[0]):
        return None
    worth += 3.0 if clause[0] <= found.start < clause[1] else 0.0
    worth += 1.5 if found.start >= span[0] else 0.0
    return worth - min(abs(found.start - span[1]), abs(span[0] - found.end)) / 100


def _is_seat(text: str, found: Found, depth: int) -> bool:
    """A place where they talk, or that talks itself: `talks in Kampala`, `according to Kampala`."""
    ahead, after = max(0, found.start - 90), text[found.end : found.end + 70]
    if placewords.TALKS.search(text, ahead, found.start) or placewords.TALKS_AFTER.match(after):
        return True
    told = placewords.BY_THE_ACCOUNT.search(text, ahead, found.start) or placewords.TELLS.match(after)
    return depth <= 1 and told is not None
