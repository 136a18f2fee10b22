"""Ids are functions of what they name: the same in every process, different for what differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.ids import article_id, canonical_url, content_id, natural_id, position_key, toll_key

SAME_PAGE = [
    "https://example.org/news/17",
    "http://www.example.org/news/17/",
    "https://EXAMPLE.org:443/news/17?utm_source=front&fbclid=x#comments",
    "  https://example.org/news/17?  ",
]


@pytest.mark.parametrize("address", SAME_PAGE)
def test_addresses_of_one_page_are_one_address(address: str) -> None:
    assert canonical_url(address) == "https://example.org/news/17"


def test_parameters_that_name_the_page_stay_in_any_order() -> None:
    assert canonical_url("https://example.org/?b=2&a=1") == canonical_url("https://example.org/?a=1&b=2")
    assert canonical_url("https://example.org/?a=1") != canonical_url("https://example.org/?a=2")


@pytest.mark.parametrize("address", ["ftp://example.org/a", "example.org/a", "https:///a", ""])
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="http"):
        canonical_url(address)


def test_an_article_is_named_by_its_address_then_its_id_then_its_words() -> None:
    named = {"given": "a1", "outlet": "North Wire", "text": "Some words."}
    by_url = article_id(url="https://example.org/1", **named)
    assert by_url == article_id(url="https://www.example.org/1/", given=None, outlet=None, text="Other words.")
    assert article_id(url=None, **named) == article_id(url=None, given="a1", outlet=None, text="Other words.")
    by_words = article_id(url=None, given=None, outlet="North Wire", text="Some words.")
    assert by_words == article_id(url=None, given=None, outlet="North Wire", text=" some\n WORDS. ")
    assert by_words != article_id(url=None, given=None, outlet="Bay Gazette", text="Some words.")


def test_parts_of_a_natural_id_do_not_run_into_each_other() -> None:
    assert natural_id("a", "bc") != natural_id("ab", "c")
    assert natural_id("a", None) != natural_id("a", "None")


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=5))
def test_the_content_of_an_article_has_no_order(fields: dict[str, str]) -> None:
    assert content_id(fields) == content_id(dict(reversed(fields.items())))


def test_keys_are_written_with_a_bar() -> None:
    assert position_key("israel:dissent", "gaza-ceasefire") == "israel:dissent|gaza-ceasefire"
    assert toll_key("gaza", "killed") == "gaza|killed"
