"""Words before an amount that bound it (`bounds.toml`): "at least", "up to", "nearly", "another"."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from streams.extract.quantities import Quantity
from streams.extract.tokens import Token


def _by_first() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The bounding words by their first word, the longest first."""
    tables = tomllib.loads(Path(__file__).with_name("bounds.toml").read_text("utf-8"))
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, table in tables.items():
        for phrase in table["words"]:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, kind))
    for known in found.values():
        known.sort(key=lambda pair: -len(pair[0]))
    return found


_PREFIXES = _by_first()


def may_bound(low: str) -> bool:
    """Whether a bounding phrase may begin with the word."""
    return low in _PREFIXES


def prefix(words: Sequence[Token], at: int) -> tuple[int, str] | None:
    """How many tokens the bounding phrase at this token has, and what it does."""
    for parts, kind in _PREFIXES.get(words[at].low, ()):
        if len(parts) == 1 or tuple(word.low for word in words[at : at + len(parts)]) == parts:
            return len(parts), kind
    return None


def bounded(found: Quantity, kinds: Iterable[str]) -> Quantity:
    """The amount under the bounds said before it."""
    for kind in reversed(list(kinds)):
        if kind == "open":
            found = replace(found, high=None, bounded=True)
        elif kind == "above":
            low = found.low if found.form == "vague" else found.low + 1
            found = replace(found, low=low, high=None, bounded=True)
        elif kind == "up-to":
            found = replace(found, low=0, bounded=True)
        elif kind == "below":
            found = replace(found, low=0, high=found.low - 1, bounded=True)
        elif kind == "about":
            found = replace(found, approx=True)
        elif kind == "more":
            found = replace(found, more=True)
    return found
