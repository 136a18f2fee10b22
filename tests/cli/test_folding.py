"""`fold`, `positions`, `tolls`, `history`, `explain` and `diff` as an analyst types them."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from schemas.claims import ArticleClaims
from schemas.topics import CLAIMS
from streams import cluster
from streams.cli import application
from streams.cli.claimrows import RowError, row_of
from streams.codebook import load
from streams.codebook.policy import load_policy
from streams.fold.answer import answer
from streams.settings import Settings
from tests.conftest import Command
from tests.laws.making import article, stance, toll

ROWS = [
    article("a", "2024-09-01", stance("rejects", quote="There will be no truce, the [red]minister[/red] said.")),
    article("b", "2024-10-01", stance("conditional"), stance("supports", voice="reported"), toll(41638)),
    article("c", "2024-10-31", toll(43163), toll(1000, source_id="idf", source_rank=1)),
    article("d", "2024-11-01", stance("supports", party="hezbollah", voice="reported")),
]

Run = Callable[..., Result]


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """The rows as a file."""
    return _written(tmp_path / "rows.jsonl", ROWS)


def _written(path: Path, rows: Sequence[ArticleClaims]) -> Path:
    path.write_text("".join(row.model_dump_json() + "\n" for row in rows), "utf-8")
    return path


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    """The command in this process."""
    return CliRunner().invoke(application(), list(map(str, arguments)), input=stdin, catch_exceptions=False)


def printed(*arguments: str | Path, stdin: str | None = None) -> Any:
    """What a command prints as JSON."""
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_fold_prints_the_answer_with_sorted_keys(rows: Path) -> None:
    """From a file or from stdin, once or twice: the same bytes."""
    once, twice = run("fold", rows), run("fold", stdin=rows.read_text("utf-8") * 2)
    assert once.exit_code == twice.exit_code == 0
    assert once.stdout == twice.stdout
    expected = answer(ROWS, load_policy())
    assert once.stdout == json.dumps(expected, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
    assert {len(expected[what]) for what in ("positions", "alerts")} == {2}


def test_fold_as_of_knows_nothing_of_later_days(rows: Path) -> None:
    """On 15 September nothing had shifted yet."""
    found = printed("fold", rows, "--as-of", "2024-09-15")
    assert (found["alerts"], found["tolls"]) == ([], [])
    assert [position["position"] for position in found["positions"]] == ["rejects"]


def test_what_is_no_row_is_named_and_the_rest_goes_on(rows: Path) -> None:
    """The exit code is 3, and an unknown slot is told with the known ones."""
    wrong = json.loads(ROWS[0].model_dump_json())
    wrong["stances"][0]["mood"] = "angry"
    result = run("fold", stdin="nonsense\n[]\n" + json.dumps(wrong) + "\n" + rows.read_text("utf-8"))
    assert result.exit_code == 3
    assert json.loads(result.stdout)["positions"]
    assert "line 1: is not JSON" in result.stderr
    assert "line 2: is not a JSON object" in result.stderr
    assert "unknown slot mood; known are adversary" in result.stderr


def test_resolved_slots_that_are_absent_are_filled_in_and_null_ones_are_not() -> None:
    """A row that was written by hand needs no more than the annotation guide asks for."""
    stances: list[dict[str, Any]] = [
        {"party": "israel", "issue": "lebanon-ceasefire", "position": "rejects", "voice": "own", "quote": "No truce."},
        {
            "party": "israel",
            "issue": "lebanon-ceasefire",
            "position": "supports",
            "time": "past",
            "voice": "own",
            "quote": "Yes.",
        },
    ]
    by_hand = {"id": "x1", "outlet": "North Wire", "published": "2024-09-26", "stances": stances}
    claim = row_of(json.dumps(by_hand).encode(), load()).stances[0]
    assert (claim.teller, claim.adversary, claim.alerting) == ("israel", False, True)
    assert claim.recalls == ("supports",)
    assert claim.outlet_family
    assert claim.words
    assert claim.day is not None
    assert claim.day.day == "2024-09-26"
    stances[0] |= {"teller": None, "alerting": False}
    told = row_of(json.dumps(by_hand).encode(), load()).stances[0]
    assert (told.teller, told.alerting) == (None, False)
    with pytest.raises(RowError, match="position"):
        row_of(b'{"id": "x", "stances": [{"party": "israel", "position": "angry"}]}', load())


def test_positions_show_who_says_so(rows: Path) -> None:
    """A table for people; text of an article is no markup."""
    shown = run("positions", rows).stdout
    assert "israel" in shown
    assert "conditional" in shown
    assert "pending supports 2024-11-01" in shown
    early = run("positions", rows, "--party", "israel", "--as-of", "2024-09-15").stdout
    assert "[red]minister[/red]" in early
    found = printed("positions", rows, "--party", "hezbollah", "--json")["positions"]
    assert [position["party"] for position in found] == ["hezbollah"]


def test_tolls_show_every_source(rows: Path) -> None:
    """Low, best and high, and who counts."""
    shown = run("tolls", rows, "--harm", "killed").stdout
    assert "since october-7" in shown
    assert "health-ministry 43,163; idf 1,000" in shown or "idf 1,000; health-ministry 43,163" in shown
    [found] = printed("tolls", rows, "--theatre", "gaza", "--json")["tolls"]
    assert (found["low"], found["best"], found["high"]) == (950, 1000, 43163)
    assert printed("tolls", rows, "--theatre", "lebanon", "--json") == {"tolls": []}


def test_history_shows_what_became_of_every_claim(rows: Path) -> None:
    """Days in order; where it turned, from what."""
    shown = run("history", "israel", "lebanon-ceasefire", rows).stdout
    assert "rejects → conditional" in shown
    assert "beside" in shown
    days = printed("history", "israel", "lebanon-ceasefire", rows, "--json")["days"]
    assert [(day["day"], day["position"]) for day in days] == [("2024-09-01", "rejects"), ("2024-10-01", "conditional")]
    nothing = run("history", "israel", "gaza-ceasefire", rows)
    assert nothing.exit_code == 1
    assert "lebanon-ceasefire" in nothing.stderr


def test_explain_shows_both_sides_in_what_stands_around_them(rows: Path, tmp_path: Path) -> None:
    """Quotes, rules, the codebook, and what would take the alert back."""
    text = f"It rained. {ROWS[0].stances[0].quote} Nobody was surprised."
    said = ROWS[0].stances[0].model_copy(update={"start": 11, "end": 11 + len(ROWS[0].stances[0].quote)})
    moved = [ROWS[0].model_copy(update={"stances": (said,)}), *ROWS[1:]]
    articles = tmp_path / "articles.jsonl"
    articles.write_text(json.dumps({"id": "a", "text": text}) + "\n", "utf-8")
    alert = next(one for one in answer(moved, load_policy())["alerts"] if "party" in one)
    again = _written(rows, moved)
    shown = run("explain", alert["id"][:8], again, "--articles", articles).stdout
    for words in (
        "rejects -> conditional",
        "It rained. There",
        "[red]minister[/red]",
        "surprised.",
        "codebook codebook-0",
    ):
        assert words in shown
    assert f"It falls without north-wire {ROWS[0].article_id}." in shown
    found = printed("explain", alert["id"], again, "--articles", articles, "--json")
    assert found["alert"] == alert
    assert found["context"][said.id] == {"before": "It rained. ", "after": " Nobody was surprised."}
    assert {one["article_id"] for one in found["undone_by"]} == {ROWS[0].article_id, ROWS[1].article_id}


def test_explain_wants_an_alert_that_stands(rows: Path) -> None:
    """Too short an id, or one of nothing that stands."""
    for wrong in ("abc", "00000000"):
        result = run("explain", wrong, rows)
        assert result.exit_code == 1
        assert "no alert that stands begins with" in result.stderr


def test_diff_shows_what_an_edited_codebook_changes(tmp_path: Path) -> None:
    """A shorter memory: the position of half a year ago is no predecessor any more. Against itself nothing changes."""
    told = tmp_path / "articles.jsonl"
    texts = {
        "2024-03-01": "Hamas rejected the ceasefire in Gaza.",
        "2024-09-01": "Hamas accepted the ceasefire in Gaza.",
    }
    lines = [{"id": day, "published": day, "outlet": "North Wire", "text": text} for day, text in texts.items()]
    told.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    shorter = tmp_path / "shorter"
    shorter.mkdir()
    number = '[positions.window_days]\nvalue = 90\nreason = "A shorter memory."\n'
    (shorter / "policy.toml").write_text(number, "utf-8")
    found = printed("diff", "builtin", shorter, told, "--jobs", "1", "--json")
    assert found["policy"] == [{"number": "positions.window_days", "before": 365, "after": 90}]
    assert [(one["change"], one["alert"]["from"], one["alert"]["to"]) for one in found["alerts"]] == [
        ("fallen", "rejects", "supports")
    ]
    shown = run("diff", "builtin", shorter, told, "--jobs", "1").stdout
    assert "positions.window_days" in shown
    assert "fallen" in shown
    same = printed("diff", "builtin", "builtin", told, "--jobs", "1", "--json")
    assert [same[what] for what in ("policy", "claims", "positions", "tolls", "alerts")] == [[]] * 5


def test_positions_come_from_a_kafka_that_runs(trucewire: Command, settings: Settings) -> None:
    """Without a file the rows are those of the installation's claims."""
    with cluster.producer(settings) as producer:
        for row in ROWS:
            sent = producer.send(
                CLAIMS.named(settings.prefix), key=row.article_id.encode(), value=row.model_dump_json().encode()
            )
            sent.get(timeout=10)
    found = trucewire("positions", "--json", settings=settings)
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)["positions"] == answer(ROWS, load_policy())["positions"]
