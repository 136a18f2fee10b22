"""Finds every name of the codebook in a text, longest first, in one pass: a trie over words.

Words are compared without case, accents and the joints between them (`al-Sisi`, `al Sisi`), and over the spellings of
`spellings.toml`; whether the case fits is asked of what was found. The cost is linear in the text, since no name has
more than a few words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from streams.codebook.book import Codebook
from streams.codebook.leads import Lead, all_leads

REMEMBERED = 65_536
"""Words whose keys are kept at once."""

INITIALS = 2
"""Initials inside a name that the codebook need not write."""

_WORD = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"[\s\-\u2010\u2011'\u2019\u02bc`.]{1,3}")
_FOLDED = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "ʻ": None, "ʼ": None})


class Word(NamedTuple):
    """One word of a text: its place, its characters, and the key under which it is compared."""

    start: int
    end: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text: characters from `start` to `end`, words from `first` up to `last`, and all that it leads to."""

    start: int
    end: int
    first: int
    last: int
    leads: tuple[Lead, ...]


@dataclass(slots=True)
class _Node:
    following: dict[str, "_Node"] = field(default_factory=dict)
    leads: list[tuple[Lead, tuple[str, ...]]] = field(default_factory=list)


class Names:
    """The names of a codebook, compiled once."""

    def __init__(self, leads: Iterable[Lead], spellings: dict[str, str]) -> None:
        self._spellings = spellings
        self._keys: dict[str, str] = {}
        self._root = _Node()
        for lead in leads:
            self._add(lead)

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of a text, in order."""
        keys, read = self._keys, []
        for match in _WORD.finditer(text):
            word = match.group()
            read.append(Word(match.start(), match.end(), word, keys.get(word) or self._key(word)))
        return tuple(read)

    def find(self, text: str, words: tuple[Word, ...]) -> Iterator[Found]:
        """The names in a text that has these words: from left to right, the longest at each place, none overlapping."""
        place, first = 0, self._root.following
        while place < len(words):
            found = self._longest(text, words, place) if words[place].key in first else None
            if found is not None:
                yield found
            place = place + 1 if found is None else found.last

    def leads(self, name: str) -> tuple[Lead, ...]:
        """Everything to which exactly this name leads, whatever its case."""
        node: _Node | None = self._root
        for word in self.words(name):
            node = node.following.get(word.key) if node is not None else None
        return () if node is None else tuple(lead for lead, _ in node.leads)

    def all(self) -> Iterator[tuple[str, tuple[Lead, ...]]]:
        """Every name with all to which it leads, in no order that means anything."""
        nodes = [self._root]
        while nodes:
            node = nodes.pop()
            nodes += node.following.values()
            if node.leads:
                yield node.leads[0][0].written, tuple(lead for lead, _ in node.leads)

    def _add(self, lead: Lead) -> None:
        words = self.words(lead.written)
        node = self._root
        for word in words:
            node = node.following.setdefault(word.key, _Node())
        written = tuple(word.text for word in words)
        known = any(one.role is lead.role and one.id == lead.id and texts == written for one, texts in node.leads)
        if words and not known:
            node.leads.append((lead, written))

    def _longest(self, text: str, words: tuple[Word, ...], first: int) -> Found | None:
        node, place, skipped, best = self._root, first, 0, None
        matched: list[Word] = []
        while place < len(words) and (place == first or _joined(text, words[place - 1], words[place])):
            word = words[place]
            following = node.following.get(word.key)
            place += 1
            if following is None:
                skipped += 1  # "Joseph R. Biden": initials that the codebook does not write
                if matched and skipped <= INITIALS and len(word.text) == 1 and word.text.isupper():
                    continue
                break
            node = following
            matched.append(word)
            leads = tuple(lead for lead, written in node.leads if _cased(written, matched))
            if leads:
                best = Found(words[first].start, _end(text, word), first, place, leads)
        return best

    def _key(self, word: str) -> str:
        if len(self._keys) >= REMEMBERED:
            self._keys.clear()
        key = _folded(word)
        return self._keys.setdefault(word, self._spellings.get(key, key))


@cache
def names(codebook: Codebook) -> Names:
    """The compiled names of a codebook: parties, holders, offices and decoys."""
    spellings = {
        _folded(other): _folded(one.id) for one in codebook.spellings.values() for other in (one.id, *one.also)
    }
    return Names(all_leads(codebook), spellings)


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_FOLDED))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _joined(text: str, one: Word, other: Word) -> bool:
    gap = text[one.end : other.start]
    if not _JOINT.fullmatch(gap):
        return False
    # A full stop inside a name follows an initial or a short title; after a longer word it ends a sentence.
    return "." not in gap or len(one.text) <= 4


def _cased(written: tuple[str, ...], words: list[Word]) -> bool:
    return all(_fits(one, word.text) for one, word in zip(written, words, strict=True))


def _fits(written: str, text: str) -> bool:
    """Whether the case of a word fits: small letters fit any, capitals need a capital, abbreviations need all."""
    if written[0].islower() or written == text:
        return True
    if text.isupper():
        return True
    return len(written) == 1 or (written[1:].islower() and text[0].isupper() and text[1:].islower())


def _end(text: str, last: Word) -> int:
    # The full stop of "U.S." belongs to it.
    is_initial = last.end - last.start == 1 and last.text.isupper() and text[last.start - 1 : last.start] == "."
    return last.end + 1 if is_initial and text[last.end : last.end + 1] == "." else last.end
