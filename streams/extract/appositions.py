"""Names and the offices or roles between commas beside them, read as one mention, so that a parser sees one name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from streams.extract.actor import Actor


def with_apposition(text: str, actors: Sequence[Actor]) -> list[Actor]:
    """The actors with "Name, office of party," read as one mention, so that a parser sees one name."""
    joined: list[Actor] = []
    for actor in actors:
        before = joined[-1] if joined else None
        if before is not None and actor.start < before.end:
            continue
        if before is not None and _apposed(text, before, actor):
            end = actor.end + (1 if text[actor.end : actor.end + 1] == "," else 0)
            joined[-1] = replace(_the_named(before, actor), start=before.start, end=end, person=True)
        else:
            joined.append(actor)
        joined[-1] = replace(joined[-1], end=_with_role(text, joined[-1]))
    return joined


_ROLE = re.compile(
    r", (?:the |a |an |its |one of (?:the |its )?)?(?:[\w'’-]{1,20} ){0,5}"
    r"(?:backer|patron|ally|sponsor|paymaster|mediator|broker|guarantor|neighbou?r|rival|foe|supporter|partner|donor"
    r"|supplier|host|co-sponsor|facilitator|power|benefactor|protector|protege|proxy|parent)s?,"
)


def _with_role(text: str, actor: Actor) -> int:
    """Where the mention ends with what a party is to another: "Norland, the rebels' main backer,"."""
    if actor.person or actor.adjective or actor.noun or text[actor.end : actor.end + 2] != ", ":
        return actor.end
    match = _ROLE.match(text, actor.end, actor.end + 90)
    return actor.end if match is None or " and " in match.group() else match.end()


def _the_named(before: Actor, actor: Actor) -> Actor:
    """Of a name and an office beside it the name: that is how the speaker is called."""
    if before.person and actor.person and before.name.split()[-1][:1].islower() and actor.name[:1].isupper():
        return actor if actor.name.split()[-1][:1].isupper() else before
    return before if before.person else actor


_BETWEEN = re.compile(r", (?!whose |which )(?:(?:the|a|an|who is the|who is a|one of the) )?(?:[\w’'-]{1,20} ){0,2}")


def _apposed(text: str, before: Actor, actor: Actor) -> bool:
    if len(before.parties) > 1 or len(actor.parties) > 1:
        return False
    if not set(before.parties) & set(actor.parties) or not (before.person or actor.person) or before.adjective:
        return False
    between = text[before.end : actor.start]
    closed = text[actor.end : actor.end + 1] in (",", ".", "") or actor.person
    return closed and _BETWEEN.fullmatch(between) is not None and " and " not in between
