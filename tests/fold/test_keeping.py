"""What a row keeps of claims that are long, many or strange."""

from dataclasses import replace

import orjson

from schemas.moments import Interval
from schemas.tables import CasualtyDay
from schemas.vocabulary import Harm
from streams.codebook.policy import load_policy
from streams.fold.answer import answer, fold_position, standing
from streams.fold.keeping import MAX_CLAIM_BYTES, casualty, keep_casualties, keep_stances
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


def test_terms_and_the_one_who_counts_are_kept_for_the_reader() -> None:
    """An alert shows the words that name the conditions, and who gave a figure."""
    conditions = {"start": 4, "end": 20}
    rows = [
        article("a", "2024-09-01", stance("rejects"), toll(20_001, attributed_to="The ministry")),
        article("b", "2024-09-02", stance("conditional", terms=conditions), toll(10_001, attributed_to="The ministry")),
    ]
    shift, revision = sorted(answer(rows, POLICY)["alerts"], key=lambda alert: str(alert["type"]))
    assert shift["evidence"]["to"][0]["terms"] == conditions
    assert [shown["attributed_to"] for shown in revision["evidence"]["now"]] == ["The ministry"]


def test_a_row_says_that_it_left_some_out_and_goes_on_saying_so() -> None:
    """Three of one teller and outlet are kept; which did not fit is forgotten, that some did not is not."""
    most = POLICY.positions.kept_per_teller
    for count, more in ((most, False), (most + 1, True)):
        rows = [article(f"a{n}", "2024-09-01", stance("rejects")) for n in range(count)]
        line = fold_position(*KEY, standing(rows).stances[KEY], POLICY.positions)
        [day] = line.days.values()
        assert (len(day.claims), day.more) == (most, more)
        kept = keep_stances(day, gone=[day.claims[0].id], new=(), policy=POLICY.positions)
        assert (len(kept.claims), kept.more) == (most - 1, more)


def test_a_full_row_of_counts_keeps_running_tolls_and_says_that_it_left_some_out() -> None:
    """Incidents give way to tolls, and what is compared with nothing gives way first."""
    small = replace(POLICY.tolls, kept_per_row=2)
    incident = toll(3, kind="incident", happened=Interval.of("2024-09-01"), counted_from=None)
    rows = [
        article(name, "2024-09-01", count)
        for name, count in (("a", toll(5, source_id=None)), ("b", incident), ("c", incident), ("d", toll(20_001)))
    ]
    claims = [casualty(claim) for claim in standing(rows).casualties["gaza", Harm.KILLED]]
    full = keep_casualties(CasualtyDay(), gone=(), new=claims, policy=small)
    assert sorted(claim.low for claim in full.claims) == [3, 20_001]
    assert full.more
    assert not keep_casualties(CasualtyDay(), gone=(), new=claims[:2], policy=small).more
    fewer = keep_casualties(full, gone=[full.claims[0].id], new=(), policy=small)
    assert (len(fewer.claims), fewer.more) == (1, True)


def test_what_two_outlets_tell_in_the_same_words_is_told_once() -> None:
    """12 of 16 equal words are the same words: then the second is no support, also where its text dates it."""

    def pending(equal: int) -> int:
        mine = tuple(range(16))
        theirs = (*mine[:equal], *range(100, 116 - equal))
        rows = [
            article(name, "2024-09-01", stance("rejects", day="2024-09-01", voice="reported", words=w), outlet=name)
            for name, w in (("north-wire", mine), ("south-post", theirs))
        ]
        [position] = answer(rows, POLICY)["positions"]
        return sum(len(side) for day in position["pending"] for side in day["evidence"].values())

    assert (pending(11), pending(12)) == (0, 2)
