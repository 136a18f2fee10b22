"""The matcher: it finds what a search name by name finds, and its work grows with the text alone."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.codebook import Codebook
from streams.codebook.leads import Role
from streams.codebook.names import Names, Word, names

WORDS = ("Norland", "Rivermen", "White", "Tower", "Ada", "Orm", "said", "the", "RM", "Norlandic", "Gazette")


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_the_longest_name_at_each_place_is_found_and_none_is_missed(chosen: list[str]) -> None:
    compiled = _small()
    text = " ".join(chosen)
    found = [(one.first, one.last) for one in compiled.find(text, compiled.words(text))]
    assert found == list(_by_hand(chosen))


def _by_hand(chosen: list[str]) -> Iterator[tuple[int, int]]:
    """The same search by trying every name at every place."""
    place = 0
    while place < len(chosen):
        ends = [end for end in range(place + 1, len(chosen) + 1) if " ".join(chosen[place:end]) in _NAMES]
        if ends:
            yield place, ends[-1]
        place = ends[-1] if ends else place + 1


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_every_name_lies_in_it(text: str) -> None:
    compiled = _small()
    for one in compiled.find(text, compiled.words(text)):
        assert 0 <= one.start < one.end <= len(text)


class _Counted(dict[str, object]):
    """A table of the trie that counts how often it is asked."""

    asked = 0

    def get(self, key: str, default: object = None) -> object:
        type(self).asked += 1
        return super().get(key, default)


@pytest.mark.parametrize(
    "text", ["Norland ", "U ", "Ada R R R ", "White ", "White Tower ", "Ada R ", "x ", "Norland's "]
)
def test_the_work_grows_with_the_text_and_no_faster(text: str) -> None:
    assert _asked(text * 2000) <= 2.1 * _asked(text * 1000) + 20


def _asked(text: str) -> int:
    compiled = _small()
    node = compiled._root
    pending = [node]
    while pending:
        node = pending.pop()
        pending += node.following.values()
        node.following = _Counted(node.following)  # type: ignore[assignment]
    _Counted.asked = 0
    list(compiled.find(text, compiled.words(text)))
    return _Counted.asked


def test_the_words_of_a_text_keep_their_places(book: Codebook) -> None:
    text = "Émile's U.S.-backed «plan»"
    assert names(book).words(text) == (
        Word(0, 5, "Émile", "emile"),
        Word(6, 7, "s", "s"),
        Word(8, 9, "U", "u"),
        Word(10, 11, "S", "s"),
        Word(13, 19, "backed", "backed"),
        Word(21, 25, "plan", "plan"),
    )


def test_a_word_leads_to_every_entry_that_has_it(book: Codebook) -> None:
    leads = names(book).leads("lind")
    assert {(lead.role, lead.id) for lead in leads} >= {(Role.SURNAME, "bo-lind"), (Role.SURNAME, "kara-lind")}
    assert {lead.id for lead in leads if not lead.weak} == {"bo-lind"}
    assert names(book).leads("White") == ()


_NAMES = ("Norland", "Rivermen", "White Tower", "Ada Orm", "RM", "Norland Gazette", "U S")


def _small() -> Names:
    from streams.codebook.leads import Lead

    return Names([Lead(Role.NAME, name.lower(), name) for name in _NAMES], {})
