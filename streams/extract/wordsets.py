"""Closed lists of words that the rules of extraction look up, by name, from `wordsets.toml`."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path


def wordset(name: str) -> frozenset[str]:
    """The words of a list such as `numbers.not-counted`, in small letters."""
    room, _, entry = name.partition(".")
    return frozenset(_lists()[room][entry].split())


def wordsets(room: str) -> dict[str, frozenset[str]]:
    """All lists of one room, by name."""
    return {entry: frozenset(words.split()) for entry, words in _lists()[room].items()}


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("wordsets.toml").read_text("utf-8"))
