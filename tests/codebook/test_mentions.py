"""Who is named in an article: parties, offices joined to them, and people on the day."""

import sys
from itertools import pairwise

import pytest

from streams.codebook import Codebook
from streams.codebook.holders import Timing
from streams.codebook.leads import Role
from streams.codebook.mentions import Mention, mentions

DAY = "2022-05-01"


def read(book: Codebook, *sentences: str, day: str | None = DAY) -> list[tuple[str, str | None]]:
    """The words and the party of each mention of the sentences."""
    found = mentions(sentences, book, day)
    return [(text[one.start : one.end], one.party) for text, row in zip(sentences, found, strict=True) for one in row]


def single(book: Codebook, sentence: str, day: str | None = DAY) -> Mention:
    (one,) = mentions([sentence], book, day)[0]
    return one


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Norland said no.", "Norland"),
        ("NORLAND SAID NO", "NORLAND"),
        ("The White Tower said no.", "White Tower"),
        ("In the N.L. they said no.", "N.L."),
        ("Norlandic officials said no.", "Norlandic officials"),
        ("Senior Norlandic officials said no.", "Senior Norlandic officials"),
        ("Norland's defence minister said no.", "Norland's defence minister"),
        ("Norland’s army chief said no.", "Norland’s army chief"),
        ("The president of Norland said no.", "president of Norland"),
        ("A spokesman for the White Tower said no.", "spokesman for the White Tower"),
        ("A spokeswoman for Norland's government said no.", "spokeswoman for Norland's government"),
        ("Norlandic spokeswoman Mia Holt said no.", "Norlandic spokeswoman Mia Holt"),
        ("Norburg said no.", "Norburg"),
    ],
)
def test_a_state_is_read_in_all_its_names_and_offices(book: Codebook, sentence: str, words: str) -> None:
    assert read(book, sentence) == [(words, "norland")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norlandic lawmakers said no.",
        "Norland's opposition leader said no.",
        "A former Norlandic minister said no.",
        "Norlandic newspapers said no.",
        "The Norlandic people said no.",
    ],
)
def test_who_is_of_the_country_is_not_yet_the_state(book: Codebook, sentence: str) -> None:
    one = single(book, sentence)
    assert one.party is None
    assert one.outside


@pytest.mark.parametrize(
    "sentence",
    [
        "The Norland Gazette said no.",
        "norland said no.",
        "Norlandia said no.",
        "The white tower said no.",
        "RMs said no.",
    ],
)
def test_what_only_looks_like_a_name_is_none(book: Codebook, sentence: str) -> None:
    assert all(party is None for _, party in read(book, sentence))


def test_the_longest_name_counts(book: Codebook) -> None:
    assert read(book, "The Ministry of Outer Affairs said no.") == [("Ministry of Outer Affairs", "norland")]


def test_a_name_does_not_reach_over_the_end_of_a_sentence_or_a_comma(book: Codebook) -> None:
    assert read(book, "It was White. Tower after tower fell.") == []
    assert read(book, "It was White, Tower said.") == []


def test_a_place_before_another_name_is_a_place(book: Codebook) -> None:
    assert read(book, "The Norburg Wanderers won.") == []
    assert read(book, "A plumber called Denise Norburg won the prize.") == []
    assert read(book, "Separately Norburg said no.") == [("Norburg", "norland")]


def test_a_weak_name_needs_another_sign_of_its_party(book: Codebook) -> None:
    assert read(book, "Sud said no.") == []
    assert read(book, "Sud said no.", "Sudmarkian officials agreed.")[0] == ("Sud", "sudmark")
    assert read(book, "Pia Sud said no.", "Sudmarkian officials agreed.")[0] == ("Sudmarkian officials", "sudmark")


def test_a_person_speaks_for_the_party_while_in_office(book: Codebook) -> None:
    assert single(book, "Ada Orm said no.", "2016-01-01").party == "norland"
    assert single(book, "Ada Orm said no.", "2022-01-01").party == "norland"


@pytest.mark.parametrize(
    ("day", "timing"), [("2014-01-01", Timing.FUTURE), ("2020-01-01", Timing.FORMER), ("2019-07-01", Timing.FORMER)]
)
def test_out_of_office_a_person_speaks_for_nobody(book: Codebook, day: str, timing: Timing) -> None:
    one = single(book, "Ada Orm said no.", day)
    assert (one.party, one.timing, one.holder and one.holder.id) == (None, timing, "ada-orm")


