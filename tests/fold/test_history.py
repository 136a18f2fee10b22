"""What became of each claim of a day, and what would take an alert back."""

from schemas.claims import ArticleClaims
from schemas.vocabulary import Voice
from streams.codebook.policy import load_policy
from streams.fold.answer import fold_position, fold_toll, standing
from streams.fold.history import Chapter, history
from streams.fold.undoing import undoings
from tests.laws.making import article, stance, toll

POLICY = load_policy()
KEY = ("israel", "lebanon-ceasefire")
COPIED = "The minister ruled out any truce on the northern border before the winter comes."


def chapters(*rows: ArticleClaims) -> list[Chapter]:
    """The history of Israel on the truce in Lebanon."""
    line = fold_position(*KEY, standing(rows).stances[KEY], POLICY.positions)
    return list(history(line.entries, line.days, line.undated, POLICY.positions))


def roles(chapter: Chapter) -> list[str]:
    """Each claim of a day as `role position`."""
    return [f"{told.role} {told.claim.position}" for told in chapter.claims]


def test_every_claim_of_a_day_has_its_role() -> None:
    """Own words decide; what others tell stands beside them, or is pending where the party is silent."""
    told = chapters(
        article("a", "2024-09-01", stance("rejects", quote=COPIED)),
        article(
            "b",
            "2024-09-05",
            stance("conditional"),
            stance("supports", voice="reported"),
            stance("supports", audience="private"),
            stance("rejects", time="past"),
        ),
        article("c", "2024-09-06", stance("rejects", quote=COPIED), outlet="south-post"),
        article("d", "2024-09-20", stance("supports", voice="reported")),
        article("e", None, stance("supports")),
    )
    assert [(chapter.day, roles(chapter)) for chapter in told] == [
        ("2024-09-01", ["deciding rejects"]),
        ("2024-09-05", ["deciding conditional", "beside supports", "recalled rejects", "private supports"]),
        ("2024-09-06", ["echo rejects"]),
        ("2024-09-20", ["pending supports"]),
        (None, ["undated supports"]),
    ]
    assert [chapter.position for chapter in told] == ["rejects", "conditional", None, None, None]
    assert [chapter.turned_from for chapter in told] == [None, "rejects", None, None, None]


def test_what_has_no_day_comes_last_in_order_of_weight_and_says_whether_there_is_more() -> None:
    """Own words before told ones; a day beyond its bounds says so, another does not."""
    crowd = [
        article(f"c{n:02}", None, stance("rejects", quote=f"Refusal {n}, {'no ' * n}."), outlet=f"paper-{n}")
        for n in range(17)
    ]
    told = chapters(
        article("a", "2024-09-01", stance("supports")),
        *(article(f"d{n:02}", "2024-09-05", stance("rejects"), outlet=f"paper-{n}") for n in range(17)),
        article("b", None, stance("supports", voice="reported")),
        article("z", None, stance("conditional")),
        *crowd,
    )
    assert [(chapter.day, chapter.more) for chapter in told] == [
        ("2024-09-01", False),
        ("2024-09-05", True),
        (None, True),
    ]
    assert [chapter.contested for chapter in told] == [(), (), ()]
    voices = [Voice(one.claim.voice) for one in told[-1].claims]
    assert voices == sorted(voices, key=list(Voice).index)
    assert Voice.REPORTED in voices


def test_a_contested_day_names_its_sides() -> None:
    """It has no position; as it is printed, each claim has its quote."""
    [chapter] = chapters(article("a", "2024-09-01", stance("supports"), stance("rejects")))
    assert (chapter.position, chapter.contested) == (None, ("rejects", "supports"))
    printed = chapter.plain()
    assert printed["contested"] == ["rejects", "supports"]
    assert {claim["role"] for claim in printed["claims"]} == {"deciding"}
    assert all(claim["quote"] and claim["article_id"] for claim in printed["claims"])


def test_a_shift_is_undone_by_the_articles_it_stands_on() -> None:
    """Without the later one it is gone; without the earlier one it would come from what was held before."""
    rows = [
        article("a", "2024-08-01", stance("supports")),
        article("b", "2024-09-01", stance("rejects")),
        article("c", "2024-10-01", stance("conditional")),
    ]
    claims = standing(rows)
    shift = fold_position(*KEY, claims.stances[KEY], POLICY.positions).alerts[-1]
    found = undoings(shift, claims, POLICY)
    assert set(found.articles) == {rows[1].article_id, rows[2].article_id}
    instead = {one.article_id: one.instead for one in found.found}
    assert instead[rows[2].article_id] is None
    other = instead[rows[1].article_id]
    assert other is not None
    assert other.model_dump(mode="json")["from"] == "supports"


def test_what_would_rise_instead_is_the_nearest() -> None:
    """Without the article that refuses twice two other shifts rise; that of the same day is named."""
    rows = [
        article("a", "2024-08-01", stance("supports")),
        article("b", "2024-08-30", stance("rejects", day="2024-08-10"), stance("rejects")),
        article("c", "2024-08-20", stance("conditional")),
        article("d", "2024-09-10", stance("supports")),
    ]
    claims = standing(rows)
    shift = fold_position(*KEY, claims.stances[KEY], POLICY.positions).alerts[-1]
    assert shift.day == "2024-09-10"
    instead = {one.article_id: one.instead for one in undoings(shift, claims, POLICY).found}
    [other] = [other for other in instead.values() if other is not None]
    assert (other.day, other.model_dump(mode="json")["from"]) == ("2024-09-10", "conditional")


def test_what_two_articles_say_is_undone_by_neither() -> None:
    """Each side is told twice."""
    days = ("2024-09-01", "2024-10-01")
    told = [(day, position) for day, position in zip(days, ("rejects", "supports"), strict=True) for _ in range(2)]
    claims = standing([article(f"a{n}", day, stance(position)) for n, (day, position) in enumerate(told)])
    [shift] = fold_position(*KEY, claims.stances[KEY], POLICY.positions).alerts
    found = undoings(shift, claims, POLICY)
    assert (len(found.articles), found.found) == (4, ())


def test_tolls_and_contradictions_are_undone_as_well() -> None:
    """A revision by either report, a dispute and a contested day by those of the one day."""
    rows = [
        article("a", "2024-04-30", toll(34568)),
        article("b", "2024-05-08", toll(24686)),
        article("c", "2024-05-08", toll(12000, source_id="idf")),
        article("d", "2024-05-08", stance("rejects")),
        article("e", "2024-05-08", stance("supports")),
        article("f", "2024-05-01", stance("supports", recalls=("rejects",))),
    ]
    claims = standing(rows)
    [(key, told)] = claims.casualties.items()
    counted = fold_toll(*key, told, POLICY.tolls)
    alerts = [*counted.alerts, *fold_position(*KEY, claims.stances[KEY], POLICY.positions).alerts]
    undone = {
        type(alert).__name__: {one.article_id for one in undoings(alert, claims, POLICY).found} for alert in alerts
    }
    ids = {row.id: row.article_id for row in rows}
    assert undone == {
        "TollRevised": {ids["a"], ids["b"]},
        "TollDisputed": {ids["b"], ids["c"]},
        "PositionShifted": {ids["f"]},
        "PositionContested": {ids["d"], ids["e"]},
    }
