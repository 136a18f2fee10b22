"""`trucewire broker`: in the foreground, detached, found again and stopped."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from streams import broker
from streams.broker.node import free_port
from streams.settings import Settings
from tests.broker.test_local import gone
from tests.conftest import Command


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    """Settings with a data folder and a port of their own."""
    made = Settings.load(data_dir=tmp_path, bootstrap_servers=f"127.0.0.1:{free_port()}")
    yield made
    broker.stop(made)


def test_a_detached_broker_is_found_and_stopped(trucewire: Command, settings: Settings) -> None:
    started = trucewire("broker", "start", "--detach", settings=settings)
    assert started.returncode == 0, started.stderr
    found = broker.status(settings)
    assert found
    assert found.bootstrap == settings.bootstrap_servers
    assert trucewire("broker", "status", settings=settings).returncode == 0
    assert trucewire("topics", "create", settings=settings).returncode == 0

    again = trucewire("broker", "start", "--detach", settings=settings)
    assert (again.returncode, len(again.stderr.splitlines())) == (1, 1)
    assert "trucewire broker stop" in again.stderr

    assert trucewire("broker", "stop", settings=settings).returncode == 0
    assert not psutil.pid_exists(found.pid)
    assert trucewire("broker", "status", settings=settings).returncode == 1
    assert trucewire("broker", "stop", settings=settings).returncode == 1


def test_a_broker_in_the_foreground_stops_at_a_signal(settings: Settings) -> None:
    command = [str(Path(sys.executable).with_name("trucewire")), "broker", "start"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | settings.variables()) as started:
        assert started.stderr
        line = next(line for line in started.stderr if "runs at" in line)
        assert settings.bootstrap_servers in line
        found = broker.status(settings)
        assert found
        started.send_signal(signal.SIGTERM)
        assert "stopped" in started.stderr.read()
    assert started.returncode == 0
    assert gone(found.pid, seconds=1)
    assert broker.status(settings) is None


def test_a_pid_that_became_another_process_is_no_broker(settings: Settings) -> None:
    found = broker.detach(settings, port=free_port(), told=lambda _: None)
    broker.stop(settings)
    pid_file = Path(found.data) / "broker.pid"
    pid_file.write_text(
        f'{{"bootstrap":"{found.bootstrap}","pid":{os.getpid()},"began":{found.began},"data":"{found.data}"}}',
        encoding="ascii",
    )
    assert broker.status(settings) is None
    assert broker.stop(settings) is None
    pid_file.write_text("{", encoding="ascii")
    assert broker.status(settings) is None
