"""An article as sentences: repaired, split, without the page around it, and every offset leads back."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.vocabulary import Part
from streams.codebook import load
from streams.extract.boilerplate import LINE_RULES, LineRule
from streams.extract.casualties import casualties
from streams.extract.dates import ArticleDates
from streams.extract.offsets import repair
from streams.extract.sentences import LONGEST, split
from streams.extract.text import MOST_SENTENCES, read


def sentences(text: str, title: str | None = None) -> list[str]:
    """The sentences of an article, as they are read."""
    return [sentence.text for sentence in read(title, text).sentences]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It rained. The army left.", ["It rained.", "The army left."]),
        ("The U.S. envoy left the U.S. The army stayed.", ["The U.S. envoy left the U.S.", "The army stayed."]),
        ("Gen. Ali Karim met George W. Bush.", ["Gen. Ali Karim met George W. Bush."]),
        ("It began on Oct. 7 and cost $1.5 million.", ["It began on Oct. 7 and cost $1.5 million."]),
        (
            "It ended at 5 p.m. Thursday. It began at 3 a.m. Israel knew.",
            ["It ended at 5 p.m. Thursday.", "It began at 3 a.m.", "Israel knew."],
        ),
        ('"Stop!" he said. "We will not."', ['"Stop!" he said.', '"We will not."']),
        ("He left.The army stayed.", ["He left.", "The army stayed."]),
        ("See www.example.org.Now or never.", ["See www.example.org.Now or never."]),
        ("Twelve died. 30 were hurt.", ["Twelve died.", "30 were hurt."]),
        ("Who won? Nobody did.", ["Who won?", "Nobody did."]),
        ("It was... over. Then it was not.", ["It was... over.", "Then it was not."]),
        ("The firm, Karim Inc. The owner left.", ["The firm, Karim Inc.", "The owner left."]),
        ("No. 5 was hit", ["No. 5 was hit"]),
    ],
)
def test_a_paragraph_is_split_into_sentences(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in split(text)] == parts


def test_the_title_comes_first() -> None:
    document = read("Talks fail", "It rained. The army left.")
    assert [(one.part, one.paragraph) for one in document.sentences] == [
        (Part.TITLE, -1),
        (Part.TEXT, 0),
        (Part.TEXT, 0),
    ]


def test_curly_quotes_are_read_as_straight_ones() -> None:
    document = read(None, "“We’ll go,” he said.")
    assert document.sentences[0].text == '"We\'ll go," he said.'
    assert document.text[document.sentences[0].start :].startswith("“We’ll")


def test_garbled_letters_are_mended_and_lead_back() -> None:
    text = "JosÃ© said itâ€™s &amp; was the end of it for the people."
    (sentence,) = read(None, text).sentences
    assert sentence.text == "José said it's & was the end of it for the people."
    start = sentence.text.index("it's")
    low, high = sentence.original(start, start + 4)
    assert text[low:high] == "itâ€™s"


def test_words_that_a_lost_link_glued_are_parted() -> None:
    assert sentences("He spoke to theUnited Nations.") == ["He spoke to the United Nations."]


def test_a_sentence_that_begins_inside_a_quotation_says_so() -> None:
    document = read(None, '"We went. We came back," he said. He left.')
    assert [one.quoted for one in document.sentences] == [False, True, False]


def test_capitals_are_noticed() -> None:
    assert [one.caps for one in read(None, "THE ARMY LEFT THE TOWN.\n\nThe army left.").sentences] == [True, False]


def test_a_dateline_is_no_part_of_the_sentence() -> None:
    document = read(None, "TEL AVIV (Reuters) - The army left.")
    assert document.dateline is not None
    assert document.dateline.text == "TEL AVIV (Reuters)"
    assert [one.text for one in document.sentences] == ["The army left."]


def test_a_wrapped_text_is_joined_into_paragraphs() -> None:
    wrapped = (
        "THE AIR FORCE SAID ON MONDAY THAT NO PLANE OF ITS OWN HAD BOMBED A CAMP AND\n"
        "A VILLAGE IN THE NORTH, WHERE PEOPLE FROM THE TOWN HAD GONE FOR THE\n"
        "NIGHT AFTER THE RAIN HAD TAKEN THE BRIDGE AND THE ROAD THAT LED TO\n"
        "THE MARKET.\n\n"
        "A SECOND REPORT CAME FROM THE MAYOR OF THE TOWN, WHO SAID THAT THE\n"
        "PLANES HAD COME BACK AT DAWN."
    )
    assert [one.paragraph for one in read(None, wrapped).sentences] == [0, 1]


@pytest.mark.parametrize("rule", LINE_RULES, ids=[rule.id for rule in LINE_RULES])
def test_a_line_of_the_page_is_not_read(rule: LineRule) -> None:
    text = f"The army left the town.\n\n{rule.example}\n\nThe mayor of the town stayed with the people."
    document = read(None, text)
    assert [one.text for one in document.sentences] == [
        "The army left the town.",
        "The mayor of the town stayed with the people.",
    ]
    assert rule.id in {reason for _, _, reason in document.left_out}


@pytest.mark.parametrize(
    "line",
    [
        "By noon the army had left the town.",
        "Share prices fell as the talks broke down.",
        "Watch towers stand along the river.",
        "The picture is bleak, the mayor said.",
        "More than 40 people were killed.",
        "Follow-up talks are due on Friday.",
        "Image problems cost the minister his job.",
    ],
)
def test_a_line_of_the_article_is_read(line: str) -> None:
    assert line in sentences(f"The army left the town.\n\n{line}")


def test_what_follows_a_closing_heading_is_another_article() -> None:
    article = "The army left the town. The mayor of the town stayed with the people who had come from the hills."
    text = f"{article}\n\nLatest News\n\nTalks fail"
    assert len(sentences(text)) == 2


def test_a_paragraph_that_is_repeated_is_read_once() -> None:
    assert sentences("The army left the town.\n\nThe army left the town.") == ["The army left the town."]


def test_another_language_is_skipped_with_its_reason() -> None:
    document = read(
        None, "El ejército dijo que había matado a cinco personas en la ciudad durante un ataque aéreo nocturno."
    )
    assert (document.skipped, document.sentences) == ("language es", ())


def test_a_text_too_short_to_tell_is_read() -> None:
    assert read("Kyiv", "Kharkiv, Sumy, Odesa").skipped is None


def test_a_text_without_stops_is_cut_by_length() -> None:
    text = "the army of the north went on and on to the town " * 200
    assert all(len(sentence) <= LONGEST for sentence in sentences(text))


def test_a_book_is_read_up_to_its_limit() -> None:
    assert len(read(None, "The army of the town left it. " * 5000).sentences) == MOST_SENTENCES


PIECES = ["â€™", "Ã©", "&amp;", "&#39;", "\u200b", "\xa0", "theUnited ", "-", "(", "7", *"ab AZ.,!?\n\t'\"“”’é"]
MESSY = st.lists(st.sampled_from(PIECES), max_size=200).map("".join)


@settings(deadline=None)
@given(MESSY)
def test_every_sentence_leads_back_to_its_characters(text: str) -> None:
    document = read(text[:80], text)
    last = -1
    for sentence in document.sentences:
        part = document.part(sentence.part)
        assert 0 <= sentence.start < sentence.end <= len(part)
        assert repair(part[sentence.start : sentence.end]).text.split() == sentence.text.split()
        if sentence.part is Part.TEXT:
            assert sentence.start >= last
            last = sentence.end


@settings(deadline=None)
@given(MESSY, st.data())
def test_a_range_leads_back_in_order(text: str, data: st.DataObject) -> None:
    repaired = repair(text)
    end = data.draw(st.integers(0, len(repaired.text)))
    start = data.draw(st.integers(0, end))
    low, high = repaired.original(start, end)
    assert 0 <= low <= high <= len(text)


HOSTILE = {
    "stops": ". ",
    "quotes": '"',
    "letters": "a",
    "lines": "\n",
    "garbled": "Ã",
    "entities": "&amp",
    "brackets": "[",
    "spaces": " ",
    "credits": "photo: ",
    "names": "AAAA, ",
    "numbers": "12 ",
    "harms": "killed ",
    "counts": "12 people were killed and ",
    "of": "of the dead ",
    "including": "12 people, including ",
    "saying": "he said, ",
    "since": "since Monday ",
    "places": "in Gaza City ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read_in_time_that_grows_with_its_length(piece: str) -> None:
    text = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
    begun = time.process_time()
    document = read(text[:2000], f"It is the end of the war, he said to the people.\n{text}")
    casualties(document, ArticleDates("2024-10-31", None), load())
    assert time.process_time() - begun < 5
