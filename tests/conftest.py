"""What every test may ask for: the run's Kafka, a prefix of its own on it, its settings, and the command line."""

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from streams import cluster
from streams.settings import PREFIX, Settings
from tests.brokers import shared

PARTITIONS = 3

_KEPT = {f"{PREFIX}{name}" for name in ("KAFKA_JARS", "JAVA", "CACHE_DIR")}

_STRICT = (
    "-Werror",
    "-Wignore:read_text is deprecated",
    "-Wignore:open_text is deprecated",
    "-Wignore:unclosed <socket",
)
"""As in pytest a warning is an error, but for kafka-python's: old calls, and sockets that it could not connect."""

Command = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--no-skips`: where everything that a test can ask for is installed, a test that is left out is a fault."""
    parser.addoption("--no-skips", action="store_true", help="fail when a test was skipped")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Makes a run with skipped tests fail where none may be."""
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = terminal.stats.get("skipped", []) if terminal else []
    if skipped and session.config.getoption("--no-skips") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what needs Kafka, so that `-m "not kafka"` leaves it out."""
    for item in items:
        if "kafka" in getattr(item, "fixturenames", ()):
            item.add_marker("kafka")


@pytest.fixture(scope="session", autouse=True)
def _own_environment(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No setting of the person who runs the tests reaches them, but for where Kafka's jars and Java are."""
    for name in list(os.environ):
        if name.startswith(PREFIX) and name not in _KEPT:
            del os.environ[name]
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """HOST:PORT of the Kafka that the whole run shares, started when it is first asked for."""
    base = tmp_path_factory.getbasetemp()
    is_one_of_many = hasattr(request.config, "workerinput")
    with shared(base.parent if is_one_of_many else base, Settings.load()) as bootstrap:
        yield bootstrap


@pytest.fixture
def prefix() -> str:
    """What this test's topics, groups and app id begin with, and no other's."""
    return f"t-{uuid.uuid4().hex[:10]}."


@pytest.fixture
def bare(kafka: str, prefix: str, tmp_path: Path) -> Iterator[Settings]:
    """Settings of an installation that has no topics yet; every topic with its prefix is deleted afterwards."""
    made = Settings.load(
        bootstrap_servers=kafka,
        prefix=prefix,
        partitions=PARTITIONS,
        data_dir=tmp_path / "data",
        metrics_port=0,
        pool_size=1,
        session_timeout=6.0,
    )
    yield made
    with cluster.admin(made) as client:
        cluster.delete(client, [name for name in client.list_topics() if name.startswith(prefix)])


@pytest.fixture
def settings(bare: Settings) -> Settings:
    """Settings of an installation with all its topics, three partitions each, and nothing in them."""
    with cluster.admin(bare) as client:
        cluster.create(client, prefix=bare.prefix, partitions=bare.partitions, replication=1)
    return bare


@pytest.fixture(scope="session")
def trucewire() -> Command:
    """Runs the command line as a process: `trucewire("topics", "check", settings=..., stdin="...")`."""
    return run_command


def run_command(
    *arguments: str | Path, settings: Settings | None = None, stdin: str = "", seconds: float = 60.0
) -> "subprocess.CompletedProcess[str]":
    """The finished process, with stdout and stderr as text; it sees no setting but those given."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(PREFIX) or k in _KEPT}
    return subprocess.run(
        [sys.executable, *_STRICT, Path(sys.executable).with_name("trucewire"), *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
        env=inherited | (settings.variables() if settings else {}),
    )
