"""Weighs the claims of a sentence: a confidence for each, notes for those taken back, drafts for those missed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from schemas.vocabulary import Position, Time
from streams.codebook.modifiers import ModifierKind
from streams.extract import modifiers, terms, tree
from streams.extract.actors import Actor
from streams.extract.conditions import condition_of
from streams.extract.drafts import Draft, Passage, drafted
from streams.extract.issues import Asked
from streams.extract.judge import Verdict
from streams.extract.parse import Token
from streams.extract.proposals import VALUES, Proposal, parties_of
from streams.extract.readings import Who
from streams.extract.recall import past
from streams.extract.tellers import teller
from streams.extract.weighing.features import Features, features
from streams.extract.weighing.heard import Heard
from streams.extract.weighing.weights import SCALE, Weights

_TOLD = 4
"""Features that an explanation names."""


@dataclass(slots=True)
class Weighed:
    """The claims of a sentence that are left, and what was taken back and why."""

    drafts: list[Draft] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def weigh(heard: Heard, weights: Weights) -> Weighed:
    """The drafts of the rules with their confidence, without the unlikely ones and with those that were missed.

    What is recalled and what dissenters say is left as the rules read it: there are too few to learn from.
    """
    result = Weighed()
    seen = features(heard)
    likely = {party: weights.per_cent(found) for party, found in seen.items()}
    for draft in heard.drafts:
        per_cent = likely.get(draft.party, {}).get(draft.position)
        if per_cent is None or draft.time is Time.PAST:
            result.drafts.append(draft)
        elif per_cent >= weights.least:
            result.drafts.append(replace(draft, confidence=per_cent))
        else:
            result.notes.append(f"{draft.party} {draft.position} by {draft.rule}: only {per_cent} % likely")
    read = {(draft.party, draft.position) for draft in heard.drafts}
    for party, found in seen.items():
        for position, per_cent in likely[party].items():
            if per_cent >= weights.least and (party, position) not in read:
                result.drafts.extend(
                    replace(draft, confidence=per_cent, why=_why(found, position, weights))
                    for draft in _missed(heard, party, position)
                )
    return result


def _why(found: Features, position: Position, weights: Weights) -> str:
    told = weights.foremost(found, position, _TOLD)
    return "weighed: " + ", ".join(f"{name} {weight / SCALE:+.1f}" for name, weight in told)


def _missed(heard: Heard, party: str, position: Position) -> Iterator[Draft]:
    """The claim that a party holds a position, with the passage that shows it; none where it is told as past."""
    if heard.issue is None:
        return
    reading = heard.reading
    actor = _actor(heard, party)
    question = _question(heard, actor)
    if actor is None or question is None:
        return
    proposal = Proposal(
        question,
        None,
        _node(heard, party, actor, question),
        VALUES[position],
        Who((replace(actor, parties=(party,)),), False, "weighed"),
        "weighed",
        rule=f"weighed.{position}",
        stated=position,
    )
    proposal.told_by = teller(proposal, reading, quoted=heard.sentence.quoted)
    if past(proposal, reading) is not None:
        return
    proposal.passage = reading.span(tree.subtree(reading.parse, proposal.node))
    verdict = Verdict(position, proposal.rule, _terms(proposal, heard) if position is Position.CONDITIONAL else None)
    for draft in drafted(Passage(heard.sentence, reading, proposal, verdict, heard.issue)):
        if draft.party == party:
            yield draft


def _actor(heard: Heard, party: str) -> Actor | None:
    """Who stands for the party: whom a rule meant, else its first name in the sentence, else whoever speaks."""
    meant = [actor for proposal, _ in heard.answers for actor in proposal.who.actors if party in actor.parties]
    named = [actor for actor in heard.reading.actors if party in actor.parties]
    plain = [actor for actor in named if not actor.adjective]
    speaker = heard.reading.speaker
    return next(iter((*meant, *plain, *named)), speaker if speaker is not None and party in speaker.parties else None)


def _question(heard: Heard, actor: Actor | None) -> Asked | None:
    """What is asked: the question nearest to the actor, else the last one before the sentence."""
    place = actor.start if actor in heard.reading.actors and actor is not None else 0
    return min(heard.asked, key=lambda one: abs(one.start - place), default=heard.near)


def _node(heard: Heard, party: str, actor: Actor, question: Asked) -> Token:
    """The word that shows the position: the act of the party nearest to the question, else the head of its clause."""
    reading = heard.reading
    place = reading.merged.short(question.start) if question in heard.asked else 0
    acts = [
        token
        for token in reading.parse.tokens
        if token.pos == "VERB"
        and (doer := tree.actor_of(reading.parse, token)) is not None
        and party in parties_of(reading.who(doer))
    ]
    if acts:
        return min(acts, key=lambda one: (abs(one.start - place), one.start))
    token = reading.token_at(actor.start) if actor in reading.actors else None
    return tree.clause_of(reading.parse, token if token is not None else reading.parse.tokens[0])


def _terms(proposal: Proposal, heard: Heard) -> tuple[int, int] | None:
    """The words that name the conditions, where they can be told."""
    reading = heard.reading
    condition = condition_of(proposal, reading)
    if condition is not None:
        return condition.start, condition.end
    opening = modifiers.has(reading.text, reading.codebook, ModifierKind.CONDITION)
    if opening is not None:
        token = reading.token_at(opening.start)
        clause = tree.subtree(reading.parse, tree.clause_of(reading.parse, token)) if token is not None else ()
        start, end = reading.span(clause) if clause else (opening.start, len(reading.text))
        return max(start, opening.start), end
    named = terms.term_in(reading.text, reading.codebook)
    return named.span() if named is not None else None
