"""Law 7: the work for one event and the size of a row do not grow with the length of history."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from schemas.claims import ArticleClaims, RoutedCasualties, RoutedStances, Version
from schemas.moments import days_after
from streams.codebook.policy import load_policy
from streams.fold import positions, tolls
from streams.fold.answer import standing
from streams.fold.rows import MAX_ROW_BYTES, Folded, Origin
from streams.fold.versions import route
from tests.laws.making import article, stance, toll

POLICY = load_policy()
DAYS_READ = 41
QUARTERS_READ = 10
TURNS = ("rejects", "supports", "conditional", "supports")


class Counting(dict[str, bytes]):
    """Rows that remember which of them were asked for."""

    def __init__(self, *given: Mapping[str, bytes]) -> None:
        super().__init__(*given)
        self.asked: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        """The row, as a fold reads it."""
        self.asked.add(name)
        return super().get(name, default)


def folded(row: ArticleClaims, rows: Counting) -> Folded:
    """The first record that a row is routed to, folded; what it writes is written."""
    change = route(row, None)
    origin = Origin(article_id=row.article_id, cause=None)
    if change.stances:
        found = positions.fold(change.stances[0], rows, policy=POLICY.positions, origin=origin)
    else:
        found = tolls.fold(change.casualties[0], rows, policy=POLICY.tolls, origin=origin)
    rows.update(found.rows)
    return found


def filled(told: Iterable[ArticleClaims]) -> Counting:
    """The rows after one event a key that brings everything: the same as after one an article."""
    rows = Counting()
    claims = standing(told)
    for (party, issue), stances in claims.stances.items():
        every = RoutedStances(article_id="", version=Version(content="0" * 64), party=party, issue=issue, add=stances)
        rows.update(positions.fold(every, rows, policy=POLICY.positions, origin=Origin("", None)).rows)
    for (theatre, harm), counts in claims.casualties.items():
        all_ = RoutedCasualties(
            article_id="", version=Version(content="0" * 64), theatre=theatre, harm=harm, add=counts
        )
        rows.update(tolls.fold(all_, rows, policy=POLICY.tolls, origin=Origin("", None)).rows)
    return rows


def flipping(days: int, first: str = "2015-01-01") -> Iterator[ArticleClaims]:
    """A party that says something else every day, and a toll that shrinks every day."""
    for number in range(days):
        yield article(f"a{number}", days_after(first, number), stance(TURNS[number % 4]))
        yield article(f"t{number}", days_after(first, number), toll(10**9 - 10 * number))


def test_reads_and_writes_do_not_grow_with_history() -> None:
    """One more day after 40 days, and one after 600, in order and late by a year: the same few rows."""
    rows = filled(flipping(600))
    for day in (days_after("2015-01-01", 600), days_after("2015-01-01", 235)):
        for row in (article("new", day, stance("rejects")), article("new", day, toll(10**9 - 5))):
            rows.asked.clear()
            before = dict(rows)
            found = folded(row, rows)
            quoted = 2 * len(found.alerts)
            assert len(rows.asked) <= DAYS_READ + QUARTERS_READ + quoted
            assert len(found.rows) <= QUARTERS_READ + 1
            assert {name for name in rows if rows[name] != before.get(name)} <= found.rows.keys()


def test_an_event_touches_only_what_is_near() -> None:
    """A claim changes nothing two years earlier or later, whatever stands there."""
    rows = filled(flipping(20, first="2020-06-01"))
    before = dict(rows)
    folded(article("late", "2018-01-01", stance("supports"), toll(3)), rows)
    folded(article("late toll", "2018-01-01", toll(3)), rows)
    assert {name: rows[name] for name in before} == before


def test_no_row_is_over_its_size() -> None:
    """The busiest day of long quotes, and a quarter of turns, contradictions and revisions under the longest ids."""
    rows = filled([*busy_day("2024-01-05"), *restless_quarter("2024-04-01")])
    largest = max((len(row), name) for name, row in rows.items())
    assert largest[0] <= MAX_ROW_BYTES, largest
    assert any(b'"more":true' in row for row in rows.values())


def busy_day(day: str) -> Iterator[ArticleClaims]:
    """More claims than a day's rows can hold, each as long as it can be."""
    for number in range(90):
        long = {"quote": f"{number} " + "q\u0101\n" * 260, "outlet_family": f"o{number}", "teller": f"t{number}"}
        yield article(
            f"a{number}",
            day,
            *(
                stance(position, time=time, voice=("own", "reported")[number % 2], speaker="s" * 300, **long)
                for position in ("rejects", "noncommittal", "conditional", "supports")
                for time in ("current", "past")
            ),
            toll(number, source_id=f"s{number}", quote=long["quote"]),
        )


def restless_quarter(first: str) -> Iterator[ArticleClaims]:
    """Every day another position with a recalled one, and a smaller toll, under ids of a hundred characters."""
    long = "x" * 100
    ids: dict[str, Any] = {"theatre": long, "place_id": long, "group_id": long, "counted_from": long, "source_id": long}
    for number in range(92):
        for copy in range(5):
            turn = stance(
                TURNS[number % 4], party=long, issue=long, recalls=("noncommittal",), outlet_family=f"o{copy}"
            )
            counted = toll(10**9 - number * 10**6, **ids)
            yield article(f"r{number}-{copy}", days_after(first, number), turn, counted)
