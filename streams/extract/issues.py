"""What is negotiated: the words of a sentence that name a truce, an end of the war, talks, or another question.

An `Asked` is a mention of such a question. Truce words stand for the theatre of the article (see gate); a bare "the
deal" does so only where the article has made the truce its topic. Patterns are made once a codebook, have no nested
repeats and run in linear time.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from streams.codebook import Codebook
from streams.codebook.lexicon import Taken
from streams.codebook.objects import ObjectRole


@dataclass(frozen=True, slots=True)
class Asked:
    """A mention of a question under negotiation, from `start` to `end` of the sentence; its head begins at `head`.

    `strength`: `truce` and `arms` by themselves, `end` of the war, `peace`, `deal` only by the topic, `talks`, `other`
    for a question with words of its own, whose `issue` is then known.
    """

    start: int
    end: int
    head: int
    taken: Taken
    strength: str
    issue: str | None = None


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled words of the objects of one codebook."""

    truce: re.Pattern[str]
    deal: re.Pattern[str]
    ends: tuple[re.Pattern[str], ...]
    arms: re.Pattern[str]
    peace: re.Pattern[str]
    talks: re.Pattern[str]
    other: tuple[tuple[str, Taken, re.Pattern[str]], ...]
    beside: frozenset[str]
    foreign: frozenset[str]
    fighting: re.Pattern[str]


_PAUSE = (
    r"(?:[\w-]{2,12}-(?:day|week|month|hour|minute)|temporary|short|brief|longer|lengthy|localised|localized|daily)"
    r" [\"']?pauses?"
)
"""A pause of some length; a bare pause is many things."""
_CUSTOM = r" (?:event|ceremony|park|prize|memorial|museum|activist|march|rally|vigil|concert|studies|movement)s?\b"
"""What is named after peace and ends no war."""
_ELSEWHERE = re.compile(
    r" (?:with|on|over|about|granting|giving|aimed)(?: [\w.'’-]{1,20}){0,6}?"
    r" (?:nuclear|European Union|EU|IMF|trade|tariffs?|minerals?|customs|visas?|gas|grain|access)\b",
)
"""What a deal that ends no war is about."""


@cache
def patterns(codebook: Codebook) -> Patterns:
    """The words of `objects.toml` and `issues.toml` as patterns."""
    words = {role: _words(codebook, role) for role in ObjectRole}
    fighting = _nouns(words[ObjectRole.FIGHTING])
    verbs = "|".join(
        sorted((form for verb in words[ObjectRole.STOP_VERB] for form in _forms(verb)), key=len, reverse=True)
    )
    nouns = _nouns(words[ObjectRole.STOP_NOUN])
    word = r"[\w’'-]{1,20}"
    middle = rf"(?:(?!and |or |but |with |after |before |in |on ){word} ){{0,4}}?"
    brought = r"\b(?P<head>bring|brings|bringing|brought|put|puts|putting) (?:(?:the|this|an|its|their|that) )?"
    obliged = r"(?:must|should|has to|have to|needs? to|ought to|to)(?: now| be| immediately| finally)?"
    ends = (
        rf"\b(?P<head>{verbs})(?: up| off| down)? {middle}(?:{fighting})\b",
        rf"\b(?P<head>{nouns})[\"']?(?: to| of| in)(?: (?!and |or ){word}){{0,4}}? (?:{fighting})\b",
        rf"{brought}(?:{word} ){{0,3}}?(?:to )?an? (?:end|halt|stop|close)\b(?! the (?:ceasefire|truce|deal))",
        rf"\b(?<!in the )(?:{fighting})(?: {word}){{0,4}}? {obliged} (?P<head>{verbs})\b",
        r"\b(?P<head>pull|pulls|pulling|withdraw|withdraws|withdrawing) (?:back )?from the (?:brink|battlefield)\b",
    )
    return Patterns(
        truce=re.compile(rf"\b(?:{_nouns(words[ObjectRole.TRUCE])}|{_PAUSE})\b", re.I),
        deal=re.compile(rf"\b(?:{_nouns(words[ObjectRole.DEAL])})\b", re.I),
        ends=tuple(re.compile(one, re.I) for one in ends),
        arms=re.compile(rf"\b(?:{'|'.join(map(re.escape, words[ObjectRole.ARMS]))})\b", re.I),
        peace=re.compile(rf"\b(?:{_nouns(words[ObjectRole.PEACE])})\b(?!{_CUSTOM})", re.I),
        talks=re.compile(rf"\b(?:{_nouns(words[ObjectRole.TALKS])})\b", re.I),
        other=tuple(_issues(codebook)),
        beside=frozenset(word.lower() for word in words[ObjectRole.BESIDE]),
        foreign=frozenset(word.lower() for word in words[ObjectRole.OTHER]),
        fighting=re.compile(rf"\b(?:{fighting})\b", re.I),
    )


