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


def test_a_place_in_another_coordinated_clause_is_not_taken() -> None:
    first, second = counts(
        "Clinics in Beit Hanoun reported several dead after shelling, and medics said that a strike on a tent in "
        "Rafah killed at least 16 people."
    )
    assert (first.place_id, second.place_id) == ("beit-hanoun", "rafah")


def test_a_place_behind_the_second_of_two_joined_counts_is_taken_for_both() -> None:
    first, second = counts("Shelling killed 12 people, and wounded 30, in Rafah.")
    assert (first.place_id, second.place_id) == ("rafah", "rafah")


@pytest.mark.parametrize("dating", ["a day after an attack on Tel Aviv", "in response to an attack on Tel Aviv"])
def test_an_earlier_event_that_dates_this_one_is_not_its_place(dating: str) -> None:
    (killed,) = counts(f"Six people were killed by a strike near Hodeidah, {dating}.")
    (alone,) = counts(f"Jets flew over Hodeidah. Six people were killed by a strike on a port, {dating}.")
    assert (killed.place_id, alone.place_id) == ("hodeidah", "hodeidah")


def test_a_day_after_an_event_its_dead_are_counted_where_they_died() -> None:
    (killed,) = counts("A day after the storm, six people were found dead in Tel Aviv.")
    assert killed.place_id == "tel-aviv"


def test_officials_speak_from_elsewhere() -> None:
    (killed,) = counts("Two civilians were killed in strikes in eastern Ukraine, officials in Kyiv said.")
    (alone,) = counts("Two civilians were killed in the strikes, officials in Kharkiv said.")
    assert (killed.place, alone.place_id) == ("eastern Ukraine", "kharkiv")


def test_the_hospital_that_takes_the_wounded_in_is_not_where_they_were_hurt() -> None:
    *_, taken = counts(
        "Nine people were hurt in Metula.\n\nA hospital in the city of Safed said it received 26 wounded."
    )
    *_, struck = counts("Nine people were hurt in Metula.\n\nA rocket that hit a hospital in Safed left 26 wounded.")
    assert (taken.place_id, struck.place_id) == ("metula", "safed")


def test_an_event_in_several_towns_is_not_narrowed_to_the_next_one_named() -> None:
    told = "Six people were killed in {} in Lebanon.\n\nThe shelling hit a garage in Nabatieh, officials said."
    (several,) = counts(told.format("two towns"))
    (one,) = counts(told.format("a town"))
    assert (several.place_id, one.place_id) == ("lebanon", "nabatieh")


def test_attacks_throughout_the_country_are_not_of_the_town_named_before() -> None:
    *_, across = counts("Shells hit Kunduz. Raids killed 13 fighters in attacks throughout the country.")
    *_, there = counts("Shells hit Kunduz. Raids killed 13 fighters in attacks throughout the night.")
    assert (across.place_id, there.place_id) == ("afghanistan", "kunduz")


def test_what_goes_on_about_an_event_is_placed_with_it() -> None:
    told = (
        "A missile killed nine people in Dnipro. The air force reported from Kyiv that it shot down six drones. "
        "{} was a girl."
    )
    *_, among = counts(told.format("Among the injured"))
    assert among.place_id == "dnipro"


def test_fighting_over_the_past_day_is_no_running_toll() -> None:
    (day,) = counts("He said 55 troops were wounded in fighting over the past day.")
    (month,) = counts("He said 55 troops were wounded in fighting over the past month.")
    assert (day.kind, month.kind) == (Kind.INCIDENT, Kind.CUMULATIVE)


def test_the_year_behind_a_day_belongs_to_it() -> None:
    (last,) = counts("Gunmen shot dead 12 farmers on 3 March last year.")
    (this,) = counts("Gunmen shot dead 12 farmers on 3 March.")
    assert last.happened is not None
    assert this.happened is not None
    assert (last.happened.day, this.happened.day) == ("2023-03-03", "2024-03-03")


def test_a_passive_report_names_no_source() -> None:
    (killed,) = counts("One other rebel was reported to have died in a clinic.")
    assert killed.attributed_to is None


def test_a_place_that_no_list_knows_is_read_from_its_kind() -> None:
    town, street = (
        counts(f"Shells hit Kunduz.\n\nFour rebels died in a clash at {place} on Thursday.")[0]
        for place in ("an outpost in Ashgrove town", "an outpost in the dark")
    )
    assert (town.place, town.place_id) == ("Ashgrove town", "afghanistan")
    assert street.place_id == "kunduz"


def test_a_country_beside_a_kind_of_place_is_where_it_was() -> None:
    (port,) = counts("Six people were killed by a strike on a Yemeni port.")
    (clinic,) = counts("Six people were killed by a Yemeni pilot.")
    assert (port.place_id, clinic.place_id) == ("yemen", None)


def test_what_is_told_by_the_way_is_not_the_event_that_goes_on() -> None:
    *_, again = counts(
        "Three people were killed in Hodeidah, in response to the death of a clerk in Tel Aviv. The sky was clear. "
        "The governor said six people were killed in the strikes."
    )
    assert again.place_id == "hodeidah"


def test_the_same_number_of_others_elsewhere_is_another_count() -> None:
    apart = counts("Two soldiers were killed in Kunduz.\n\nTwo rebels were killed in Kandahar.")
    again = counts("Two soldiers were killed in Kunduz.\n\nThe two soldiers were killed in Kunduz at dawn.")
    assert (len(apart), len(again)) == (2, 1)


def test_a_round_headline_is_the_figure_of_the_text() -> None:
    same = counts("The ministry said 5,087 people have been killed in Gaza.", title="Gaza death toll tops 5,000")
    other = counts("The ministry said 8,087 people have been killed in Gaza.", title="Gaza death toll tops 5,000")
    assert [written(one) for one in same] == ["killed 5087"]
    assert len(other) == 2


def test_a_clause_about_the_source_is_not_the_source() -> None:
    (killed,) = counts("The town hall, which is held by rebels, said that five people were killed.")
    (letters,) = counts("The U.N. said that five people were killed.")
    assert (killed.attributed_to, letters.attributed_to) == ("The town hall", "The U.N.")


def test_hostages_are_not_held_where_the_strike_before_them_was() -> None:
    told = "A strike on a school in Nuseirat killed at least 16 people in Gaza. About 100 {}."
    *_, held = counts(told.format("hostages are still held"))
    *_, hurt = counts(told.format("people were hurt"))
    assert (held.place_id, hurt.place_id) == ("gaza", "nuseirat")


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
