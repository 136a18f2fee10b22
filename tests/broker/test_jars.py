"""The jars: locked, checked each time, mended where damaged, fetched once for all runs."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from streams.broker import BrokerError, Jar, jars, locked
from streams.settings import Settings

FETCHES = """
import sys
from streams.broker import jars
from streams.settings import Settings
jars(Settings.load(cache_dir=sys.argv[1]), told=lambda line: print(line, flush=True))
"""


@pytest.fixture
def fetched(tmp_path: Path) -> Settings:
    """Settings with a cache of their own that holds every jar; what can be is a link, to spare the disk."""
    theirs = jars(Settings.load())
    folder = tmp_path / theirs[0].parent.name
    folder.mkdir()
    for jar in theirs:
        (folder / jar.name).hardlink_to(jar) if jar.stat().st_dev == folder.stat().st_dev else shutil.copy(jar, folder)
    return Settings.load(cache_dir=tmp_path)


def replace(path: Path, content: bytes) -> None:
    """Other bytes under the same name; the file that it was linked to keeps its own."""
    path.unlink()
    path.write_bytes(content)


def test_the_lock_pins_46_jars_each_with_its_digest_and_one_name() -> None:
    assert len(locked()) == 46
    assert len({jar.name for jar in locked()}) == 46
    assert all(len(jar.sha256) == 64 for jar in locked())


def test_a_damaged_jar_is_fetched_again(fetched: Settings) -> None:
    damaged = next(path for path in jars(fetched) if path.name.startswith("jspecify"))
    replace(damaged, damaged.read_bytes()[:-1])
    told: list[str] = []
    jars(fetched, told=told.append)
    assert len(told) == 1
    assert "fetching 1 jars" in told[0]
    assert next(jar for jar in locked() if jar.name == damaged.name).is_at(damaged)


def test_runs_at_once_fetch_once_and_leave_only_jars(fetched: Settings) -> None:
    for path in jars(fetched)[:4]:
        path.unlink()
    runs = [
        subprocess.Popen([sys.executable, "-c", FETCHES, str(fetched.cache_dir)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [run.communicate(timeout=120)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert sum("fetching 4 jars" in lines for lines in said) == 1
    folder = jars(fetched)[0].parent
    assert {path.name for path in folder.iterdir()} == {jar.name for jar in locked()} | {".lock"}


def test_what_is_not_the_locked_file_never_reaches_the_class_path(
    fetched: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A repository that gives other bytes: here one in which a jar has another one's coordinates."""
    victim = next(jar for jar in locked() if jar.artifact == "jspecify")
    swapped = Jar(victim.group, victim.artifact, "0.3.0", victim.sha256)
    monkeypatch.setattr(sys.modules["streams.broker.jars"], "locked", lambda: (swapped,))
    with pytest.raises(BrokerError, match="sha256 differs"):
        jars(fetched)
    assert not list(tmp_path.glob("*/jspecify-0.3.0.jar"))


def test_without_a_network_the_error_says_what_to_do(
    fetched: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JGO_CONFIG_FILE", str(tmp_path / "jgo.conf"))
    (tmp_path / "jgo.conf").write_text("[repositories]\ncentral = http://127.0.0.1:9/maven\n", encoding="utf-8")
    jars(fetched)[0].unlink()
    with pytest.raises(BrokerError, match="TRUCEWIRE_KAFKA_JARS"):
        jars(fetched)


def test_given_jars_are_used_without_a_network_and_checked(fetched: Settings, tmp_path: Path) -> None:
    folder = jars(fetched)[0].parent
    offline = Settings.load(kafka_jars=folder, cache_dir=tmp_path / "never")
    assert jars(offline) == jars(fetched)
    assert not (tmp_path / "never").exists()
    replace(folder / locked()[3].name, b"")
    with pytest.raises(BrokerError, match=f"lacks 1 of 46 .*{locked()[3].name}"):
        jars(offline)


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(BrokerError, match="TRUCEWIRE_CACHE_DIR"):
        jars(Settings.load(cache_dir=blocked))
