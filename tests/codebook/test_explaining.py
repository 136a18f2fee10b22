"""Where a word leads: names, people on the day, offices, places, words of theatres and issues."""

import pytest

from streams.codebook import Codebook
from streams.codebook.explaining import explained


def roles(book: Codebook, word: str, day: str | None = None) -> dict[str, tuple[str, str | None]]:
    return {f"{one['subject']}/{one['id']}": (one["role"], one["party"]) for one in explained(word, book, day)}


def test_a_name_of_a_party(book: Codebook) -> None:
    assert roles(book, "norland") == {"parties/norland": ("name", "norland")}
    assert roles(book, "Oldreach", "2024-01-01") == {"parties/oldreach": ("name", "hillfolk")}


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2016-01-01", ("person, prime minister", "norland")),
        ("2020-01-01", ("person, former", None)),
        ("2010-01-01", ("person, future", None)),
    ],
)
def test_a_person_on_a_day(book: Codebook, day: str, found: tuple[str, str | None]) -> None:
    assert roles(book, "Ada Orm", day) == {"holders/ada-orm": found}


def test_an_office_with_its_kind(book: Codebook) -> None:
    assert roles(book, "Parliament") == {"offices/parliament": ("office, outside", None)}


def test_a_place_that_points_to_a_theatre(book: Codebook) -> None:
    found = roles(book, "Gaza City")
    assert ("place", None) in found.values()
    assert found["theatres/gaza"] == ("word of the theatre", None)


def test_words_of_an_issue(book: Codebook) -> None:
    assert roles(book, "grain deal") == {"issues/ukraine-grain-deal": ("word of the issue", None)}


def test_every_entry_is_named_with_its_file(book: Codebook) -> None:
    assert {one["file"] for one in explained("Norburg", book, None)} == {
        "overlay parties.toml",
        "overlay theatres.toml",
    }
    assert {one["file"] for one in explained("Kremlin", book, None)} == {"parties.toml"}


def test_nothing_is_called_that(book: Codebook) -> None:
    assert explained("xyzzy", book, None) == []
    assert explained("", book, None) == []
