"""Whom "the government", "the army" or "rebel leaders" mean in the news of a war, where no name stands beside them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from streams.codebook.parties import PartyKind
from streams.extract import tree
from streams.extract.actor import Actor
from streams.extract.parse import Token
from streams.extract.wordlists import words

if TYPE_CHECKING:
    from streams.extract.readings import Reading

_REBELS = words("rebel insurgent separatist militant militia militiaman guerrilla insurgency")
_STATES = words("government military army ministry cabinet administration presidency authority kingdom state")


def home(reading: "Reading", token: Token, lemma: str) -> Actor | None:
    """The state of "the government", the group of "rebel leaders", where no name stands beside them."""
    if lemma in _REBELS or any(
        one.lemma.lower() in _REBELS for one in tree.children(reading.parse, token, "compound", "amod")
    ):
        return _of_kind(reading, PartyKind.GROUP, fighting=True)
    if lemma in ("army", "military", "troop"):
        army = _army(reading)
        if army is not None:
            return army
    definite = any(
        one.text.lower() in ("the", "its", "his", "their")
        for one in tree.children(reading.parse, token, "det", "nmod:poss")
    )
    if lemma in _STATES and definite and not tree.children(reading.parse, token, "nmod"):
        return _of_kind(reading, PartyKind.STATE, fighting=False)
    return None


def _army(reading: "Reading") -> Actor | None:
    """The army that is a side of the war itself, where the article names it."""
    for actor in (*reading.around.named, *reading.around.paragraph):
        for party in actor.parties:
            known = reading.codebook.parties.get(party)
            if (
                known is None
                or known.kind is PartyKind.STATE
                or not any(party in side for side in reading.around.sides)
            ):
                continue
            if any("army" in name.lower() or "armed forces" in name.lower() for name in known.names):
                return replace(actor, parties=(party,), sure=False)
    return None


def _of_kind(reading: "Reading", kind: PartyKind, *, fighting: bool) -> Actor | None:
    """The last party of a kind before this sentence, the one at home in the war first; else the most named."""
    sides = {party for side in reading.around.sides for party in side}
    own = {place for place in reading.around.places if place}
    for parties in (own, sides) if not fighting else (sides | own,):
        for row in (reading.around.before, (reading.around.named,)):
            for actor in (one for actors in row for one in (actors if fighting else reversed(actors))):
                for party in actor.parties:
                    known = reading.codebook.parties.get(party)
                    if known is not None and known.kind is kind and party in parties:
                        return replace(actor, parties=(party,), sure=False)
    for party in sorted(own):
        # A civil war is named after its country: "the government" is that country's, named or not.
        known = reading.codebook.parties.get(party)
        if known is not None and known.kind is kind:
            return Actor(0, 0, (party,), next(iter((*known.names, *known.weak)), party), sure=False)
    return None
