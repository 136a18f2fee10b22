"""Places: found by name, narrowed by the tree, and the theatre that they belong to."""

import pytest

from streams.codebook import load
from streams.codebook.places import NOWHERE, around, places, theatre_of

BOOK = load()


def found(text: str) -> list[str]:
    """The ids of the places that a text names."""
    return [one.place.id for one in places(BOOK).find(text)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("in Khan Younis's east", ["khan-younis"]),
        ("in Beirut's southern suburbs", ["dahiyeh"]),
        ("at al-Zawaida, a town in central Gaza", ["al-zawaida", "gaza-central"]),
        ("near the Jabalia refugee camp", ["jabalia"]),
        ("IN GAZA CITY AND RAFAH", ["gaza-city", "rafah"]),
        ("the US and the U.S. said", ["united-states", "united-states"]),
        ("they told us that it was nice", []),
        ("in South Sudan and in Sudan", ["south-sudan", "sudan"]),
        ("Deir al-Balah and Deir Al-Balah", ["deir-al-balah", "deir-al-balah"]),
        ("the Gazans of Ramallahtown", []),
    ],
)
def test_places_are_found_by_their_names(text: str, ids: list[str]) -> None:
    assert found(text) == ids


def test_where_a_place_stands_is_told() -> None:
    text = "Shells fell on Gaza City."
    (one,) = places(BOOK).find(text)
    assert text[one.start : one.end] == "Gaza City"


@pytest.mark.parametrize(
    ("place", "theatre"),
    [
        ("khan-younis", "gaza"),
        ("nabatieh", "lebanon"),
        ("southern-israel", "gaza"),
        ("golan-heights", "lebanon"),
        ("belgorod", "ukraine"),
        ("mekelle", "tigray"),
        ("srinagar", "kashmir"),
        ("paris", NOWHERE),
        (None, NOWHERE),
    ],
)
def test_a_place_has_the_theatre_of_the_nearest_place_around_it(place: str | None, theatre: str) -> None:
    assert theatre_of(place, BOOK) == theatre


def test_the_tree_leads_from_the_narrowest_outwards() -> None:
    assert [one.id for one in around("jabalia", BOOK)] == ["jabalia", "gaza-north", "gaza"]


def test_every_place_lies_in_a_known_one() -> None:
    assert all(around(place, BOOK)[0].id == place for place in BOOK.places)


def test_no_name_means_two_places() -> None:
    names = [name.lower() for place in BOOK.places.values() for name in place.names]
    assert len(names) == len(set(names))
