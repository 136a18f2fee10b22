"""Decides which position a proposed passage states, if any.

`Judge` is the whole interface: it sees a proposal in its sentence and answers with verdicts or with why there is none.
`rules` is the one that ships: anything that is called with the same two values and answers in the same way can take its
place, or ask it first. What it answers the learned judge (`streams/extract/weighing`) hears, and weighs.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from schemas.vocabulary import Position
from streams.codebook.lexicon import ActKind, Taken
from streams.codebook.modifiers import ModifierKind
from streams.extract import modifiers, tree
from streams.extract.conditions import condition_of
from streams.extract.cues import Cue
from streams.extract.modifiers import Sign
from streams.extract.parse import Token
from streams.extract.proposals import CHANGES, MUTUAL, Proposal, parties_of
from streams.extract.readings import Reading
from streams.extract.recall import clause_text, past
from streams.extract.wordlists import words


@dataclass(frozen=True, slots=True)
class Verdict:
    """A position, the rule that gave it, and the condition's characters in the sentence where there is one."""

    position: Position
    rule: str
    terms: tuple[int, int] | None = None
    past: str | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """No position, and why: what a near miss is explained with."""

    reason: str


Answer: TypeAlias = "tuple[Verdict, ...] | Silence"
Judge: TypeAlias = Callable[[Proposal, Reading], Answer]

_SAME = re.compile(
    r"\b(?:does|do|did|abides?|observes?|respects?|honou?rs?|compl(?:y|ies)|adheres?|holds? (?:its |their )?fire"
    r"|the same|likewise|keeps? (?:it|to))\b",
    re.I,
)

_STILL_TO = re.compile(r"\b(?:yet|still) to $")
_ONCE_TALKS = ("peace", "truce", "ceasefire", "cease-fire")

_BESIDE = words(
    "stance position claim accusation notion suggestion violation handling comment remark approach strategy"
    " tactic delay conduct allegation report rumour rumor criticism charge talk breach timing length detail"
)

_TAKES_IT = frozenset({"accept", "endorse", "refuse", "oppose", "end", "prolong", "commit"})
_ENDS_ALL = frozenset({"leave", "end", "stop", "halt", "drop", "pause", "void", "exit", "reverse", "lift"})
"""Words for an end that any "it" can have."""
_CARRIES_IT = words("accept respect observe honour honor sign endorse approve embrace uphold ratify")
"""Verbs that make a truce of the "it" which somebody is told to take: "urged them to accept it"."""
_WANTS_ONE = frozenset({"call", "seek", "propose"})

_HARD = frozenset({"refuse", "oppose", "denounce"})
_KEEPS_IT = frozenset(
    {
        "extend",
        "renew",
        "prolong",
        "honour",
        "honor",
        "observe",
        "respect",
        "abide by",
        "adhere to",
        "keep to",
        "stick to",
        "hold to",
        "comply with",
        "uphold",
        "live up to",
        "implement",
        "look at",
        "study",
        "consider",
        "weigh",
        "mull",
        "mull~over",
    }
)
_ANNOUNCED = frozenset(
    ("announce", "declare", "proclaim", "confirm", "announcement", "declaration", "proclamation", "order")
)


def rules(proposal: Proposal, reading: Reading) -> Answer:
    """The rules that ship."""
    quiet = _quiet(proposal, reading)
    if quiet is not None:
        return Silence(quiet)
    earlier = past(proposal, reading)
    if proposal.stated is Position.SUPPORTS and proposal.rule.startswith(("idiom.door-open", "idiom.voted")):
        met = condition_of(replace(proposal, value=1), reading)
        if met is not None:
            rule = f"{proposal.rule}+{met.id}"
            return (Verdict(Position.CONDITIONAL, rule, (met.start, met.end), earlier),)
    if proposal.cue is None or proposal.stated is not None:
        return (Verdict(proposal.stated or Position.NONCOMMITTAL, proposal.rule, proposal.terms, earlier),)
    base = f"{proposal.cue.act.id}.{proposal.cue.form}.{proposal.role}"
    special = _special(proposal, reading, base, earlier)
    if special is not None:
        return (special,)
    condition = condition_of(proposal, reading)
    if condition is None and proposal.value > 0 and (content := _content(proposal, reading)) is not None:
        return (Verdict(Position.CONDITIONAL, f"{base}+content", content, earlier),)
    if proposal.value < 0:
        return _against(proposal, reading, base, condition, earlier)
    return _for(proposal, reading, base, condition, earlier)


