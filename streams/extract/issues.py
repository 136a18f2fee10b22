"""What is negotiated: the words of a sentence that name a truce, an end of the war, talks, or another question.

An `Asked` is a mention of such a question. Truce words stand for the theatre of the article (see gate); a bare "the
deal" does so only where the article has made the truce its topic, and "the move" where it was named right before.
"""

import re
from collections.abc import Iterator

from streams.codebook import Codebook
from streams.codebook.lexicon import Taken
from streams.extract import anaphors
from streams.extract.asking import Asked, Patterns, patterns
from streams.extract.phrasing import words_of

__all__ = ["Asked", "asked"]


_ELSEWHERE = re.compile(
    r" (?:with|on|over|about|granting|giving|aimed)(?: [\w.'’-]{1,20}){0,6}?"
    r" (?:nuclear|European Union|EU|IMF|trade|tariffs?|minerals?|customs|visas?|gas|grain|access)\b",
)
"""What a deal that ends no war is about."""


def asked(text: str, codebook: Codebook, *, topic: bool, near: bool = False) -> list[Asked]:
    """The questions that a sentence names, from left to right, none inside another.

    `topic`: the article has made a truce its topic, so that "the deal" means it. `near`: one of the sentences right
    before names one, so that "the move" may mean it.
    """
    compiled = patterns(codebook)
    found: list[Asked] = []
    for issue, taken, words in compiled.other:
        found += [Asked(*one.span(), _last(one), taken, "other", issue) for one in words.finditer(text)]
    found += [Asked(*one.span(), _last(one), Taken.TRUCE, "truce") for one in compiled.truce.finditer(text)]
    found += [Asked(*one.span(), one.start(), Taken.TRUCE, "arms") for one in compiled.arms.finditer(text)]
    for words in compiled.ends:
        found += [Asked(*one.span(), _head(one), Taken.TRUCE, "end") for one in words.finditer(text)]
    deals = list(_deals(text, compiled, topic=topic))
    if deals or any(one.strength in ("truce", "end", "arms") for one in found):
        found = [one for one in found if one.taken is not Taken.HOSTAGES]
    elif compiled.other and not _CAPTIVES.isdisjoint(words_of(text)):
        found += [
            Asked(
                *one.span(), one.start("head" if one["head"] else "head2"), Taken.HOSTAGES, "other", "hostage-release"
            )
            for one in _FREED.finditer(text)
        ]
    found += deals
    found += [Asked(*one.span(), _last(one), Taken.TALKS, "talks") for one in compiled.talks.finditer(text)]
    found += [Asked(*one.span(), _last(one), Taken.TRUCE, "peace") for one in compiled.peace.finditer(text)]
    kept = _apart(found)
    meant = next((one for one in kept if one.taken is Taken.TRUCE and one.strength != "peace"), None)
    kept += anaphors.nouns(text, kept, meant, compiled, near=near)
    if near and meant is None:
        kept += anaphors.elided(text, kept)
    if meant is not None or topic:
        kept += anaphors.pronouns(text, kept, meant)
    return sorted(kept, key=lambda one: one.start)


def _head(match: re.Match[str]) -> int:
    """Where the word begins that ends the fighting."""
    return match.start("head") if "head" in match.re.groupindex else match.start()


_CAPTIVES = frozenset(("hostage", "hostages", "captive", "captives", "abductees", "soldier", "soldiers"))
_FREED = re.compile(
    r"\b(?:hostages?|captives?|abductees|soldiers?)(?: [a-z]{1,15}){0,3} (?:be|are|is) (?:[a-z]{1,15} )?"
    r"(?P<head>released|freed|returned)\b"
    r"|\b(?:hostages?|captives?|soldiers?)['’]?s?['’]? (?P<head2>release|return)\b",
    re.I,
)


def _deals(text: str, compiled: Patterns, *, topic: bool) -> Iterator[Asked]:
    for match in compiled.deal.finditer(text):
        before = re.findall(r"[\w'’-]+", text[max(0, match.start() - 60) : match.start()].lower())[-3:]
        after = text[match.end() : match.end() + 12].lower()
        if compiled.foreign & set(before[-2:]) or " ".join(before[-2:]) in compiled.foreign:
            continue
        if compiled.deal.pattern.match(text, match.end() + 1):
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
