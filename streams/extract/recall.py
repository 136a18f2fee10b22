"""Whether a position is told as an earlier one: by words, a date, the past perfect, a clause that only reminds."""

import re

from streams.codebook.modifiers import ModifierKind
from streams.extract import modifiers, tree
from streams.extract.parse import Token
from streams.extract.proposals import Proposal
from streams.extract.readings import Reading

_SAYS = re.compile(r"\b(?:said|says|told|announced|confirmed|reported|claimed|added|insisted|according)\b", re.I)
_OPENING = 22
"""Characters at the beginning of a sentence that may date it: "In February", "Last year"."""


def clause_text(reading: Reading, node: Token) -> str:
    """The words of the clause of a token, without the clauses inside of it and with what hangs on it directly."""
    clause = tree.clause_of(reading.parse, node)
    tokens = tree.within_clause(reading.parse, clause)
    return " ".join(token.text for token in tokens)


def _place(reading: Reading, node: Token) -> tuple[int, int]:
    """Where a token stands in the words of its clause."""
    tokens = tree.within_clause(reading.parse, tree.clause_of(reading.parse, node))
    start = sum(len(token.text) + 1 for token in tokens if token.index < node.index)
    return start, start + len(node.text)


def past(proposal: Proposal, reading: Reading) -> str | None:
    """The words that present the position as an earlier one; None where it is today's."""
    for number, clause in enumerate(_clauses(reading, proposal.node, phrase=proposal.cue is None)):
        # Only in its own clause, which comes first, the act has a place.
        act = _place(reading, proposal.node) if number == 0 else None
        sign = modifiers.has(clause, reading.codebook, ModifierKind.PAST, act=act)
        if sign is not None:
            return sign.words
        dated = modifiers.dated_past(clause, reading.day)
        if dated is not None:
            return dated
    if _background(proposal, reading):
        return "a relative clause in the simple past"
    if proposal.node.tag == "VBG" and any(
        one.text.lower() in ("after", "despite") for one in tree.children(reading.parse, proposal.node, "mark", "case")
    ):
        return "an earlier act"
    above = tree.parent(reading.parse, proposal.node) if proposal.node.tag == "VBG" else None
    acts = (proposal.node, above) if above is not None else (proposal.node,)
    had = any(child.text.lower() == "had" for act in acts for child in tree.children(reading.parse, act, "aux"))
    return "had" if had and not _told(proposal, reading) else None


def _clauses(reading: Reading, node: Token, *, phrase: bool) -> list[str]:
    """The act's own clause and those that report it or date it."""
    own = tree.clause_of(reading.parse, node)
    if phrase:
        return [
            clause_text(reading, node),
            *(clause_text(reading, one) for one in tree.clauses_above(reading.parse, node)),
        ]
    found, at = [clause_text(reading, node)], own
    if own.dep in ("root", "conj"):
        found.append(reading.text[:_OPENING])
    for clause in tree.clauses_above(reading.parse, node):
        if clause.index == own.index:
            continue
        when = any(one.text.lower() == "when" for one in tree.children(reading.parse, at, "advmod", "mark"))
        if at.dep not in ("ccomp", "parataxis") and not when:
            break
        found.append(clause_text(reading, clause))
        at = clause
    return found[:4]


def _background(proposal: Proposal, reading: Reading) -> bool:
    """A relative clause in the simple past reminds of what is known: "the rebels, who signed the truce"."""
    node = proposal.node
    clause = tree.clause_of(reading.parse, node)
    if proposal.role == "relative":
        return False
    if clause.dep != "acl:relcl" or clause.tag != "VBD":
        return False
    return tree.child(reading.parse, clause, "aux") is None


def _told(proposal: Proposal, reading: Reading) -> bool:
    """Whether the act stands below a word for saying, which shifts its tense back."""
    above = [proposal.node, *tree.ancestors(reading.parse, proposal.node)]
    if _SAYS.search(reading.text[: reading.merged.original(proposal.node.start)]):
        return True
    return any(one.dep in ("ccomp", "parataxis") for one in above) or proposal.told_by is not None
