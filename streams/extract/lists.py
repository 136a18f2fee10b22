"""Lists of parties around a verb that parsers take apart, read off the text between the mentions.

"Norland, Sudmark and Ostia welcomed", "Norland, along with Sudmark, proposed", "Norland, whose envoys know the valley,
called for": the names and the commas between them say who is meant, wherever the tree has hung them.
"""

import re

from streams.extract import tree
from streams.extract.actors import Actor
from streams.extract.parse import Token
from streams.extract.readings import Reading, Who

_ALONG = re.compile(
    r",? (?:and(?: also)?|as well as|along with|together with|joined by|followed by|alongside|backed by|and later)"
    r" (?:the |those of (?:the )?)?"
)
_COMMA = re.compile(r", (?:the )?")
_HIS = re.compile(r",? (?:and|as well as|along with|together with) (?:his|her|its|their) ")
_COUNTERPART = re.compile(r" (?:counterparts?|opposite numbers?|colleagues?)(?: [A-Z][\w.'’-]{0,25}){0,4}")
MANY = 12
"""Members of one list that are read at most."""


def with_listed(who: Who, reading: Reading) -> Who:
    """The actors, and those whom the text lists behind the last of them."""
    inside = [one for one in who.actors if one in reading.actors]
    if not inside or who.how in ("pronoun", "list", "statement"):
        return who
    listed = run_after(max(inside, key=lambda one: one.start), reading)
    more = tuple(one for one in listed if one not in who.actors)
    return Who((*who.actors, *more), who.stranger, who.how) if more else who


def run_after(first: Actor, reading: Reading) -> list[Actor]:
    """The mentions that commas and "and" join to the first one, up to the last "and"."""
    found: list[Actor] = []
    sure = 0
    at = first.end
    for other in reading.actors:
        if other.start < at:
            continue
        gap = reading.text[at : other.start]
        along = _ALONG.fullmatch(gap) is not None
        counterpart = _COUNTERPART.match(reading.text, other.end) if other.adjective else None
        if counterpart is not None and other.parties and _HIS.fullmatch(gap):
            found.append(other)
            sure, at = len(found), counterpart.end()
            continue
        if other.adjective or not other.parties or not (along or _COMMA.fullmatch(gap)) or len(found) == MANY:
            break
        found.append(other)
        sure = len(found) if along else sure
        at = other.end
    return found[:sure]


def opening(verb: Token, reading: Reading) -> Who | None:
    """The party that opens the sentence, when an aside between commas parts it from its verb."""
    parse = reading.parse
    finite = verb.tag in ("VBD", "VBZ", "VBP", "VBN") or tree.child(parse, verb, "aux") is not None
    place = verb.index - 1
    while place > 0 and parse.tokens[place].pos in ("AUX", "ADV", "PART"):
        place -= 1
    if not finite or place < 2 or parse.tokens[place].text != ",":
        return None
    actor = reading.actor_at(parse.tokens[0])
    if actor is None or actor.adjective or not actor.parties or actor.start != 0:
        return None
    aside = reading.text[actor.end : reading.merged.original(parse.tokens[place].start) + 1]
    if not aside.startswith(",") or aside.count(",") != 2 or '"' in aside:
        return None
    return Who((actor,), False, "name")
