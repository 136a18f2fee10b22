"""A party's own terms: what a party to the war demands, wants or needs while a truce is the topic makes it conditional.

The wish of an outsider ("Sudmark calls for the release of prisoners") is no term, and neither is an act of war. What
the terms are is listed in `terms.toml`; the wish is an act of demanding or an obligation laid on the deal.
"""

import re
from collections.abc import Iterator
from functools import cache

from schemas.vocabulary import Position
from streams.codebook import Codebook
from streams.extract import judge, tree
from streams.extract.issues import Asked
from streams.extract.parse import Token
from streams.extract.phrasing import Phrases
from streams.extract.proposals import Proposal
from streams.extract.readings import Reading, Who
from streams.extract.wordlists import words

_WISHES = words("demand insist want require seek ask request stress stipulate condition link tie press push need call")
_NOUNS = words("demand insistence condition requirement request precondition term wish proposal")
_CARRIED = words("repeat reiterate set make present lay list name add renew restate issue have keep maintain raise")
_MUST = frozenset({"must", "should", "shall"})


@cache
def _phrases(codebook: Codebook) -> Phrases:
    return Phrases({one for term in codebook.terms.values() for one in term.phrases})


def term_in(text: str, codebook: Codebook) -> re.Match[str] | None:
    """The first words of a text that name a term."""
    return _phrases(codebook).search(text)


def wished(reading: Reading, asked: list[Asked], near: Asked | None) -> Iterator[Proposal]:
    """The terms that a party to the war wishes or lays down in a sentence near the truce."""
    question = next((one for one in asked if one.taken.value != "talks" and one.strength != "other"), None) or near
    if question is None or term_in(reading.text, reading.codebook) is None:
        return
    for token in reading.parse.tokens:
        found = _wish(token, reading)
        if found is None:
            continue
        who, how = found
        sides = tuple(one for one in who.actors if any(judge.fights(party, reading) for party in one.parties))
        if not sides:
            continue
        start, end = reading.span(tree.subtree(reading.parse, token))
        match = _phrases(reading.codebook).search(
            reading.text, reading.merged.original(token.end), min(end, reading.merged.original(token.end) + 120)
        )
        if (match is None and how != "must") or (match and re.search(r"\bno $", reading.text[: match.start()])):
            continue
        terms = (match.start() if match else start, end)
        yield Proposal(
            question,
            None,
            token,
            1,
            Who(sides, False, who.how),
            "terms",
            rule=f"terms.{how}",
            stated=Position.CONDITIONAL,
            terms=terms,
            trace=[f"terms ({token.text})"],
        )
        return


def _open(token: Token, reading: Reading) -> bool:
    """Whether the wish itself is only possible: "may call for"."""
    return any(one.text.lower() in ("may", "might", "could") for one in tree.children(reading.parse, token, "aux"))


def _wish(token: Token, reading: Reading) -> tuple[Who, str] | None:
    lemma = token.lemma.lower()
    if tree.negation_of(reading.parse, token) is not None or _open(token, reading):
        return None
    if lemma in _WISHES and token.pos == "VERB":
        if lemma == "call" and not any(
            tree.preposition(reading.parse, one) == "for" for one in tree.children(reading.parse, token, "obl")
        ):
            return None
        doer = tree.actor_of(reading.parse, token)
        who = reading.who(doer) if doer is not None else None
        return (who, "wish") if who is not None and who.actors else None
    if lemma in _NOUNS and token.pos == "NOUN":
        for child in tree.children(reading.parse, token, "nmod:poss", "compound", "amod"):
            actor = reading.actor_at(child)
            if actor is not None and actor.parties:
                return Who((actor,), False, "possessive"), "noun"
        verb = tree.parent(reading.parse, token)
        doer = (
            tree.actor_of(reading.parse, verb)
            if verb is not None and token.dep == "obj" and verb.lemma.lower() in _CARRIED
            else None
        )
        who = reading.who(doer) if doer is not None else None
        return (who, "noun") if who is not None and who.actors else None
    return None
