"""The command that makes the model, on a treebank of the tests' own."""

import gzip
import hashlib
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from streams.cli import parser
from streams.treebank.selection import select
from tests.treebank import samples

NAMES = (
    *(f"en_{name}-ud-{part}" for name in ("ewt", "gum-open") for part in ("train", "dev", "test")),
    "en_pud-ud",
)


@pytest.fixture
def treebanks(tmp_path: Path) -> Path:
    """A folder with the files that the command asks for; each has the two sentences ten times."""
    folder = tmp_path / "treebanks"
    folder.mkdir()
    text = samples.write(tmp_path).read_text("utf-8") * 10
    for name in NAMES:
        with gzip.open(folder / f"{name}.conllu.gz", "wt", encoding="utf-8") as file:
            file.write(text)
    return folder


def test_sentences_train_choose_or_judge_and_never_two_of_these(treebanks: Path) -> None:
    selection = select(treebanks)
    assert len(selection.written) + len(selection.everyday) == 20 + 20 + 16
    assert len(selection.choosing) == 40
    assert {name: len(trees) for name, trees in selection.judging.items()} == {
        "EWT test": 20,
        "GUM-open test": 20,
        "GUM-open test, news": 10,
        "PUD, each fifth": 4,
    }


def test_the_command_writes_weights_digest_and_lemmas_and_prints_scores(treebanks: Path, tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(parser.main)
    model = tmp_path / "model"
    done = CliRunner().invoke(app, [str(treebanks), "--epochs", "2", "--until", "1", "--model", str(model)])
    assert done.exit_code == 0, done.output
    data = (model / "parser.bin").read_bytes()
    assert (model / "parser.sha256").read_text() == f"{hashlib.sha256(data).hexdigest()}  parser.bin\n"
    assert "strove\tVBD\tstrive\n" in (model / "lemmas.tsv").read_text()
    assert "PUD, each fifth" in done.output
    assert "epoch 2" not in done.output

    again = CliRunner().invoke(app, [str(treebanks), "--epochs", "0", "--model", str(model)])
    assert again.exit_code == 0, again.output
    assert (model / "parser.bin").read_bytes() == data
