"""What the slots of a count are read from: the sentences around it, with their places and times, read once."""

from dataclasses import dataclass, field
from functools import cache

from schemas.vocabulary import Part
from streams.codebook import Codebook
from streams.codebook.places import Found, around, places, theatre_of
from streams.extract.casualties.vocabulary import vocabulary
from streams.extract.dates import ArticleDates
from streams.extract.text import Document, Sentence
from streams.extract.timewords import TimeWord, time_words


@cache
def _actors(codebook: Codebook) -> frozenset[str]:
    return frozenset(codebook.parties) & frozenset(codebook.places)


@cache
def known_words(codebook: Codebook) -> frozenset[str]:
    """Names and adjectives of parties, and names of places, as they are written."""
    parties = {name for party in codebook.parties.values() for name in (*party.names, *party.demonyms)}
    return frozenset(parties | {name for place in codebook.places.values() for name in place.names})


@dataclass(slots=True)
class Context:
    """One article on the way through the count reader."""

    document: Document
    dates: ArticleDates
    codebook: Codebook
    _places: dict[int, list[Found]] = field(default_factory=dict)
    _times: dict[int, list[TimeWord]] = field(default_factory=dict)
    kept: dict[str, object] = field(default_factory=dict)
    """What the slots work out once for the article, by name."""
    event: tuple[str, int] | None = None
    """The place of the incident that was counted last, and the number of its sentence."""

    def places(self, sentence: Sentence) -> list[Found]:
        """The places that a sentence names."""
        if sentence.index not in self._places:
            self._places[sentence.index] = places(self.codebook).find(sentence.text)
        return self._places[sentence.index]

    def times(self, sentence: Sentence) -> list[TimeWord]:
        """The expressions of time in a sentence."""
        if sentence.index not in self._times:
            self._times[sentence.index] = time_words(sentence.text, self.dates.day)
        return self._times[sentence.index]

    def before(self, sentence: Sentence, most: int) -> list[Sentence]:
        """The sentences of the text before this one, the nearest first."""
        earlier = self.document.sentences[max(0, sentence.index - most) : sentence.index]
        return [one for one in reversed(earlier) if one.part is sentence.part]

    def around(self, place: str | None) -> list[str]:
        """The ids of a place and of those that contain it."""
        return [one.id for one in around(place, self.codebook)]

    @property
    def actors(self) -> frozenset[str]:
        """Places that are parties too: they act as often as things happen in them."""
        return _actors(self.codebook)

    @property
    def known_words(self) -> frozenset[str]:
        """Names and adjectives of parties, and names of places, as they are written."""
        return known_words(self.codebook)

    def is_people(self, written: str) -> bool:
        """A word for a people or a faith: `a Shiite neighbourhood` is no place of that name."""
        known = vocabulary(self.codebook)
        return written.lower() in known.people or written.lower() in known.person

    @property
    def dateline(self) -> Found | None:
        """The place that the dateline names."""
        line = self.document.dateline
        found = places(self.codebook).find(line.text.title()) if line is not None else []
        return found[0] if found else None

    def depth(self, place: str) -> int:
        """How far below its root a place lies."""
        return places(self.codebook).depth[place]

    def theatre(self, place: str | None) -> str:
        """The theatre of a place."""
        return theatre_of(place, self.codebook) if place is not None else "other"

    def title(self) -> list[Sentence]:
        """The sentences of the headline."""
        return [one for one in self.document.sentences if one.part is Part.TITLE]
