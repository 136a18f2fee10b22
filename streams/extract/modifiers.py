"""What stands around an act and changes it: conditions, suppositions, the past, possibility, aims of victory.

Phrases come from `modifiers.toml`; each is looked for in the clause of the act, and a clause that is only a condition
of the act is looked at as such. Nothing reaches beyond the clause or a report above it; and where the place of the act
is known, nothing reaches it against the direction of its entry, beyond its reach, or past the words that end its scope.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from streams.codebook import Codebook
from streams.codebook.modifiers import Direction, Modifier, ModifierKind
from streams.extract.phrasing import Phrases

__all__ = ["MONTHS", "Sign", "dated_past", "has", "signs"]

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


@dataclass(frozen=True, slots=True)
class _Group:
    """An entry, compiled."""

    entry: Modifier
    words: Phrases
    pseudo: Phrases
    ends: Phrases

    def find(self, text: str) -> Iterator[Sign]:
        """Its words in a text, without those inside of a pseudo-trigger."""
        hidden = [one.span() for one in self.pseudo.finditer(text)]
        for match in self.words.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in hidden):
                yield Sign(self.entry.kind, self.entry.id, match.start(), match.end(), match.group())

    def covers(self, sign: Sign, text: str, act: tuple[int, int]) -> bool:
        """Whether the act lies in the direction and the reach of a sign, and nothing ends its scope between them."""
        start, end = act
        if sign.start < end and start < sign.end:
            return True
        forward = sign.end <= start
        if self.entry.direction is (Direction.BACKWARD if forward else Direction.FORWARD):
            return False
        between = (sign.end, start) if forward else (end, sign.start)
        if self.entry.reach is not None and len(text[slice(*between)].split()) > self.entry.reach:
            return False
        return self.ends.search(text, *between) is None


@cache
def _groups(codebook: Codebook) -> tuple[_Group, ...]:
    return tuple(
        _Group(entry, Phrases(entry.words), Phrases(entry.pseudo), Phrases(entry.ends))
        for entry in codebook.modifiers.values()
    )


def signs(text: str, codebook: Codebook, *kinds: ModifierKind, act: tuple[int, int] | None = None) -> list[Sign]:
    """The modifiers of these kinds in a text, left to right; with the characters of an `act` those that cover it."""
    found = [
        sign
        for group in _groups(codebook)
        if group.entry.kind in kinds
        for sign in group.find(text)
        if act is None or group.covers(sign, text, act)
    ]
    return sorted(found, key=lambda sign: sign.start)


def has(text: str, codebook: Codebook, *kinds: ModifierKind, act: tuple[int, int] | None = None) -> Sign | None:
    """The first modifier of one of these kinds in a text; with the characters of an `act` the first that covers it."""
    return next(iter(signs(text, codebook, *kinds, act=act)), None)


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
