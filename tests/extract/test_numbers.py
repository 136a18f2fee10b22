"""The number grammar: digits, words, bounds and vague words, and numbers that are no amounts."""

import pytest

from streams.codebook import load
from streams.extract.numbers import Amounts
from streams.extract.quantities import Quantity
from streams.extract.tokens import tokens

AMOUNTS = Amounts(load().amounts.values())


def quantity(text: str) -> Quantity | None:
    """The first amount of a text."""
    words = tokens(text)
    found = (AMOUNTS.quantity(words, at) for at in range(len(words)))
    return next((one for one in found if one is not None), None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12 men", 12, 12),
        ("1,200 men", 1200, 1200),
        ("1.9 million people", 1_900_000, 1_900_000),
        ("2.3m people", 2_300_000, 2_300_000),
        ("1.1 million people", 1_100_000, 1_100_000),
        ("three million people", 3_000_000, 3_000_000),
        ("twenty-one men", 21, 21),
        ("one hundred and five men", 105, 105),
        ("a hundred men", 100, 100),
        ("two dozen men", 24, 24),
        ("a dozen men", 12, 12),
        ("half a dozen men", 6, 6),
        ("at least 12 men", 12, None),
        ("no fewer than 30 men", 30, None),
        ("12 or more men", 12, None),
        ("more than 12 men", 13, None),
        ("over a million people", 1_000_001, None),
        ("well over 100 men", 101, None),
        ("more than two dozen men", 25, None),
        ("up to 12 men", 0, 12),
        ("as many as two dozen men", 0, 24),
        ("fewer than 10 men", 0, 9),
        ("between 10 and 12 men", 10, 12),
        ("10 to 12 men", 10, 12),
        ("10-12 men", 10, 12),
        ("two or three men", 2, 3),
        ("a couple of men", 2, 2),
        ("a few men", 3, 5),
        ("several men", 3, 9),
        ("dozens of men", 24, 99),
        ("at least dozens of men", 24, None),
        ("scores of men", 40, 199),
        ("hundreds of men", 200, 999),
        ("a few hundred men", 300, 599),
        ("several hundred men", 300, 999),
        ("several thousand men", 3000, 9999),
        ("thousands of men", 2000, 9999),
        ("tens of thousands of men", 20_000, 99_999),
        ("hundreds of thousands of men", 200_000, 999_999),
        ("millions of people", 2_000_000, 9_999_999),
        ("another four men", 4, 4),
        ("a further 29 men", 29, 29),
        ("at least another 12 men", 12, None),
        ("a man", 1, 1),
    ],
)
def test_an_amount_has_these_bounds(text: str, low: int, high: int | None) -> None:
    found = quantity(text)
    assert found is not None
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "text", ["nearly 12 men", "about 12 men", "some 1,000 men", "an estimated 5,000 men", "close to 60 men"]
)
def test_an_approximate_amount_says_so(text: str) -> None:
    found = quantity(text)
    assert found is not None
    assert found.approx


@pytest.mark.parametrize(
    "text",
    [
        "12 October",
        "on October 12",
        "in 2006",
        "since 1984",
        "$5 million",
        "5 %",
        "40 per cent",
        "12 km",
        "Resolution 1701",
        "Flight 752",
        "aged 32",
        "500 days",
        "half of the 2.3 million people",
        "the 15-0 vote",
        "12,345,678,901,234 men",
    ],
)
def test_what_is_no_amount_of_people_is_refused(text: str) -> None:
    assert quantity(text) is None


def test_more_of_the_same_is_told_from_the_same() -> None:
    another, twelve = quantity("another 12 men"), quantity("12 men")
    assert another is not None
    assert twelve is not None
    assert (another.more, twelve.more) == (True, False)
