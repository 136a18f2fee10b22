"""The extractor against the annotation guide: passages of our own, each with a twin in which one thing is otherwise."""

from collections import Counter

import pytest

from streams.codebook import load
from streams.extract import extract
from tests.cases.guide import Case, case, cases, casualties_of, stances_of

CASES = cases()
RULES = {*map(str, range(1, 23)), "13a", "13b", "13c", "13d"}


@pytest.mark.parametrize(
    "passage",
    [
        pytest.param(
            passage,
            id=passage.id,
            marks=[pytest.mark.xfail(reason=passage.why, strict=True)] if passage.known_gap else [],
        )
        for passage in CASES
    ],
)
def test_a_passage_is_read_as_the_guide_reads_it(passage: Case) -> None:
    claims = extract(passage.article, load())
    stances, casualties = stances_of(claims, passage.article), casualties_of(claims)
    assert {found.claim for found in stances} == {expected.claim for expected in passage.stances}
    assert Counter(found.claim for found in casualties) == Counter(expected.claim for expected in passage.casualties)
    for expected in (*passage.stances, *passage.casualties):
        assert any(expected.met_by(found) for found in (*stances, *casualties)), expected


def test_every_rule_has_a_passage_and_every_passage_a_twin() -> None:
    by_id = {passage.id: passage for passage in CASES}
    assert len(by_id) == len(CASES)
    assert not RULES - {passage.rule for passage in CASES}
    assert len({passage.theatre for passage in CASES}) >= 15
    twins = {passage.twin for passage in CASES} | {passage.id for passage in CASES if passage.twin}
    assert set(by_id) == twins - {None}
    for passage in CASES:
        if passage.twin:
            other = by_id[passage.twin]
            assert other.rule == passage.rule
            assert (other.article.title, other.article.text) != (passage.article.title, passage.article.text)


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        ({"id": "x", "colour": "red"}, "unknown colour; known are"),
        ({"stances": ["oman sudan-ceasefire rejects loudly"]}, "only past, part, attributed, own, reported"),
        ({"casualties": ["killed"]}, "after 2 words"),
        ({"casualties": ["killed 2-2 | colour=red"]}, "unknown colour; known are attributed_to, group"),
    ],
)
def test_a_slip_in_a_case_is_named(entry: dict[str, object], error: str) -> None:
    whole = {"id": "x", "rule": "1", "theatre": "oman", "published": "2024-01-01", "text": "Rain fell."}
    with pytest.raises(ValueError, match=error):
        case(whole | entry)
