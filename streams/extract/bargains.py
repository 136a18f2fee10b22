"""A truce that hangs on something: "a halt makes sense only once they leave", "it can be signed the day they go".

No act joins the party to the truce here; whoever says it lays down what the truce depends on. It counts only for a
party to the war, and only where the clause of the truce looks ahead: what held or failed is told, not offered.
"""

from collections.abc import Iterator

from schemas.vocabulary import Position
from streams.codebook.lexicon import Taken
from streams.codebook.modifiers import ModifierKind
from streams.extract import judge, modifiers, tree
from streams.extract.conditions import hung_on
from streams.extract.parse import Token
from streams.extract.proposals import Proposal, Way, said_by
from streams.extract.readings import Reading
from streams.extract.wordlists import words

_AHEAD = words("can could will would may might must shall should 'll ca wo be")
_TELLING = words(
    "say add tell write declare insist reply warn state announce stress explain maintain repeat note argue"
)
_WEAK = frozenset({"before", "until", "till", "without", "by"})
"""Words that only date a truce which comes; of a denied one they are terms."""


def depending(way: Way, reading: Reading) -> Iterator[Proposal]:
    """The condition that a party to the war lays on a truce of which its sentence says nothing else."""
    if way.proposals or not way.path or way.asked.taken is not Taken.TRUCE or way.asked.strength in ("it", "peace"):
        return
    who = said_by(way, reading)
    if not any(judge.fights(party, reading) for one in who.actors for party in one.parties):
        return
    nodes = _main(way.path[0], reading)
    sign = hung_on(nodes, reading, besides=way.path) if nodes else None
    if sign is None or not _ahead(nodes[-1], reading):
        return
    denied = any(tree.negation_of(reading.parse, one) is not None for one in nodes)
    denied = denied or reading.text[: way.asked.start].lower().endswith("no ")
    if sign.words.lower() in _WEAK and not denied:
        return
    victory = modifiers.has(reading.text[sign.start : sign.end], reading.codebook, ModifierKind.VICTORY)
    yield Proposal(
        way.asked,
        None,
        nodes[-1],
        1,
        who,
        "speaker",
        rule="bargain.victory" if victory else f"bargain.{sign.id}",
        stated=Position.REJECTS if victory else Position.CONDITIONAL,
        terms=(sign.start, sign.end),
        trace=[f"depends ({sign.words})"],
    )


def _main(node: Token, reading: Reading) -> list[Token]:
    """The words from the truce up to the predicate of its clause; none where that clause is itself a supposition."""
    found = [node]
    clause = tree.clause_of(reading.parse, node)
    for above in tree.ancestors(reading.parse, node):
        if found[-1].index == clause.index:
            break
        found.append(above)
    if found[-1].index != clause.index or clause.lemma.lower() in _TELLING:
        return []
    if any(one.text.lower() not in ("that",) for one in tree.children(reading.parse, clause, "mark")):
        return []
    return found if clause.dep in ("root", "ccomp", "parataxis", "conj") else []


def _ahead(clause: Token, reading: Reading) -> bool:
    """Whether a clause looks ahead or states what holds: a modal verb, or the present."""
    helpers = tree.children(reading.parse, clause, "aux", "aux:pass", "cop")
    if any(one.text.lower() in _AHEAD for one in helpers):
        return True
    if any(one.tag in ("VBD", "VBN") for one in (clause, *helpers) if one.pos in ("VERB", "AUX")):
        return clause.tag == "VBN" and any(one.tag in ("VBZ", "VBP") for one in helpers)
    return True
