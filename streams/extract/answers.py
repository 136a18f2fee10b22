"""Yes and no to a truce by a bare word: "asked whether it would stop, Norland said no", "We accept", "We said no"."""

import re
from collections.abc import Iterator

from schemas.vocabulary import Position
from streams.codebook.lexicon import Taken
from streams.extract import tree
from streams.extract.actors import Actor
from streams.extract.issues import Asked
from streams.extract.proposals import Proposal
from streams.extract.readings import Reading, Who

_ASKED = re.compile(r"\b(?:asked|pressed)(?: [\w'-]{1,20}){0,4}? (?:whether|if|about)\b", re.I)
_ANSWER = re.compile(
    r"\b(?P<verb>said|says|replied|replies|answered|answers|responded|responds)(?: (?:simply|flatly|curtly|only|just))?"
    r"(?: with an?)?[,:]? [\"']?(?:an? )?(?:(?:flat|firm|clear|resounding|emphatic) )?"
    r"(?:(?P<no>no|never|absolutely not|certainly not|not at all|of course not|no way)"
    r"|(?P<yes>yes|absolutely|of course|certainly|definitely))(?=[\"'.,;!]|$)",
    re.I,
)
_TURNED = re.compile(r"\b(?:reject|refus|end|violat|break|broke|resum|oppos|quit|leav|withdr|attack|against)", re.I)
_SPOKEN = re.compile(
    r"(?<!if )(?<!whether )(?<!once )(?<!when )(?<!before )\b(?:we|I)(?:(?:'ve| have|'re| are) (?:already |now )?| )"
    r"(?:(?P<yes>accept|accepted|agree|agreed|said yes|say yes|ready|in favou?r|for it|on board|signed)"
    r"|(?P<no>reject it|rejected it|refuse|refused|said no|say no|(?:do not|don't|did not|didn't|cannot|can't|will not"
    r"|won't|shall not|shan't) (?:accept|agree|sign)(?: it| this| that)?))(?=[,.;!\"]|$)",
    re.I,
)


_BARE = re.compile(
    r"(?: (?:has|have|had|then|later|also|promptly|swiftly|quickly|eventually|finally|reluctantly|now|since|too|"
    r"duly|immediately|flatly|itself|again|already)){0,3}"
    r" (?:(?P<yes>accepted|agreed|said yes|is (?:now )?on board|are (?:now )?on board|signed up|consented|assented)"
    r"|(?P<no>refused|declined|said no|demurred|balked|baulked))"
    r"(?: (?:at once|immediately|unanimously|outright|flatly|again|too|on [A-Z][a-z]{3,8}day"
    r"|an? (?:hour|day|week) later))?"
    r"(?=[.;,!]|$| (?:and|but|while) )"
)
"""An act that names no object, right behind its party: the truce before it is meant."""
_IF = re.compile(
    r"\b(?:if|unless|until|whether|should|once|when|whenever|before|had)\b(?: [\w'-]{1,20}){0,3} (?:the )?$", re.I
)
_RELATIVE = re.compile(r"\b(?:that|which|what|whom) (?:the )?$", re.I)
_STOP = re.compile(
    r"\b(?:urg(?:ed|es|ing)|press(?:ed|es|ing)|ask(?:ed|s|ing)|told|tells|telling|call(?:ed|s|ing) (?:up)?on"
    r"|begg(?:ed|ing)|implor(?:ed|es|ing)|plead(?:ed|s|ing) with|order(?:ed|s|ing))"
    r" (?:the two|both(?: sides| parties| camps| of (?:them|us))?|them|(?:the )?(?:two )?(?:sides|parties|armies)"
    r"|all (?:sides|parties))"
    r" to stop(?: at once| immediately| now| shooting| firing)?(?=[.,;!\"]|$| (?:and|but|while|for as long) )",
    re.I,
)
"""A wish that the sides stop, which names nothing else that they could stop."""


def answers(text: str) -> bool:
    """Whether a sentence may say yes or no in the first person."""
    return any(pattern.search(text) for pattern in (_SPOKEN, _BARE, _STOP))


def answered(reading: Reading, asked: list[Asked], near: Asked | None) -> Iterator[Proposal]:
    """The answers of a sentence: to a question asked in it, or in the first person while a truce is the topic."""
    begin = _ASKED.search(reading.text)
    end = _ANSWER.search(reading.text, begin.end()) if begin is not None else None
    if begin is not None and end is not None:
        meant = [one for one in asked if one.taken is Taken.TRUCE and begin.end() <= one.start < end.start()]
        if meant and not _TURNED.search(reading.text, begin.end(), end.start()):
            yield _answer(reading, meant[0], end, _answerer(reading, begin.end(), end))
        return
    if near is not None:
        yield from _bare(reading, near)
    spoken = _SPOKEN.search(reading.text)
    speaker = reading.speaker
    question = near or next((one for one in asked if one.taken is Taken.TRUCE), None)
    if spoken is not None and question is not None and speaker is not None and "?" not in reading.text:
        yield _answer(reading, question, spoken, (speaker,))


def _bare(reading: Reading, near: Asked) -> Iterator[Proposal]:
    """Acts without an object: "Norland accepted at once", "urged both to stop"."""
    for actor in reading.actors:
        match = _BARE.match(reading.text, actor.end)
        if match is None or actor.adjective or not actor.parties or _IF.search(reading.text[: actor.start][-80:]):
            continue
        if _RELATIVE.search(reading.text[: actor.start][-12:]):
            continue
        before = [one for one in reading.actors if one.end <= actor.start and not one.adjective and one.parties]
        joined = before and reading.text[before[-1].end : actor.start].removesuffix("the ") == " and "
        yield _answer(reading, near, match, (before[-1], actor) if joined else (actor,))
    stop = _STOP.search(reading.text)
    token = reading.token_at(stop.start()) if stop is not None else None
    doer = tree.actor_of(reading.parse, token) if token is not None else None
    who = reading.who(doer).actors if doer is not None else ()
    if stop is not None and who:
        yield _answer(reading, near, stop, who)


def _answer(reading: Reading, question: Asked, match: re.Match[str], who: tuple[Actor, ...]) -> Proposal:
    speaker = reading.speaker
    other = speaker is not None and not any(set(one.parties) & set(speaker.parties) for one in who)
    return Proposal(
        question,
        None,
        reading.token_at(match.start()) or reading.parse.tokens[0],
        0,
        Who(who, False, "phrase"),
        "phrase",
        rule="answer.no" if match.groupdict().get("no") else "answer.yes",
        stated=Position.REJECTS if match.groupdict().get("no") else Position.SUPPORTS,
        told_by=Who.of(speaker, "phrase") if other else None,
        passage=match.span(),
        trace=[f"answer ({match.group()})"],
    )


def _answerer(reading: Reading, start: int, match: re.Match[str]) -> tuple[Actor, ...]:
    """Of whom it was asked, else who answered."""
    meant = [
        one
        for one in reading.actors
        if start <= one.start < match.start() and one.parties and not one.adjective and not one.person
    ]
    asked_of = meant[0] if meant and reading.text[start : meant[0].start].strip() in ("", "the") else None
    if asked_of is not None:
        return (asked_of,)
    token = reading.token_at(match.start())
    doer = tree.actor_of(reading.parse, token) if token is not None else None
    who = reading.who(doer).actors if doer is not None else ()
    speaker = reading.speaker
    return who or ((speaker,) if speaker is not None else ())
