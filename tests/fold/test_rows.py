"""Names and bytes of rows."""

from datetime import date, timedelta

from schemas.tables import PositionQuarter
from streams.codebook.policy import load_policy
from streams.fold.answer import fold_position, standing
from streams.fold.rows import day_at, days_of, encode, position_entries, quarter_of
from tests.laws.making import article, stance

POLICY = load_policy()


def test_a_quarter_holds_the_days_that_name_it_and_no_other() -> None:
    """Over two years, one of them a leap year; each day has one quarter."""
    first = date(2023, 1, 1)
    days = [(first + timedelta(days=n)).isoformat() for n in range(365 + 366)]
    named = {quarter_of(day) for day in days}
    assert sorted(named) == [f"{year}-q{number}" for year in (2023, 2024) for number in (1, 2, 3, 4)]
    for quarter in named:
        assert [day_at(number) for number in days_of(quarter)] == [day for day in days if quarter_of(day) == quarter]


def test_equal_rows_are_equal_bytes() -> None:
    """Also where their days were put in another order."""
    claims = standing([article("a", "2024-09-01", stance("rejects")), article("b", "2024-09-20", stance("supports"))])
    [(key, told)] = claims.stances.items()
    entries = fold_position(*key, told, POLICY.positions).entries
    days = {day_at(day): entry for day, entry in entries.items()}
    backwards = dict(reversed(days.items()))
    assert list(days) != list(backwards)
    assert encode(PositionQuarter(days=days)) == encode(PositionQuarter(days=backwards))
    assert position_entries(encode(PositionQuarter(days=backwards))) == entries
