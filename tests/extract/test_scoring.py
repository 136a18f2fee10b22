"""Scoring: what is a hit, what a miss, what is neither."""

from typing import Any

from streams.extract.scoring import score


def stance(party: str, position: str, **more: Any) -> dict[str, Any]:
    """A stance on one issue, of today unless said otherwise."""
    return {"party": party, "issue": "gaza-ceasefire", "position": position, "time": "current", **more}


def count(low: int, high: int | None, **more: Any) -> dict[str, Any]:
    """A count of people killed."""
    slots = {"kind": "incident", "time": "current", "place": None, "attributed_to": None}
    return {"harm": "killed", "low": low, "high": high, **slots, **more}


def row(stances: list[Any], casualties: list[Any], name: str = "a") -> dict[str, Any]:
    """A labelled or an extracted article."""
    return {"id": name, "stances": stances, "casualties": casualties}


def test_a_position_counts_once_an_article_and_recalled_ones_not_at_all() -> None:
    gold = row([stance("hamas", "rejects"), stance("israel", "supports"), stance("qatar", "supports", time="past")], [])
    found = row([stance("hamas", "rejects"), stance("hamas", "rejects"), stance("egypt", "supports")], [])
    figures = score([gold], {"a": found}).figures()
    assert figures["stance"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "gold": 2}
    assert figures["by_position"]["rejects"]["f1"] == 1.0


def test_what_one_labeller_saw_is_neither_hit_nor_miss() -> None:
    gold = row([stance("hamas", "rejects", agreed=False)], [count(3, 3, agreed=False)])
    for found in (row([stance("hamas", "rejects")], [count(3, 3)]), row([], [])):
        figures = score([gold], {"a": found}).figures()
        assert (figures["stance"]["gold"], figures["casualty"]["gold"]) == (0, 0)
        assert (figures["stance"]["precision"], figures["casualty"]["precision"]) == (0.0, 0.0)


def test_the_right_party_with_a_wrong_position_is_right_by_party() -> None:
    figures = score([row([stance("hamas", "rejects")], [])], {"a": row([stance("hamas", "supports")], [])}).figures()
    assert (figures["stance"]["f1"], figures["stance_party_issue"]["f1"]) == (0.0, 1.0)


def test_counts_meet_by_bounds_and_ranges_by_half_of_them() -> None:
    gold = row([], [count(12, 12), count(20, 99), count(5, None)])
    found = row([], [count(12, 12), count(24, 99), count(6, None)])
    figures = score([gold], {"a": found}).figures()["casualty"]
    assert figures == {"precision": 0.667, "recall": 0.667, "f1": 0.667, "gold": 3}


def test_slots_are_right_by_half_of_their_words() -> None:
    gold = row([], [count(2, 2, place="northern Gaza", attributed_to="Gaza health ministry")])
    found = row([], [count(2, 2, place="Gaza", attributed_to="the army", kind="cumulative")])
    slots = score([gold], {"a": found}).figures()["casualty_slots"]
    assert slots == {"kind": 0.0, "time": 1.0, "place": 1.0, "attributed_to": 0.0}


def test_groups_and_misses_name_what_was_compared() -> None:
    scores = score([row([stance("hamas", "rejects")], [])], {}, by=lambda _, value: value[0])
    assert scores.absent == 1
    assert scores.groups["hamas"].miss == 1
    assert [str(miss) for miss in scores.misses] == ["a stance miss hamas gaza-ceasefire rejects"]
