"""Sentences by rule: where one ends in news prose, also without the space that a lost link swallowed.

One pass over the candidates (a stop, a question or exclamation mark); no rule looks further than a few characters.
"""

import re
from collections.abc import Iterator

from streams.extract.wordsets import wordset

LONGEST = 1_000
"""Characters of a sentence: what runs on is cut at a semicolon, comma or space before this."""

_CANDIDATE = re.compile(r"(?P<mark>[.!?…]{1,10})(?P<close>[\"')\]]{0,3})(?P<space>\s{1,20}|(?=[A-Z\"])|$)")
_WORD_BEFORE = re.compile(r"[\w.'&-]{0,20}$")
_WORD_AFTER = re.compile(r"[\"'(\[-]{0,3}(\w[\w']{0,20})")

_NEVER_END = wordset("sentences.never-end")
"""Abbreviations that a name or number follows."""

_MONTHS = wordset("sentences.months")
_MAY_END = wordset("sentences.may-end")

_STARTERS = wordset("sentences.starters")
"""Words that, with a capital, begin a sentence more often than a name."""

_CLOCK_AFTER = wordset("sentences.clock-after")


def split(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph as ranges without surrounding space, in order."""
    start = 0
    for match in _CANDIDATE.finditer(text):
        end = match.end("close")
        if end < len(text) and not _ends(text, match, start):
            continue
        yield from _bounded(text, start, end)
        start = match.end()
    yield from _bounded(text, start, len(text))


def _ends(text: str, match: re.Match[str], start: int) -> bool:
    after = _WORD_AFTER.match(text, match.end())
    if after is None:
        return match["mark"] != "." or bool(match["space"])
    word = after[1]
    if match["space"] == "":
        return _ends_without_space(text, match, word)
    if word[0].islower():
        return False
    if match["mark"] != ".":
        return not match["mark"].startswith("..") or word[0].isupper()
    before = _WORD_BEFORE.search(text, max(start, match.start() - 20), match.start())
    return _stop_ends(before[0] if before else "", word, closed=bool(match["close"]))


def _stop_ends(before: str, word: str, *, closed: bool) -> bool:
    """Whether a single stop between two words ends a sentence."""
    low, starter = before.lower().strip("'-"), word.lower() in _STARTERS
    if low in _NEVER_END and before[:1].isupper() and not closed:
        return low == "no" and not word[0].isdigit()
    if low in _MONTHS:
        return starter
    if low in ("a.m", "p.m"):
        return not word[0].isdigit() and word.lower() not in _CLOCK_AFTER
    if _is_initial(before) or low in _MAY_END:
        return starter or closed
    return True


def _is_initial(before: str) -> bool:
    """`J`, `U.S`, `U.N`: letters with stops between them."""
    parts = before.split(".")
    return all(len(part) == 1 and part.isalpha() for part in parts) and before[0].isupper()


def _ends_without_space(text: str, match: re.Match[str], word: str) -> bool:
    """`said.The`: a small letter or closing mark before, a capital with small letters after, and no address around."""
    if len(word) < 2 or not word[0].isupper() or not (word[1].islower() or word[1:] == "") or len(match["mark"]) > 1:
        return False
    before = text[max(0, match.start() - 30) : match.start()]
    last = before.rsplit(None, 1)[-1] if before.split() else ""
    if any(sign in last for sign in ("/", "@", "www", "http")) or len(last) < 2:
        return False
    return bool(match["close"]) or last[-1].islower() or last[-1].isdigit() or last[-1] in "\"')]%"


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The range without surrounding space, in pieces of at most LONGEST characters."""
    while end - start > LONGEST:
        cut = _cut(text, start)
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _cut(text: str, start: int) -> int:
    window = text[start : start + LONGEST]
    for sign in ("; ", ", ", " "):
        found = window.rfind(sign, LONGEST // 2)
        if found > 0:
            return start + found + len(sign)
    return start + LONGEST


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if left < right:
        yield left, right
