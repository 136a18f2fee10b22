"""The closed lists: each is read by name, and none lies about unused."""

import tomllib
from pathlib import Path

import pytest

from streams.extract.wordsets import any_of, wordset, wordsets

FOLDER = Path(wordset.__code__.co_filename).parent
LISTS = tomllib.loads((FOLDER / "wordsets.toml").read_text("utf-8"))
CODE = "".join(file.read_text("utf-8") for file in FOLDER.rglob("*.py"))


@pytest.mark.parametrize("name", [f"{room}.{entry}" for room in LISTS if room != "letters" for entry in LISTS[room]])
def test_a_list_is_read_by_name(name: str) -> None:
    assert f'"{name}"' in CODE or f"'{name}'" in CODE
    assert wordset(name)


def test_all_lists_of_a_room_are_read_together() -> None:
    assert "killed" not in wordsets("letters")["be"]
    assert "were" in wordsets("letters")["be"]


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        wordset("numbers.nothing")


def test_a_pattern_tries_the_longest_word_first() -> None:
    assert any_of(["say", "says"]) == "says|say"
