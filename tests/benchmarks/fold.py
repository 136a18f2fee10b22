"""The cost of one event of the position fold: it depends on the days around it, not on the length of history.

    python -m tests.benchmarks.fold [--events N] [--json]

A party of which 50 claims a day are told gets one more claim, after histories of 2,500, 10,000, 40,000 and 100,000
claims, and after 10,000 claims on one day; once in order, and once a year late (where the history reaches so far back).
Times are medians of the processor's time, in milliseconds; rows are read as a store gives them, each time anew.
"""

import argparse
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import groupby
from random import Random
from statistics import median
from typing import Any

from schemas.claims import RoutedStance, RoutedStances, Version
from schemas.moments import days_after
from streams.codebook.policy import load_policy
from streams.fold import positions
from streams.fold.rows import Origin, quarter_of
from streams.fold.versions import reading_of, routed
from tests.laws.making import article, stance

POLICY = load_policy().positions
FIRST = "2015-01-01"
A_DAY = 50
HISTORIES = ((2_500, A_DAY), (10_000, A_DAY), (40_000, A_DAY), (100_000, A_DAY), (10_000, 10_000))
"""Claims in all, and claims a day."""

LATE = 365
FLOOR, REACH = 1.5, 1.05
COMPARED = ((100_000, 2_500, "in order"), (100_000, 40_000, "a year late"))
"""Histories whose costs should be alike."""

POSITIONS = ("rejects", "noncommittal", "conditional", "supports")
WORDS = [
    "the",
    "truce",
    "army",
    "minister",
    "border",
    "offer",
    "talks",
    "pause",
    "guns",
    "plan",
    "envoy",
    "draft",
    "cabinet",
    "hostages",
    "terms",
    "night",
    "city",
]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one event costs after a history."""

    claims: int
    a_day: int
    when: str
    ms: float
    read: int
    written: int
    row_bytes: int
    largest_row: int


class Store(dict[str, bytes]):
    """Rows as a store gives them: bytes of their own at every reading; counts the readings."""

    asked = 0

    def get(self, name: str, default: Any = None) -> Any:
        """A copy of the row."""
        self.asked += 1
        value = super().get(name, default)
        return None if value is None else bytes(bytearray(value))


def claim(number: int, day: str, random: Random) -> RoutedStance:
    """A claim as news tells it: by the party or another, in one of thirty outlets, now and then a copy."""
    voice = random.choice(("own", "own", "attributed", "reported", "reported"))
    teller = {"teller": random.choice(("qatar", "egypt", "france"))} if voice == "attributed" else {}
    month = int(day[5:7]) + 12 * int(day[:4])
    position = POSITIONS[month % 4] if random.random() < 0.9 else random.choice(POSITIONS)
    copied = random.random() < 0.2
    words = Random(number // 40 if copied else number)
    quote = " ".join(words.choice(WORDS) for _ in range(22))
    row = article(
        f"a{number}-{day}",
        day,
        stance(position, voice=voice, quote=quote, **teller),
        outlet=f"outlet-{random.randrange(30)}",
    )
    return routed(row.article_id, reading_of(row))[0][0]


def record(claims: tuple[RoutedStance, ...]) -> RoutedStances:
    """An event that adds the claims."""
    version = Version(content="0" * 64)
    return RoutedStances(
        article_id=claims[0].article_id, version=version, party="israel", issue="lebanon-ceasefire", add=claims
    )


def history(count: int, a_day: int) -> tuple[Store, str]:
    """The rows after so many claims, and the last day. Quarters come at once, which leaves the same rows."""
    random, store = Random(count), Store()
    told = ((days_after(FIRST, number // a_day), number) for number in range(count))
    last = FIRST
    for _, numbers in groupby(told, key=lambda one: quarter_of(one[0])):
        claims = []
        for last, number in numbers:
            claims.append(claim(number, last, random))
        store.update(fold(store, tuple(claims)))
    return store, last


def fold(store: Store, claims: tuple[RoutedStance, ...]) -> Mapping[str, bytes]:
    """What an event with the claims writes."""
    return positions.fold(record(claims), store, policy=POLICY, origin=Origin("", None)).rows


def costs(count: int, a_day: int, events: int) -> Iterator[Cost]:
    """The median cost of an event on the last day, and of one on a day a year before it."""
    store, last = history(count, a_day)
    sizes = [len(row) for row in store.values()]
    for when, day in (("in order", last), ("a year late", days_after(last, -LATE))):
        if day < FIRST:
            continue
        random, taken, read, written = Random(7), [], 0, 0
        for number in range(events):
            one = claim(10**7 + number, day, random)
            store.asked, begun = 0, time.process_time()
            rows = fold(store, (one,))
            taken.append(time.process_time() - begun)
            read, written = max(read, store.asked), max(written, len(rows))
        yield Cost(
            claims=count,
            a_day=a_day,
            when=when,
            ms=round(1000 * median(taken), 2),
            read=read,
            written=written,
            row_bytes=round(sum(sizes) / len(sizes)),
            largest_row=max(sizes),
        )


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = [cost for count, a_day in HISTORIES for cost in costs(count, a_day, options.events)]
    by = {(cost.claims, cost.a_day, cost.when): cost.ms for cost in found}
    ratios = {
        f"{most:,} / {least:,} claims, {when}": round(by[most, A_DAY, when] / by[least, A_DAY, when], 2)
        for most, least, when in COMPARED
    }
    if options.json:
        print(json.dumps({"costs": [asdict(cost) for cost in found], "ratios": ratios}))
        return
    head = ("claims", "a day", "when", "ms", "read", "written", "bytes a row", "largest")
    print("{:>8} {:>6}  {:<12} {:>7} {:>5} {:>8} {:>12} {:>8}".format(*head))
    for c in found:
        print(
            f"{c.claims:>8,} {c.a_day:>6,}  {c.when:<12} {c.ms:>7.2f} {c.read:>5} {c.written:>8} "
            f"{c.row_bytes:>12,} {c.largest_row:>8,}"
        )
    for what, ratio in ratios.items():
        print(f"{what}: {ratio:.2f} (floor {FLOOR}, reach {REACH})")


if __name__ == "__main__":
    main()
