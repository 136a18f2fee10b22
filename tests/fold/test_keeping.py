"""What a row keeps of claims that are long, many or strange."""

import orjson

from streams.codebook.policy import load_policy
from streams.fold.answer import answer, fold_position, standing
from streams.fold.keeping import MAX_CLAIM_BYTES
from streams.fold.rows import size
from tests.laws.making import article, stance, toll

POLICY = load_policy()
KEY = ("israel", "lebanon-ceasefire")


def test_a_long_quote_is_cut_with_its_span() -> None:
    """What stands in the row are still the exact characters from start to end."""
    quote = "\u00bbنعم\u00ab \U0001f54a\n" * 90
    row = article("a", "2024-09-01", stance("rejects", quote=quote, speaker="\u00e9" * 290), outlet="\U0001f4f0" * 150)
    line = fold_position(*KEY, standing([row]).stances[KEY], POLICY.positions)
    [kept] = [claim for day in line.days.values() for claim in day.claims]
    assert size(kept) <= MAX_CLAIM_BYTES
    assert 0 < len(kept.quote) == kept.end - kept.start
    assert quote.startswith(kept.quote)
    assert kept.speaker is not None
    assert len(orjson.dumps(kept.speaker)) <= 100


def test_an_ordinary_quote_is_kept_whole() -> None:
    """500 characters of English, its speaker and outlet."""
    quote = "We shall not sign. " * 26
    row = article("a", "2024-09-01", stance("rejects", quote=quote, speaker="the minister of foreign affairs"))
    [position] = answer([row], POLICY)["positions"]
    assert position["evidence"][0]["quote"] == quote
    assert position["evidence"][0]["speaker"] == "the minister of foreign affairs"


def test_a_claim_without_words_echoes_nothing_and_is_no_echo() -> None:
    """Unknown words are like no others."""
    rows = [
        article("a", "2024-09-01", stance("rejects", words=None)),
        article("b", "2024-09-02", stance("supports", words=None)),
        article("c", "2024-09-03", stance("rejects", words=None)),
    ]
    assert len(answer(rows, POLICY)["alerts"]) == 2


def test_the_first_and_the_last_day_of_the_calendar_are_days() -> None:
    """A date that somebody made up stops nothing."""
    rows = [
        article("a", "0001-01-01", stance("rejects"), toll(10)),
        article("b", "9999-12-31", stance("supports"), toll(5)),
    ]
    found = answer(rows, POLICY)
    assert [position["since"] for position in found["positions"]] == ["9999-12-31"]
    assert found["alerts"] == []
