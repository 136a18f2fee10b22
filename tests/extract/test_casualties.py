"""Counts of people harmed: the shapes in which they are told, what is none, and the slots around a figure."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.vocabulary import Kind, Part, Time
from streams.codebook import load
from streams.codebook.harms import HarmWord
from streams.extract.casualties import casualties
from streams.extract.casualties.grammar import COUNT_RULES, CountRule
from streams.extract.casualties.vetoes import VETOES, Veto
from streams.extract.dates import ArticleDates
from streams.extract.text import read
from tests.extract.reading import counts, written

SHAPES = tomllib.loads((Path(__file__).parents[1] / "cases" / "casualties-shapes.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", SHAPES, ids=[case["text"][:60] for case in SHAPES])
def test_a_sentence_tells_these_counts(case: dict[str, object]) -> None:
    found = sorted(written(draft) for draft in counts(str(case["text"])))
    assert found == sorted(case["counts"])  # type: ignore[call-overload]


def test_there_are_enough_shapes() -> None:
    assert len(SHAPES) >= 180


@pytest.mark.parametrize("rule", COUNT_RULES, ids=[rule.id for rule in COUNT_RULES])
def test_a_rule_reads_its_example(rule: CountRule) -> None:
    assert rule.id in {draft.rule for draft in counts(rule.example)}


@pytest.mark.parametrize("veto", VETOES, ids=[veto.id for veto in VETOES])
def test_a_veto_keeps_its_example_from_being_counted(veto: Veto) -> None:
    assert counts(veto.example) == []


@pytest.mark.parametrize("word", load().harms.values(), ids=load().harms.keys())
def test_a_harm_word_is_read_in_its_example(word: HarmWord) -> None:
    assert word.harm in {draft.harm for draft in counts(word.example)}


def test_an_overlay_teaches_a_word(tmp_path: Path) -> None:
    (tmp_path / "harms.toml").write_text('[kill]\ndone = ["zapped"]\n', "utf-8")
    document = read(None, "Twelve guards were zapped.")
    (draft,) = casualties(document, ArticleDates(None, None), load(tmp_path))
    assert written(draft) == "killed 12"


# Slots


def test_a_running_toll_counts_from_the_start_that_its_text_names() -> None:
    (toll,) = counts(
        "More than 43,000 Palestinians have been killed in Gaza since October 7, the health ministry said."
    )
    assert (toll.kind, toll.since, toll.start_id, toll.time) == (
        Kind.CUMULATIVE,
        "2023-10-07",
        "october-7",
        Time.CURRENT,
    )
    assert (toll.place_id, toll.attributed_to, toll.group) == ("gaza", "the health ministry", "Palestinians")


def test_two_starts_of_one_theatre_are_two_series() -> None:
    first, second = counts(
        "Lebanon's Health Ministry said that 2,867 people had been killed in the country since October 2023. "
        "AFP says that at least 1,754 people have been killed in Lebanon since late September."
    )
    assert (first.start_id, second.start_id) == ("lebanon-2023-10", "lebanon-2024-09")


def test_a_start_without_a_date_is_the_wars_only_where_the_text_means_the_war() -> None:
    (war,) = counts("More than 3,000 people have been killed in Lebanon since the war began.")
    (turn,) = counts("More than 630 people have been killed in Lebanon since the latest wave of strikes.")
    assert (war.start_id, turn.start_id) == ("lebanon-2023-10", None)


def test_a_toll_of_a_million_is_a_countrys() -> None:
    *_, fled = counts(
        "A house in Beirut was hit.\n\nBeirut was quiet later. About 1.2 million people have been displaced."
    )
    assert fled.place_id == "lebanon"


def test_the_founding_attack_is_recalled_in_a_later_text() -> None:
    killed, captured = counts("The war began on October 7, when gunmen killed 1,200 people and abducted 253 in Israel.")
    assert {killed.time, captured.time} == {Time.PAST}
    assert killed.happened is not None
    assert killed.happened.day == "2023-10-07"
    assert killed.kind is Kind.INCIDENT


def test_the_founding_attack_is_news_in_its_week() -> None:
    (killed,) = counts("Gunmen killed 700 people in southern Israel on October 7.", day="2023-10-10")
    assert killed.time is Time.CURRENT


def test_an_event_of_another_year_is_recalled() -> None:
    (killed,) = counts("In August 2022, 11 passengers were killed on the road to Juba.")
    assert killed.time is Time.PAST


def test_a_strike_on_a_weekday_is_an_incident_of_that_day() -> None:
    (killed,) = counts("A strike on a house in Tyre killed four people on Tuesday, the mayor said.")
    assert (killed.kind, killed.place_id, killed.attributed_to) == (Kind.INCIDENT, "tyre", "the mayor")
    assert killed.happened is not None
    assert killed.happened.day == "2024-10-29"


def test_the_day_of_the_figure_is_not_the_day_of_the_event() -> None:
    (killed,) = counts("The ministry said on Tuesday that a strike in Tyre on Monday had killed four people.")
    assert killed.said is not None
    assert killed.happened is not None
    assert (killed.said.day, killed.happened.day) == ("2024-10-29", "2024-10-28")


def test_the_narrowest_place_is_taken() -> None:
    (killed,) = counts("At least 15 people were killed in Jabalia in northern Gaza.")
    assert killed.place_id == "jabalia"


def test_a_state_that_acts_is_no_place() -> None:
    (killed,) = counts("Israel said it had killed 12 militants in Jenin.")
    assert killed.place_id == "jenin"


def test_the_place_of_the_sentence_before_is_taken_where_there_is_none() -> None:
    counted = counts("Shells hit a market in Omdurman. At least 15 traders were killed.")
    assert [one.place_id for one in counted] == ["omdurman"]


def test_the_event_of_a_first_sentence_is_placed_by_the_next_ones() -> None:
    (killed,) = counts(
        "Six people were killed in Lebanon on Monday.\n\nThe strike hit a garage in Nabatieh, officials said."
    )
    assert killed.place_id == "nabatieh"


def test_each_of_two_places_has_its_count() -> None:
    first, second = counts("Six people were killed in Sumy and four were killed in Kherson.")
    assert (first.place_id, second.place_id) == ("sumy", "kherson")


def test_a_pronoun_means_the_source_named_before() -> None:
    first, second = counts("The Red Cross said that six people died in Goma. It said that 20 people were wounded.")
    assert first.attributed_to == second.attributed_to == "The Red Cross"


def test_according_to_names_the_source_after_the_count() -> None:
    (killed,) = counts("Six people died in Goma, according to hospital staff.")
    assert killed.attributed_to == "hospital staff"


def test_what_is_told_on_the_way_has_no_source() -> None:
    (killed,) = counts("The president said talks would go on after an attack that killed six people in Kabul.")
    assert killed.attributed_to is None


def test_letters_are_written_out_where_the_article_does() -> None:
    counted = counts(
        "The Danish Refugee Council (DRC) works in Goma. DRC said that six of its workers were hurt there."
    )
    assert [one.attributed_to for one in counted] == ["Danish Refugee Council (DRC)"]


# Once


def test_the_same_count_of_the_same_event_is_told_once() -> None:
    counted = counts("Twelve people were killed in Tyre on Monday. The 12 people were killed while they slept.")
    assert [written(one) for one in counted] == ["killed 12"]


def test_another_twelve_are_not_the_same() -> None:
    assert len(counts("Twelve people were killed in Tyre. Another 12 people were killed in Sidon.")) == 2


def test_two_persons_by_name_are_two() -> None:
    assert len(counts("Karim Najjar was killed in Tyre. Samir Haddad was killed in Sidon.")) == 2


def test_a_headline_does_not_count_again() -> None:
    (killed,) = counts("At least 12 people were killed in Tyre.", title="Strike kills 12 in Tyre")
    assert killed.part is Part.TEXT


def test_a_headline_counts_where_the_text_does_not() -> None:
    (killed,) = counts(
        "The strike hit a garage, and the street was closed for the day.", title="Strike kills 12 in Tyre"
    )
    assert killed.part is Part.TITLE


def test_a_rival_figure_goes_on_from_the_sentence_before() -> None:
    first, second = counts(
        "The ministry said that more than 60 people had been killed. A monitor put the number at 90."
    )
    assert (written(first), written(second)) == ("killed 61+", "killed 90")


def test_members_share_the_kind_of_their_total() -> None:
    whole, part = counts("More than 600 people have been killed in Lebanon since Monday, including 50 children.")
    assert (part.kind, part.part_of_total, whole.part_of_total) == (Kind.CUMULATIVE, True, False)


# Any text

PIECES = """
at least 12 more than 1,200 people killed wounded and were was in Gaza , a soldier including 3 children -- of them the
death toll rose to “ ” Ali Karim by about dozens hostages held . said on Monday ’s 2.3 million â€™ ( ) fled not
"""
WORDS = st.sampled_from(PIECES.split())


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_a_quote_is_exactly_what_stands_in_the_article(text: str) -> None:
    for draft in counts(text, title=text[:100]):
        part = text[:100] if draft.part is Part.TITLE else text
        assert draft.quote == part[draft.start : draft.end]
        assert draft.high is None or draft.low <= draft.high
