"""Positions told again of others without their words: "as did Sudmark", "So have the Ostians", "Norland did the same".

Within a sentence an echo repeats the act before it; at the beginning of the next sentence it repeats the position that
the last one stated. Whom it names is read off the text, which parsers take apart.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from schemas.vocabulary import Position
from streams.extract.actors import Actor
from streams.extract.issues import Asked
from streams.extract.lists import run_after
from streams.extract.proposals import Proposal
from streams.extract.readings import Reading, Who

_DID = (
    r"(?:did|do|does|have|has|had|would|will|are|is|were|was)(?: also)?"
    r"(?: the| those of(?: the)?| [a-z]{3,12} of the)?"
)
_AS = re.compile(rf",? (?:as|as too|(?:and |but )?so(?: too)?|(?:and )?(?:neither|nor)) {_DID} ", re.I)
_SO = re.compile(rf"^\"?(?:And |But )?(?:So(?: too)?|Neither|Nor) {_DID} ")
_CALL = r"(?:calls?|appeals?|pleas?|demands?|chorus|message|sentiments?|position|stance|view|line|words)"
_SAME = re.compile(
    r"\b(?P<same>(?:did|does|do|done|said|say|says) (?:the same|likewise|so too)"
    r"|(?:followed|follows|following) suit"
    rf"|(?:took|takes|adopted|adopts|struck) (?:the same|a similar|an identical) {_CALL}"
    rf"|(?:made|makes|issued|issues|voiced|voices) (?:the same|a similar|similar|an identical|identical) {_CALL})\b"
    rf"|\b(?P<call>(?:joined|joins|joining) (?:in )?(?:in )?(?:the|that|those|these|their|his|her) {_CALL}"
    r"|(?:echoed|echoes|echoing|backed|backs|seconded|repeated|renewed|welcomed|welcomes|endorsed)"
    rf" (?:the|that|this|those|these|his|her|its|their) {_CALL})\b(?! (?:for|to|on|of|over|that|against|from)\b)",
    re.I,
)
_PLAIN = frozenset({Position.SUPPORTS, Position.REJECTS})
_SUPPOSED = re.compile(
    r"\b(?:if|unless|until|provided|providing|as long as|so long as|whether|when|once|should)\b", re.I
)
_LEAD = 60
"""Characters before "did the same" within which its subject stands."""


def repeats(text: str) -> bool:
    """Whether a sentence tells the position of the one before it again."""
    return _SO.match(text) is not None or _SAME.search(text) is not None


def also(found: list[Proposal], reading: Reading) -> Iterator[Proposal]:
    """The acts of a sentence, done again by those whom "as did" names behind them."""
    for match in _AS.finditer(reading.text):
        before = [
            one
            for one in found
            if (one.value or one.stated in _PLAIN)
            and one.unreal is None
            and reading.merged.original(one.node.start) < match.start()
        ]
        others = _named(reading, match.end())
        if before and others:
            yield replace(before[-1], who=Who(others, False, "name"), role="echo", readiness=None, told_by=None)


def again(reading: Reading, near: Asked | None) -> Iterator[Proposal]:
    """The position of the sentence before, held by whom this one names."""
    if near is None:
        return
    so = _SO.match(reading.text)
    same = None if so is not None else _SAME.search(reading.text)
    match = so or same
    if match is None or _SUPPOSED.search(reading.text, max(0, match.start() - _LEAD), match.start()):
        return
    position = _stated(reading, only_calls=same is not None and same["call"] is not None)
    who = _named(reading, match.end()) if so is not None else _subject(reading, match.start())
    said = {party for party, _ in reading.around.said}
    others = tuple(one for one in who if not said & set(one.parties))
    if position is None or not others:
        return
    yield Proposal(
        near,
        None,
        reading.token_at(match.start()) or reading.parse.tokens[0],
        0,
        Who(others, False, "name"),
        "phrase",
        rule="echo",
        stated=position,
        passage=match.span(),
        trace=[f"as before ({match.group().strip()})"],
    )


def _stated(reading: Reading, *, only_calls: bool) -> Position | None:
    """The one position of the sentence before; a call that is joined was for the truce."""
    found = {position for _, position in reading.around.said}
    if only_calls:
        return Position.SUPPORTS if not found or Position.SUPPORTS in found else None
    return found.pop() if len(found) == 1 else None


def _named(reading: Reading, at: int) -> tuple[Actor, ...]:
    """The party or the list of parties that begins right there."""
    first = next((one for one in reading.actors if at - 4 <= one.start <= at + 4 and one.parties), None)
    if first is None:
        return ()
    return (first, *run_after(first, reading))


def _subject(reading: Reading, at: int) -> tuple[Actor, ...]:
    """The parties named before a verb in its clause."""
    before = [one for one in reading.actors if at - _LEAD <= one.start and one.end <= at and not one.adjective]
    if not before or re.search(r"[.;:\"]", reading.text[before[-1].end : at]):
        return ()
    found = [before[-1]]
    for other in reversed(before[:-1]):
        if reading.text[other.end : found[0].start].removesuffix("the ") not in (" and ", ", ", ", and "):
            break
        found.insert(0, other)
    return tuple(one for one in found if one.parties)
