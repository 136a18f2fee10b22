"""Positions told in fixed phrases, and who is meant by them (`idioms.toml`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from schemas.vocabulary import Position
from streams.codebook import Codebook
from streams.codebook.idioms import HeldBy, Idiom, Needs
from streams.codebook.lexicon import Taken
from streams.codebook.modifiers import ModifierKind
from streams.extract import answers, echoes, judge, tree
from streams.extract.actors import Actor
from streams.extract.doers import SPEECHES
from streams.extract.issues import Asked
from streams.extract.lists import with_listed
from streams.extract.modifiers import has
from streams.extract.phrasing import Phrases
from streams.extract.proposals import Proposal
from streams.extract.readings import Reading, Who
from streams.extract.terms import term_in
from streams.extract.wordlists import words

_NO_DOERS = SPEECHES | words("hour day week month year minute night morning time")
"""Nouns that stand before a verb and are not who does it."""

_FAR = 90
"""Characters between a phrase and the party that it speaks of, at most."""


@dataclass(frozen=True, slots=True)
class _Compiled:
    idiom: Idiom
    phrases: Phrases
    quiet: Phrases | None


@cache
def _idioms(codebook: Codebook) -> tuple[_Compiled, ...]:
    return tuple(
        _Compiled(one, Phrases(one.phrases), Phrases(one.quiet) if one.quiet else None)
        for one in codebook.idioms.values()
    )


def speaks(text: str, codebook: Codebook) -> bool:
    """Whether a sentence holds one of the phrases."""
    return any(one.phrases.search(text) for one in _idioms(codebook)) or echoes.repeats(text) or answers.answers(text)


def told(reading: Reading, asked: list[Asked], near: Asked | None) -> Iterator[Proposal]:
    """What the phrases of a sentence tell. `near` is the last question named in the sentences before it, if any."""
    for one in _idioms(reading.codebook):
        match = one.phrases.search(reading.text)
        if match is None or (one.quiet is not None and one.quiet.search(reading.text)):
            continue
        question = _question(one.idiom, match, asked, near, reading.text)
        if question is None:
            continue
        who, teller = _who(one.idiom, match, reading)
        fighting = any(judge.fights(party, reading) for actor in who.actors for party in actor.parties)
        if (one.idiom.fighting and not fighting) or (one.idiom.outsiders and fighting):
            continue
        position = one.idiom.position
        if (
            one.idiom.position is Position.REJECTS
            and _UNLESS.search(reading.text, match.end())
            and match.group().lower().endswith(" no")
        ):
            continue
        if (
            position is Position.CONDITIONAL
            and has(reading.text, reading.codebook, ModifierKind.VICTORY)
            and not term_in(reading.text, reading.codebook)
        ):
            position = Position.REJECTS
        token = reading.token_at(match.start()) or reading.parse.tokens[0]
        terms = (match.start(), _end(reading.text, match.end())) if one.idiom.terms else None
        yield Proposal(
            question,
            None,
            token,
            0,
            who,
            "phrase",
            rule=f"idiom.{one.idiom.id}",
            stated=position,
            terms=terms,
            told_by=teller,
            reported=one.idiom.reported,
            trace=[f"idiom {one.idiom.id} ({match.group()})"],
            passage=match.span(),
        )


_UNLESS = re.compile(r"\b(?:unless|until|before|without|if|as long as|except)\b", re.I)


_FOR = re.compile(r" (?:for|to) (?:the )?(?=[A-Z])")
"""Words that name right behind a phrase for whom it is so: "out of the question for Norland"."""

_SAYS = re.compile(r"\b(?:said|says|told|wrote|added)\b")
_JOINTS = words("on to for behind of over from no with")
_IT = re.compile(r" (?:it|this|that|them|any of it|any of this|the idea|such an idea|any such thing)\b", re.I)
_BEHIND = 45
"""Characters behind a phrase that ends with a preposition, at most, in which its question begins."""


def _question(idiom: Idiom, match: re.Match[str], asked: list[Asked], near: Asked | None, text: str) -> Asked | None:
    """What a phrase is about: behind its preposition, else the nearest in its sentence, else the last one before."""
    here = [one for one in asked if one.taken is Taken.TRUCE]
    here = [one for one in here if one.strength != "it"] or here
    inside = [one for one in here if match.start() <= one.start < match.end()]
    if inside:
        before = [one for one in here if one.strength != "it" and one.end <= inside[0].start]
        return inside[0] if inside[0].strength != "it" else next(reversed(before), near) or inside[0]
    if idiom.needs is Needs.QUESTION and not idiom.terms and match.group().split()[-1].lower() in _JOINTS:
        here = [one for one in here if 0 <= one.start - match.end() <= _BEHIND]
        here = [one for one in here if not re.search(r"[,;.]", text[match.end() : one.start])]
    if near is not None and all(one.strength == "it" for one in here):
        # "Norland would have none of it": what "it" means was named before.
        here = []
        if idiom.needs is Needs.QUESTION and _IT.match(text, match.end()):
            return near
    if here:
        return min(here, key=lambda one: abs(one.start - match.start()))
    return near if idiom.needs is not Needs.QUESTION else None


def _who(idiom: Idiom, match: re.Match[str], reading: Reading) -> tuple[Who, Who | None]:
    """Whose position it is, and who tells it where that is somebody else."""
    speaker = reading.speaker
    before = [
        one
        for one in reading.actors
        if one.end <= match.start() and match.start() - one.end <= _FAR and not one.adjective
    ]
    after = [one for one in reading.actors if 0 <= one.start - match.end() <= 30]
    quoted = reading.text[: match.start()].count('"') % 2 == 1
    found: Actor | None
    if idiom.held_by is HeldBy.NEXT and after and match.group().lower().endswith("from"):
        return Who.of(after[0], "phrase"), None
    if _FOR.match(reading.text, match.end()) and after and not after[0].adjective and after[0].parties:
        return Who.of(after[0], "phrase"), Who.of(speaker, "phrase") if speaker is not None and speaker != after[
            0
        ] else None
    if idiom.held_by is HeldBy.SPEAKER or (quoted and not before):
        spoken = _SAYS.search(reading.text) is not None
        found = speaker or (before[-1] if before and not spoken else None)
    else:
        inside = [one for one in before if not quoted or reading.text[one.start : match.start()].count('"') == 0]
        grammatical = _subject(reading, match)
        if grammatical is not None:
            return grammatical, Who.of(
                speaker, "phrase"
            ) if speaker is not None and speaker not in grammatical.actors else None
        subject = _pronoun_before(reading, match)
        found = subject or (inside[-1] if inside else speaker)
    teller = (
        Who.of(speaker, "phrase")
        if speaker is not None and found is not None and found.parties != speaker.parties
        else None
    )
    return Who.of(found, "phrase"), teller


def _subject(reading: Reading, match: re.Match[str]) -> Who | None:
    """The subject of the verb that a phrase begins with, or of a clause around it."""
    token = reading.token_at(match.start())
    if token is None:
        return None
    own = token if token.pos == "VERB" else tree.clause_of(reading.parse, token)
    for verb in (own, *tree.clauses_above(reading.parse, own)):
        doer = tree.actor_of(reading.parse, verb)
        if doer is None or doer.start >= reading.merged.short(match.start()):
            continue
        who = with_listed(reading.who(doer), reading)
        if who.actors:
            return who
        if verb is token and who.stranger and doer.pos in ("NOUN", "NUM") and doer.lemma.lower() not in _NO_DOERS:
            return who
    return None


def _pronoun_before(reading: Reading, match: re.Match[str]) -> Actor | None:
    """The party that "they" or "he" means, right before a phrase."""
    said = re.search(
        r"\b(he|she|it|they|we|i)\b(?: \w+){0,2} ?$", reading.text[max(0, match.start() - 25) : match.start()], re.I
    )
    if said is None:
        return None
    token = reading.token_at(max(0, match.start() - 25) + said.start(1))
    who = reading.who(token) if token is not None else None
    return who.actors[0] if who is not None and who.actors else None


def _end(text: str, start: int) -> int:
    """Where the words after a phrase end: at the next stop."""
    stop = re.search(r'[.;"]|, (?:he|she|they|[A-Z])', text[start:])
    return start + (stop.start() if stop else len(text) - start)
