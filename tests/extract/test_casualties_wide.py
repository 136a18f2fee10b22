"""Counts in wider wording, and the slots around a count: place, source, kind and time."""

import tomllib
from pathlib import Path

import pytest

from tests.extract.reading import counts, written

CASES = Path(__file__).parents[1] / "cases"
WORDINGS = tomllib.loads((CASES / "casualties-wide.toml").read_text("utf-8"))["case"]
SLOTS = tomllib.loads((CASES / "casualties-slots-wide.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", WORDINGS, ids=[case["text"][:60] for case in WORDINGS])
def test_a_sentence_tells_these_counts(case: dict[str, object]) -> None:
    found = sorted(written(draft) for draft in counts(str(case["text"])))
    assert found == sorted(case["counts"])  # type: ignore[call-overload]


@pytest.mark.parametrize("case", SLOTS, ids=[case["text"][:70] for case in SLOTS])
def test_the_slots_of_the_last_count(case: dict[str, str]) -> None:
    last = counts(case["text"])[-1]
    for slot in ("place", "place_id", "attributed_to", "kind", "time"):
        if slot in case:
            assert str(getattr(last, slot)).lower() == case[slot].lower(), slot


def test_a_body_whose_name_ends_with_a_place_is_no_place() -> None:
    (told,) = counts("The clinic in Kandahar told Radio Free Asia that six farmers died.")
    (there,) = counts("The clinic told the radio that six farmers died in Asia.")
    assert (told.place_id, there.place_id) == ("kandahar", "asia")
