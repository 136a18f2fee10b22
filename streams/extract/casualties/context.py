"""What the slots of a count are read from: the sentences around it, with their places and times, read once."""

from dataclasses import dataclass, field
from functools import cache

from schemas.vocabulary import Part
from streams.codebook import Codebook
from streams.codebook.places import Found, Place, around, places, theatre_of
from streams.extract.casualties import gazetteer, homes
from streams.extract.casualties.capitals import adjectives, capitals, peoples
from streams.extract.casualties.vocabulary import vocabulary
from streams.extract.dates import ArticleDates
from streams.extract.text import Document, Sentence
from streams.extract.timewords import TimeWord, time_words


@cache
def _actors(codebook: Codebook) -> frozenset[str]:
    return frozenset(codebook.parties) & frozenset(codebook.places)


@cache
def _capitals(codebook: Codebook) -> frozenset[str]:
    return frozenset(place.capital for place in codebook.places.values() if place.capital is not None)


@cache
def known_words(codebook: Codebook) -> frozenset[str]:
    """Names and adjectives of parties, and names of places, as they are written."""
    parties = {name for party in codebook.parties.values() for name in (*party.names, *party.demonyms)}
    return frozenset(parties | {name for place in codebook.places.values() for name in place.names})


MOST_READ = 60
"""Sentences that the article's own gazetteer is gathered from."""


@dataclass(slots=True)
class Context:
    """One article on the way through the count reader."""

    document: Document
    dates: ArticleDates
    codebook: Codebook
    _places: dict[int, list[Found]] = field(default_factory=dict)
    _times: dict[int, list[TimeWord]] = field(default_factory=dict)
    _listed: dict[int, list[Found]] = field(default_factory=dict)
    _unlisted: dict[str, Place] | None = None
    _home: tuple[str | None] | None = None
    kept: dict[str, object] = field(default_factory=dict)
    """What the slots work out once for the article, by name."""
    event: tuple[str, int] | None = None
    """The place of the incident that was counted last, and the number of its sentence."""
    first_event: str | None = None
    """The place of the incident that was counted first."""

    def places(self, sentence: Sentence) -> list[Found]:
        """The places that a sentence names, those that the codebook does not list among them."""
        if sentence.index not in self._places:
            listed = self._listed_in(sentence)
            meant = list(capitals(sentence.text, listed, self))
            own = [one for one in listed if not any(two.start <= one.start < two.end for two in meant)]
            listed = sorted([*own, *meant], key=lambda one: one.start)
            self._places[sentence.index] = gazetteer.find(sentence.text, listed, self.unlisted)
        return self._places[sentence.index]

    def _listed_in(self, sentence: Sentence) -> list[Found]:
        if sentence.index not in self._listed:
            self._listed[sentence.index] = places(self.codebook).find(sentence.text)
        return self._listed[sentence.index]

    @property
    def home(self) -> str | None:
        """The country or theatre that the article is about."""
        if self._home is None:
            first = self.document.sentences[: homes.MOST]
            named = {one.index: self._listed_in(one) for one in first}
            self._home = (homes.home(self.document, named, adjectives(self.codebook), self.codebook),)
        return self._home[0]

    @property
    def unlisted(self) -> dict[str, Place]:
        """The places of the article that the codebook does not list, by name."""
        if self._unlisted is None:
            told = [one for one in self.document.sentences if one.part is Part.TEXT and not one.caps]
            rows = [(one.text, self._listed_in(one)) for one in told[:MOST_READ]]
            names = peoples(self.codebook)
            self._unlisted = gazetteer.gather(rows, self.document.text, names, self.home)
        return self._unlisted

    def listed(self, place: str | None) -> str | None:
        """The id of the narrowest place of the codebook that is this place or contains it."""
        while place is not None and place.startswith(gazetteer.PREFIX):
            place = self.unlisted[place.removeprefix(gazetteer.PREFIX)].within
        return place

    def name(self, place: str) -> str:
        """The name to show of a place."""
        own = place.startswith(gazetteer.PREFIX)
        return place.removeprefix(gazetteer.PREFIX) if own else self.codebook.places[place].names[0]

    def written(self, found: Found, text: str) -> str:
        """A place as the text has it, without the ending of a possessive."""
        words = text[found.start : found.end]
        if words.endswith("capital"):
            return found.place.names[0]
        return words.removesuffix("'s").removesuffix("'")

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
        if place is not None and place.startswith(gazetteer.PREFIX):
            return [place, *self.around(self.listed(place))]
        return [one.id for one in around(place, self.codebook)]

    @property
    def actors(self) -> frozenset[str]:
        """Places that are parties too: they act as often as things happen in them."""
        return _actors(self.codebook)

    @property
    def known_words(self) -> frozenset[str]:
        """Names and adjectives of parties, and names of places, as they are written."""
        return known_words(self.codebook)

    @property
    def capitals(self) -> frozenset[str]:
        """The capitals of all countries: they stand for governments as often as things happen in them."""
        return _capitals(self.codebook)

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
        if place.startswith(gazetteer.PREFIX):
            within = self.listed(place)
            return 2 if within is None else max(2, self.depth(within) + 1)
        return places(self.codebook).depth[place]

    def theatre(self, place: str | None) -> str:
        """The theatre of a place."""
        listed = self.listed(place)
        return theatre_of(listed, self.codebook) if listed is not None else "other"

    def title(self) -> list[Sentence]:
        """The sentences of the headline."""
        return [one for one in self.document.sentences if one.part is Part.TITLE]