def test_an_office_given_to_somebody_who_does_not_hold_it_makes_the_day_doubtful(book: Codebook) -> None:
    assert single(book, "Prime Minister Ada Orm said no.", "2020-01-01").out_of_office
    assert not single(book, "Prime Minister Ada Orm said no.", "2016-01-01").out_of_office
    assert not single(book, "Former prime minister Ada Orm said no.", "2020-01-01").out_of_office
    assert not single(book, "Ada Orm said no.", "2020-01-01").out_of_office


def test_a_surname_means_whom_the_text_names_in_full(book: Codebook) -> None:
    assert read(book, "Orm said no.") == []
    assert read(book, "Ada Orm said no.", "Later Orm agreed.")[1] == ("Orm", "norland")
    assert read(book, "Ada Ormsson said no.", "Ormsson agreed.")[1] == ("Ormsson", "norland")


def test_a_well_known_surname_stands_alone_while_its_owner_is_in_office(book: Codebook) -> None:
    assert read(book, "Lind said no.", day="2019-01-01") == [("Lind", "norland")]
    assert read(book, "Lind said no.", day="2023-01-01") == [("Lind", None)]


def test_of_two_people_of_one_surname_the_one_in_full_is_meant(book: Codebook) -> None:
    assert read(book, "Kara Lind said no.", "Lind left.", day="2022-01-01")[1] == ("Lind", "sudmark")


def test_somebody_elses_first_name_before_a_surname_is_somebody_else(book: Codebook) -> None:
    assert read(book, "Ada Orm said no.", "On Friday Eric Orm agreed.") == [("Ada Orm", "norland")]
    assert read(book, "Ada Orm said no.", "Prime Minister Orm agreed.")[1] == ("Prime Minister Orm", "norland")


@pytest.mark.parametrize("name", ["Omar al-Qadir", "Omar Al Qadir", "Omar el-Qadir", "Omer Qadir", "OMAR AL-QADIR"])
def test_spellings_and_articles_of_a_name_are_the_same(book: Codebook, name: str) -> None:
    assert single(book, f"{name} said no.").party == "rivermen"


def test_a_middle_initial_is_read_over(book: Codebook) -> None:
    assert read(book, "Ada R. Orm said no.") == [("Ada R. Orm", "norland")]


def test_the_person_behind_an_office_decides_and_the_office_behind_a_person_is_the_persons(book: Codebook) -> None:
    assert read(book, "Norlandic Foreign Minister Ada Orm's office said no.") == [
        ("Norlandic Foreign Minister Ada Orm's office", "norland")
    ]


def test_a_noun_means_the_group_that_the_text_names(book: Codebook) -> None:
    assert read(book, "The militant group said no.") == []
    assert read(book, "Rivermen marched.", "The militant group said no.")[1] == ("The militant group", "rivermen")
    assert read(book, "Rivermen marched.", "A militant group said no.") == [("Rivermen", "rivermen")]


def test_of_two_groups_the_noun_means_the_one_named_last(book: Codebook) -> None:
    found = mentions(["The Rivermen and the Hillfolk marched.", "The rebels said no."], book, DAY)[1][0]
    assert (found.party, found.parties) == ("hillfolk", ("hillfolk", "rivermen"))


def test_a_demonym_before_a_noun_says_which_group(book: Codebook) -> None:
    found = mentions(["The Rivermen and the Hillfolk marched.", "The Norlandic rebels said no."], book, DAY)[1]
    assert [one.party for one in found] == ["rivermen"]


def test_the_office_with_an_article_is_the_partys_named_in_it_last(book: Codebook) -> None:
    story = ("Norland's government met.", "Sudmarkian troops left.", "The government said no.", "The army agreed.")
    assert [party for _, party in read(book, *story)] == ["norland", "sudmark", "norland", "sudmark"]
    assert read(book, "Ada Orm spoke.", "The foreign minister said no.")[1] == ("foreign minister", "norland")
    assert read(book, "Norland's government met.", "The government side said no.")[1] == ("government side", "norland")
    assert read(book, "Ada Orm spoke.", "The king said no.")[1] == ("king", None)
    assert read(book, "Norland's government met.", "A government fell.")[1] == ("government", None)
    assert read(book, "Norlandic mediators met.", "The mediators said no.")[1] == ("mediators", None)


def test_rebel_leaders_are_the_rebels(book: Codebook) -> None:
    assert read(book, "The Rivermen marched.", "Rebel leaders said no.")[1] == ("Rebel leaders", "rivermen")
    assert read(book, "The Rivermen marched.", "Rebels said no.")[1] == ("Rebels", "rivermen")


