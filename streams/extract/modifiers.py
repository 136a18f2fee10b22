"""What stands around an act and changes it: conditions, suppositions, the past, possibility, aims of victory.

Phrases come from `modifiers.toml`; each is looked for in the clause of the act, and a clause that is only a condition
of the act is looked at as such. Nothing reaches beyond the clause or a report above it.
"""

import re
from dataclasses import dataclass
from functools import cache

from streams.codebook import Codebook
from streams.codebook.modifiers import ModifierKind
from streams.extract.phrasing import first_words, phrase, words_of

__all__ = ["MONTHS", "Sign", "dated_past", "first_words", "has", "phrase", "signs", "words_of"]

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATED = re.compile(
    r"\b(?i:in|on|last|of|during|back in|as early as|early|late|mid) "
    r"(?:early |late |mid-|the (?:spring|summer|autumn|fall|winter) of )?(?:\d{1,2} )?"
    rf"(?P<month>{MONTHS})\b(?: \d{{1,2}})?(?:,? (?P<year>(?:19|20)\d\d))?"
    rf"|\b[Ii]n (?P<only>(?:19|20)\d\d)\b|\b(?P<day>\d{{1,2}}) (?P<of>{MONTHS})\b"
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A modifier found: its kind, the entry's id, and its characters."""

    kind: ModifierKind
    id: str
    start: int
    end: int
    words: str


@cache
def _patterns(codebook: Codebook) -> tuple[tuple[ModifierKind, str, frozenset[str], re.Pattern[str]], ...]:
    made = []
    for entry in codebook.modifiers.values():
        longest = sorted(entry.words, key=len, reverse=True)
        begins = frozenset(begin for one in longest for begin in first_words(one))
        made.append((entry.kind, entry.id, begins, re.compile("|".join(map(phrase, longest)), re.I)))
    return tuple(made)


def signs(text: str, codebook: Codebook, *kinds: ModifierKind) -> list[Sign]:
    """The modifiers of these kinds in a text, from left to right."""
    words = words_of(text)
    found = [
        Sign(kind, id_, match.start(), match.end(), match.group())
        for kind, id_, begins, pattern in _patterns(codebook)
        if kind in kinds and not begins.isdisjoint(words)
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda sign: sign.start)


def has(text: str, codebook: Codebook, *kinds: ModifierKind) -> Sign | None:
    """The first modifier of one of these kinds in a text."""
    return next(iter(signs(text, codebook, *kinds)), None)


def dated_past(text: str, day: str | None) -> str | None:
    """The words that date a clause to an earlier month or year than the article's; None where nothing does."""
    for match in _DATED.finditer(text):
        year = match["year"] or match["only"]
        month = match["month"] or match["of"]
        if day is None:
            if year:
                return match.group()
            continue
        if year and year < day[:4]:
            return match.group()
        if year and year > day[:4]:
            continue
        if month and _earlier(month, match, day):
            return match.group()
    return None


def _earlier(month: str, match: re.Match[str], day: str) -> bool:
    number = MONTHS.split("|").index(month) + 1
    if match["year"] and match["year"] != day[:4]:
        return match["year"] < day[:4]
    if number != int(day[5:7]):
        # A month of this year that has not come is a plan, or lies a year back.
        return number < int(day[5:7]) or number - int(day[5:7]) > 4
    said = re.search(r"\d{1,2}", match.group())
    return said is not None and int(day[8:10]) - int(said.group()) > 7
