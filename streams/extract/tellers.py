"""Who tells of a position: whoever says the clause it stands in, whose account it is, or who speaks the quotation.

Asked where the climb met no teller. Voice hangs on it: what one party says of another is that party's claim, and no
word of the other's own.
"""

import re

from streams.extract import tree
from streams.extract.actors import Actor
from streams.extract.parse import Token
from streams.extract.proposals import Proposal
from streams.extract.readings import STRANGER, Reading, Who
from streams.extract.wordlists import words

SAYING = words(
    "say tell add claim state insist announce declare write tweet argue warn note report believe think stress explain"
    " maintain repeat reiterate allege assert affirm suggest reveal acknowledge concede admit remark reply respond"
    " complain conclude confirm inform contend post continue"
)
_HELD = frozenset({"ccomp", "parataxis", "xcomp", "obj"})
_CARRIERS = words("statement interview speech letter note post message remark comment communique briefing conference")
_ACCORDING = re.compile(r"\baccording to (?:the |an? |some |two )?$", re.I)
_SOURCE = re.compile(r"\baccording to (?:[\w'’-]{1,20} ){0,3}(?:sources?|reports?|media|people|persons?)\b", re.I)
REACH = 40
"""Characters in which "according to" is looked for before an actor."""


def teller(proposal: Proposal, reading: Reading, *, quoted: bool) -> Who | None:
    """Who tells of a position in a sentence that begins inside (`quoted`) or outside of a quotation; None if nobody."""
    return _sayer(proposal, reading) or _account(proposal, reading) or _quoting(proposal, reading, quoted=quoted)


def _sayer(proposal: Proposal, reading: Reading) -> Who | None:
    """The subject of the verb of saying whose complement the position stands in.

    A parser may hang the complement on the words that carry it: "said in a *statement* that".
    """
    node = proposal.node
    for head in tree.ancestors(reading.parse, node):
        held = node.dep in _HELD or (node.dep == "obl" and node.lemma.lower() in _CARRIERS)
        if held and head.pos == "VERB" and head.lemma.lower() in SAYING and node.index > head.index:
            subject = tree.actor_of(reading.parse, head)
            if subject is not None and not _holds(subject, proposal, reading):
                who = reading.who(subject)
                if who.actors or who.stranger:
                    return who
        node = head
    return None


def _holds(subject: Token, proposal: Proposal, reading: Reading) -> bool:
    actor = reading.actor_at(subject)
    return actor is not None and actor in proposal.who.actors


def _account(proposal: Proposal, reading: Reading) -> Who | None:
    """ "According to Norland, Sudmark rejected the truce"."""
    for actor in reading.actors:
        before = reading.text[max(0, actor.start - REACH) : actor.start]
        if _ACCORDING.search(before) and actor not in proposal.who.actors:
            return Who.of(actor, "account")
    return STRANGER if _SOURCE.search(reading.text) else None


def _quoting(proposal: Proposal, reading: Reading, *, quoted: bool) -> Who | None:
    """Whoever speaks the quotation that holds the whole position, party and act; a stranger where nobody can tell."""
    place = reading.merged.original(proposal.node.start)
    holders = [actor for actor in proposal.who.actors if actor in reading.actors]
    spoken = reading.around.spoken
    if reading.title or not (spoken or _inside(reading.text, place, quoted=quoted)):
        return None
    if not spoken and not all(_together(reading.text, actor, place) for actor in holders):
        return None
    return STRANGER if reading.speaker is None else Who.of(reading.speaker, "speaker")


def _inside(text: str, place: int, *, quoted: bool) -> bool:
    return (text.count('"', 0, place) + quoted) % 2 == 1


def _together(text: str, actor: Actor, place: int) -> bool:
    """Whether no quotation mark stands between an actor and the act."""
    return '"' not in text[min(actor.start, place) : max(actor.start, place)]
