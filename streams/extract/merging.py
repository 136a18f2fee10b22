"""A sentence with each long name written as one word, so that a parser trained on plain text reads its grammar.

"Foreign Minister X Y, who is ..." becomes "Smith, who is ...". Offsets lead back to the sentence as it was.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from streams.extract.actors import Actor

_LABEL = re.compile(r"[*_]{0,3}(?:(?:[QA]|[A-Z][A-Z. '’-]{2,40}):[*_]{0,3} |(?=[*_]))[*_]{0,3}")
"""Who speaks in a transcript, and marks of a printed page: "MS. OST: ", "**Q:** "; a parser knows neither."""
_ARTICLE = re.compile(r"\b(?:the|a|an) $", re.I)


@dataclass(frozen=True, slots=True)
class Merged:
    """The short text, what was shortened in it, and where each actor stands now."""

    text: str
    cuts: tuple[tuple[int, int, int, int], ...]
    places: tuple[tuple[int, int], ...]

    def original(self, offset: int, *, end: bool = False) -> int:
        """The offset in the sentence for an offset in the short text; inside a shortened name, its begin or end."""
        shift = 0
        for new_start, new_end, old_start, old_end in self.cuts:
            if offset < new_start or (offset == new_start and not end):
                break
            if offset < new_end or (offset == new_end and end):
                return old_end if end else old_start
            shift = old_end - new_end
        return offset + shift

    def short(self, offset: int) -> int:
        """The offset in the short text for an offset in the sentence; inside a shortened name, its begin."""
        shift = 0
        for new_start, new_end, old_start, old_end in self.cuts:
            if offset < old_start:
                break
            if offset < old_end:
                return new_start
            shift = new_end - old_end
        return offset + shift


class _Builder:
    """Writes the short text from left to right and remembers what it left out."""

    def __init__(self, text: str) -> None:
        self._text, self._marks = text, _scare_quotes(text)
        self._pieces: list[str] = []
        self._length = 0
        self.done = 0
        self.cuts: list[tuple[int, int, int, int]] = []

    def copy(self, end: int) -> None:
        """Appends what comes before `end`, without the quotation marks around fragments."""
        for mark in sorted(one for one in self._marks if self.done <= one < end):
            self._append(self._text[self.done : mark])
            self.cuts.append((self._length, self._length, mark, mark + 1))
            self.done = mark + 1
        self._append(self._text[self.done : end])
        self.done = end

    def cut(self, end: int) -> None:
        """Leaves out what comes before `end`."""
        if end > self.done:
            self.cuts.append((self._length, self._length, self.done, end))
            self.done = end

    def put(self, piece: str, end: int, *, short: bool) -> tuple[int, int]:
        """Appends a piece for the text up to `end`, and says where it stands."""
        place = self._length, self._length + len(piece)
        if short:
            self.cuts.append((*place, self.done, end))
        self._append(piece)
        self.done = end
        return place

    def finish(self) -> str:
        """The short text."""
        self.copy(len(self._text))
        return "".join(self._pieces)

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)


def merged(text: str, actors: Sequence[Actor]) -> Merged:
    """The sentence with the mentions of these actors, which lie in order and apart, as single words."""
    built = _Builder(text)
    label = _LABEL.match(text)
    if label is not None and not text[label.end() :].isupper():
        built.cut(label.end())
    places: list[tuple[int, int]] = []
    for actor in actors:
        if actor.start < built.done:
            places.append((0, 0))
            continue
        word = _short(text, actor)
        start = actor.start
        if word is not None and (article := _ARTICLE.search(text, max(built.done, start - 4), start)):
            start = max(built.done, article.start())
        built.copy(start)
        piece = text[actor.start : actor.end] if word is None else word
        places.append(built.put(piece, actor.end, short=word is not None))
    short = built.finish()
    return Merged(short, tuple(built.cuts), tuple(places))


_WORD = re.compile(r"[A-Za-z][\w'’]*")
FEWEST = 5
"""Words that a headline has at least to be known by its capitals."""


def headlined(text: str) -> bool:
    """Whether nearly every long word has a capital, as headlines are set: "Norland Rebuffs Calls for Truce"."""
    long = [word for word in _WORD.findall(text) if len(word) > LITTLE]
    return len(long) >= FEWEST and sum(word[0].isupper() for word in long) >= 0.9 * len(long)


LITTLE = 3
"""Letters of the words that headlines leave small."""


def lowered(short: Merged) -> Merged:
    """The short text of a headline with small letters in all words but the names: a sentence to a parser."""

    def small(match: re.Match[str]) -> str:
        word = match.group()
        named = any(start < match.end() and match.start() < end for start, end in short.places)
        return word if named or word.isupper() else word.lower()

    return replace(short, text=_WORD.sub(small, short.text))


_SCARE = re.compile(r"(?:(?<=\s)|^)([\"'])(?=[a-zA-Z0-9])([^\"']{2,70}?)(?<=[a-zA-Z0-9])\1(?=[\s,.;:)]|$)")


def _scare_quotes(text: str) -> set[int]:
    """The quotation marks around a fragment, which hide its grammar: stressed the need for "an immediate truce"."""
    found: set[int] = set()
    for match in _SCARE.finditer(text):
        if match.group(2)[-1] not in ".,?!":
            found |= {match.start(), match.end() - 1}
    return found


def _short(text: str, actor: Actor) -> str | None:
    """The one word for a mention, a name that every parser knows; None where it is to stay as it is."""
    words = text[actor.start : actor.end]
    if actor.noun or actor.adjective:
        return None
    last = re.split(r"[ -]", words)[-1]
    several = last[:1].islower() and last.endswith("s") and not last.endswith("ss")
    if several:
        return last if words.count(" ") >= 1 else None
    if actor.person:
        return "Smith"
    return "Iran" if " " in words or "-" in words else None
