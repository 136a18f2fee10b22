"""A worker is killed at any instruction, and the alerts that stand in the end are those of the plain fold."""

import shutil
import signal
import sys
from pathlib import Path

import orjson
import pytest

from streams.settings import Settings
from streams.worker import Point
from tests.kafka.histories import expected, history, told
from tests.workers import WITHOUT_EXTRACTION, Worker, of_claims, send, standing_alerts, until, worker

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

KILLED = -signal.SIGKILL
SECOND = 2
"""The event of each new part at whose points the worker dies: one before it is done and not committed yet."""


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """As for every test, but what a killed worker had is free again after four seconds."""
    return settings.model_copy(update={"session_timeout": 4.0})


def die(settings: Settings, folder: Path, agent: str, point: Point) -> None:
    """A worker runs until it has killed itself there."""
    command = (sys.executable, "-m", "tests.kafka.killed_worker", agent, point, str(SECOND))
    with worker(settings, folder, ready=False, command=command) as killed:
        assert killed.code() == KILLED, killed.log.read_text("utf-8")[-4000:]


def test_the_history_has_alerts_of_every_type_to_lose() -> None:
    alerts = orjson.loads(expected(history()))

    assert {alert["type"].split(".")[2] for alert in alerts} == {"shifted", "contested", "revised", "disputed"}


@pytest.mark.parametrize(
    "deaths",
    [
        [("positions", point) for point in Point],
        [
            ("route", Point.SENT),
            ("tolls", Point.FOLDED),
            ("tolls", Point.SENT),
            ("tolls", Point.WRITING),
            ("route", Point.WRITTEN),
        ],
    ],
    ids=["positions at all five points", "route and tolls"],
)
def test_killed_at_the_points_of_an_event(settings: Settings, tmp_path: Path, deaths: list[tuple[str, Point]]) -> None:
    rows = []
    for part, (agent, point) in enumerate(deaths):
        rows += history(part)
        send(settings, of_claims(history(part)))
        die(settings, tmp_path, agent, point)

    with worker(settings, tmp_path, command=WITHOUT_EXTRACTION) as alive:
        alive.settle()

        assert told(standing_alerts(settings)) == expected(rows)


def test_killed_and_its_data_folder_lost(settings: Settings, tmp_path: Path) -> None:
    rows = []
    for part, point in enumerate((Point.WRITTEN, Point.SENT, Point.WRITTEN)):
        rows += history(part)
        send(settings, of_claims(history(part)))
        die(settings, tmp_path, "positions", point)
        shutil.rmtree(settings.data_dir)

    with worker(settings, tmp_path, command=WITHOUT_EXTRACTION) as alive:
        alive.settle()

        assert told(standing_alerts(settings)) == expected(rows)


def test_two_workers_share_three_partitions_and_one_of_them_is_killed(settings: Settings, tmp_path: Path) -> None:
    other = settings.model_copy(update={"data_dir": tmp_path / "other"})
    with (
        worker(settings, tmp_path, command=WITHOUT_EXTRACTION) as first,
        worker(other, tmp_path, command=WITHOUT_EXTRACTION) as second,
    ):
        until(lambda: first.get("/readyz")[0] == 200, "ready beside the second")
        send(settings, of_claims(history(0)))
        first.settle()
        assert 0 < partitions(first) < partitions(first) + partitions(second) == 3

        send(settings, of_claims(history(1)))
        first.kill()
        second.settle()

        assert told(standing_alerts(settings)) == expected(history(0) + history(1))


def partitions(alive: Worker) -> int:
    """How many partitions of the claims the worker has."""
    lines = alive.get("/metrics")[1].splitlines()
    return sum(
        1 for line in lines if line.startswith("trucewire_consumer_lag") and 'topic="claims.articles.v1"' in line
    )
