"""What an act depends on: a clause or phrase hung on it, "in principle", "only so far"."""

import re
from collections.abc import Sequence

from streams.codebook.lexicon import ActKind
from streams.codebook.modifiers import ModifierKind
from streams.extract import modifiers, tree
from streams.extract.modifiers import Sign
from streams.extract.parse import Token
from streams.extract.proposals import Proposal
from streams.extract.readings import Reading
from streams.extract.wordlists import words

_ONLY_AGAINST = frozenset({"before", "until", "till", "without"})
"""Words that condition a refusal and only date an acceptance."""

_STRONG = re.compile(
    r"\b(?:but |though |and )?(?:only (?:if|on|under|with|after|when|once|in exchange for|in return for)"
    r"|on (?:the )?(?:sole |one )?conditions? (?:that|of)|under (?:the )?conditions? that|provided (?:that )?"
    r"|providing that|(?<!for )as long as|so long as|on the understanding that|with the (?:proviso|caveat) that"
    r"|but not (?:before|until|unless)"
    r"|contingent (?:up)?on|conditional (?:up)?on|in exchange for|in return for"
    r"|but (?:only )?(?:one|a (?:truce|ceasefire|cease-fire|pause|deal))"
    r" (?:that|which|with|based|in which|under which))\b",
    re.I,
)
"""Words that always condition."""

_EMPTY = re.compile(
    r"(?:even |as )?if (?:necessary|possible|needed|any|not|only|so|required|appropriate|anything)\b", re.I
)
"""An "if" without a condition."""

_INVERTED = re.compile(r"(?:should|were|had) (?!(?:not|never)\b)[A-Za-z]", re.I)
"""A condition without a conjunction: "*should Sudmark* attack"."""

_AWAY = 160
"""Characters behind the truce within which words that always condition belong to its act."""

_EXCHANGED = 60
"""The same of what is given in exchange, of which a plan tells in every clause."""

_DATES = words("day week month year further ramadan eid now recent dawn midnight tomorrow")


def condition_of(proposal: Proposal, reading: Reading) -> Sign | None:
    """The words that make the act depend on something; None where nothing does."""
    found = _condition(proposal, reading)
    if found is not None and proposal.value > 0 and not proposal.denied and found.words.lower() in _ONLY_AGAINST:
        found = None
    return _strong(proposal, reading) if found is None and proposal.value > 0 else found


def _condition(proposal: Proposal, reading: Reading) -> Sign | None:
    """The clause or phrase that makes the act depend on something, hung on the act or on what carries it."""
    nodes = [proposal.node, *([proposal.readiness] if proposal.readiness else [])]
    nodes += [one for one in proposal.path if one.index != proposal.node.index and _between(one, proposal, reading)]
    for node in nodes:
        for child in tree.children(reading.parse, node, "advcl", "obl", "acl", "nmod", "ccomp"):
            found = _conditional(child, reading)
            if found is not None:
                return found
    clause = tree.within_clause(reading.parse, tree.clause_of(reading.parse, proposal.node))
    start, end = reading.span(clause)
    for kind in (ModifierKind.IN_PRINCIPLE,):
        at, behind = reading.span([proposal.node])
        act = (at - start, behind - start)
        for sign in modifiers.signs(reading.text[start:end], reading.codebook, kind, act=act):
            return Sign(sign.kind, sign.id, start + sign.start, start + sign.end, sign.words)
    if proposal.value > 0 and proposal.cue is not None and proposal.cue.act.kind is ActKind.ATTITUDE:
        return _limited(proposal, reading)
    return None


def hung_on(nodes: list[Token], reading: Reading, *, besides: Sequence[Token]) -> Sign | None:
    """The condition that hangs on one of these words; what is `besides` is no condition of theirs."""
    beside = {one.index for one in besides}
    for node in nodes:
        for child in tree.children(reading.parse, node, "advcl", "obl", "acl", "nmod", "ccomp"):
            found = None if child.index in beside else _conditional(child, reading)
            if found is not None:
                return found
    return None


def _between(node: Token, proposal: Proposal, reading: Reading) -> bool:
    """Whether a word of the way lies below the act: its condition is the act's."""
    return (
        proposal.node in list(tree.ancestors(reading.parse, node)) or node.index == proposal.path[0].index
        if proposal.path
        else False
    )


def _conditional(child: Token, reading: Reading) -> Sign | None:
    """The condition that a clause or phrase is, by the words that open it."""
    start, end = reading.span(tree.subtree(reading.parse, child))
    text = reading.text[start:end]
    inverted = _INVERTED.match(text) if child.dep == "advcl" else None
    if inverted is not None and tree.child(reading.parse, child, "mark") is None:
        return Sign(ModifierKind.CONDITION, "if", start, end, text.split()[0])
    sign = modifiers.has(text[:45], reading.codebook, ModifierKind.CONDITION)
    if (
        sign is None
        or sign.start > 12
        or text[: sign.start].lower().endswith("even ")
        or _EMPTY.match(text, sign.start)
    ):
        return None
    opening = sign.words.lower()
    if opening in ("before", "once") and child.dep != "advcl":
        return None
    if opening in ("until", "till") and child.dep == "obl" and _is_date(text[sign.end :].lower()):
        return None
    return Sign(sign.kind, sign.id, start, end, sign.words)


def _is_date(after: str) -> bool:
    """Whether what follows "until" dates: "until Friday" does, "until a withdrawal" does not."""
    return any(letter.isdigit() for letter in after) or any(word in after for word in _DATES)


def _limited(proposal: Proposal, reading: Reading) -> Sign | None:
    """ "Agreed only to", "agrees to no more than"."""
    for child in tree.children(reading.parse, proposal.node, "advmod"):
        if modifiers.has(child.text, reading.codebook, ModifierKind.LIMIT):
            start, end = reading.span([child])
            return Sign(ModifierKind.LIMIT, "only", start, end, child.text)
    return None


def _strong(proposal: Proposal, reading: Reading) -> Sign | None:
    """Words that always condition, after the act in its sentence, where the parser hung them elsewhere."""
    end = max(proposal.asked.end, reading.merged.original(proposal.node.end, end=True))
    match = _STRONG.search(reading.text, end)
    if (
        match is None
        or match.start() - end > _AWAY
        or re.search(r"[.;]|\b(?:said|says|while|whereas|had|has)\b", reading.text[end : match.start()])
    ):
        return None
    exchanged = match.group().lower().startswith(("in exchange", "in return"))
    near, far = match.start() - proposal.asked.end, match.start() - end
    if exchanged and (far > _EXCHANGED or (proposal.asked.strength in ("deal", "truce") and near < 3)):
        return None
    if exchanged and any(0 <= one.start - match.end() < 12 for one in reading.asked if one.strength != "it"):
        # "A share of power in exchange for a truce": the truce is what is given.
        return None
    stop = re.search(r"[.;]|, (?:he|she|they|it|said|according)", reading.text[match.end() :])
    return Sign(
        ModifierKind.CONDITION,
        "if",
        match.start(),
        match.end() + (stop.start() if stop else len(reading.text) - match.end()),
        match.group(),
    )
