"""From labels to weights: which examples are right, wrong or unknown, and that a fit finds what the labels say."""

from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from schemas.vocabulary import Position
from streams.cli import weights as command
from streams.codebook import load
from streams.extract.weighing.weights import Weights
from streams.judging.examples import Labelled, labelled
from streams.judging.fitting import claimed, cross_validated, fit, score

ABOUT = (
    "Lebanon has seen months of war between Israel and Hezbollah. In Beirut, in Lebanon, people asked about a truce."
)


def article(name: str, text: str, *stances: tuple[str, str, str], **slots: object) -> dict[str, object]:
    """A labelled article about Lebanon: each stance as party, position and the passage that shows it."""
    whole = f"{ABOUT}\n\n{text}"
    told = [
        {
            "party": party,
            "issue": "lebanon-ceasefire",
            "position": position,
            "time": "current",
            "start": whole.index(quote),
            "end": whole.index(quote) + len(quote),
            **slots,
        }
        for party, position, quote in stances
    ]
    return {"id": name, "date": "2024-10-20", "text": whole, "stances": told}


def told(one: Labelled, party: str, position: Position) -> list[bool | None]:
    """What the labels say of a party's position, example by example."""
    return [example.told[position] for example in one.examples if example.party == party]


REFUSED = "Hezbollah rejected the truce."
AGAIN = "Its fighters would not hear of the truce, Hezbollah said."


def test_a_passage_is_right_another_of_the_same_claim_unknown_and_all_else_wrong() -> None:
    one = labelled(article("a", f"{REFUSED} {AGAIN}", ("hezbollah", "rejects", REFUSED)), load())
    assert told(one, "hezbollah", Position.REJECTS)[-2] is True
    assert told(one, "hezbollah", Position.REJECTS)[-1] in (True, None)
    assert not any(told(one, "hezbollah", Position.SUPPORTS))
    assert one.sure == {("hezbollah", "lebanon-ceasefire", "rejects")}


def test_what_only_one_labeller_saw_teaches_nothing() -> None:
    one = labelled(article("a", REFUSED, ("hezbollah", "rejects", REFUSED), agreed=False), load())
    assert told(one, "hezbollah", Position.REJECTS)[-1] is None
    assert (one.sure, len(one.doubtful)) == (frozenset(), 1)


def test_what_is_recalled_is_wrong_as_a_claim_of_the_present() -> None:
    one = labelled(article("a", REFUSED, ("hezbollah", "rejects", REFUSED), time="past"), load())
    assert told(one, "hezbollah", Position.REJECTS)[-1] is False


def corpus() -> list[Labelled]:
    """Forty articles in which a side that yawns rejects and one that hums supports; no rule knows either."""
    rows = []
    for number in range(20):
        for verb, position in (("yawned at", "rejects"), ("hummed at", "supports")):
            party, name = (("hezbollah", "Hezbollah"), ("israel", "Israel"))[number % 2]
            text = f"{name} {verb} the truce that was called on day {number}."
            rows.append(article(f"{position}-{number}", text, (party, position, text)))
    return [labelled(row, load()) for row in rows]


def test_a_fit_learns_what_no_rule_knows() -> None:
    articles = corpus()
    found = [claimed(one, model, least=30) for one, model in cross_validated(articles)]
    apart = [one for one, _ in cross_validated(articles)]
    assert score(apart, found).f1 > 0.9
    assert score(articles, [one.ruled for one in articles]).recall < 0.1


def test_the_same_articles_give_the_same_weights() -> None:
    articles = corpus()
    assert fit(articles, least=22) == fit(articles, least=22)
    doubled = fit([*articles, *articles[:20]], least=22)
    assert doubled != fit(articles, least=22)


def test_score_counts_doubtful_claims_neither_way() -> None:
    sure, doubtful, false = (("a", "x", name) for name in ("supports", "rejects", "conditional"))
    one = Labelled("a", (), frozenset({sure}), frozenset({doubtful}), frozenset(), frozenset())
    assert score([one], [{sure, doubtful}]).f1 == 1.0
    assert score([one], [{sure, false}]).precision == 0.5
    assert score([one], [set()]).f1 == 0.0


def test_the_command_writes_weights_that_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, written = tmp_path / "labels.jsonl", tmp_path / "weights.json"
    rows = [
        article(f"{verb}-{number}", text := f"Israel {verb} the truce on day {number}.", ("israel", position, text))
        for number in range(16)
        for verb, position in (("rejected", "rejects"), ("accepted", "supports"), ("would consider", "noncommittal"))
    ]
    rows += [
        article(
            f"if-{number}",
            text := f"Israel will accept a truce if {number} men return.",
            ("israel", "conditional", text),
        )
        for number in range(16)
    ]
    data.write_bytes(b"\n".join(map(orjson.dumps, rows)))
    import typer

    app = typer.Typer()
    app.command()(command.main)
    result = CliRunner().invoke(app, [str(data), "--weights", str(written), "--held", str(data)])
    assert result.exit_code == 0, result.output
    plain = orjson.loads(written.read_bytes())
    fitted = Weights(
        tuple(plain["bias"]), {name: tuple(row) for name, row in plain["features"].items()}, plain["least"]
    )
    assert fitted.least == command.LEAST
    assert "rule:rejects" in fitted.features
    assert "rules alone" in result.stdout
