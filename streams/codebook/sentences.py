"""One sentence with the names found in it, and what stands around them."""

import re
from dataclasses import dataclass

from streams.codebook.leads import Role
from streams.codebook.names import Found, Names, Word

_SMALL = """
a after all although amid and as at because before both but by despite during earlier even for from if in into is it
later like meanwhile mr mrs ms miss dr no nor not of on once or over said says since so still than that the then these
this those though through to today under unlike until what when where whether while who why will with without yesterday
yet sir lord lady baroness gen lt col maj adm brig sgt sheikh sheik sayyed sayyid ayatollah mullah maulana monday
tuesday wednesday thursday friday saturday sunday how did does can could would should against about among between
following given having including per prof rev senator governor
"""
_STARTS = frozenset(_SMALL.split())
"""Words that may have a capital before a surname without being somebody's first name."""

_HYPHENS = ("-", "\u2010", "\u2011")
_BREAK = re.compile(r"[,.;:!?()\[\]\"“”–—]")
_BARE = frozenset(("and", "between", "with", "by", "but", "that", "while", "against"))
"""Words behind which a plural without an article is a name rather than a kind."""

_MADE = frozenset(
    ("backed", "led", "linked", "based", "run", "allied", "aligned", "dominated", "controlled", "affiliated")
)
"""What follows a hyphen where a name only describes: "the Norland-backed group" is no Norland."""

_PLANS = frozenset(
    ("ceasefire", "cease", "truce", "deal", "plan", "proposal", "agreement", "resolution", "initiative", "peace")
)
"""What a party that backs it supports: "the Norland-backed truce" says something about Norland."""

_NOT = frozenset(("pro", "anti", "non"))
_DETERMINERS = frozenset(("the", "this", "that", "these", "those", "both"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its words, the names found in it, and whether it is written in title case."""

    text: str
    words: tuple[Word, ...]
    found: tuple[Found, ...]
    at: dict[int, Found]
    """The name that a word belongs to, by the word's number."""
    titled: bool

    @classmethod
    def of(cls, text: str, names: Names) -> "Sentence":
        """The sentence with the names of the codebook."""
        words = names.words(text)
        long = [word for word in words if len(word.text) > 3 and word.text[0].isalpha()]
        capital = sum(word.text[0].isupper() for word in long)
        found = tuple(names.find(text, words))
        at = {place: one for one in found for place in range(one.first, one.last)}
        return cls(text, words, found, at, titled=len(long) > 2 and capital * 4 > len(long) * 3)

    def gap(self, start: int, end: int) -> str:
        """The characters between two places."""
        return self.text[start:end]


def someone_else(sentence: Sentence, found: Found) -> bool:
    """Whether a first name stands before a surname: a capital that is no title, no name found, no small word."""
    if found.first == 0 or sentence.titled:
        return False
    before = sentence.words[found.first - 1]
    gap = sentence.gap(before.end, found.start)
    if not before.text[0].isupper() or gap.strip(" ") not in ("", ".", "-") or before.key in _STARTS:
        return False
    return found.first - 1 not in sentence.at


def something_else(sentence: Sentence, found: Found) -> bool:
    """Whether a capital follows that makes a place's name another thing's name: "Washington Wizards"."""
    if found.last >= len(sentence.words) or sentence.titled:
        return False
    after = sentence.words[found.last]
    if sentence.gap(found.end, after.start) != " " or not after.text[0].isupper() or after.key in _STARTS:
        return False
    return found.last not in sentence.at


def named_after(sentence: Sentence, last: int) -> int | None:
    """Where the capitals end that follow the word before `last`: the name of a person whom the codebook does not know.

    At most four words; null where none follows, or where title case hides it.
    """
    if sentence.titled:
        return None
    end, place = None, last
    while place < min(last + 4, len(sentence.words)):
        word = sentence.words[place]
        between = sentence.gap(sentence.words[place - 1].end, word.start)
        if between not in (" ", "-", "'", "’", ". ") or place in sentence.at:
            break
        if not word.text[0].isupper() or word.key in _STARTS:
            break
        end, place = word.end, place + 1
    return end


def definite(sentence: Sentence, found: Found) -> tuple[int, frozenset[str]] | None:
    """Where "the" stands, at most four words before a noun, and the parties whose demonyms stand between.

    Null where there is none, or where a word between makes it another thing: "the monitoring group".
    """
    home: set[str] = set()
    if _is_plural(sentence, found):
        return found.start, frozenset()
    for place in range(found.first - 1, max(found.first - 6, -1), -1):
        word = sentence.words[place]
        if _BREAK.search(sentence.text, word.end, found.start):
            return None
        if word.key in _DETERMINERS:
            return word.start, frozenset(home)
        inside = sentence.at.get(place)
        if inside is None and word.key not in _MADE:
            return None
        if inside is not None and not describes(sentence, inside):
            home |= {lead.id for lead in inside.leads if lead.role in (Role.DEMONYM, Role.NAME)}
    return None


def describes(sentence: Sentence, found: Found) -> bool:
    """Whether a hyphen makes a name part of a description of somebody else: "Norland-backed", "pro-Norland"."""
    after = sentence.words[found.last] if found.last < len(sentence.words) else None
    if after is not None and after.key in _MADE and sentence.gap(found.end, after.start) in _HYPHENS:
        return not _PLANS & {word.key for word in sentence.words[found.last + 1 : found.last + 3]}
    before = sentence.words[found.first - 1] if found.first else None
    return before is not None and before.key in _NOT and sentence.gap(before.end, found.start) in _HYPHENS


def _is_plural(sentence: Sentence, found: Found) -> bool:
    """Whether a noun is a plural without an article: "Rebels said", "the army and rebels" are those of the text."""
    if not sentence.words[found.last - 1].key.endswith("s"):
        return False
    if found.first == 0:
        return True
    before = sentence.words[found.first - 1]
    return before.key in _BARE and sentence.gap(before.end, found.start) == " "
