"""The learned judge: what it sees of a party, what it adds, takes back and leaves alone, and that it counts exactly."""

from dataclasses import replace

import pytest

from schemas.vocabulary import Position, Time
from streams.codebook import load
from streams.extract.stances import hear
from streams.extract.text import read
from streams.extract.weighing import Heard, weigh, weights
from streams.extract.weighing.features import features
from streams.extract.weighing.weights import POSITIONS, Weights

ABOUT = (
    "Lebanon has seen months of war between Israel and Hezbollah. In Beirut, in Lebanon, people asked about a truce."
)
UNLIKELY, EVEN = -5000, 0


def heard(text: str) -> Heard:
    """The last sentence of an article about Lebanon."""
    return hear(read(None, f"{ABOUT}\n\n{text}"), load(), "2024-10-20")[2][-1]


def made(least: int = 22, **features: tuple[int, int, int, int]) -> Weights:
    """Weights by which nothing is likely but what the features say."""
    return Weights((UNLIKELY,) * 4, {name.replace("__", ":"): row for name, row in features.items()}, least)


def claims(one: Heard, by: Weights) -> set[tuple[str, str, int]]:
    """Party, position and confidence of what is left."""
    return {(draft.party, str(draft.position), draft.confidence) for draft in weigh(one, by).drafts}


def test_a_party_is_seen_by_what_it_does_and_what_the_rules_said_of_it() -> None:
    seen = features(heard("Hezbollah has rejected the truce that France proposed, Israel said."))
    assert {"does:+reject", "does:truce+reject", "rule:rejects", "party:side", "name:first"} <= seen["hezbollah"]
    assert {"rule:supports", "rule:other:rejects", "does:+propose"} <= seen["france"]
    assert not any(name.startswith("rule:rejects") for name in seen["israel"])


def test_a_denial_and_a_condition_are_seen() -> None:
    seen = features(heard("Hezbollah will not accept the truce unless Israel withdraws from Lebanon."))["hezbollah"]
    assert {"does:-accept", "does:modal=will", "sign:condition", "sign:condition=unless"} <= seen


def test_weights_add_up_to_whole_per_cents() -> None:
    """Each whole per cent begins at its own logit: none is passed over, and 0 is fifty."""
    assert [made(a=(logit, 0, 0, 0)).per_cent(["a"])[Position.SUPPORTS] for logit in (5000, 6000, 10_000)] == [
        50,
        73,
        99,
    ]
    assert made().per_cent(["unknown"]) == dict.fromkeys(POSITIONS, 1)
    found = [Weights((logit, 0, 0, 0), {}, 1).per_cent([])[Position.SUPPORTS] for logit in range(-6000, 6001)]
    assert sorted(set(found)) == list(range(1, 100))
    assert found == sorted(found)


def test_the_rules_claim_gets_its_confidence_or_is_taken_back() -> None:
    one = heard("Hezbollah has rejected the truce.")
    assert claims(one, made(rule__rejects=(0, 6000, 0, 0))) == {("hezbollah", "rejects", 73)}
    result = weigh(one, made())
    assert result.drafts == []
    assert result.notes == ["hezbollah rejects by refuse.verb.subject: only 1 % likely"]


def test_what_the_rules_missed_is_claimed_with_its_passage_and_the_signs_that_speak_for_it() -> None:
    one = heard("Hezbollah was called cold to the truce.")
    assert one.drafts == []
    [draft] = weigh(one, made(party__side=(0, 5500, 0, 0), name__first=(0, 300, 0, 0))).drafts
    assert (draft.party, draft.issue, draft.position, draft.time) == (
        "hezbollah",
        "lebanon-ceasefire",
        "rejects",
        "current",
    )
    assert draft.rule == "weighed.rejects"
    assert draft.why == "weighed: party:side +5.5, name:first +0.3"
    start, end = draft.span
    assert "Hezbollah" in one.sentence.text[start:end]


@pytest.mark.parametrize("time", list(Time))
def test_what_is_recalled_is_left_as_it_was_read(time: Time) -> None:
    one = heard("Hezbollah has rejected the truce.")
    one.drafts = [replace(draft, time=time) for draft in one.drafts]
    assert len(weigh(one, made()).drafts) == (time is Time.PAST)


def test_a_dissenter_is_left_as_he_was_read() -> None:
    one = heard("National Security Minister Itamar Ben Gvir rejected the truce.")
    assert {draft.party for draft in weigh(one, made()).drafts} == {draft.party for draft in one.drafts}


def test_what_was_missed_and_is_told_as_past_is_not_claimed() -> None:
    by = made(party__side=(6000, 0, 0, 0))
    assert claims(heard("The truce pleased Hezbollah, people say."), by) == {("hezbollah", "supports", 73)}
    assert claims(heard("Last year the truce pleased Hezbollah, people say."), by) == set()


def test_the_weights_that_ship_are_whole_numbers_of_features_that_are_seen() -> None:
    shipped = weights.load()
    assert all(
        len(row) == len(POSITIONS) and all(isinstance(one, int) for one in row) for row in shipped.features.values()
    )
    assert 1 <= shipped.least <= 99
    for position in POSITIONS:
        name = f"rule:{position}"
        assert shipped.features[name][POSITIONS.index(position)] == max(shipped.features[name])
