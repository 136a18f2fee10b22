"""What a dead letter carries: the record as it came, and behind its headers where from and why."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.deadletters.headers import (
    CODE,
    LONGEST_MESSAGE,
    MESSAGE,
    OFFSET,
    PARTITION,
    REASON,
    TOPIC,
    Headers,
    Reason,
    dead_letter,
    pairs,
    split,
)
from streams.errors import TrucewireError

NAMES = st.sampled_from(["ce_id", "trace", TOPIC, REASON, ""])


def record(*, value: bytes | None = b"v", headers: object = ()) -> SimpleNamespace:
    return SimpleNamespace(topic="t", partition=2, offset=17, key=b"k", value=value, headers=headers)


@given(
    value=st.none() | st.binary(max_size=50),
    came=st.lists(st.tuples(NAMES, st.binary(max_size=10)), max_size=6),
    reason=st.sampled_from(Reason),
    message=st.text(max_size=50),
)
def test_the_record_is_untouched_and_the_block_is_found_again(
    value: bytes | None, came: Headers, reason: Reason, message: str
) -> None:
    key, content, headers = dead_letter(record(value=value, headers=came), reason, ValueError(message))
    assert (key, content) == (b"k", value)
    original, block = split(headers)
    assert original == came
    assert (block[TOPIC], block[PARTITION], block[OFFSET], block[REASON]) == ("t", "2", "17", reason)


def test_a_dead_letter_that_dies_again_keeps_its_first_block_as_a_header_that_came() -> None:
    once = dead_letter(record(headers=[("ce_id", b"1")]), Reason.INVALID, ValueError("first"))[2]
    twice = dead_letter(record(headers=once), Reason.TIMEOUT, ValueError("second"))[2]
    original, block = split(twice)
    assert original == once
    assert block[MESSAGE] == "second"


def test_a_named_error_gives_its_code_and_a_long_message_is_cut() -> None:
    class BadError(TrucewireError):
        code = "TW-BAD"

    block = split(dead_letter(record(), Reason.FAILED, BadError("x" * 5000))[2])[1]
    assert block[CODE] == "TW-BAD"
    assert len(block[MESSAGE]) == LONGEST_MESSAGE
    assert CODE not in split(dead_letter(record(), Reason.FAILED, ValueError("x"))[2])[1]


@pytest.mark.parametrize("given_as", [{"a": b"1", "b": b"2"}, [("a", b"1"), ("b", b"2")], (("a", b"1"), ("b", b"2"))])
def test_headers_are_read_whichever_way_a_client_gives_them(given_as: object) -> None:
    assert pairs(given_as) == [("a", b"1"), ("b", b"2")]  # type: ignore[arg-type]
    assert pairs(None) == []


def test_a_record_of_another_program_has_no_block() -> None:
    assert split([("ce_id", b"1")]) == ([("ce_id", b"1")], {})
