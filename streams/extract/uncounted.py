"""Numbers that are no amounts: dates, ages, money, shares, and numbers that name a thing."""

from collections.abc import Sequence

from streams.extract.quantities import Quantity
from streams.extract.tokens import Token
from streams.extract.wordsets import wordset

_MONTHS = wordset("numbers.months")
_CURRENCY = frozenset("$€£¥")
_NOT_COUNTED = wordset("numbers.not-counted")
_LABELS_BEFORE = wordset("numbers.labels-before")
_SHARES = wordset("numbers.shares")
_ROUND_HIGH = 2100
_YEAR_BEFORE = wordset("numbers.year-before")


def is_amount(words: Sequence[Token], found: Quantity) -> bool:
    """Not a date, an age, money, a share, or the number of a thing."""
    first = words[found.start]
    before = words[found.start - 1] if found.start else None
    if (
        (_is_share(words, found.start) and not _are_harmed(words, found.end))
        or _is_of_age(words, found.start)
        or (found.low <= MOST_OF_A_RATIO and found.form != "article" and _is_ratio(words, found))
        or (before is not None and before.low in _LABELS_BEFORE)
    ):
        return False
    after = words[found.end].low if found.end < len(words) else ""
    if after in _NOT_COUNTED or (before is not None and before.low in _CURRENCY):
        return False
    if found.form != "digits":
        return not (found.form == "article" and after in ("lot", "number", "few", "half"))
    last = words[found.end - 1]
    if after in ("-", "/") or (before is not None and before.low in ("-", "/")):
        return False
    if last.number and (after in _MONTHS or (after == "of" and _following(words, found.end + 1) in _MONTHS)):
        return False
    if before is None or found.bounded:
        return True
    if (before.low in _MONTHS and first.number and before.low != "may") or (
        before.low == "may" and before.capital and first.number
    ):
        return False
    if first.number and "," not in first.text and 1900 <= found.low <= _ROUND_HIGH and len(first.text) == 4:
        return before.low not in _YEAR_BEFORE and before.low not in _MONTHS and before.low != ","
    return True


def _is_share(words: Sequence[Token], at: int) -> bool:
    """`half of the 2.3 million`, `half of the valley's 40,000 people`."""
    place = at - 1
    if place > 0 and words[place].low in ("'s", "'"):
        place = max(0, place - 2)
        while place > at - 6 and place > 0 and words[place].low not in ("of", ","):
            place -= 1
    while place > 0 and words[place].low in ("the", "its", "their", "some", "about"):
        place -= 1
    return place > 0 and words[place].low == "of" and words[place - 1].low in _SHARES


def _are_harmed(words: Sequence[Token], at: int) -> bool:
    """`half of the 12 people killed`: the whole is a count of people harmed."""
    return any(word.low in _HARMED for word in words[at : at + 1 + (_following(words, at) in ("people", "civilians"))])


_HARMED = wordset("numbers.harmed")


def _is_of_age(words: Sequence[Token], at: int) -> bool:
    """`aged between 20 and 32`, `ages 8 to 15`, `a man of 61`."""
    if any(word.low in ("aged", "ages", "age") for word in words[max(0, at - 4) : at]):
        return True
    return at > 1 and words[at - 1].low == "of" and words[at - 2].low in _OF_AN_AGE


_OF_AN_AGE = wordset("numbers.of-an-age")


def _is_ratio(words: Sequence[Token], found: Quantity) -> bool:
    """`four in five`, `one in 10 of them`: a share, as either of its numbers stands there."""
    behind = [word.low for word in words[found.end : found.end + 2]]
    if behind[:1] == ["in"] and found.end + 1 < len(words) and _is_small(words[found.end + 1]):
        return words[found.end + 1].low != "one"
    before = words[found.start - 2 : found.start] if found.start > 1 else []
    return len(before) == 2 and before[1].low == "in" and _is_small(before[0]) and found.low <= MOST_OF_A_RATIO


MOST_OF_A_RATIO = 100
"""`one in 100`: what a share is told of at most."""


def _is_small(token: Token) -> bool:
    if token.number:
        return token.text.isdigit() and int(token.text) <= MOST_OF_A_RATIO
    return token.low in _SMALL


_SMALL = wordset("numbers.small")


def _following(words: Sequence[Token], at: int) -> str:
    return words[at].low if at < len(words) else ""
