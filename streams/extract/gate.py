"""Whether an article can hold positions at all, and in which theatre.

The gate reads the whole article first: words for a truce or an end of the war, and the theatre whose places and parties
are named most. Articles about sport, business, courts and culture have neither and are not read further.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from streams.codebook import Codebook
from streams.codebook.theatres import Theatre
from streams.extract.actors import Actor
from streams.extract.asking import Patterns, Words, patterns
from streams.extract.phrasing import Phrases

FEWEST = 3
"""How often a theatre's places and parties must be named; in the labelled articles with positions it is never less.
A text of fewer sentences, such as one that is tried by hand, needs one a sentence."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the article as a whole is about."""

    theatre: str | None
    truce_words: int
    scores: tuple[tuple[str, int], ...]
    reason: str

    @property
    def open(self) -> bool:
        """Whether the article is read for positions."""
        return self.theatre is not None

    @property
    def topic(self) -> bool:
        """Whether a truce is the topic, so that "the deal" means it."""
        return self.truce_words > 0


@cache
def places(codebook: Codebook) -> re.Pattern[str]:
    """The words that point to a theatre, as one pattern."""
    words = {word for theatre in codebook.theatres.values() for word in theatre.words}
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})(?:s|n|ns|i|is)?\b" if longest else r"(?!)")


@cache
def pointing(codebook: Codebook) -> dict[str, tuple[str, ...]]:
    """Word -> the theatres that it points to."""
    found: dict[str, tuple[str, ...]] = {}
    for theatre in codebook.theatres.values():
        for word in theatre.words:
            found[word.lower()] = (*found.get(word.lower(), ()), theatre.id)
    return found


def scene(sentences: Sequence[str], actors: Sequence[Sequence[Actor]], codebook: Codebook, day: str | None) -> Scene:
    """What the article is about: its words for a truce, and the theatre that it names most."""
    scores: Counter[str] = Counter()
    truce = 0
    compiled = patterns(codebook)
    for text in sentences:
        truce += named(text, compiled)
        scores.update(theatres_in(text, codebook))
    _add_parties(scores, actors, codebook)
    for theatre in codebook.theatres.values():
        if day is not None and not _goes_on(theatre, day):
            scores[theatre.id] = (scores[theatre.id] + 1) // 2
    best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    if not truce:
        return Scene(None, 0, tuple(best[:3]), "no word for a truce or an end of the war")
    fewest = min(FEWEST, max(1, len(sentences) // 2))
    if not best or best[0][1] < fewest:
        return Scene(None, truce, tuple(best[:3]), f"no theatre is named {fewest} times")
    return Scene(best[0][0], truce, tuple(best[:3]), "truce words and a theatre")


_SURE = re.compile(r"\b(?:peace|hostage) $")


def named(text: str, compiled: Patterns) -> int:
    """How often a text names a truce or an end of the war."""
    plain: tuple[Words | Phrases, ...] = (compiled.truce, compiled.arms, *compiled.ends[:2])
    found = sum(1 for words in plain for _ in words.finditer(text))
    deals = compiled.deal.finditer(text)
    return found + sum(1 for one in deals if _SURE.search(text, max(0, one.start() - 8), one.start()))


def theatres_in(text: str, codebook: Codebook) -> list[str]:
    """The theatres that places in the text point to, once for each place."""
    known = pointing(codebook)
    found: list[str] = []
    for match in places(codebook).finditer(text):
        word = match.group().lower()
        for form in (word, word[:-1], word[:-2]):
            if form in known:
                found.extend(known[form])
                break
    return found


def _add_parties(scores: Counter[str], actors: Sequence[Sequence[Actor]], codebook: Codebook) -> None:
    """Each mention of a party to a conflict speaks for its theatre, least where the party fights in several."""
    named = Counter(party for row in actors for actor in row for party in actor.parties)
    for theatre in codebook.theatres.values():
        sides = [max((named[party] for party in side), default=0) for side in theatre.sides]
        if len(sides) > 1 and sorted(sides)[-2]:
            scores[theatre.id] += sorted(sides)[-2] + min(sorted(sides)[-1], sorted(sides)[-2] * 2)
        elif scores[theatre.id]:
            scores[theatre.id] += max(sides, default=0) // 2


def _goes_on(theatre: Theatre, day: str) -> bool:
    return not ((theatre.since and day < theatre.since) or (theatre.until and day > theatre.until))
