"""The words that name a question under negotiation (`objects.toml`, `issues.toml`), compiled once a codebook.

Each pattern knows the words of which a text must have one, so that most sentences are not searched at all.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from streams.codebook import Codebook
from streams.codebook.lexicon import Taken
from streams.codebook.objects import ObjectRole
from streams.extract.phrasing import Phrases, first_words, phrase, words_of

_WORD = re.compile(r"[a-z]+")


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
    again: bool = False
    """Whether it is a noun that can mean many things, "the move", and only points back to a truce named before."""


@dataclass(frozen=True, slots=True)
class Words:
    """A pattern, and the words without case of which a text must have one for the pattern to be in it."""

    pattern: re.Pattern[str]
    begins: frozenset[str]

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """Every place of the pattern in a text."""
        return () if self.begins.isdisjoint(words_of(text)) else self.pattern.finditer(text)


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled words of the objects of one codebook."""

    truce: Words
    deal: Words
    ends: tuple[Words, ...]
    arms: Phrases
    peace: Words
    talks: Words
    other: tuple[tuple[str, Taken, Words], ...]
    again: Words
    beside: frozenset[str]
    foreign: frozenset[str]


_PAUSE = (
    r"(?:[\w-]{2,12}-(?:day|week|month|hour|minute)|temporary|short|brief|longer|lengthy|localised|localized|daily)"
    r" [\"']?pauses?"
)
"""A pause of some length; a bare pause is many things."""
_CUSTOM = r" (?:event|ceremony|park|prize|memorial|museum|activist|march|rally|vigil|concert|studies|movement)s?\b"
"""What is named after peace and ends no war."""
_ONE = r"[\w’'-]{1,20}"
_MIDDLE = rf"(?:(?!and |or |but |with |after |before |in |on ){_ONE} ){{0,4}}?"
_OBLIGED = r"(?:must|should|has to|have to|needs? to|ought to|to)(?: now| be| immediately| finally){0,2}"
_WISHED = r"\b(?:want|wants|wanted|wanting|see|seeing|like|let|letting|get|getting)"
_WISHES = "want wants wanted wanting see seeing like let letting get getting"
_BROUGHT = r"\b(?P<head>bring|brings|bringing|brought|put|puts|putting) (?:(?:the|this|an|its|their|that) )?"
_BRINGS = "bring brings bringing brought put puts putting"


@cache
def patterns(codebook: Codebook) -> Patterns:
    """The words of `objects.toml` and `issues.toml` as patterns."""
    words = {role: _words(codebook, role) for role in ObjectRole}
    truce, peace = words[ObjectRole.TRUCE], words[ObjectRole.PEACE]
    return Patterns(
        truce=_made(rf"\b(?:{_nouns(truce)}|{_PAUSE})\b", (*_firsts(truce), "pause", "pauses")),
        deal=_named(words[ObjectRole.DEAL]),
        ends=tuple(_ends(words)),
        arms=Phrases(words[ObjectRole.ARMS]),
        peace=_made(rf"\b(?:{_nouns(peace)})\b(?!{_CUSTOM})", _firsts(peace)),
        talks=_named(words[ObjectRole.TALKS]),
        other=tuple(_issues(codebook)),
        again=_again(words[ObjectRole.ANAPHOR]),
        beside=frozenset(word.lower() for word in words[ObjectRole.BESIDE]),
        foreign=frozenset(word.lower() for word in words[ObjectRole.OTHER]),
    )


