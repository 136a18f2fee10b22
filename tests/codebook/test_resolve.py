"""What follows from the codebook: tellers, adversaries, voices, recalls, alerts and the ids of counts."""

from typing import Any

import pytest

from schemas.claims import CasualtyClaim, StanceClaim
from schemas.vocabulary import Harm, Kind, Position, Time, Voice
from streams.codebook import Codebook
from streams.codebook.outlets import outlet_family, registrable
from streams.codebook.resolve import (
    adversary,
    alerting,
    casualties,
    counted_from,
    place_id,
    resolve_row,
    stances,
    teller,
    theatre_of_issue,
)

TRUCE = "norland-ceasefire"


def claim(number: int, position: Position = Position.REJECTS, **more: Any) -> StanceClaim:
    slots: dict[str, Any] = {
        "id": str(number),
        "start": 0,
        "end": 2,
        "quote": "No",
        "rule": "test",
        "confidence": 90,
        "time": Time.CURRENT,
        "party": "rivermen",
        "issue": TRUCE,
        "position": position,
        "voice": Voice.OWN,
    }
    return StanceClaim(**(slots | more))


def test_the_party_tells_what_it_says_itself(book: Codebook) -> None:
    assert teller("rivermen", Voice.OWN, "Omar al-Qadir", "2022-01-01", book) == "rivermen"


def test_a_named_speaker_tells_for_the_party_of_the_office_held_on_the_day(book: Codebook) -> None:
    assert teller("rivermen", Voice.ATTRIBUTED, "Ada Orm", "2022-06-01", book) == "norland"
    assert teller("rivermen", Voice.ATTRIBUTED, "Ada Orm", "2020-06-01", book) is None
    assert teller("rivermen", Voice.ATTRIBUTED, "a Norlandic official", None, book) == "norland"


def test_what_nobody_named_says_has_no_teller(book: Codebook) -> None:
    assert teller("rivermen", Voice.REPORTED, "Norlandic media", "2022-06-01", book) is None
    assert teller("rivermen", Voice.ATTRIBUTED, None, "2022-06-01", book) is None


def test_sides_of_a_theatre_are_adversaries_and_mediators_are_not(book: Codebook) -> None:
    assert adversary("rivermen", "norland", TRUCE, book)
    assert adversary("norland:dissent", "rivermen", TRUCE, book)
    assert not adversary("rivermen", "sudmark", TRUCE, book)
    assert not adversary("rivermen", "rivermen", TRUCE, book)
    assert not adversary("rivermen", None, TRUCE, book)
    assert not adversary("rivermen", "norland", "nowhere-ceasefire", book)


def test_parties_to_the_conflict_and_mediators_alert_and_dissent_never_does(book: Codebook) -> None:
    assert alerting("norland", TRUCE, book)
    assert alerting("sudmark", TRUCE, book)
    assert not alerting("hillfolk", TRUCE, book)
    assert not alerting("norland:dissent", TRUCE, book)


def test_an_issue_may_name_who_alerts(book: Codebook) -> None:
    assert alerting("sudmark", "river-tolls", book)
    assert not alerting("norland", "river-tolls", book)


def test_a_country_without_a_theatre_is_at_war_with_the_groups_at_home_there(book: Codebook) -> None:
    theatre = theatre_of_issue("sudmark-ceasefire", book)
    assert theatre is not None
    assert theatre.opposed("sudmark", "hillfolk")
    assert alerting("hillfolk", "sudmark-ceasefire", book)


@pytest.mark.parametrize(
    ("url", "outlet", "family"),
    [
        ("https://www.mirror.example/a", None, "far-wire"),
        ("https://news.bugle.co.uk/a", None, "bugle"),
        (None, "The Bugle", "bugle"),
        (None, "the  bugle ", "bugle"),
        ("https://other.example/a", "Far Wire", "far-wire"),
        ("https://other.example/a", "The Bugle", "other.example"),
        (None, "www.other.com.au", "other.com.au"),
        ("https://ana.substack.com/p/1", None, "ana.substack.com"),
        (None, "The Evening Post", "the evening post"),
        ("no address", "The Evening Post", "the evening post"),
        ("https://[broken", None, None),
        (None, None, None),
        (None, "  ", None),
    ],
)
def test_an_outlet_belongs_to_one_voice(
    book: Codebook, url: str | None, outlet: str | None, family: str | None
) -> None:
    assert outlet_family(url, outlet, book) == family


