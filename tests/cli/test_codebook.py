"""`trucewire codebook`: check, show and explain, with the built-in files and with an overlay."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from streams.cli import application
from tests.codebook.worlds import world


def run(*arguments: str) -> Result:
    return CliRunner().invoke(application(), ["codebook", *arguments])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = tmp_path_factory.mktemp("world")
    world(made)
    return str(made)


def test_the_builtin_codebook_is_sound() -> None:
    done = run("check", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["problems"] == []


def test_a_faulty_overlay_fails_the_check(tmp_path: Path) -> None:
    (tmp_path / "issues.toml").write_text('[dykes]\nname = "Dykes"\ntheatre = "atlantis"\n')
    done = run("check", "--codebook", str(tmp_path))
    assert done.exit_code == 1
    assert "there is no theatre atlantis" in done.stdout


def test_show_counts_lists_and_shows_an_entry(folder: str) -> None:
    counted = json.loads(run("show", "--json", "--codebook", folder).stdout)["subjects"]
    listed = json.loads(run("show", "parties", "--json", "--codebook", folder).stdout)["parties"]
    assert counted["parties"] == len(listed)
    assert "norland" in listed
    shown = json.loads(run("show", "parties", "norland", "--json", "--codebook", folder).stdout)
    assert shown["file"] == "overlay parties.toml"
    assert shown["entry"]["metonyms"] == ["Norburg"]
    assert "norland" in run("show", "parties", "--codebook", folder).stdout.splitlines()
    assert "overlay" not in run("show", "--codebook", folder).stdout
    assert "metonyms" in run("show", "parties", "norland", "--codebook", folder).stdout


def test_what_is_not_there_is_said_with_what_is() -> None:
    assert run("show", "partys").exit_code == 2
    assert run("show", "parties", "atlantis").exit_code == 2


def test_explain_names_every_entry_its_party_on_the_day_and_its_file(folder: str) -> None:
    done = run("explain", "lind", "--day", "2019-01-01", "--json", "--codebook", folder)
    found = {one["id"]: one for one in json.loads(done.stdout)["entries"]}
    assert found["bo-lind"]["party"] == "norland"
    assert found["bo-lind"]["role"] == "surname, defence minister"
    assert found["kara-lind"]["party"] is None
    assert found["kara-lind"]["role"] == "surname, future"
    assert found["kara-lind"]["file"] == "overlay holders.toml"
    plain = run("explain", "White Tower", "--codebook", folder).stdout
    assert "parties/norland" in plain


def test_a_word_that_leads_nowhere_is_no_failure() -> None:
    assert run("explain", "xyzzy").exit_code == 0


def test_a_day_that_is_none_is_refused() -> None:
    assert run("explain", "Kremlin", "--day", "yesterday").exit_code == 2
