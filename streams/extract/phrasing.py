"""Phrases of the codebook as patterns.

A phrase is compared without case. `*` stands for one to four words, `**` for one to fourteen, commas among them;
`(has|have)` for one of these, `(yet|)` for a word that may be missing. What is compiled has bounded repeats only.
"""

import re
from collections.abc import Iterable, Iterator, KeysView
from functools import lru_cache

_PIECES = re.compile(r"\*\*|\*|\([^()]*\)|[^\s*()]+")
_FEW = r"(?:[\w’'-]{1,24}\s){1,4}?"
_MANY = r"(?:[\w’'\"-]{1,24},?\s){1,14}?"
_WORD = re.compile(r"[a-z]+")


def phrase(words: str) -> str:
    """A phrase as a pattern; the word behind a star may open a quotation."""
    made, before = [], ""
    for piece in _PIECES.findall(words):
        gap = r"\s" if before in ("word", "group") else ""
        if piece in ("*", "**"):
            made.append(rf"{gap}{_FEW if piece == '*' else _MANY}[\"']?")
            before = "star"
        elif piece.startswith("("):
            inner, optional = _group(piece)
            # A word that may be missing takes the space behind it along.
            made.append(rf"{gap}(?:(?:{inner})\s)?" if optional else rf"{gap}(?:{inner})")
            before = "optional" if optional else "group"
        else:
            made.append(gap + re.escape(piece))
            before = "word"
    if before == "optional":
        made[-1] = rf"(?:\s(?:{_group(words[words.rindex('(') :])[0]}))?"
    left = "" if words[0] == "n" and words[1:2] == "'" else r"\b"
    right = "" if words.endswith("-") else r"\b"
    return f"{left}{''.join(made)}{right}"


def _group(piece: str) -> tuple[str, bool]:
    """The alternatives of a group, the longest first, and whether it may be missing."""
    choices = [one.strip() for one in piece[1:-1].split("|")]
    longest = sorted((one for one in choices if one), key=len, reverse=True)
    return "|".join(r"\s".join(map(re.escape, one.split())) for one in longest), "" in choices


def first_words(written: str) -> tuple[str, ...]:
    """The words of which a text must have one for a phrase to be in it."""
    found: list[str] = []
    for piece in _PIECES.findall(written.lower()):
        if not piece.startswith("("):
            written_words = _WORD.findall(piece)
            # "n't" is the end of a word, of which the apostrophe leaves a "t".
            return (*found, *(written_words[1:] if piece == "n't" else written_words)[:1])
        choices = [_WORD.findall(one)[:1] for one in piece[1:-1].split("|")]
        found += [one[0] for one in choices if one]
        if all(choices):
            break
    return tuple(found)


_ANY_WORD = re.compile(r"[A-Za-z]+")
_REMEMBERED = 1024
"""Texts whose words are kept with their places: the sentences of an article are asked for many lists of phrases."""


@lru_cache(maxsize=_REMEMBERED)
def _places(text: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for match in _ANY_WORD.finditer(text):
        found.setdefault(match.group().lower(), []).append(match.start())
    return found


def words_of(text: str) -> KeysView[str]:
    """The words of a text without case."""
    return _places(text).keys()


class Phrases:
    """Phrases looked for only where one of their first words stands: a long list costs the time of a short one."""

    def __init__(self, written: Iterable[str]) -> None:
        longest = sorted(written, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(phrase, longest)), re.I)
        self._begins = frozenset(begin for one in longest for begin in first_words(one))
        self._anchored = all(map(_opens_with_words, longest))

    def finditer(self, text: str, start: int = 0, stop: int | None = None) -> Iterator[re.Match[str]]:
        """The phrases in a part of a text from left to right, none inside another."""
        places = _places(text)
        if self._begins.isdisjoint(places):
            return
        found = sorted(place for begin in self._begins.intersection(places) for place in places[begin])
        stop = len(text) if stop is None else stop
        if not self._anchored:
            yield from self._pattern.finditer(text, start, stop)
            return
        for place in found:
            match = self._pattern.match(text, place, stop) if start <= place < stop else None
            if match is not None:
                start = match.end()
                yield match

    def search(self, text: str, start: int = 0, stop: int | None = None) -> re.Match[str] | None:
        """The first of the phrases in a part of a text."""
        return next(self.finditer(text, start, stop), None)


def _opens_with_words(written: str) -> bool:
    """Whether a phrase can only begin with one of its first words: with no star and with no part of a word."""
    for piece in _PIECES.findall(written):
        choices = piece[1:-1].split("|") if piece.startswith("(") else [piece]
        if not all(one[:1].isalpha() and one != "n't" for one in choices if one):
            return False
        if all(choices):
            return True
    return False