def test_fighters_of_a_group_are_the_group_and_rebels_of_a_state_are_not_the_state(book: Codebook) -> None:
    assert read(book, "Rivermen militants said no.") == [("Rivermen militants", "rivermen")]
    assert read(book, "Members of the Rivermen said no.") == [("Members of the Rivermen", "rivermen")]
    assert read(book, "Norlandic militants said no.") == [("Norlandic militants", None)]
    assert read(book, "Members of Norland's cabinet said no.") == [("Members of Norland's cabinet", None)]


def test_who_is_in_a_country_is_its_party_unless_soldiers_or_foreigners(book: Codebook) -> None:
    assert read(book, "Officials in Norburg said no.") == [("Officials in Norburg", "norland")]
    assert read(book, "Troops in Norland said no.") == [("Troops", None), ("Norland", "norland")]
    assert ("Norland", "norland") not in read(book, "Western diplomats in Norland said no.")[:1]
    assert read(book, "Western diplomats said no.") == [("Western diplomats", None)]


@pytest.mark.parametrize(
    "sentence", ["The Norland-backed crowd met.", "A pro-Norland crowd met.", "Norland-led talks ended."]
)
def test_a_hyphen_makes_a_name_a_description(book: Codebook, sentence: str) -> None:
    assert all(party is None for _, party in read(book, sentence))


def test_a_name_before_another_hyphen_is_still_the_party(book: Codebook) -> None:
    assert read(book, "The Norland-brokered truce holds.") == [("Norland", "norland")]
    assert read(book, "The Norland-backed draft truce holds.") == [("Norland", "norland")]


def test_a_word_between_makes_the_noun_another_thing(book: Codebook) -> None:
    assert read(book, "Rivermen marched.", "The monitoring movement said no.") == [("Rivermen", "rivermen")]
    assert read(book, "Rivermen marched.", "The armed Norland-backed movement said no.")[1] == (
        "The armed Norland-backed movement",
        "rivermen",
    )


def test_the_body_of_one_state_named_behind_another_is_the_others(book: Codebook) -> None:
    assert read(book, "The Sudmarkian Ministry of Outer Affairs said no.") == [
        ("Sudmarkian Ministry of Outer Affairs", "sudmark")
    ]


def test_an_envoy_to_a_country_is_not_the_countrys(book: Codebook) -> None:
    assert read(book, "Envoy to Norland Kara Lind said no.")[-1] == ("Kara Lind", "sudmark")


def test_a_surname_before_another_name_is_somebody_elses_first_name(book: Codebook) -> None:
    assert read(book, "Ada Orm said no.", "On Friday Orm Jensen agreed.") == [("Ada Orm", "norland")]


def test_a_state_or_a_noun_before_a_group_only_describes_it(book: Codebook) -> None:
    assert read(book, "Norland's Rivermen said no.") == [("Norland's Rivermen", "rivermen")]
    assert read(book, "The Norlandic militant group Rivermen said no.")[-1][1] == "rivermen"


def test_who_rules_after_a_fall_is_another_party(book: Codebook) -> None:
    assert single(book, "Oldreach said no.", "2021-08-15").party == "oldreach"
    assert single(book, "Oldreach said no.", "2021-08-16").party == "hillfolk"


def test_dissent_is_marked_on_the_post(book: Codebook) -> None:
    post = single(book, "Bo Lind said no.", "2019-01-01").post
    assert post is not None
    assert post.dissent


def test_without_a_day_the_last_post_counts(book: Codebook) -> None:
    one = single(book, "Bo Lind said no.", None)
    assert (one.party, one.timing) == ("norland", Timing.IN_OFFICE)


def test_mentions_lie_in_order_and_apart(book: Codebook) -> None:
    text = "The Norlandic rebels, Rivermen leader Omar al-Qadir, Norland's king and the Hillfolk of Sud met in Norburg."
    row = mentions([text], book, DAY)[0]
    assert [one.start for one in row] == sorted(one.start for one in row)
    assert all(before.end <= after.start for before, after in pairwise(row))
    assert {one.role for one in row} >= {Role.NAME, Role.PERSON, Role.OFFICE}


@pytest.mark.parametrize(
    "text", ["Norland ", "the militant group ", "Rivermen rebels ", "Orm ", "Norlandic officials of ", "U. "]
)
def test_a_sentence_without_end_takes_work_in_proportion(book: Codebook, text: str) -> None:
    assert _calls(book, text * 1_000) < 2.2 * _calls(book, text * 500) + 500


def _calls(book: Codebook, text: str) -> int:
    """How many calls and steps of generators it takes to read a text."""
    made = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        mentions(["Ada Orm met the Rivermen.", text], book, DAY)
    finally:
        sys.setprofile(before)
    return made
