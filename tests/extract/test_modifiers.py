"""What a modifier covers: its direction, its reach, the words that end its scope, and what only looks like it."""

from pathlib import Path

import pytest

from streams.codebook import Codebook, CodebookError, load
from streams.codebook.modifiers import Modifier, ModifierKind
from streams.extract.modifiers import Sign, has

ENTRY = """
[lately]
kind = "past"
words = ["of old"]
direction = "{direction}"
example = "Of old Norland refused."
contrast = "Of gold Norland refused."
{more}
"""


def book(folder: Path, direction: str, more: str = "") -> Codebook:
    """The built-in codebook and a group of modifiers of ours."""
    folder.joinpath("modifiers.toml").write_text(ENTRY.format(direction=direction, more=more), "utf-8")
    return load(folder)


def covering(text: str, codebook: Codebook) -> Sign | None:
    """The modifier of the past that covers the act "refused" in a text."""
    start = text.index("refused")
    return has(text, codebook, ModifierKind.PAST, act=(start, start + len("refused")))


@pytest.mark.parametrize("entry", load().modifiers.values(), ids=lambda entry: entry.id)
def test_a_group_is_found_in_its_example_and_not_in_its_contrast(entry: Modifier) -> None:
    found = has(entry.example, load(), entry.kind)
    assert found is not None
    assert found.id == entry.id
    assert has(entry.contrast, load(), entry.kind) is None


@pytest.mark.parametrize(
    ("direction", "before", "behind"), [("forward", True, False), ("backward", False, True), ("both", True, True)]
)
def test_a_modifier_covers_what_lies_in_its_direction(
    tmp_path: Path, direction: str, *, before: bool, behind: bool
) -> None:
    ours = book(tmp_path, direction)
    assert (covering("of old Norland refused", ours) is not None) is before
    assert (covering("Norland refused of old", ours) is not None) is behind


def test_a_modifier_covers_no_more_words_than_its_reach(tmp_path: Path) -> None:
    ours = book(tmp_path, "forward", "reach = 2")
    assert covering("of old proud Norland refused", ours) is not None
    assert covering("of old proud rainy Norland refused", ours) is None


def test_a_word_that_ends_the_scope_shields_what_is_beyond_it(tmp_path: Path) -> None:
    ours = book(tmp_path, "both", 'ends = ["but"]')
    assert covering("Norland agreed of old and refused", ours) is not None
    assert covering("Norland agreed of old but refused", ours) is None
    assert covering("Norland refused but agreed of old", ours) is None


def test_a_pseudo_trigger_hides_the_word_in_it_alone(tmp_path: Path) -> None:
    ours = book(tmp_path, "both", 'pseudo = ["of old age"]')
    assert covering("Norland refused bread of old age", ours) is None
    assert covering("Norland of old refused bread of old age", ours) is not None


@pytest.mark.parametrize(
    ("direction", "more", "error"),
    [
        ("sideways", "", "'sideways' is none of forward, backward, both"),
        ("both", "reach = 0", "reach counts words and is 1 or more"),
        ("both", 'scope = "clause"', "unknown scope; allowed are"),
    ],
)
def test_a_slip_in_a_group_is_named(tmp_path: Path, direction: str, more: str, error: str) -> None:
    with pytest.raises(CodebookError, match=error):
        book(tmp_path, direction, more)
