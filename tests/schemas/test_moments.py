"""Days and instants sort as they mean, whatever time zone they came in."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas.moments import Interval, day_of, days_after, days_between, instant, place


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(-400, 400))
def test_days_are_counted_both_ways(day: date, count: int) -> None:
    there = days_after(str(day), count)
    assert days_between(str(day), there) == count
    assert days_after(there, -count) == str(day)


def test_an_interval_of_one_day_is_that_day() -> None:
    assert Interval.of("2024-02-29").day == "2024-02-29"
    assert Interval.of("2024-02-28", "2024-02-29").day is None


@pytest.mark.parametrize("day", ["2024-02-30", "2024-2-3", "20240203", "2024-02-03T00:00:00Z"])
def test_what_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(ValidationError):
        Interval.of(day)


def test_the_day_of_an_instant_is_its_utc_date() -> None:
    assert day_of("2024-11-26T23:59:59Z") == "2024-11-26"
    assert day_of(None) is None


@given(st.lists(st.datetimes(timezones=st.just(UTC)), max_size=8))
def test_instants_sort_as_they_mean_with_fractions_of_a_second_or_without(moments: list[datetime]) -> None:
    whole = [moment.replace(microsecond=0) for moment in moments]
    times = sorted((*moments, *whole))
    assert sorted(map(instant, times), key=place) == list(map(instant, times))


def test_a_day_comes_before_its_instants_and_no_moment_before_all() -> None:
    assert place(None) < place("2024-11-26") < place("2024-11-26T00:00:00Z") < place("2024-11-26T00:00:00.000001Z")
