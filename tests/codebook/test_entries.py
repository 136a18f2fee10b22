"""The built-in entries hang together: references, names, dates, and what the guide names is there."""

import re
from importlib import resources
from itertools import chain, pairwise

import pytest

from schemas.ids import ID_PATTERN
from streams.codebook import Codebook, CodebookError, load
from streams.codebook.book import SUBJECTS, read
from streams.codebook.checking import problems
from streams.codebook.days import span
from streams.codebook.leads import Role
from streams.codebook.mentions import mentions
from streams.codebook.names import names
from streams.codebook.parties import PartyKind

_GUIDE = """
united-states united-kingdom united-arab-emirates saudi-arabia palestinian-authority eu un osce nato african-union
arab-league igad ecowas holy-see houthis yemen saudi-coalition saf rsf drc m23 eln farc-dissidents taliban afghanistan
sdf pkk tplf boko-haram islamic-jihad pro-russian-separatists g7 israel hezbollah hamas lebanon
"""
_THEATRES = """
gaza lebanon ukraine sudan yemen karabakh afghanistan syria tigray drc colombia-eln colombia-farc kashmir iran-israel
thailand-cambodia myanmar pkk
"""


def test_the_builtin_codebook_is_sound() -> None:
    assert problems(load()) == ()


@pytest.mark.parametrize("party", _GUIDE.split())
def test_every_party_of_the_guide_is_there_and_found_by_its_first_name(party: str) -> None:
    known = load().parties[party]
    (row,) = mentions([f"Then {known.names[0]} said no."], load(), "2020-01-01")
    assert [one.party for one in row] == [party]


@pytest.mark.parametrize("theatre", _THEATRES.split())
def test_every_theatre_of_the_guide_has_sides_and_words(theatre: str) -> None:
    known = load().theatres[theatre]
    assert len(known.sides) > 1
    assert known.words


def test_states_cover_the_world() -> None:
    states = [one for one in load().parties.values() if one.kind is PartyKind.STATE]
    assert len(states) >= 150
    assert len([one for one in states if one.demonyms and one.metonyms]) >= 120


def test_every_party_is_found_by_each_of_its_names() -> None:
    book = load()
    for party in book.parties.values():
        for name in (*party.names, *party.bodies):
            ids = {lead.id for lead in names(book).leads(name) if lead.role in (Role.NAME, Role.BODY)}
            assert ids == {party.id}, name


def test_every_person_is_found_in_office_and_out_of_it() -> None:
    book = load()
    for holder in book.holders.values():
        post = holder.posts[-1]
        (row,) = mentions([f"{holder.name} said no."], book, _inside(post.since, post.until))
        assert post.party in [one.party for one in row], holder.id


def test_issues_are_not_the_ceasefires_that_theatres_have_anyway() -> None:
    book = load()
    assert not {f"{theatre}-ceasefire" for theatre in book.theatres} & set(book.issues)


def test_no_office_is_held_before_its_holder_was_known_or_in_the_far_future() -> None:
    for holder in load().holders.values():
        for post in holder.posts:
            days = [day for day in (post.since, post.until) if day is not None]
            assert all("1960" < day < "2027" for day in days), holder.id


@pytest.mark.parametrize(
    ("party", "office", "day"),
    [
        ("united-states", "president", "2016-06-01"),
        ("united-states", "president", "2018-06-01"),
        ("united-states", "president", "2022-06-01"),
        ("united-states", "president", "2025-06-01"),
        ("united-states", "secretary of state", "2020-06-01"),
        ("israel", "prime minister", "2022-06-01"),
        ("israel", "prime minister", "2024-06-01"),
        ("israel", "defence minister", "2023-11-01"),
        ("united-kingdom", "prime minister", "2017-01-01"),
        ("france", "president", "2015-01-01"),
        ("ukraine", "president", "2018-01-01"),
        ("egypt", "president", "2013-01-01"),
        ("colombia", "president", "2020-01-01"),
        ("un", "secretary-general", "2014-01-01"),
        ("un", "envoy for Syria", "2016-01-01"),
        ("nato", "secretary general", "2023-01-01"),
    ],
)
def test_an_office_of_one_has_one_holder_on_a_day(party: str, office: str, day: str) -> None:
    found = [
        holder.id
        for holder in load().holders.values()
        if (post := holder.on(day)[0]) is not None and (post.party, post.office) == (party, office)
    ]
    assert len(found) == 1


def test_single_offices_never_have_two_holders_for_more_than_a_change_of_hands() -> None:
    """Heads of state of large states: the days on which two hold one office are the days of the change."""
    book = load()
    offices = {
        ("united-states", "president"),
        ("france", "president"),
        ("russia", "president"),
        ("un", "secretary-general"),
    }
    for party, office in offices:
        spans = sorted(
            (post.since or "", post.until or "9999")
            for holder in book.holders.values()
            for post in holder.posts
            if (post.party, post.office) == (party, office)
        )
        assert all(before[1] <= after[0] for before, after in pairwise(spans)), (party, office)


def test_ids_are_fit_for_keys() -> None:
    book = load()
    for key in chain(book.parties, book.theatres, book.issues, book.places, book.sources, book.starts, book.groups):
        assert re.fullmatch(ID_PATTERN, key), key


def test_every_subject_has_entries_of_its_kind(book: Codebook) -> None:
    for subject, kind in SUBJECTS.items():
        entries = getattr(book, subject)
        assert entries, subject
        assert all(isinstance(one, kind) and one.id == key for key, one in entries.items())


def test_the_readme_names_every_file() -> None:
    readme = resources.files("streams.codebook").joinpath("README.md").read_text("utf-8")
    assert not [subject for subject in (*SUBJECTS, "policy") if f"`{subject}.toml`" not in readme]


def test_a_broken_reference_is_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("broken")
    (folder / "holders.toml").write_text('[x-y]\nname = "X Y"\nposts = [{ party = "atlantis", office = "king" }]\n')
    (folder / "parties.toml").write_text('[other]\nkind = "state"\nnames = ["Israel"]\n')
    (folder / "issues.toml").write_text('[dykes]\nname = "Dykes"\ntheatre = "atlantis"\n')
    (folder / "places.toml").write_text('[reef]\nnames = ["Reef"]\nwithin = "atlantis"\ntheatre = "atlantis"\n')
    found = "\n".join(problems(read(folder)))
    assert "holders.toml [x-y]: there is no party atlantis in parties.toml" in found
    assert "'Israel' leads to israel, other" in found
    assert "issues.toml [dykes]: there is no theatre atlantis" in found
    assert "places.toml [reef]: there is no place atlantis to lie in" in found
    assert "places.toml [reef]: there is no theatre atlantis" in found
    with pytest.raises(CodebookError, match=r"\(and \d+ more: `trucewire codebook check`\)"):
        load(folder)


def _inside(since: str | None, until: str | None) -> str:
    return span(until)[1] if until else span(since)[0] if since else "2020-01-01"
