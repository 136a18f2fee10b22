"""A broker lives as long as the process that started it, and no longer."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from streams import cluster
from streams.broker import BrokerError, local
from streams.broker.node import free_port
from streams.settings import Settings

STARTS_AND_WAITS = """
import signal, sys, time
from streams.broker import local
from streams.settings import Settings
# A shell that starts jobs in the background has them ignore it.
signal.signal(signal.SIGINT, signal.default_int_handler)
with local(Settings.load()) as running:
    print(running.pid, running.data, flush=True)
    time.sleep(600)
"""

STARTS_IN_A_THREAD_THAT_ENDS = """
import sys, threading, time
from streams.broker.running import launch
from streams.settings import Settings
started = []
thread = threading.Thread(target=lambda: started.append(launch(Settings.load(), data=None, port=None)))
thread.start()
thread.join()
time.sleep(1)
print(started[0].pid, started[0].data, started[0].ended(), flush=True)
time.sleep(600)
"""


def gone(pid: int, *, seconds: float = 20) -> bool:
    """Whether the process ends in time."""
    deadline = time.monotonic() + seconds
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def removed(folder: Path, *, seconds: float = 5) -> bool:
    """Whether the folder goes in time."""
    deadline = time.monotonic() + seconds
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not folder.exists()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_ends_and_leaves_nothing_when_its_parent_ends(how: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTS_AND_WAITS], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as parent:
        assert parent.stdout
        pid, data = parent.stdout.readline().split()
        assert psutil.pid_exists(int(pid))
        parent.send_signal(how)
    assert gone(int(pid))
    assert removed(Path(data))


def test_it_outlives_the_thread_that_started_it_but_not_the_process() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTS_IN_A_THREAD_THAT_ENDS], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        pid, data, ended = parent.stdout.readline().split()
        assert ended == "False"
        parent.kill()
    assert gone(int(pid))
    assert removed(Path(data))


def test_it_ends_when_its_keeper_is_killed() -> None:
    with local(Settings.load()) as running:
        keeper = psutil.Process(running.pid).ppid()
        assert keeper != os.getpid()
        os.kill(keeper, signal.SIGKILL)
        assert gone(running.pid)
        assert running.ended(seconds=5)


def test_what_was_written_survives_a_kill_and_a_new_port(tmp_path: Path) -> None:
    settings = Settings.load()
    with local(settings, data=tmp_path) as running:
        there = settings.model_copy(update={"bootstrap_servers": running.bootstrap})
        with cluster.admin(there) as client:
            made = cluster.create(client, prefix="kept.", partitions=2, replication=1)
        os.kill(running.pid, signal.SIGKILL)
        assert gone(running.pid)
    with local(settings, data=tmp_path) as running:
        there = settings.model_copy(update={"bootstrap_servers": running.bootstrap})
        with cluster.admin(there) as client:
            assert sorted(cluster.installed(client, prefix="kept.")) == made
            assert cluster.check(client, prefix="kept.") == []
    assert tmp_path.exists()


def test_a_port_that_is_taken_is_told_at_once(kafka: str, tmp_path: Path) -> None:
    port = int(kafka.rpartition(":")[2])
    with pytest.raises(BrokerError, match=f"port {port} .* is taken"), local(Settings.load(), data=tmp_path, port=port):
        pass
    assert not list(tmp_path.iterdir())


def test_data_that_another_broker_uses_are_left_alone(tmp_path: Path) -> None:
    settings = Settings.load()
    with local(settings, data=tmp_path) as first:
        with pytest.raises(BrokerError, match="in use by another broker"), local(settings, data=tmp_path):
            pass
        assert not first.ended()
        with cluster.admin(settings.model_copy(update={"bootstrap_servers": first.bootstrap})) as client:
            assert cluster.create(client, prefix="", partitions=1, replication=1)


def test_a_port_of_ones_own_choice_is_used(tmp_path: Path) -> None:
    port = free_port()
    with local(Settings.load(), data=tmp_path, port=port) as running:
        assert running.port == port