def _ends(words: dict[ObjectRole, list[str]]) -> Iterator[Words]:
    """The ways to end what a noun for fighting names; the first two mean it by themselves (see gate)."""
    fighting = _nouns(words[ObjectRole.FIGHTING])
    plain = words[ObjectRole.STOP_VERB]
    forms = sorted((form for verb in plain for form in _forms(verb)), key=len, reverse=True)
    off = words[ObjectRole.STOP_PHRASE]
    nouns = words[ObjectRole.STOP_NOUN]
    yield _made(rf"\b(?P<head>{'|'.join(forms)})(?: up| off| down)? {_MIDDLE}(?:{fighting})\b", forms)
    yield _made(
        rf"\b(?P<head>{_nouns(nouns)})[\"']?(?: to| of| in| on| from)(?: (?!and |or ){_ONE}){{0,4}}? (?:{fighting})\b",
        _firsts(nouns),
    )
    yield _made(
        rf"{_BROUGHT}(?:{_ONE} ){{0,3}}?(?:to )?an? (?:end|halt|stop|close)\b(?! the (?:ceasefire|truce|deal))",
        _BRINGS.split(),
    )
    yield _made(
        rf"\b(?<!in the )(?:{fighting})(?: {_ONE}){{0,4}}? [\"']?{_OBLIGED} (?P<head>{'|'.join(forms)})\b", forms
    )
    yield _made(
        r"\b(?P<head>pull|pulls|pulling|withdraw|withdraws|withdrawing) (?:back )?from the (?:brink|battlefield)\b",
        ("brink", "battlefield"),
    )
    yield _made(
        rf"(?P<head>{'|'.join(map(phrase, off))}) {_MIDDLE}(?:{fighting})\b",
        [one for x in off for one in first_words(x)],
    )
    yield _made(
        rf"{_WISHED}(?: {_ONE}){{0,3}}? (?:{fighting})(?: to| come to an)?"
        r" (?P<head>stop|end|cease|stopped|ended|halted|over|finished)\b",
        _WISHES.split(),
    )
    yield _made(
        rf"\b(?P<head>declare|declares|declared|declaring|proclaim|proclaims|proclaimed|proclaiming)"
        rf" (?:{_ONE} ){{0,3}}?(?:{fighting}) (?:is |was )?(?:to be )?(?:over|finished|ended|at an end)\b",
        ("over", "finished", "ended", "end"),
    )


_DETERMINERS = (
    r"(?:the|this|that|these|those|his|her|its|their|our|any|such(?: an?)?|any such|no such"
    r"|[\w.-]{2,20}['’]s?)"
)
_ABOUT = (
    r"(?!['’]s?\b| (?:to|of|for|that|about|against|over|regarding|concerning|whether|how|not|into)\b"
    r"| (?:on|in|at) (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|a |its |his |her |their |principle|public|private"
    r"|full|strong|(?-i:[A-Z]))|[- ](?:maker|making|process|center|centre)s?\b)"
)
"""What such a noun may not be followed by: it then says itself what it is about."""
_BARE = (
    r"(?:an?|any|the) (?:[a-z]{3,15},? and )?(?:immediate|complete|unconditional|total|full|general|mutual|lasting"
    r"|permanent|simultaneous|swift|quick|early|longer|two-way|reciprocal)"
    r" (?P<halt>halt|stop|standstill|stoppage|signing)"
)


def _again(nouns: list[str]) -> Words:
    """The nouns that mean the truce named before: "the move", "Norland's announcement", "such a bargain"."""
    head = (
        rf"{_DETERMINERS} [\"']?(?:(?!{_UNLIKE})[A-Za-z][\w-]{{2,20}} |{_BROKERED})?(?P<noun>{_nouns(nouns)})\b{_ABOUT}"
    )
    return _made(
        rf"\b(?:{head}|{_BARE}\b(?! (?:to|of|in)\b))",
        (*_firsts(nouns), "halt", "stop", "standstill", "stoppage", "signing"),
    )


_BROKERED = (
    r"(?:[\w-]{2,20} ){0,3}?[\w-]{0,20}"
    r"(?:brokered|mediated|backed|sponsored|drafted|proposed|negotiated|supported|led|made|written|initialled) "
)
_UNLIKE = r"(?:court|bank|bench|tribunal|trade|budget|key|first|last|wrong|tax|oil|election|army|main|whole)\b"
"""Words before a decision or a step that make it another one."""


def _issues(codebook: Codebook) -> Iterator[tuple[str, Taken, Words]]:
    for issue in codebook.issues.values():
        taken = _OTHER.get(issue.id)
        if taken is not None and issue.words:
            longest = sorted(issue.words, key=len, reverse=True)
            pattern = rf"\b(?:{'|'.join(map(re.escape, longest))})\b"
            yield issue.id, taken, _made(pattern, _firsts(issue.words))


_OTHER = {"palestinian-state": Taken.STATE, "hostage-release": Taken.HOSTAGES}


def _made(pattern: str, begins: Iterable[str]) -> Words:
    return Words(re.compile(pattern, re.I), frozenset(begins))


def _named(nouns: Iterable[str]) -> Words:
    nouns = tuple(nouns)
    return _made(rf"\b(?:{_nouns(nouns)})\b", _firsts(nouns))


def _firsts(nouns: Iterable[str]) -> list[str]:
    """The first words of nouns in both numbers."""
    found = []
    for noun in nouns:
        first, *more = _WORD.findall(noun.lower())
        found += [first] if more else [first, first + "s", first + "es"]
    return found


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
