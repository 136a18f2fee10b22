"""The head of a stranger's file can say what it says, and do nothing."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.replay.frontmatter import ALLOWED, LONGEST, FrontMatterError, split

PLAIN = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=40)


@given(st.text(max_size=400))
def test_any_text_is_split_or_refused_and_nothing_of_the_body_is_lost(text: str) -> None:
    try:
        values, body = split(f"---\n{text}")
    except FrontMatterError:
        return
    assert set(values) <= set(ALLOWED)
    assert text.endswith(body)


@given(st.dictionaries(st.sampled_from(ALLOWED), PLAIN.filter(lambda value: bool(value.strip())), max_size=6))
def test_what_was_quoted_comes_back(values: dict[str, str]) -> None:
    head = "".join("{}: '{}'\n".format(key, value.replace("'", "''")) for key, value in values.items())
    assert split(f"---\n{head}---\nThe body.\n") == (values, "The body.\n")


@pytest.mark.parametrize("value", ["no", "2024-11-26", "1e3", "null", "0x10", "12:30:00"])
def test_a_value_stays_what_was_written(value: str) -> None:
    assert split(f"---\ntitle: {value}\n---\n")[0] == {"title": value}


def test_a_tag_makes_nothing_but_its_text() -> None:
    assert split("---\ntitle: !!python/name:os.system x\n---\n")[0] == {"title": "x"}


def test_a_rule_of_dashes_in_the_text_is_no_head() -> None:
    text = "Talks went on.\n---\ntitle: not a head\n---\n"
    assert split(text) == ({}, text)


@pytest.mark.parametrize("bomb", ["&a [*a]", "[" * 5000, "{a: " * 3000, "? " * 4000])
def test_bombs_are_refused_in_no_time(bomb: str) -> None:
    begun = time.process_time()
    with pytest.raises(FrontMatterError):
        split(f"---\ntitle: {bomb}\n---\n")
    assert time.process_time() - begun < 5


def test_a_head_that_does_not_end_soon_is_none() -> None:
    with pytest.raises(FrontMatterError, match="has no line ---"):
        split("---\n" + "a: b\n" * LONGEST + "---\n")
