"""How the present tolls are listed: by place, group, kind and start, incidents by their days."""

from typing import Any

from schemas.claims import ArticleClaims
from streams.codebook.policy import load_policy
from streams.fold.answer import answer
from tests.laws.making import article, toll

POLICY = load_policy()


def incident(low: int, happened: str, until: str | None = None) -> dict[str, Any]:
    """A count of one attack, on a day or within days."""
    return toll(low, kind="incident", counted_from=None, happened={"from": happened, "to": until or happened})


def listed(*rows: ArticleClaims) -> list[tuple[object, ...]]:
    """The tolls as they are printed: their days or start, and the best figure."""
    return [(count["happened"] or count["counted_from"], count["best"]) for count in answer(rows, POLICY)["tolls"]]


def test_incidents_are_listed_by_their_days() -> None:
    """By the first day, then by the last; an interval is printed as it is."""
    rows = (
        article("a", "2024-09-09", incident(3, "2024-09-04")),
        article("b", "2024-09-08", incident(5, "2024-09-02", "2024-09-06")),
        article("c", "2024-09-09", incident(4, "2024-09-02", "2024-09-03")),
    )
    assert listed(*rows) == [
        ({"from": "2024-09-02", "to": "2024-09-03"}, 4),
        ({"from": "2024-09-02", "to": "2024-09-06"}, 5),
        ({"from": "2024-09-04", "to": "2024-09-04"}, 3),
    ]


def test_a_toll_of_unknown_start_comes_before_those_that_have_one() -> None:
    """They are listed apart: different starts are different counts."""
    rows = (
        article("a", "2024-09-08", toll(40, counted_from="2023-10-07")),
        article("b", "2024-09-09", toll(30, counted_from=None)),
        article("c", "2024-09-09", toll(20, counted_from="october-7")),
    )
    assert listed(*rows) == [(None, 30), ("2023-10-07", 40), ("october-7", 20)]


def test_the_best_figure_is_that_of_the_lowest_rank_also_of_rank_nought() -> None:
    """Whatever the sources are called; what has no rank comes last."""
    rows = [
        article("a", "2024-09-08", toll(30, source_id="zulu", source_rank=0)),
        article("b", "2024-09-08", toll(31, source_id="alpha", source_rank=1)),
        article("c", "2024-09-08", toll(32, source_id="aaa", source_rank=None)),
    ]
    [count] = answer(rows, POLICY)["tolls"]
    assert [source["source"] for source in count["sources"]] == ["zulu", "alpha", "aaa"]
    assert count["best"] == 30
