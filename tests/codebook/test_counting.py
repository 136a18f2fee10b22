"""Groups, sources and starts of counts: what makes two figures one series."""

import pytest

from schemas.moments import Interval
from streams.codebook import load
from streams.codebook.groups import groups, plural_of
from streams.codebook.sources import sources
from streams.codebook.starts import start_of, war_start

BOOK = load()


@pytest.mark.parametrize(
    ("written", "place", "group"),
    [
        ("people", (), "people"),
        ("Palestinians", ("gaza",), "people"),
        ("Palestinians", ("israel",), "palestinians"),
        ("Palestinian children", ("gaza",), "children"),
        ("Hamas fighters", ("gaza",), "hamas-fighters"),
        ("members of Hezbollah", (), "hezbollah-fighters"),
        ("IDF soldiers", (), "israeli-soldiers"),
        ("Russian soldiers", (), "russian-soldiers"),
        ("soldiers", (), "soldiers"),
        ("Israeli civilians", (), "civilians"),
        ("UN peacekeepers", (), "peacekeepers"),
        ("aid workers", (), "aid-workers"),
        ("12-year-old girl", (), "children"),
        ("tractors", (), None),
        (None, (), None),
    ],
)
def test_words_mean_a_group_of_the_closed_list(written: str | None, place: tuple[str, ...], group: str | None) -> None:
    assert groups(BOOK).find(written, place) == group


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("soldier", "soldiers"),
        ("policeman", "policemen"),
        ("child", "children"),
        ("deputy", "deputies"),
        ("boy", "boys"),
        ("witness", "witnesses"),
    ],
)
def test_plurals_follow_by_rule(noun: str, plural: str) -> None:
    assert plural_of(noun) == plural


@pytest.mark.parametrize(
    ("written", "theatre", "source", "rank"),
    [
        ("the Lebanese Health Ministry", "lebanon", "lebanon-health-ministry", 1),
        ("the health ministry", "lebanon", "lebanon-health-ministry", 1),
        ("the health ministry", "gaza", "gaza-health-ministry", 1),
        ("the territory's Hamas-run health ministry", "gaza", "gaza-health-ministry", 1),
        ("a Hamas official", "gaza", "hamas", 6),
        ("The Israeli military", "gaza", "israel-army", 3),
        ("Israel", "gaza", "israel", 4),
        ("an AFP tally", "lebanon", "afp", 3),
        ("the Syrian Observatory for Human Rights (SOHR)", "syria", "sohr", 2),
        ("UN OCHA", "gaza", "un-ocha", 1),
    ],
)
def test_words_mean_a_source_with_its_rank(written: str, theatre: str, source: str, rank: int) -> None:
    found = sources(BOOK).find(written, theatre)
    assert found is not None
    assert (found.id, found.rank) == (source, rank)


def test_nobody_known_is_no_source() -> None:
    assert sources(BOOK).find("a passer-by", "gaza") is None


@pytest.mark.parametrize(
    ("first", "last", "theatre", "start"),
    [
        ("2023-10-07", "2023-10-07", "gaza", "october-7"),
        ("2023-10-01", "2023-10-31", "lebanon", "lebanon-2023-10"),
        ("2024-09-21", "2024-09-30", "lebanon", "lebanon-2024-09"),
        ("2022-02-24", "2022-02-24", "ukraine", "ukraine-2022"),
        ("2022-02-01", "2022-02-28", "ukraine", "ukraine-2022"),
    ],
)
def test_an_interval_contains_a_start(first: str, last: str, theatre: str, start: str) -> None:
    found = start_of(Interval.of(first, last), theatre, BOOK)
    assert found is not None
    assert found.id == start


def test_a_start_of_another_theatre_is_none() -> None:
    assert start_of(Interval.of("2023-10-07"), "ukraine", BOOK) is None


def test_the_war_that_goes_on_began_last() -> None:
    for day, start in [("2014-08-01", "gaza-2014"), ("2024-08-01", "october-7")]:
        found = war_start("gaza", day, BOOK)
        assert found is not None
        assert found.id == start


def test_without_a_day_no_war_of_several_is_meant() -> None:
    assert war_start("gaza", None, BOOK) is None
    sudan = war_start("sudan", None, BOOK)
    assert sudan is not None
    assert sudan.id == "sudan-2023"


@pytest.mark.parametrize("start", BOOK.starts.values(), ids=BOOK.starts.keys())
def test_a_start_belongs_to_theatres_that_places_have(start: object) -> None:
    known = {place.theatre for place in BOOK.places.values()} | set(BOOK.theatres)
    assert set(start.theatres) <= known  # type: ignore[attr-defined]
