"""Whose an office is that stands without its party: "its spokesman", "the president", "MS. OST: The President"."""

import re
from dataclasses import replace

from streams.codebook.joining import Mention
from streams.extract.actor import Actor
from streams.extract.wordlists import words

NOT_OWNED = ("military", "mediation", "counterpart")
"""Offices whose owner grammar finds: "its forces", "his side"."""
OWNED = re.compile(r"\b(its|his|her|their|whose) (?:[a-z-]{3,20} ){0,2}$", re.I)


def owner(word: str, text: str, at: int, here: list[Actor], before: list[list[Actor]]) -> str | None:
    """The party of whoever "its", "his" or "whose" before an office means, two sentences back."""
    person = word in ("his", "her")
    inside = [
        one
        for one in here
        if one.end <= at and len(one.parties) == 1 and not one.adjective and (person == one.person or word == "whose")
    ]
    if word == "whose":
        return inside[-1].parties[0] if inside and text[inside[-1].end : at].startswith(", whose") else None
    if inside:
        return (inside[-1] if person else inside[0]).parties[0]
    for row in reversed(before):
        ordered = sorted(row, key=lambda one: one.start)
        fitting = [one for one in ordered if len(one.parties) == 1 and not one.adjective and one.person == person]
        if fitting:
            return fitting[0].parties[0]
    return None


_ANYONE = words("official leader diplomat chief general commander secretary aide minister")
"""Heads of offices that may be said of holders of others: a prime minister is a leader."""


def may_be(person: Actor, words: str) -> bool:
    """Whether a person may be "the president": one whose office is known to be another is not."""
    head = words.lower().split()[-1]
    office = person.office.split()
    if not office or head in _ANYONE:
        return True
    return head[:6] in {one[:6] for one in office} or (head == "premier" and "minister" in office)


_HEADS = words(
    "president minister premier chancellor leader chief secretary spokesman spokeswoman spokesperson official"
    " general diplomat envoy aide adviser ambassador commander pm king emir"
)


def definite(text: str, mention: Mention) -> bool:
    """Whether "the" stands before an office of a person: it is somebody's who has been named."""
    before = text[max(0, mention.start - 4) : mention.start].lower()
    return before.endswith("the ") and text[mention.start : mention.end].lower().split()[-1] in _HEADS


_LABEL = re.compile(r"[A-Z][A-Z. '’-]{3,40}: ")
_CHIEF = re.compile(r"(?:President|Secretary|Prime Minister|Vice President|King|Minister)$")


def labelled(text: str, actors: list[Actor]) -> list[Actor]:
    """The actors; in a transcript "the President" is the speaker's own: "MS. OST: The President wants a truce"."""
    label = _LABEL.match(text)
    if label is None or not actors or not actors[0].person or actors[0].start > label.end() or not actors[0].parties:
        return actors
    own = actors[0].parties
    return [
        replace(one, parties=own) if one.start >= label.end() and _CHIEF.match(text[one.start : one.end]) else one
        for one in actors
    ]
