"""Dates of the codebook: a year, a month or a day, each with all of its days."""

import pytest

from streams.codebook.days import begun, check_days, ended, span, within


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-11-26", "2024-11-26", "2024-11-26"),
    ],
)
def test_a_shorter_date_means_all_of_its_days(written: str, first: str, last: str) -> None:
    assert span(written) == (first, last)
    assert within(written, written, first)
    assert within(written, written, last)


@pytest.mark.parametrize(
    "written", ["24", "2024-13", "2024-02-30", "2024-1", "2024-11-26T10:00", "last year", "", "٢٠٢٤"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"date|day"):
        span(written)


def test_an_open_end_never_comes() -> None:
    assert within(None, None, "1999-01-01")
    assert begun(None, "0001-01-01")
    assert not ended(None, "9999-12-31")


def test_the_last_month_belongs_to_the_period_and_the_next_does_not() -> None:
    assert within("2020-03", "2021-05", "2021-05-31")
    assert not within("2020-03", "2021-05", "2021-06-01")
    assert not within("2020-03", "2021-05", "2020-02-29")


def test_dates_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="later than"):
        check_days("2022", "2021")
    check_days("2021", "2021-03")
