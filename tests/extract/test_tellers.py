"""Whose word a position is: the party's own, another party's about it, or nobody's by name."""

import pytest

from streams.codebook import load
from streams.extract.stances import Draft, stances
from streams.extract.text import read

ABOUT = (
    "Lebanon has seen months of war between Israel and Hezbollah. In Beirut, in Lebanon, people asked about a truce."
)


def drafts(text: str, party: str) -> list[Draft]:
    """What a passage states of one party."""
    return [one for one in stances(read(None, f"{ABOUT}\n\n{text}"), load(), "2024-10-20") if one.party == party]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Netanyahu's office said in a statement that Hezbollah was not ready to accept the truce.",
            "Netanyahu's office",
        ),
        ("The Israeli army said late on Monday that Hezbollah had rejected the truce.", "Israeli army"),
        ("Israel's foreign ministry added on Sunday that Hezbollah refused it.", "Israel's foreign ministry"),
        ("Hezbollah, Netanyahu's office said, is refusing the truce.", "Netanyahu's office"),
        ("According to Israel, Hezbollah rejected the truce.", "Israel"),
        ('"Hezbollah rejects the truce," Netanyahu said on Tuesday.', "Benjamin Netanyahu"),
        ('"We did all we could," Netanyahu said. "Hezbollah refuses the truce, and we go on."', "Benjamin Netanyahu"),
    ],
)
def test_what_one_side_says_of_the_other_is_attributed_to_it(text: str, speaker: str) -> None:
    [draft] = drafts(text, "hezbollah")
    assert (draft.position, draft.voice, draft.speaker) == ("rejects", "attributed", speaker)
    assert draft.told_by == ("israel",)


@pytest.mark.parametrize(
    "text",
    [
        "In a statement, Hezbollah said it rejects the truce.",
        "Hezbollah officials said on Sunday that the group rejects the truce.",
        '"Hezbollah rejects the truce," Hezbollah said on Tuesday.',
        "Hezbollah rejected the truce.",
    ],
)
def test_what_a_side_says_of_itself_is_its_own(text: str) -> None:
    [draft] = drafts(text, "hezbollah")
    assert (draft.position, draft.voice) == ("rejects", "own")


@pytest.mark.parametrize(
    "text",
    [
        "Israeli media said that Hezbollah rejected the truce.",
        "Two Israeli sources said that Hezbollah rejected the truce.",
        "According to a source with knowledge of the talks, Hezbollah rejected the truce.",
        "Hezbollah reportedly rejected the truce.",
        "Israel's Channel 12 said that Hezbollah rejected the truce.",
    ],
)
def test_what_nobody_says_by_name_is_reported(text: str) -> None:
    [draft] = drafts(text, "hezbollah")
    assert (draft.position, draft.voice, draft.speaker) == ("rejects", "reported", None)


def test_two_tellers_are_both_known_and_the_us_is_no_pronoun() -> None:
    [draft] = drafts("The US and France each announced that Hezbollah accepted the truce.", "hezbollah")
    assert (draft.voice, draft.told_by) == ("attributed", ("united-states", "france"))
