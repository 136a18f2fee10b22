"""`trucewire extract` and `trucewire eval`: articles in, claims and figures out, as other programs read them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from streams.cli import application
from streams.errors import TrucewireError

ARTICLE = """---
title: Israel turns down truce in Gaza
published: 2024-05-21T09:00:00Z
outlet: Harbour Post
---
Israel on Monday rejected the truce in Gaza. At least 12 people were killed in Rafah on Sunday, a doctor said.

Hamas could accept a truce in Gaza, an analyst said.
"""


def run(*arguments: str, text: str | None = None) -> Result:
    """The command with these arguments; a named error is raised, as it escapes to `main`."""
    done = CliRunner().invoke(application(), list(arguments), input=text)
    if isinstance(done.exception, TrucewireError):
        raise done.exception
    return done


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.md"
    path.write_text(ARTICLE, "utf-8")
    return str(path)


def test_an_article_becomes_one_object(article: str) -> None:
    row = json.loads(run("extract", article).stdout)
    assert (row["title"], row["outlet"], row["article_day"]) == (
        "Israel turns down truce in Gaza",
        "Harbour Post",
        "2024-05-21",
    )
    assert {(one["party"], one["position"]) for one in row["stances"]} == {("israel", "rejects")}
    assert [(one["harm"], one["low"], one["high"]) for one in row["casualties"]] == [("killed", 12, None)]


def test_options_stand_for_what_the_file_does_not_say() -> None:
    text = "Israel rejected the truce in Gaza."
    row = json.loads(run("extract", "-", "--published", "2024-05-21", "--outlet", "North Wire", text=text).stdout)
    assert (row["published"], row["outlet"]) == ("2024-05-21", "North Wire")


def test_lines_come_out_in_the_order_read_and_a_bad_one_is_named() -> None:
    lines = [
        json.dumps({"id": "a", "text": "Hamas accepted the truce in Gaza.", "shelf": 7}),
        "not json",
        json.dumps({"id": "b", "text": "Israel rejected the truce in Gaza.", "received": "2024-05-21"}),
    ]
    done = run("extract", "--jsonl", "-", text="\n".join(lines))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["id"], row["received"]) for row in rows] == [("a", None), ("b", "2024-05-21")]
    assert done.exit_code == 3
    assert "line 2: is not JSON" in done.stderr


def test_explain_shows_rules_and_near_misses(article: str) -> None:
    shown = run("extract", article, "--explain").stdout
    assert "israel rejects gaza-ceasefire" in shown
    assert "rule refuse.verb" in shown
    assert "only possible: may, might, could" in shown
    assert "theatre gaza" in shown


def test_explain_prints_a_strangers_text_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("Israel rejected the [red]truce[/red] in Gaza.\x1b[31m Hamas accepted the truce in Gaza.", "utf-8")
    shown = run("extract", str(path), "--explain").stdout
    assert "[red]truce[/red]" in shown
    assert "\x1b[31m" not in shown


@pytest.mark.parametrize(("content", "reason"), [(b"", "is empty"), (b"a\0b", "is binary"), (b"\xff\xfe", "not UTF-8")])
def test_what_is_no_article_is_refused(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    with pytest.raises(TrucewireError, match=reason):
        run("extract", str(path))


def test_eval_compares_with_labels(tmp_path: Path) -> None:
    stances = [
        {"party": "israel", "issue": "gaza-ceasefire", "position": "rejects", "time": "current"},
        {"party": "qatar", "issue": "gaza-ceasefire", "position": "supports", "time": "current"},
    ]
    gold = {
        "id": "a",
        "date": "2024-05-21",
        "text": "Israel rejected the truce in Gaza.",
        "stances": stances,
        "casualties": [],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold), "utf-8")
    done = run("eval", str(path), "--json", "--by", "party", "--misses")
    figures = json.loads(done.stdout)
    assert figures["stance"] == {"precision": 1.0, "recall": 0.5, "f1": 0.667, "gold": 2}
    assert figures["by"]["qatar"]["recall"] == 0.0
    assert "a stance miss qatar gaza-ceasefire supports" in done.stderr
    assert "confidence of stances" in run("eval", str(path)).stdout


def test_eval_reads_rows_that_were_extracted_before(tmp_path: Path) -> None:
    stance = {"party": "israel", "issue": "gaza-ceasefire", "position": "rejects", "time": "current"}
    for name in ("gold", "rows"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": "a", "text": "-", "stances": [stance]}), "utf-8")
    done = run("eval", str(tmp_path / "gold.jsonl"), "--rows", str(tmp_path / "rows.jsonl"), "--json")
    assert json.loads(done.stdout)["stance"]["f1"] == 1.0
