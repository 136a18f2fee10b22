"""What must be: "the fighting must end" is a wish of whoever says it; "any deal must leave us the ridge" is a term.

Also the truce that is told of those whom it binds: "a truce between Norland and Sudmark took effect".
"""

import re
from collections.abc import Iterator

from schemas.vocabulary import Position
from streams.codebook.lexicon import Taken
from streams.extract import judge, tree
from streams.extract.parse import Token
from streams.extract.proposals import Proposal, Way, said_by
from streams.extract.readings import Reading, Who
from streams.extract.wordlists import words

_MUST = frozenset({"must", "should", "shall", "ought"})
_NEED = frozenset({"need", "have"})
_NEEDED = words(
    "necessary essential vital imperative urgent crucial needed important possible critical indispensable"
    " overdue required right key only priority time moment"
)
_STOPPING = words(
    "end stop halt cease pause happen begin start come prevail hold take continue reach agree conclude sign"
    " implement extend be make achieve find put bring get accept respect observe honour honor do negotiate"
    " resolve settle free release establish recognise recognize return"
)
_TAKEN = words(
    "accept sign reach agree conclude implement get take finalise finalize do make honour honor respect seal"
    " close happen come"
)
_BEGAN = frozenset(
    {
        "come",
        "take",
        "begin",
        "start",
        "enter",
        "go",
        "hold",
        "sign",
        "reach",
        "agree",
        "announce",
        "conclude",
        "extend",
        "broker",
        "strike",
    }
)


def needed(way: Way, reading: Reading) -> Iterator[Proposal]:
    """The wish or the term that a sentence of necessity states of its speaker."""
    who = said_by(way, reading)
    if not who.actors or way.asked.taken is Taken.TALKS:
        return
    verb = _necessary(way, reading)
    if verb is None:
        return
    token, modal = verb
    subject = tree.child(reading.parse, token, "nsubj", "nsubj:pass")
    deal = subject is not None and way.subject_of is not None and way.subject_of.index == token.index
    stopping = token.lemma.lower() in _STOPPING or token.pos in ("ADJ", "NOUN") or way.asked.strength in ("end", "arms")
    fighting = any(judge.fights(party, reading) for one in who.actors for party in one.parties)
    if tree.negation_of(reading.parse, token) is not None or re.search(
        r"\b(?:no|nor) $", reading.text[: way.asked.start]
    ):
        return
    if way.asked.strength in ("deal", "peace", "it") and token.lemma.lower() not in _TAKEN and not deal:
        return
    if fighting and ((deal and not stopping) or _for_it(way, token, reading)):
        start, end = reading.span(tree.subtree(reading.parse, token))
        yield Proposal(
            way.asked,
            None,
            token,
            1,
            who,
            "speaker",
            rule=f"necessity.content.{modal}",
            stated=Position.CONDITIONAL,
            terms=(start, end),
            trace=["necessity of content"],
        )
    elif stopping:
        yield Proposal(
            way.asked,
            None,
            token,
            1,
            who,
            "speaker",
            rule=f"necessity.end.{modal}",
            stated=Position.SUPPORTS,
            trace=["necessity of an end"],
        )


def _for_it(way: Way, token: Token, reading: Reading) -> bool:
    """Whether something else must be for the truce to come: "our men must come home for the war to end"."""
    asked = way.path[0]
    if asked.index == token.index or way.asked.strength != "end":
        return False
    return any(one.text.lower() == "for" for one in tree.children(reading.parse, asked, "mark", "case"))


def _necessary(way: Way, reading: Reading) -> tuple[Token, str] | None:
    """The word of the way that has to happen, and the word that says so."""
    for token in way.path[:5]:
        for child in tree.children(reading.parse, token, "aux"):
            if child.text.lower() in _MUST:
                return token, child.text.lower()
        if token.lemma.lower() in _NEEDED and token.pos in ("ADJ", "NOUN"):
            return token, "needed"
        above = tree.parent(reading.parse, token)
        if above is not None and token.dep in ("xcomp", "ccomp", "advcl", "acl", "csubj"):
            lemma = above.lemma.lower()
            if lemma in _NEED and token.dep == "xcomp":
                return token, lemma
            if lemma in _NEEDED and above.pos in ("ADJ", "NOUN"):
                return token, lemma
    return None


def bound(way: Way, reading: Reading) -> Iterator[Proposal]:
    """ "A truce between Norland and Sudmark took effect": a yes of both."""
    node = way.path[0] if way.path else None
    if node is None or way.asked.taken is not Taken.TRUCE or way.proposals:
        return
    verb = way.subject_of or next((one for one in way.path[1:4] if one.lemma.lower() in _BEGAN), None)
    if (
        verb is None
        or verb.lemma.lower() not in _BEGAN
        or verb.tag == "VB"
        or tree.negation_of(reading.parse, verb) is not None
    ):
        return
    if any(
        child.text.lower() in ("may", "might", "could", "would", "should", "must", "can", "if")
        for child in tree.children(reading.parse, verb, "aux", "mark")
    ):
        return
    for token in (node, *way.path[1:3]):
        for child in tree.children(reading.parse, token, "nmod", "obl"):
            if tree.preposition(reading.parse, child) not in ("between", "by"):
                continue
            who = reading.who(child)
            sides = tuple(one for one in who.actors if any(judge.fights(party, reading) for party in one.parties))
            if len(sides) > 1:
                yield Proposal(
                    way.asked,
                    None,
                    verb,
                    1,
                    Who(sides, False, "between"),
                    "between",
                    rule="bound.between",
                    stated=Position.SUPPORTS,
                    told_by=way.told_by,
                    reported=True,
                    trace=[f"between ({verb.text})"],
                )
                return
