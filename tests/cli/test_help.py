"""Every command explains itself, and every refusal is one line with the mend."""

import re

import pytest

from streams.cli import GROUPS, application
from streams.cli.exits import Exit
from tests.conftest import Command


def commands() -> list[tuple[str, ...]]:
    """Every command of the application, groups included, as it is typed."""
    app = application()
    own: list[tuple[str, ...]] = [(name_of(command),) for command in app.registered_commands]
    grouped = [
        (str(group.name), name_of(command))
        for group in app.registered_groups
        for command in (group.typer_instance.registered_commands if group.typer_instance else ())
    ]
    return own + grouped


def name_of(command: object) -> str:
    name, callback = getattr(command, "name", None), getattr(command, "callback", None)
    return str(name or getattr(callback, "__name__", "")).replace("_", "-")


def test_every_group_of_commands_is_there() -> None:
    from importlib.util import find_spec

    assert [name for name in GROUPS if find_spec(f"streams.cli.{name}") is None] == []


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_help_teaches(trucewire: Command, command: tuple[str, ...]) -> None:
    done = trucewire(*command, "--help")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert f"trucewire {' '.join(command)}" in done.stdout
    # A sentence of what it does, beside usage and options.
    assert re.search(r"[A-Z][^\n]{20,}[.:]", done.stdout)


def test_without_a_command_the_help_lists_them(trucewire: Command) -> None:
    done = trucewire("--help")
    assert all(command[0] in done.stdout for command in commands())
    assert trucewire().returncode == Exit.USAGE


def test_the_version_is_that_of_the_distribution(trucewire: Command) -> None:
    from importlib.metadata import version

    assert trucewire("--version").stdout == f"trucewire {version('trucewire')}\n"


@pytest.mark.parametrize("wrong", [("nonsense",), ("topics", "nonsense"), ("replay",), ("alerts", "--nonsense")])
def test_what_is_not_understood_is_a_usage_error(trucewire: Command, wrong: tuple[str, ...]) -> None:
    done = trucewire(*wrong)
    assert done.returncode == Exit.USAGE
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_one_line_that_names_the_variable(
    trucewire: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCEWIRE_CACHE_DIR", "")  # an empty variable is none
    monkeypatch.setattr("tests.conftest._KEPT", {"TRUCEWIRE_PARTITIONS"})
    monkeypatch.setenv("TRUCEWIRE_PARTITIONS", "many")
    done = trucewire("topics", "list")
    assert done.returncode == Exit.USAGE
    assert len(done.stderr.splitlines()) == 1
    assert "TRUCEWIRE_PARTITIONS" in done.stderr
