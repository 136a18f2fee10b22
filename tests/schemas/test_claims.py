"""Claims refuse what is no claim, and say which slots they know."""

from typing import Any

import pytest
from pydantic import ValidationError

from schemas.claims import CasualtyClaim, StanceClaim

COMMON: dict[str, Any] = {
    "id": "1",
    "start": 0,
    "end": 5,
    "quote": "words",
    "rule": "r",
    "confidence": 80,
    "time": "current",
}
STANCE: dict[str, Any] = {**COMMON, "party": "iran", "issue": "gaza-ceasefire", "position": "supports", "voice": "own"}
COUNT: dict[str, Any] = {**COMMON, "harm": "killed", "low": 5, "high": 5, "kind": "incident"}


def test_an_unknown_slot_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(ValidationError, match=r"unknown slot stance; known are .*position.*"):
        StanceClaim(**{**STANCE, "stance": "supports"})


def test_absent_optional_slots_are_null() -> None:
    claim = StanceClaim(**STANCE)
    assert (claim.speaker, claim.day, claim.object, claim.terms, claim.teller) == (None,) * 5
    assert StanceClaim.model_validate_json(claim.model_dump_json()) == claim


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"party": "United States"}, "party"),
        ({"party": "a|b"}, "party"),
        ({"quote": "four"}, "as long as its span"),
        ({"confidence": 80.5}, "confidence"),
        ({"confidence": 101}, "confidence"),
        ({"day": {"from": "2024-11-27", "to": "2024-11-26"}}, "begins before it ends"),
        ({"terms": {"start": 3, "end": 1}}, "ends where it starts"),
        ({"words": [1, 2, 3]}, "words"),
    ],
)
def test_what_is_no_stance_claim_says_why(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        StanceClaim(**{**STANCE, **change})


def test_a_dissenter_has_an_id_of_its_own() -> None:
    assert StanceClaim(**{**STANCE, "party": "israel:dissent"}).party == "israel:dissent"


@pytest.mark.parametrize(
    ("change", "said"),
    [({"high": 4}, "high is not below low"), ({"low": -1}, "low"), ({"low": 5.0}, "low"), ({"harm": "hurt"}, "harm")],
)
def test_what_is_no_count_says_why(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        CasualtyClaim(**{**COUNT, **change})


def test_a_count_can_be_open_above() -> None:
    assert CasualtyClaim(**{**COUNT, "high": None}).high is None