def _special(proposal: Proposal, reading: Reading, base: str, earlier: str | None) -> Verdict | None:
    """What needs no condition: changes asked for, votes withheld, answers still to come, no value at all."""
    if proposal.value > 0 and any(one.lemma.lower() in CHANGES for one in _below(proposal)):
        return Verdict(Position.CONDITIONAL, f"{base}+changes", None, earlier)
    if proposal.denied and base.startswith("endorse.") and _voted(proposal, reading):
        dated = earlier or modifiers.dated_past(reading.text, reading.day)
        return Verdict(Position.NONCOMMITTAL, f"{base}+vote", None, dated)
    if _STILL_TO.search(reading.text[: reading.merged.original(proposal.node.start)]):
        return Verdict(Position.NONCOMMITTAL, f"{base}+not-yet", None, earlier)
    return Verdict(Position.NONCOMMITTAL, base, None, earlier) if proposal.value == 0 else None


_CONTENT = words("include contain guarantee ensure address cover require provide leave secure allow")


def _content(proposal: Proposal, reading: Reading) -> tuple[int, int] | None:
    """What a side wants a deal to have in it: "wants any deal to *include a withdrawal*"."""
    if proposal.cue is None or proposal.cue.act.kind is not ActKind.DIRECTIVE or not proposal.path:
        return None
    if not any(fights(party, reading) for actor in proposal.who.actors for party in actor.parties):
        return None
    held = [
        *tree.children(reading.parse, proposal.path[0], "acl"),
        *tree.children(reading.parse, proposal.node, "xcomp"),
    ]
    for verb in held:
        if verb.tag == "VB" and verb.lemma.lower() in _CONTENT and verb.index > proposal.path[0].index:
            return reading.span(tree.subtree(reading.parse, verb))
    return None


def _for(proposal: Proposal, reading: Reading, base: str, condition: Sign | None, earlier: str | None) -> Answer:
    if condition is not None:
        terms = reading.text[condition.start : condition.end]
        if modifiers.has(terms, reading.codebook, ModifierKind.VICTORY):
            return (Verdict(Position.REJECTS, f"{base}+victory", None, earlier),)
        met = Verdict(Position.CONDITIONAL, f"{base}+{condition.id}", (condition.start, condition.end), earlier)
        mutual = condition.words.lower().startswith(("as long as", "so long as")) and _SAME.search(terms)
        if mutual and not proposal.denied:
            return met, Verdict(Position.SUPPORTS, base, None, earlier)
        return (met,)
    if proposal.cue is not None and proposal.cue.act.affirmed is Position.CONDITIONAL:
        return (Verdict(Position.CONDITIONAL, base, None, earlier),)
    if proposal.possible or (_modal(proposal, reading, ("may", "might", "could", "can")) and not proposal.denied):
        return Silence("only possible: may, might, could")
    return (Verdict(Position.SUPPORTS, base, None, earlier),)


def _against(proposal: Proposal, reading: Reading, base: str, condition: Sign | None, earlier: str | None) -> Answer:
    clause = clause_text(reading, proposal.node)
    if proposal.denied and (delay := modifiers.has(clause, reading.codebook, ModifierKind.DELAY)):
        return (Verdict(Position.NONCOMMITTAL, f"{base}+{delay.id}", None, earlier),)
    if condition is None:
        return (Verdict(Position.REJECTS, base, None, earlier),)
    words = reading.text[condition.start : condition.end]
    if modifiers.has(words, reading.codebook, ModifierKind.VICTORY):
        return (Verdict(Position.REJECTS, f"{base}+victory", None, earlier),)
    return (Verdict(Position.CONDITIONAL, f"{base}+{condition.id}", (condition.start, condition.end), earlier),)


def _quiet(proposal: Proposal, reading: Reading) -> str | None:
    """Why a proposal states nothing, or None."""
    if proposal.unreal:
        return proposal.unreal
    if not any(actor.parties for actor in proposal.who.actors):
        return "its holder is no party" if proposal.who.stranger else "nobody holds it"
    if _old(proposal, reading):
        return "a truce of another year"
    if "?" in reading.text[proposal.asked.end :]:
        return "a question"
    if proposal.cue is None:
        return "a pronoun, and no act that takes a truce" if proposal.asked.strength == "it" else None
    return _quiet_act(proposal, proposal.cue, reading)


