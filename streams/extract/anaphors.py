"""Words that mean a truce named before them: "the move", "it", and verbs that leave it out: "refused to sign"."""

import re
from collections.abc import Iterator

from streams.codebook.lexicon import Taken
from streams.extract.asking import Asked, Patterns
from streams.extract.phrasing import words_of
from streams.extract.wordlists import words

_ITS = re.compile(r"\bits (?P<head>extension|renewal|prolongation|terms)\b")
_IT = re.compile(r"\b(?:it|this|one(?! of\b))\b")

_BARE = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!be )(?<!is )(?<!are )(?<!being )(?<!the )(?<!an )(?<!a )(?<!or )(?<!not )"
    r"\b(?P<verb>sign|signs|signed|signing|accept|accepts|accepted|accepting|stop|stops|stopped|stopping"
    r"|desist|desisting|halt|extend|extends|extended|comply|complying|reciprocate|reciprocated|reciprocating|initial|agree"
    r"|agreed|agrees)"
    r"(?=[.,;!\"”]|$| (?:at once|immediately|now|today|yesterday|tomorrow|first|either|too|as well"
    r"|without|unless|if|until|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|for (?:its|their|his|the other|another)|in return|in kind)\b)"
)
_VERBS = words(
    "sign signs signed signing accept accepts accepted accepting stop stops stopped stopping desist desisting"
    " halt extend extends extended comply complying reciprocate reciprocated reciprocating initial agree agreed"
    " agrees"
)

_MANY = words(
    "move decision announcement step gesture development new outcome result drive effort signing vote push bid"
    " project scheme motion request solution call appeal quiet"
)
"""Nouns that mean many other things beside a truce, so that only what others said of it before makes them one."""


def nouns(text: str, kept: list[Asked], meant: Asked | None, compiled: Patterns, *, near: bool) -> Iterator[Asked]:
    """The nouns that mean the truce named before them, in this sentence or one right before it."""
    if not near and meant is None:
        return
    for match in compiled.again.finditer(text):
        start, end = match.span("noun" if match["noun"] else "halt")
        if not near and (meant is None or start < meant.end):
            continue
        if not _taken(kept, start, end):
            many = match["noun"] is not None and match["noun"].lower().rstrip("s") in _MANY
            yield Asked(start, end, start, Taken.TRUCE, "deal", again=many)


def elided(text: str, kept: list[Asked]) -> Iterator[Asked]:
    """The verbs that say nothing of what is signed, accepted or stopped: the truce named right before."""
    if _VERBS.isdisjoint(words_of(text)):
        return
    for match in _BARE.finditer(text):
        if not _taken(kept, *match.span()):
            yield Asked(*match.span(), match.start(), Taken.TRUCE, "end")


def pronouns(text: str, kept: list[Asked], meant: Asked | None) -> Iterator[Asked]:
    """The pronouns that may mean it, and the nouns that "its" makes a part of it."""
    start = meant.end if meant is not None else 0
    for match in _IT.finditer(text, start):
        if not any(one.start <= match.start() < one.end for one in kept):
            yield Asked(*match.span(), match.start(), Taken.TRUCE, "it")
    if meant is not None:
        for match in _ITS.finditer(text, start):
            if not _taken(kept, *match.span()):
                yield Asked(*match.span(), match.start("head"), Taken.TRUCE, "deal")


def _taken(kept: list[Asked], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in kept)
