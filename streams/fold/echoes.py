"""Echoes: claims that repeat the words of an earlier one, found without comparing every pair.

Two lists of 16 values that agree in at least n places agree in all of at least one of 17 - n consecutive bands
(pigeonhole), so only claims that share a band are compared, and none that should be is missed.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from itertools import pairwise, takewhile
from operator import eq

from schemas.tables import KeptStance
from schemas.vocabulary import Time
from streams.codebook.policy import PositionPolicy
from streams.fold.keeping import by_article_day

Words = tuple[int, ...]
Band = tuple[int, Words]
"""Where some of a list's values begin, and the values."""

_REMEMBERED = 8192
"""Lists whose bands are kept: about four windows of a busy party. Pure, so this is only speed."""


def equal_words(one: Words, other: Words) -> int:
    """In how many places two MinHash lists agree: 0 to 16."""
    return sum(map(eq, one, other))


def same_words(one: Words | None, other: Words | None, policy: PositionPolicy) -> bool:
    """Whether two claims are told in the same words; unknown words are the same as none."""
    return one is not None and other is not None and equal_words(one, other) >= policy.echo_words


def echoes(days: Mapping[int, Iterable[KeptStance]], wanted: Container[int], policy: PositionPolicy) -> set[str]:
    """The ids of the claims of the wanted days that repeat the words of an earlier one of the same position.

    `days` is by ordinal. Earlier is: on one of the days before, within the policy's distance, or on the same day with a
    smaller article's day or id. A claim whose own words date it (`said`) is no echo, but can be repeated. Claims are
    compared as they came: also with one that is an echo itself. Recalled claims take no part.
    """
    bands = 16 - min(policy.echo_words, 16) + 1
    seen: dict[tuple[str, Band], list[tuple[int, Words]]] = defaultdict(list)
    found = set()
    for day in sorted(days):
        for claim in sorted((c for c in days[day] if c.time == Time.CURRENT), key=by_article_day):
            if claim.words is None:
                continue
            alike = [seen[claim.position, band] for band in _bands(claim.words, bands)]
            if day in wanted and not claim.said and any(_repeats(claim.words, told, day, policy) for told in alike):
                found.add(claim.id)
            for told in alike:
                told.append((day, claim.words))
    return found


def _repeats(words: Words, earlier: list[tuple[int, Words]], day: int, policy: PositionPolicy) -> bool:
    recent = takewhile(lambda told: day - told[0] <= policy.echo_days, reversed(earlier))
    return any(equal_words(words, others) >= policy.echo_words for _, others in recent)


@lru_cache(maxsize=_REMEMBERED)
def _bands(words: Words, count: int) -> tuple[Band, ...]:
    edges = [round(16 * number / count) for number in range(count + 1)]
    return tuple((start, words[start:end]) for start, end in pairwise(edges))
