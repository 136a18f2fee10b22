"""The parties that one word stands for together: "both sides", "the mediators", "the four", "states like Norland"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from streams.extract import tree
from streams.extract.actor import Actor
from streams.extract.parse import Token
from streams.extract.wordlists import words

if TYPE_CHECKING:
    from streams.extract.readings import Reading

SIDES = words("side party faction rival camp enemy foe both each belligerent two army neighbour neighbor adversary")
MEDIATORS = frozenset({"mediator", "broker", "negotiator"})
_LISTED = re.compile(r",? ?(?:and |as well as |along with )?(?:the |its ally )?")
_INCLUDING = re.compile(
    r"[*]?(?: [\w' -]{1,40})?,? ?(?:[-–—] )?"
    r"(?:\(?(?:including|among them|among others|such as|namely|notably|led by|chief among them)(?: those of)?"
    r"|[-–—(]) ?(?:both )?(?:the )?"
)
"""Between a plural and the list of those whom it names."""
_COUNTED = {"three": 3, "trio": 3, "troika": 3, "four": 4, "quartet": 4, "five": 5, "six": 6, "seven": 7}
_PAIRED = words("leader president minister official premier man diplomat envoy country nation government state capital")


def several(reading: "Reading", token: Token) -> tuple[Actor, ...]:
    """The members of "both sides", "the two sides", "the mediators", where the paragraph names them."""
    lemma = token.lemma.lower()
    counted = _counted(reading, token)
    if counted:
        return counted
    if lemma in MEDIATORS:
        found = _named(reading, reading.around.mediators)
        return found or tuple(one for one in reading.around.named if set(one.parties) & set(reading.around.mediators))
    words = {one.text.lower() for one in tree.subtree(reading.parse, token)}
    if lemma in _PAIRED and words & {"both", "two"}:
        people = [
            actor
            for row in (reading.actors, *reading.around.before)
            for actor in row
            if actor.parties and not actor.adjective
        ]
        pair = [one for one in people if one.person == (lemma not in ("country", "nation", "government", "state"))][:2]
        return tuple(pair) if len({party for one in pair for party in one.parties}) == 2 else ()
    if lemma not in SIDES:
        return ()
    words = {one.text.lower() for one in tree.subtree(reading.parse, token)}
    if not words & {
        "both",
        "two",
        "all",
        "warring",
        "sides",
        "parties",
        "each",
        "either",
        "factions",
        "rivals",
        "neighbours",
        "neighbors",
    }:
        return ()
    named: list[Actor] = []
    for side in reading.around.sides:
        named.extend(
            (_named(reading, side) or tuple(one for one in reading.around.named if set(one.parties) & set(side)))[:1]
        )
    return tuple(named) if len(named) > 1 else ()


def _counted(reading: "Reading", token: Token) -> tuple[Actor, ...]:
    """The parties of "the four", "the trio", "each of them": those of the last list of just so many."""
    word = token.text.lower()
    many = _COUNTED.get(word, 0)
    if word == "each" and any(one.text.lower() == "them" for one in tree.children(reading.parse, token, "nmod")):
        many = 2
    if not many or token.pos not in ("NUM", "PRON", "DET", "NOUN", "PROPN"):
        return ()
    offset = reading.merged.original(token.start)
    here: list[Actor] = []
    for one in reading.actors:
        if one.end <= offset and not one.adjective and one.parties:
            joined = bool(here) and _LISTED.fullmatch(reading.text[here[-1].end : one.start]) is not None
            here = [*here, one] if joined else [one]
    for row in (here, *reading.around.before):
        named = {party: one for one in row if not one.adjective for party in one.parties}
        if len(named) == many:
            return tuple(replace(one, parties=(party,)) for party, one in named.items())
    return ()


def including(reading: "Reading", token: Token) -> tuple[Actor, ...]:
    """The parties that a plural names behind it: "several states, *including Norland and Sudmark*, called"."""
    if token.pos not in ("NOUN", "NUM", "PROPN", "PRON", "DET", "ADJ"):
        return ()
    end = reading.merged.original(token.end, end=True)
    first = next((one for one in reading.actors if one.start >= end), None)
    if first is None or first.adjective or not _INCLUDING.fullmatch(reading.text[end : first.start]):
        return ()
    found = [first]
    for one in reading.actors:
        if one.start >= found[-1].end and _LISTED.fullmatch(reading.text[found[-1].end : one.start]):
            found.append(one)
    return tuple(one for one in found if one.parties)


def _named(reading: "Reading", parties: Sequence[str]) -> tuple[Actor, ...]:
    chosen: dict[str, Actor] = {}
    for actor in (*reading.actors, *reading.around.paragraph):
        for party in actor.parties:
            if party in parties:
                chosen.setdefault(party, actor)
    return tuple(chosen.values())
