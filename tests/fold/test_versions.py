"""Which version of an article stands, and what is sent when that changes."""

import orjson
import pytest

from schemas.claims import ArticleClaims
from streams.codebook.policy import load_policy
from streams.fold import versions
from streams.fold.answer import answer
from streams.fold.rows import encode
from streams.fold.versions import Routed, earliest, route
from tests.laws.making import article, stance, toll

POLICY = load_policy()


def sent(change: Routed) -> list[tuple[str, int, int]]:
    """Each record as key, claims that come, claims that go."""
    stances = [(f"{one.party}|{one.issue}", len(one.add), len(one.remove)) for one in change.stances]
    return stances + [(f"{one.theatre}|{one.harm}", len(one.add), len(one.remove)) for one in change.casualties]


FIRST = article("a", "2024-09-01", stance("rejects"), toll(10))
SECOND = article("a", "2024-09-01", stance("supports"), version=1)
GONE = article("a", "2024-09-01", version=2)


def after(*rows: ArticleClaims) -> bytes | None:
    """The article's row after some records."""
    row = None
    for one in rows:
        row = route(one, row).row
    return row


def test_a_correction_takes_back_what_the_version_before_said() -> None:
    """One record for each key that the old or the new version touches."""
    assert sent(route(FIRST, None)) == [("israel|lebanon-ceasefire", 1, 0), ("gaza|killed", 1, 0)]
    assert sent(route(SECOND, after(FIRST))) == [("israel|lebanon-ceasefire", 1, 1), ("gaza|killed", 0, 1)]
    assert sent(route(GONE, after(FIRST, SECOND))) == [("israel|lebanon-ceasefire", 0, 2), ("gaza|killed", 0, 1)]


def test_a_repeat_after_the_row_was_written_sends_no_less() -> None:
    """A kill between the sends and the acknowledgement loses nothing, wherever it comes."""
    for rows, again in (((FIRST,), FIRST), ((FIRST, SECOND), SECOND), ((FIRST, SECOND, GONE), GONE)):
        first, repeated = route(again, after(*rows[:-1])), route(again, after(*rows))
        assert sent(repeated) == sent(first)
        assert repeated.row == first.row


def test_an_older_version_that_comes_late_sends_nothing() -> None:
    """It never stood."""
    late = route(FIRST, after(SECOND))
    assert sent(late) == []
    assert sent(route(SECOND, late.row)) == [("israel|lebanon-ceasefire", 1, 1), ("gaza|killed", 0, 1)]


def test_any_version_can_stand_again() -> None:
    """An earlier receipt of the later content becomes known, so that the first content is the last one received."""
    earlier = SECOND.model_copy(update={"received": "2024-12-31T00:00:00Z"})
    again = route(earlier, after(FIRST, SECOND))
    assert again.stances[0].version == FIRST.version
    assert sent(again) == [("israel|lebanon-ceasefire", 1, 1), ("gaza|killed", 1, 0)]


def test_a_later_generation_replaces_an_earlier_one_and_not_the_other_way() -> None:
    """Claims that both read keep their ids and are not taken back."""
    new = article("a", "2024-09-01", stance("rejects"), toll(12), generation=1)
    row = after(FIRST, new)
    assert sent(route(new, after(FIRST))) == [("israel|lebanon-ceasefire", 1, 0), ("gaza|killed", 1, 1)]
    assert route(FIRST, row).row == row
    assert {one.version.generation for one in route(FIRST, row).stances} == {1}


def test_one_generation_that_was_read_twice_otherwise_has_one_reading() -> None:
    """An operator forgot to raise it: which of the two counts does not depend on the order."""
    other = FIRST.model_copy(update={"stances": SECOND.stances})
    assert after(FIRST, other) == after(other, FIRST)


def test_the_row_forgets_its_oldest_readings_and_says_so() -> None:
    """The standing one stays, whatever its size; the stamp of a forgotten one does, too."""
    many = [
        article("a", "2024-09-01", *(stance("rejects", quote=f"{n} " * 200) for n in range(90)), version=number)
        for number in range(12)
    ]
    row = after(*many)
    assert row is not None
    kept = versions._read(row)
    assert kept.more
    assert len(kept.stamps) == len(many) > len(kept.readings) > 1
    assert many[-1].version.content in kept.readings
    assert many[0].version.content not in kept.readings
    assert sum(map(len, (row,))) < 2 * versions.MAX_READINGS_BYTES


def test_two_readings_of_one_generation_end_the_same_in_either_order() -> None:
    """An operator who forgot to raise the generation gets one answer all the same."""
    one = article("a", "2024-09-01", stance("rejects"))
    others = [article("a", "2024-09-01", stance(position)) for position in ("conditional", "supports", "noncommittal")]
    for other in others:
        assert one.version == other.version
        assert after(one, other) == after(other, one)
        assert answer([one, other], POLICY) == answer([other, one], POLICY)


def test_the_latest_of_many_versions_are_kept_and_the_row_says_that_others_were_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An article that is corrected without end does not grow without end."""
    rows = [article("a", "2024-09-01", stance("rejects", quote=f"No. {n}"), version=n) for n in range(6)]
    bytes_of_one = len(encode(versions.reading_of(rows[0])))
    for fit, more in ((2 * bytes_of_one, True), (2 * bytes_of_one - 1, True), (5 * bytes_of_one, False)):
        monkeypatch.setattr(versions, "MAX_READINGS_BYTES", fit)
        row = orjson.loads(after(*rows) or b"")
        latest = [one.version.content for one in rows[-1 - fit // bytes_of_one :]]
        assert set(row["readings"]) == set(latest)
        assert row["more"] is more


def test_a_second_is_earlier_than_its_fractions() -> None:
    """Though its letters sort behind them; a stamp that is not known says nothing."""
    second, later = "2025-01-01T00:00:00Z", "2025-01-01T00:00:00.5Z"
    assert second > later
    assert earliest(later, second) == earliest(second, later) == second
    assert earliest(None, later) == later
    assert earliest(None, None) is None
