"""How well copies are told from other stories on the same subject, measured on sentences of our own."""

from collections.abc import Iterator
from dataclasses import fields
from itertools import combinations

import pytest

from schemas.tables import KeptStance
from schemas.vocabulary import Time
from streams.codebook.policy import load_policy
from streams.codebook.words import COUNT, words
from streams.fold.echoes import echoes, equal_words

POLICY = load_policy().positions

STORIES = [
    "The foreign minister said on Thursday that the army would not halt before the rockets from the north stop.",
    "A spokesman for the movement told a Beirut channel that it would accept the 21-day truce if the drones left.",
    "Hours after the envoys had left, the prime minister's office denied that any draft of a truce was on the table.",
    "The movement's deputy leader said in a televised speech that the guns would stay loud until the siege was lifted.",
    "Two officials who had read the letter said the cabinet was ready for a pause of 60 days under three conditions.",
    "The president called on both sides to lay down their arms and to return to the line that they held in spring.",
    "In a statement of four lines the ministry welcomed the ceasefire and thanked the mediators for their patience.",
    "The general told lawmakers that no truce would be signed as long as 101 captives were held underground.",
    "Negotiators for the rebels left the hotel at dawn and said they had agreed to nothing and would sign nothing.",
    "The government has approved the plan for a truce by ten votes to one, the cabinet secretary said late on Tuesday.",
    "The militia rejected the offer of a humanitarian pause, saying it would give the other army time to dig in.",
    "Its foreign minister urged an immediate end to the fighting and offered to host the next round of talks.",
    "The defence minister ruled out a ceasefire on the northern front before the residents are back in their homes.",
    "The defence minister said that the northern front would see no ceasefire until people can live there in safety.",
    "A ceasefire in the north is out of the question for the defence minister while residents cannot go back home.",
    "The group said that it had handed its answer to the mediators and that it insisted on a complete withdrawal.",
    "The group's answer, handed to the mediators on Sunday, asks for changes to the timetable of the withdrawal.",
    "The army chief promised to fight on in the capital and called the ceasefire that the neighbours proposed a trap.",
    "Washington said that Israel had accepted the outline of a truce and that it was now up to the other side.",
    "According to Washington, the outline of a truce is acceptable to Israel and the answer of Hamas is awaited.",
]
"""Twenty statements on truces; some tell the same event in other words, as two reporters do."""


def copies(sentence: str) -> Iterator[tuple[str, str]]:
    """A sentence as other outlets print it: how it was changed, and what came of it."""
    read = sentence.rstrip(".").split()
    yield "as it is", sentence
    yield "label", f"Opinion | {sentence}"
    yield "outlet", f"{sentence} | The Levant Courier"
    yield "capitals and marks", sentence.upper().replace(",", " –")
    yield "figure", " ".join("37" if any(sign.isdigit() for sign in word) else word for word in read) + "."
    yield "trimmed", " ".join(read[:-2]) + "."
    yield "one word", " ".join([*read[:6], "reportedly", *read[6:]]) + "."
    yield "another word", " ".join([*read[:9], "officials", *read[10:]]) + "."
    yield "dateline", f"BEIRUT (Wire) - {sentence}"
    yield "day left out", sentence.replace(" on Thursday", "").replace(" on Sunday", "").replace(" late on Tuesday", "")


def is_copy(one: str, other: str) -> bool:
    """Whether the fold would take one sentence for a copy of the other."""
    return equal_words(words(one), words(other)) >= POLICY.echo_words


def test_copies_are_found_and_other_stories_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the near copies nearly all are found, and no other story on the subject is taken for one."""
    near = [(how, is_copy(sentence, copy)) for sentence in STORIES for how, copy in copies(sentence)]
    others = [is_copy(one, other) for one, other in combinations(STORIES, 2)]
    across = [
        is_copy(copy, other) for one in STORIES for _, copy in copies(one) for other in STORIES if other is not one
    ]
    found, false = sum(hit for _, hit in near), sum(others) + sum(across)
    recall, precision = found / len(near), found / (found + false)
    missed = sorted({how for how, hit in near if not hit})
    with capsys.disabled():
        print(f"\nechoes: {len(near)} copies, {len(others) + len(across)} other pairs:", end=" ")  # noqa: T201
        print(f"recall {recall:.3f}, precision {precision:.3f}; missed: {', '.join(missed) or 'none'}")  # noqa: T201
    assert recall >= 0.95
    assert precision >= 0.99


def test_an_updated_figure_is_no_new_sentence() -> None:
    """Figures are one word, however they are written."""
    one = "At least 1,204 people have been killed since the truce ended, so there will be no other, the minister said."
    assert words(one) == words(one.replace("1,204", "987"))


def test_words_are_small_and_of_the_text_alone() -> None:
    """16 values that fit two bytes each, the same for every call; a text without words has values, too."""
    for text in ("", "—", "Opinion |", "لا هدنة", "a" * 10_000, STORIES[0]):
        assert len(words(text)) == COUNT
        assert words(text) == words(text)
        assert all(0 <= value < 2**16 for value in words(text))


def test_a_headline_of_labels_alone_is_still_read() -> None:
    """Where every part beside a bar is short, all of them count."""
    assert words("Truce rejected | Live") != words("Truce accepted | Live")


def kept(name: str, words: tuple[int, ...]) -> KeptStance:
    """A refusal of these words; all else is empty."""
    slots = dict.fromkeys((field.name for field in fields(KeptStance)), None)
    told = {"id": name, "position": "rejects", "time": Time.CURRENT, "said": False, "words": words}
    return KeptStance(**{**slots, **told})  # type: ignore[arg-type]


def test_an_echo_is_found_wherever_its_four_other_words_are() -> None:
    """All 1,820 ways to differ in four of sixteen places; five are one too many."""
    first = tuple(range(16))
    for count, heard in ((4, True), (5, False)):
        for places in combinations(range(16), count):
            other = tuple(word + 100 if place in places else word for place, word in enumerate(first))
            days = {1: [kept("a", first)], 15: [kept("b", other)]}
            assert (echoes(days, {15}, POLICY) == {"b"}) is heard, places


def test_an_undated_list_of_words_between_two_is_passed_over() -> None:
    """A claim without words is no echo, and what stands behind it is still read."""
    first = tuple(range(16))
    days = {1: [kept("a", first)], 2: [kept("b", None), kept("c", first)]}  # type: ignore[arg-type]
    assert echoes(days, {2}, POLICY) == {"c"}
