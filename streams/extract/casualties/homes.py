"""The country or theatre that an article is about: where its running tolls and its events without a place belong."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from schemas.vocabulary import Part
from streams.codebook import Codebook
from streams.codebook.places import Found, around, places, theatre_of
from streams.extract.casualties import placewords
from streams.extract.text import Document

MOST = 40
"""Sentences whose places are asked."""

FOUGHT_OVER = 1.4
"""How much more a place of a known war weighs than one where its parties may only meet."""

LEAST = 0.5
"""What a country must weigh at least: a people named once is no place.
"""

_ADJECTIVE = re.compile(r"\b[A-Z][a-z]{3,14}\b")


def home(
    document: Document, named: Mapping[int, Iterable[Found]], adjectives: Mapping[str, str], codebook: Codebook
) -> str | None:
    """The root place that the text tells of most: led to by `in` it counts most, as one that acts least."""
    votes: defaultdict[str, float] = defaultdict(float)
    for sentence in document.sentences[:MOST]:
        title = 2.0 if sentence.part is Part.TITLE else 1.0
        for found in named.get(sentence.index, ()):
            root = around(found.place.id, codebook)[-1].id
            votes[root] += title * _weight(sentence.text, found)
        for word in set(_ADJECTIVE.findall(sentence.text)):
            if word in adjectives:
                votes[adjectives[word]] += title * 0.25
    if document.dateline is not None:
        for found in places(codebook).find(document.dateline.text.title())[:1]:
            votes[around(found.place.id, codebook)[-1].id] += 1
    merged: defaultdict[str, float] = defaultdict(float)
    for root, told in list(votes.items()):
        theatre = theatre_of(root, codebook)
        weight = told * (FOUGHT_OVER if theatre in codebook.theatres else 1.0)
        merged[theatre if theatre in codebook.places and votes.get(theatre, 0.0) > 0 else root] += weight
    best = max(merged, key=lambda one: (merged[one], one), default=None)
    return best if best is not None and merged[best] >= LEAST else None


def _weight(text: str, found: Found) -> float:
    """How much a mention says that things happen there."""
    ahead, after = max(0, found.start - 60), text[found.end : found.end + 70]
    if placewords.TALKS.search(text, max(0, found.start - 90), found.start):
        return 0.0
    if placewords.BODY_AFTER.match(after) or placewords.OFFICE_OF.search(text, ahead, found.start):
        return 0.4
    direct = placewords.DIRECT.search(text, max(0, found.start - 25), found.start) is not None
    if placewords.ACTS_AFTER.match(after) and not direct:
        return 0.2
    return 1.5 if direct else 0.5
