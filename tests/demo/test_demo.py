"""`trucewire demo`: what a newcomer sees, and that nothing is left of it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from streams import cluster
from streams.settings import Settings
from tests.conftest import Command
from tests.expected import EXPECTED, unreasoned

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

ARTICLE = """---
title: Ministry gives a new figure for the war
published: {day}
outlet: Harbour Post
url: https://harbourpost.example/{day}
---

At least {count} Palestinians have been killed in Gaza since October 7, the health ministry said on Tuesday.
"""


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files of the processes that a test starts."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def empty(folder: Path, *, seconds: float = 10) -> bool:
    """Whether a demo has left nothing there, or has removed it in time."""
    deadline = time.monotonic() + seconds
    while (left := list(folder.glob("trucewire-*"))) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not left


@contextmanager
def running(*arguments: str, settings: Settings | None = None) -> Iterator["subprocess.Popen[str]"]:
    """A demo as it runs, until it says that everything is processed."""
    command = [str(Path(sys.executable).with_name("trucewire")), "demo", *arguments]
    chosen = settings or Settings.load(metrics_port=0)
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=chosen.environment()
    ) as process:
        assert process.stderr
        seen = []
        for line in process.stderr:
            seen.append(line)
            if "Ctrl-C ends it" in line:
                break
        else:
            pytest.fail("".join(seen))
        try:
            yield process
        finally:
            process.kill()


def family(process: "subprocess.Popen[str]") -> list[psutil.Process]:
    """Every process that the demo started, and those that these started."""
    found = psutil.Process(process.pid).children(recursive=True)
    commands = [" ".join(member.cmdline()) for member in found]
    assert any("kafka.Kafka" in command for command in commands)
    assert any("streams.cli" in command for command in commands)
    return found


def all_gone(processes: list[psutil.Process], *, seconds: float = 30) -> bool:
    """Whether they have all ended in time."""
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    return not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def test_once_as_json_gives_the_expected_alerts_and_leaves_nothing(trucewire: Command, scratch: Path) -> None:
    done = trucewire("demo", "--once", "--json", settings=Settings.load(metrics_port=0), seconds=300)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found) == {"broker", "articles", "stances", "casualties", "alerts", "dead_letters", "seconds"}
    assert (found["articles"], found["dead_letters"]) == (9, 0)
    assert found["alerts"] == unreasoned(EXPECTED)
    assert empty(scratch, seconds=0)


def test_it_stays_until_it_is_told_to_end_and_then_leaves_nothing(scratch: Path) -> None:
    with running() as process:
        members = family(process)
        time.sleep(1)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
        assert all_gone(members, seconds=1)
    assert empty(scratch, seconds=0)


def test_killed_it_leaves_nothing_either(scratch: Path) -> None:
    with running() as process:
        members = family(process)
        process.kill()
    assert all_gone(members)
    assert empty(scratch)


def test_on_another_kafka_it_stays_apart_and_deletes_what_is_its_own(
    trucewire: Command, settings: Settings, tmp_path: Path
) -> None:
    article = tmp_path / "one.md"
    article.write_text(ARTICLE.format(day="2024-02-20", count="29,195"), encoding="utf-8")
    with cluster.admin(settings) as client:
        before, groups = set(client.list_topics()), {group["group_id"] for group in client.list_groups()}
    done = trucewire(
        "demo", "--once", "--json", "--broker", settings.bootstrap_servers, article, settings=settings, seconds=300
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["broker"], found["articles"], found["casualties"]) == (settings.bootstrap_servers, 1, 1)
    with cluster.admin(settings) as client:
        assert {name for name in client.list_topics() if name.startswith("demo-")} <= before
        assert {g["group_id"] for g in client.list_groups() if g["group_id"].startswith("demo-")} <= groups


def test_a_worker_that_cannot_start_ends_the_demo_with_its_reason(trucewire: Command, tmp_path: Path) -> None:
    (tmp_path / "parties.toml").write_text("[[party]]\nid = 'x'\nnonsense = 1\n", encoding="utf-8")
    done = trucewire("demo", "--once", settings=Settings.load(codebook=tmp_path, metrics_port=0), seconds=300)
    assert done.returncode == 1
    assert "the worker ended (exit code 1)" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_path_that_is_not_there_is_said_before_anything_starts(trucewire: Command) -> None:
    done = trucewire("demo", "no-such-folder")
    assert done.returncode == 2
    assert "no-such-folder" in done.stderr
    assert "starting" not in done.stderr


def test_a_broker_that_is_none_is_told_in_one_line(trucewire: Command) -> None:
    for wrong in ("localhost", "127.0.0.1:9"):
        done = trucewire("demo", "--once", "--broker", wrong)
        assert done.returncode in (1, 2), done.stderr
        assert "Traceback" not in done.stderr
    assert os.environ.get("TRUCEWIRE_BOOTSTRAP_SERVERS") is None
