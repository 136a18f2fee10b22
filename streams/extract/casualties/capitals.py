"""Capitals that a text names by their country: `Yemen's capital`, `the Ukrainian capital`, `battles in the capital`."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Protocol

from streams.codebook import Codebook
from streams.codebook.places import Found, places
from streams.extract.casualties import placewords


class Article(Protocol):
    """What is asked of an article: its codebook, and the country that it is about."""

    @property
    def codebook(self) -> Codebook:
        """The codebook."""

    @property
    def home(self) -> str | None:
        """The country or theatre that the article is about."""


@cache
def adjectives(codebook: Codebook) -> dict[str, str]:
    """Places by the adjectives of the parties that have their ids: `Yemeni` is of Yemen."""
    return {
        word: party for party, entry in codebook.parties.items() if party in codebook.places for word in entry.demonyms
    }


@cache
def peoples(codebook: Codebook) -> frozenset[str]:
    """Names and adjectives of parties: in a text they name no place that is not listed."""
    return frozenset(name for party in codebook.parties.values() for name in (*party.names, *party.demonyms))


def capitals(text: str, listed: Sequence[Found], article: Article) -> Iterator[Found]:
    """The capitals that a sentence means without their names."""
    if "capital" not in text:
        return
    codebook = article.codebook
    for match in placewords.CAPITAL.finditer(text):
        if placewords.NO_CAPITAL.search(text, max(0, match.start()), match.end()):
            continue
        if any(-2 <= found.start - match.end() <= 2 for found in listed):
            continue
        country = _country(match["of"], codebook) if match["of"] else article.home
        capital = codebook.places[country].capital if country is not None else None
        if capital is not None:
            start = match.start("of") if match["of"] else match.end() - len("capital")
            yield Found(codebook.places[capital], start, match.end())


def _country(written: str, codebook: Codebook) -> str | None:
    found = places(codebook).find(written)
    if found:
        return found[0].place.id
    return adjectives(codebook).get(written)
