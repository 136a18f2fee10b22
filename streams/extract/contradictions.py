"""What in a text speaks against the day that its page gives: who is in office, and how old a war is said to be."""

import re
from collections.abc import Iterator
from functools import cache

from schemas.moments import days_after, days_between
from schemas.vocabulary import Part
from streams.codebook import Codebook
from streams.codebook.days import begun, ended
from streams.codebook.holders import Holder, Timing
from streams.extract.text import Document
from streams.extract.wordsets import wordset

TOLERANCE = 10
"""Days around a change of office in which either holder may be named."""

HISTORY = 730
"""Days after which a president or minister with his title is recalled rather than quoted."""

_NAME = re.compile(r"[A-Z][\w'-]{1,25}(?: (?:al-|el-|bin |de |van )?[A-Z][\w'-]{1,25}){1,2}")
_OFFICES = wordset("contradictions.offices")
_ONCE = re.compile(
    r"\b(?:former|formerly|ex|then|late|slain|killed|assassinated|ousted|sacked|fired|dismissed|outgoing|"
    r"predecessor|had|was|"
    r"when|under|during|since|previous|elected?|designate|nominee|incoming|(?:19|20)\d\d|years? ago|last year)\b",
    re.IGNORECASE,
)
_WAR_AGE = re.compile(
    r"\b(?P<number>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[- ](?P<unit>week|"
    r"month|year)s?[- ]"
    r"(?:old|long) (?:[A-Z][\w-]{1,20} ){0,2}(?:war|conflict|offensive|campaign|fighting|confrontation|assault|siege)\b"
)
_NUMBERS = {
    w: n
    for n, w in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
_UNIT = {"week": 7, "month": 30, "year": 365}


def contradicted(document: Document, day: str, codebook: Codebook) -> bool:
    """Whether the text cannot well have been written on the day."""
    return _out_of_office(document, day, codebook) or _war_of_another_age(document, day, codebook)


def _out_of_office(document: Document, day: str, codebook: Codebook) -> bool:
    """Somebody acts in an office, with its title, that he had left by the day or had not yet taken."""
    known = _holders(codebook)
    for sentence in document.sentences:
        for match in _NAME.finditer(sentence.text):
            holder = _known(match.group(), known)
            if holder is None or holder.on(day)[1] is Timing.IN_OFFICE:
                continue
            if _titled(sentence.text, match.start()) and not _ONCE.search(sentence.text) and _far(holder, day):
                return True
    return False


@cache
def _holders(codebook: Codebook) -> dict[str, Holder]:
    return {name.lower(): one for one in codebook.holders.values() for name in (one.name, *one.also)}


def _known(name: str, known: dict[str, Holder]) -> Holder | None:
    """The holder whose full name ends the run of capitals, or begins it."""
    parts = name.lower().split()
    for size in (3, 2):
        for piece in (" ".join(parts[-size:]), " ".join(parts[:size])):
            if piece in known:
                return known[piece]
    return None


def _titled(text: str, start: int) -> bool:
    """An office stands directly before the name."""
    before = re.findall(r"[A-Za-z]{2,20}", text[max(0, start - 40) : start + 25])
    return any(word.lower() in _OFFICES for word in before[:8])


def _far(holder: Holder, day: str) -> bool:
    """All posts lie clearly before or after the day, and the last not so long ago that its holder is history."""
    if all(ended(post.until, days_after(day, -HISTORY)) for post in holder.posts):
        return False
    around = (days_after(day, -TOLERANCE), days_after(day, TOLERANCE))
    return not any(begun(post.since, one) and not ended(post.until, one) for post in holder.posts for one in around)


def _war_of_another_age(document: Document, day: str, codebook: Codebook) -> bool:
    """The age that the text gives a war fits no start that the codebook knows of the war's places."""
    for sentence in document.sentences:
        if sentence.part is Part.TITLE:
            continue
        for match in _WAR_AGE.finditer(sentence.text):
            number = match["number"].lower()
            age = (_NUMBERS.get(number) or int(number)) * _UNIT[match["unit"]]
            starts = list(_starts(sentence.text, codebook))
            slack = max(45, age // 4)
            if starts and all(abs(days_between(start, day) - age) > slack for start in starts):
                return True
    return False


def _starts(text: str, codebook: Codebook) -> Iterator[str]:
    """The starts of the counts whose theatre the sentence names."""
    low = text.lower()
    for start in codebook.starts.values():
        if any(place in low for place in start.named):
            yield start.day
