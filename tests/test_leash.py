"""A child on its leash ends with us, takes what it started along, and tells how it ended."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from streams import leash

SLEEPS = (sys.executable, "-c", "import time; time.sleep(600)")
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
LEAVES_ONE_BEHIND = """
import subprocess, sys
left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
print(left.pid, flush=True)
sys.exit(3)
"""
HOLDS_ONE = f"""
import subprocess, sys, time
from pathlib import Path
from streams import leash
with open(sys.argv[1], "wb") as log:
    child = leash.start({SLEEPS!r}, log=log, remove=Path(sys.argv[2]))
    print(child.pid, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


def started(command: tuple[str, ...], log: Path, *, grace: float = 5, remove: Path | None = None) -> leash.Leashed:
    with log.open("wb") as output:
        return leash.start(command, log=output, grace=grace, remove=remove)


def runs(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def gone(pid: int, *, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while runs(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not runs(pid)


def test_it_runs_until_it_is_stopped_and_its_folder_goes_with_it(log: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    child = started(SLEEPS, log, remove=folder)
    assert runs(child.pid)
    assert child.code is None
    assert child.wait(0.05) is None
    assert child.stop() == -signal.SIGTERM
    assert not runs(child.pid)
    assert not folder.exists()
    assert child.stop() == child.code == -signal.SIGTERM


@pytest.mark.parametrize("code", [0, 1, 3])
def test_it_tells_how_the_child_ended_and_keeps_the_folder_to_look_at(log: Path, tmp_path: Path, code: int) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    child = started((sys.executable, "-c", f"print('last words'); raise SystemExit({code})"), log, remove=folder)
    assert child.wait(10) == child.code == code
    assert log.read_text("utf-8") == "last words\n"
    assert folder.exists()
    assert child.stop() == code
    assert not folder.exists()


def test_a_child_that_does_not_listen_is_ended_hard_after_its_grace(log: Path) -> None:
    child = started((sys.executable, "-c", DEAF), log, grace=0.3)
    while not log.read_text("utf-8"):
        time.sleep(0.01)
    assert child.stop() == -signal.SIGKILL
    assert not runs(child.pid)


def test_what_the_child_leaves_behind_is_ended_too(log: Path) -> None:
    child = started((sys.executable, "-c", LEAVES_ONE_BEHIND), log)
    assert child.wait(10) == 3
    assert gone(int(log.read_text("utf-8")))
    child.stop()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_it_ends_with_the_process_that_started_it(log: Path, tmp_path: Path, how: signal.Signals) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS_ONE, str(log), str(folder)], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        parent.send_signal(how)
    assert gone(pid)
    deadline = time.monotonic() + 5
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not folder.exists()


def test_it_ends_also_when_its_keeper_is_killed(log: Path) -> None:
    child = started(SLEEPS, log)
    os.kill(psutil.Process(child.pid).ppid(), signal.SIGKILL)
    assert gone(child.pid)
    child.stop()


def test_what_cannot_be_started_is_an_error(log: Path) -> None:
    with pytest.raises(OSError, match="no-such-program could not be started"):
        started(("/nowhere/no-such-program",), log)


def test_a_descriptor_that_it_is_to_keep_stays_open_in_it(log: Path, tmp_path: Path) -> None:
    held = tmp_path / "held"
    with held.open("w") as handle, log.open("wb") as output:
        number = handle.fileno()
        command = (sys.executable, "-c", f"import os; os.write({number}, b'written')")
        child = leash.start(command, log=output, keep=[number])
        assert child.wait(10) == 0
        child.stop()
    assert held.read_text("utf-8") == "written"
