"""From a verdict to a draft of a claim: whose it is, in which voice, before whom, about what, and where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.claims import MAX_QUOTE
from schemas.vocabulary import Audience, Object, Part, Position, Time, Voice
from streams.codebook.modifiers import ModifierKind
from streams.extract import modifiers, tree
from streams.extract.actors import Actor
from streams.extract.confidence import confidence
from streams.extract.judge import Verdict
from streams.extract.proposals import Proposal, parties_of
from streams.extract.readings import Reading
from streams.extract.recall import clause_text
from streams.extract.text import Sentence


@dataclass(frozen=True, slots=True)
class Draft:
    """A stance claim before its day and its resolved slots are known. Offsets count in the original part."""

    party: str
    issue: str
    position: Position
    time: Time
    voice: Voice
    speaker: str | None
    part: Part
    start: int
    end: int
    rule: str
    confidence: int
    object: Object | None
    audience: Audience | None
    terms: tuple[int, int] | None
    told_by: tuple[str, ...]
    sentence: Sentence
    span: tuple[int, int]
    """The passage in the sentence's own text."""
    why: str = ""
    """The acts that the rule went through, for a reader."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A proposal in its sentence, and what was decided about it."""

    sentence: Sentence
    reading: Reading
    proposal: Proposal
    verdict: Verdict
    issue: str


def drafted(passage: Passage) -> Iterator[Draft]:
    """One draft for each party that holds the position. A dissenter's yes is his party's, which says it itself."""
    for actor in passage.proposal.who.actors:
        for party in actor.parties:
            if not actor.dissent:
                yield _draft(passage, actor, party)
            elif passage.verdict.position is Position.REJECTS:
                yield _draft(passage, actor, f"{party}:dissent")


def _draft(passage: Passage, actor: Actor, party: str) -> Draft:
    reading, proposal, verdict = passage.reading, passage.proposal, passage.verdict
    told_by = parties_of(proposal.told_by)
    span = _span(reading, proposal, actor, verdict)
    start, end = passage.sentence.original(*span)
    voice = _voice(passage, actor, party, told_by)
    return Draft(
        party=party,
        issue=passage.issue,
        position=verdict.position,
        time=Time.PAST if verdict.past else Time.CURRENT,
        voice=voice,
        speaker=_speaker(proposal, actor, voice),
        part=passage.sentence.part,
        start=start,
        end=end,
        rule=verdict.rule[:200],
        confidence=confidence(verdict.rule, sure=actor.sure),
        object=_object(proposal, verdict, reading),
        audience=_audience(reading, proposal),
        terms=passage.sentence.original(*verdict.terms) if verdict.terms else None,
        told_by=told_by,
        sentence=passage.sentence,
        span=span,
        why="; ".join([*proposal.trace, *([f"past: {verdict.past}"] if verdict.past else [])]),
    )


_UNNAMED = re.compile(r"\b(?:sources?|media|press|reports?)$", re.I)
"""Tellers who have no name of their own."""


def _voice(passage: Passage, actor: Actor, party: str, told_by: tuple[str, ...]) -> Voice:
    """Own where the party says or does it, attributed where another party tells it, else reported."""
    proposal = passage.proposal
    tellers = proposal.told_by.actors if proposal.told_by is not None else ()
    if any(_UNNAMED.search(one.name) for one in tellers):
        return Voice.REPORTED
    if told_by and party.split(":", maxsplit=1)[0] not in told_by:
        return Voice.ATTRIBUTED
    unnamed = proposal.told_by is not None and not told_by and proposal.told_by.stranger
    if not told_by and _hearsay(passage.reading, proposal):
        return Voice.REPORTED
    narrated = not told_by and _narrated(passage, actor)
    return Voice.REPORTED if proposal.reported or unnamed or narrated else Voice.OWN


_TOLD_TO = r"(?:is|are|was|were) (?:said|understood|thought|believed|reported|rumou?red) to"
_HEARSAY = re.compile(rf"\b(?:reportedly|allegedly|purportedly|{_TOLD_TO})\b", re.I)
_SAID_TO = re.compile(rf"\b{_TOLD_TO} (?:have |be )?(?:\w+ )?$", re.I)
NEAR = 50
"""Characters before an act in which the author may say that it is only told."""