def test_a_family_is_never_longer_than_its_slot(book: Codebook) -> None:
    assert len(outlet_family(None, "x" * 5000, book) or "") == 200


@pytest.mark.parametrize(
    ("host", "domain"),
    [("example.com", "example.com"), ("a.b.example.org", "example.org"), ("a.example.co.il", "example.co.il")],
)
def test_the_registrable_domain_of_a_host(host: str, domain: str) -> None:
    assert registrable(host) == domain


def test_claims_are_filled_together(book: Codebook) -> None:
    now, before, told, other = stances(
        [
            claim(1),
            claim(2, Position.SUPPORTS, time=Time.PAST),
            claim(3, voice=Voice.ATTRIBUTED, speaker="Ada Orm"),
            claim(4, party="norland"),
        ],
        url="https://bugle.co.uk/1",
        outlet=None,
        day="2022-06-01",
        codebook=book,
    )
    assert (now.teller, now.adversary, now.alerting, now.outlet_family) == ("rivermen", False, True, "bugle")
    assert now.recalls == (Position.SUPPORTS,)
    assert before.recalls == ()
    assert (told.teller, told.adversary) == ("norland", True)
    assert other.recalls == ()


def test_a_teller_that_the_extractor_knows_is_kept(book: Codebook) -> None:
    (one,) = stances(
        [claim(1, voice=Voice.ATTRIBUTED, teller="sudmark")], url=None, outlet=None, day=None, codebook=book
    )
    assert (one.teller, one.adversary) == ("sudmark", False)


def test_a_row_gets_the_slots_that_are_absent_and_keeps_those_that_are_null(book: Codebook) -> None:
    stance = {"party": "rivermen", "issue": TRUCE, "position": "rejects", "voice": "own", "quote": "No"}
    row = {"url": "https://bugle.co.uk/1", "published": "2022-06-01", "stances": [stance, {**stance, "teller": None}]}
    absent, null = resolve_row(row, book)["stances"]
    assert absent["teller"] == "rivermen"
    assert null["teller"] is None
    assert len(absent["words"]) == 16
    assert absent["outlet_family"] == null["outlet_family"] == "bugle"
    assert row["stances"] == [stance, {**stance, "teller": None}]


def test_a_row_of_counts_gets_its_ids(book: Codebook) -> None:
    count = {
        "harm": "killed",
        "place": "Gaza City, Gaza",
        "since": "2023-10-07",
        "attributed_to": "the health ministry",
    }
    (filled,) = resolve_row({"casualties": [count]}, book)["casualties"]
    assert filled["theatre"] == "gaza"
    assert filled["place_id"] == place_id("Gaza City", book)
    assert filled["counted_from"] in book.starts
    assert filled["source_id"] in book.sources
    (kept,) = resolve_row({"casualties": [{**count, "place_id": None}]}, book)["casualties"]
    assert (kept["place_id"], kept["theatre"]) == (None, "other")


@pytest.mark.parametrize("row", [{}, {"stances": None}, {"stances": [1]}, {"stances": [{"party": 1}], "url": 5}])
def test_a_row_of_the_wrong_shape_is_left_to_the_schema(book: Codebook, row: dict[str, Any]) -> None:
    assert resolve_row(row, book).keys() == row.keys()


def test_a_start_that_the_codebook_does_not_know_is_the_date_itself(book: Codebook) -> None:
    assert counted_from("1999-03", "gaza", book) == "1999-03"
    assert counted_from("the spring", "gaza", book) is None
    assert counted_from(None, "gaza", book) is None


def test_counts_are_filled_and_ids_that_they_have_are_kept(book: Codebook) -> None:
    counted = CasualtyClaim(
        id="1",
        start=0,
        end=2,
        quote="12",
        rule="test",
        confidence=90,
        time=Time.CURRENT,
        harm=Harm.KILLED,
        low=12,
        high=12,
        kind=Kind.CUMULATIVE,
        since="2023-10-07",
        place="Khan Younis",
        group="Palestinians",
        attributed_to="the health ministry in Gaza",
    )
    (filled,) = casualties([counted], book)
    assert filled.theatre == "gaza"
    assert filled.place_id in book.places
    assert filled.group_id in book.groups
    assert filled.source_id in book.sources
    assert filled.source_rank == book.sources[filled.source_id or ""].rank
    assert filled.counted_from in book.starts
    (kept,) = casualties([counted.model_copy(update={"counted_from": "1999-01-01", "source_id": "mine"})], book)
    assert (kept.counted_from, kept.source_id) == ("1999-01-01", "mine")