def _quiet_act(proposal: Proposal, cue: Cue, reading: Reading) -> str | None:
    """Why an act of this kind states nothing here, or None."""
    taken = (cue.act.id in _TAKES_IT and cue.written not in _ENDS_ALL) or cue.written in _KEEPS_IT
    taken = taken or (cue.act.id in _WANTS_ONE and _one(proposal, reading))
    carried = cue.act.kind is ActKind.DIRECTIVE and any(one.lemma.lower() in _CARRIES_IT for one in proposal.path)
    if proposal.asked.strength == "it" and not (taken and proposal.direct) and not carried:
        return "a pronoun, and no act that takes a truce"
    if cue.act.id in _HARD and any(one.lemma.lower() in _BESIDE for one in _below(proposal)):
        return "what is refused is a stance or a claim"
    if _asked_of(proposal, reading):
        return "asked of it: must, should"
    fighting = any(fights(party, reading) for actor in proposal.who.actors for party in actor.parties)
    if proposal.role == "speaker" and cue.written.split()[0] in MUTUAL and not fighting:
        return "told by one who does not fight"
    if cue.act.id == "hopeful" and not fighting:
        return "the hope of a stranger"
    if proposal.asked.taken is Taken.TALKS and not _about_truce(proposal, reading):
        return "talks alone are no position"
    if cue.written == "call" and cue.act.id == "keep" and _definite(proposal, reading):
        return "described, not announced"
    if cue.act.id == "keep" and proposal.denied:
        return "a breach is an act of war"
    if cue.written in _ANNOUNCED and not fighting:
        return "announced by one who does not fight"
    return None


def _one(proposal: Proposal, reading: Reading) -> bool:
    """ "Would push for one": a truce, where no noun follows."""
    word = reading.text[proposal.asked.start : proposal.asked.end].lower()
    return word == "one" and bool(proposal.path) and proposal.path[0].dep in ("obj", "obl", "nmod", "nsubj:pass")


def _definite(proposal: Proposal, reading: Reading) -> bool:
    """Whether a known truce is meant: "called *the* truce long" announces none, as "called a truce" does."""
    before = reading.text[: proposal.asked.start].lower().split()[-3:]
    return any(word in ("the", "this", "that", "its", "any") for word in before)


def _asked_of(proposal: Proposal, reading: Reading) -> bool:
    """ "Sudmark must accept the truce" is a wish of whoever says it, and no position of Sudmark."""
    tellers = set(parties_of(proposal.told_by))
    named = proposal.role == "subject" and proposal.who.how != "pronoun"
    return (
        named
        and not tellers & set(parties_of(proposal.who))
        and _modal(proposal, reading, ("must", "should", "shall", "ought"))
    )


def _old(proposal: Proposal, reading: Reading) -> bool:
    """ "The 2018 peace accord": history, unless it is of the article's year."""
    year = re.search(
        r"\b((?:19|20)\d\d)(?: [\w-]+){0,2} $", reading.text[max(0, proposal.asked.start - 40) : proposal.asked.start]
    )
    return year is not None and (reading.day is None or year.group(1) != reading.day[:4])


def _about_truce(proposal: Proposal, reading: Reading) -> bool:
    words = reading.text[proposal.asked.start : proposal.asked.end].lower()
    after = reading.text[proposal.asked.end : proposal.asked.end + 50].lower()
    if (
        proposal.cue is not None
        and proposal.cue.act.id == "end"
        and re.search(r"peace|truce|cease-?fire", reading.text, re.I)
    ):
        return True
    return words.startswith(_ONCE_TALKS) or any(
        word in after for word in (" deal", "truce", "ceasefire", "cease-fire", "end the war", "unless")
    )


def _below(proposal: Proposal) -> list[Token]:
    """The words of the way below the act."""
    if proposal.node not in proposal.path:
        return []
    return proposal.path[1 : proposal.path.index(proposal.node)]


def _voted(proposal: Proposal, reading: Reading) -> bool:
    """Not to back a resolution is to abstain."""
    return "resolution" in reading.text[proposal.asked.start : proposal.asked.end].lower()


def _modal(proposal: Proposal, reading: Reading, modals: tuple[str, ...]) -> bool:
    nodes = [proposal.node, *([proposal.readiness] if proposal.readiness else [])]
    return any(child.text.lower() in modals for node in nodes for child in tree.children(reading.parse, node, "aux"))


def fights(party: str, reading: Reading) -> bool:
    """Whether a party is one of the conflict's sides."""
    return any(party in side for side in reading.around.sides)
