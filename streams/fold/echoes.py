"""Echoes: claims that repeat the words of an earlier one, found without comparing every pair.

Two lists of 16 values that agree in at least n places agree in all of at least one of 17 - n consecutive bands (pigeonhole),
so only claims that share a band are compared, and none that should be is missed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import takewhile

from schemas.tables import KeptStance
from schemas.vocabulary import Time
from streams.codebook.policy import PositionPolicy
from streams.fold.keeping import by_article_day

Words = tuple[int, ...]


def equal_words(one: Words, other: Words) -> int:
    """In how many places two MinHash lists agree: 0 to 16."""
    return sum(a == b for a, b in zip(one, other, strict=True))


def same_words(one: Words | None, other: Words | None, policy: PositionPolicy) -> bool:
    """Whether two claims are told in the same words; unknown words are the same as none."""
    return one is not None and other is not None and equal_words(one, other) >= policy.echo_words


def echoes(days: Mapping[int, Iterable[KeptStance]], policy: PositionPolicy) -> set[str]:
    """The ids of the claims that repeat the words of an earlier one of the same position.

    `days` is by ordinal. Earlier is: on one of the days before, within the policy's distance, or on the same day with a
    smaller article's day or id. A claim whose own words date it (`said`) is no echo, but can be repeated. Claims are
    compared as they came: also with one that is an echo itself. Recalled claims take no part.
    """
    bands = _bands(16 - min(policy.echo_words, 16) + 1)
    seen: dict[tuple[str, int, Words], list[tuple[int, Words]]] = defaultdict(list)
    found = set()
    for day in sorted(days):
        for claim in sorted((c for c in days[day] if c.time == Time.CURRENT), key=by_article_day):
            if claim.words is None:
                continue
            keys = [(claim.position, start, claim.words[start:end]) for start, end in bands]
            if not claim.said and any(_repeats(claim.words, seen[key], day, policy) for key in keys):
                found.add(claim.id)
            for key in keys:
                seen[key].append((day, claim.words))
    return found


def _repeats(words: Words, earlier: list[tuple[int, Words]], day: int, policy: PositionPolicy) -> bool:
    recent = takewhile(lambda told: day - told[0] <= policy.echo_days, reversed(earlier))
    return any(equal_words(words, others) >= policy.echo_words for _, others in recent)


def _bands(count: int) -> list[tuple[int, int]]:
    edges = [round(16 * number / count) for number in range(count + 1)]
    return list(zip(edges, edges[1:], strict=False))