def _hearsay(reading: Reading, proposal: Proposal) -> bool:
    """Whether the author passes on what is told: "Norland was *reportedly* ready", "is *understood to* have agreed"."""
    clause = tree.clause_of(reading.parse, proposal.node)
    above = tree.parent(reading.parse, clause) if clause.dep in ("xcomp", "advcl", "acl") else None
    clauses = (clause, above) if above is not None else (clause,)
    place = reading.merged.original(proposal.node.start)
    near = reading.text[max(0, place - NEAR) : place]
    return any(_HEARSAY.search(clause_text(reading, one)) for one in clauses) or _SAID_TO.search(near) is not None


def _speaker(proposal: Proposal, actor: Actor, voice: Voice) -> str | None:
    """Who said it: the teller where one is named, else the person who holds the position."""
    tellers = [one for one in (proposal.told_by.actors if proposal.told_by else ()) if one.person or voice != Voice.OWN]
    if voice is Voice.REPORTED:
        return None
    named = tellers[0] if tellers else actor if actor.person else None
    return named.name[:300] if named is not None else None


def _span(reading: Reading, proposal: Proposal, actor: Actor, verdict: Verdict) -> tuple[int, int]:
    """The shortest passage with holder, act, question and condition, at most as long as a quote may be."""
    node = reading.merged.original(proposal.node.start), reading.merged.original(proposal.node.end, end=True)
    places = [node]
    if proposal.passage is not None:
        places.append(proposal.passage)
    if proposal.cue is not None or proposal.asked in reading.asked:
        places.append((proposal.asked.start, proposal.asked.end))
    if actor in reading.actors:
        places.append((actor.start, actor.end))
    if verdict.terms:
        places.append(verdict.terms)
    start, end = min(one[0] for one in places), max(one[1] for one in places)
    return start, min(end, start + MAX_QUOTE)


def _narrated(passage: Passage, actor: Actor) -> bool:
    """Whether the author tells a group's position without its words: "Norland has agreed"."""
    if actor.person:
        return False
    reading, node = passage.reading, passage.proposal.node
    return any(child.lemma.lower() == "have" for child in tree.children(reading.parse, node, "aux"))


_LASTING = (
    *("permanent", "lasting", "complete", "comprehensive", "full", "final", "end to", "end of", "for good"),
    *("end the war", "war to end"),
)
BEHIND = 10
"""Characters behind a question that may still belong to its name: "the ceasefire *proposal*"."""

_TABLED = (
    *("proposal", "plan", "deal", "the truce", "the ceasefire", "the cease-fire", "the pause", "-day", "-week"),
    *("temporary", "short pause"),
)


def _object(proposal: Proposal, verdict: Verdict, reading: Reading) -> Object | None:
    """What is on the table, or the party's own plan or terms."""
    around = reading.text[max(0, proposal.asked.start - 25) : proposal.asked.end + BEHIND].lower()
    if verdict.position is Position.CONDITIONAL and (proposal.cue is None or proposal.role == "terms"):
        return Object.OWN_TERMS
    if proposal.cue is not None and proposal.cue.act.id == "propose" and proposal.value > 0:
        return Object.OWN_TERMS
    if verdict.position is Position.SUPPORTS and any(word in around for word in _LASTING):
        return Object.OWN_TERMS
    tabled = proposal.asked.strength == "deal" or any(word in around for word in _TABLED)
    return Object.PROPOSAL if tabled else None


def _audience(reading: Reading, proposal: Proposal) -> Audience | None:
    clause = clause_text(reading, proposal.node)
    if modifiers.has(clause, reading.codebook, ModifierKind.PRIVATE):
        return Audience.PRIVATE
    if modifiers.has(clause, reading.codebook, ModifierKind.PUBLIC):
        return Audience.PUBLIC
    return None


def once(drafts: list[Draft]) -> list[Draft]:
    """In each sentence one party, issue, position and time once: the surest rule, then the fullest passage."""
    best: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        key = (draft.party, draft.issue, draft.position, draft.time, draft.sentence.index)
        known = best.get(key)
        if known is None or (draft.confidence, draft.end - draft.start) > (known.confidence, known.end - known.start):
            best[key] = draft
    return list(best.values())