def asked(text: str, codebook: Codebook, *, topic: bool) -> list[Asked]:
    """The questions that a sentence names, from left to right, none inside another.

    `topic`: the article has made a truce its topic, so that "the deal" means it.
    """
    compiled = patterns(codebook)
    found: list[Asked] = []
    for issue, taken, pattern in compiled.other:
        found += [Asked(one.start(), one.end(), _last(one), taken, "other", issue) for one in pattern.finditer(text)]
    found += [Asked(one.start(), one.end(), _last(one), Taken.TRUCE, "truce") for one in compiled.truce.finditer(text)]
    found += [Asked(one.start(), one.end(), one.start(), Taken.TRUCE, "arms") for one in compiled.arms.finditer(text)]
    for pattern in compiled.ends:
        found += [Asked(*one.span(), one.start("head"), Taken.TRUCE, "end") for one in pattern.finditer(text)]
    deals = list(_deals(text, compiled, topic=topic))
    found += [
        Asked(
            one.start(),
            one.end(),
            one.start("head" if one["head"] else "head2"),
            Taken.HOSTAGES,
            "other",
            "hostage-release",
        )
        for one in _FREED.finditer(text)
        if compiled.other
    ]
    if deals or any(one.strength in ("truce", "end", "arms") for one in found):
        found = [one for one in found if one.taken is not Taken.HOSTAGES]
    found += deals
    found += [Asked(one.start(), one.end(), _last(one), Taken.TALKS, "talks") for one in compiled.talks.finditer(text)]
    found += [Asked(one.start(), one.end(), _last(one), Taken.TRUCE, "peace") for one in compiled.peace.finditer(text)]
    kept = _apart(found)
    meant = next((one for one in kept if one.taken is Taken.TRUCE and one.strength != "peace"), None)
    if meant is not None or topic:
        start = meant.end if meant is not None else 0
        kept += [
            Asked(one.start(), one.end(), one.start(), Taken.TRUCE, "it")
            for one in _IT.finditer(text)
            if one.start() >= start and not any(asked.start <= one.start() < asked.end for asked in kept)
        ]
        kept += [
            Asked(one.start(), one.end(), one.start("head"), Taken.TRUCE, "deal")
            for one in _ITS.finditer(text)
            if one.start() >= start and meant is not None
        ]
    return sorted(kept, key=lambda one: one.start)


_FREED = re.compile(
    r"\b(?:hostages?|captives?|abductees|soldiers?)(?: [a-z]{1,15}){0,3} (?:be|are|is) (?:[a-z]{1,15} )?"
    r"(?P<head>released|freed|returned)\b"
    r"|\b(?:hostages?|captives?|soldiers?)['’]?s?['’]? (?P<head2>release|return)\b",
    re.I,
)
_ITS = re.compile(r"\bits (?P<head>extension|renewal|prolongation|terms)\b")
_IT = re.compile(r"\b(?:it|this|one)\b")


def _deals(text: str, compiled: Patterns, *, topic: bool) -> Iterable[Asked]:
    for match in compiled.deal.finditer(text):
        before = re.findall(r"[\w'’-]+", text[max(0, match.start() - 60) : match.start()].lower())[-3:]
        after = text[match.end() : match.end() + 12].lower()
        if compiled.foreign & set(before[-2:]) or " ".join(before[-2:]) in compiled.foreign:
            continue
        if compiled.deal.match(text, match.end() + 1):
            continue
        if _ELSEWHERE.match(text, match.end()):
            continue
        beside = bool(before and (before[-1] in compiled.beside or " ".join(before[-2:]) in compiled.beside))
        if beside and not topic and before[-1] not in ("peace", "truce", "ceasefire", "cease-fire", "armistice"):
            continue
        if not beside and (
            not topic
            or (
                before[-1:] != ["any"]
                and re.match(r" to (?!end|stop|halt|cease|pause|free|release|exchange)[a-z]", after)
            )
        ):
            continue
        if match.group().lower() == "pause" and not (
            topic and (match.start() == 0 or text[match.start() - 1] in " '\"“‘")
        ):
            continue
        yield Asked(match.start(), match.end(), _last(match), Taken.TRUCE, "truce" if beside else "deal")


def _apart(found: list[Asked]) -> list[Asked]:
    order = {"other": 0, "truce": 1, "arms": 1, "end": 2, "talks": 3, "deal": 4, "peace": 5}
    kept: list[Asked] = []
    for one in sorted(found, key=lambda asked: (order[asked.strength], asked.start - asked.end)):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda asked: asked.start)


def _last(match: re.Match[str]) -> int:
    """Where the last word of a noun phrase begins; of "cessation of hostilities" the first."""
    whole = match.group()
    if " of " in whole or " for " in whole:
        return match.start()
    return match.start() + whole.rfind(" ") + 1


def _words(codebook: Codebook, role: ObjectRole) -> list[str]:
    return [word for one in codebook.objects.values() if one.role is role for word in one.words]


def _nouns(words: Iterable[str]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return "|".join(
        re.escape(word).replace("\\ ", " [\"']?") + ("" if word.endswith("s") else "(?:s|es)?") for word in longest
    )


def _forms(verb: str) -> list[str]:
    """The forms of a regular verb."""
    stem = verb[:-1] if verb.endswith("e") else verb
    double = stem + stem[-1] if verb in ("stop", "quit") else stem
    third = verb + ("es" if verb.endswith(("sh", "ch", "ss")) else "s")
    return [verb, third, double + "ing", double + "ed"]


_OTHER = {"palestinian-state": Taken.STATE, "hostage-release": Taken.HOSTAGES}


def _issues(codebook: Codebook) -> Iterable[tuple[str, Taken, re.Pattern[str]]]:
    for issue in codebook.issues.values():
        taken = _OTHER.get(issue.id)
        if taken is not None and issue.words:
            longest = sorted(issue.words, key=len, reverse=True)
            yield issue.id, taken, re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.I)
