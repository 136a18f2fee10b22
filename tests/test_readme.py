"""README is true: it names every command, setting, topic and metric, and what it shows runs."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from prometheus_client import CollectorRegistry

from schemas.topics import DEAD_LETTERS, EVENTS
from streams import metrics
from streams import settings as every_setting
from streams.cli import application
from streams.metrics import Metrics
from streams.settings import Settings
from tests.conftest import Command
from tests.workers import worker

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")

ELSEWHERE = {
    "make demo": "tests/demo runs what it runs, and compares the answer with seeds/expected.json",
    "make test": "is what runs this test",
    "trucewire demo --once --json": "tests/demo",
    "trucewire worker": "tests/kafka runs workers; it does not end by itself",
    "trucewire broker start --detach": "tests/broker; the run's own Kafka is used instead",
    "trucewire broker stop": "tests/broker",
    "trucewire alerts --follow": "tests/cli; it does not end by itself",
}
"""Commands of README that other tests run, and which."""


def commands() -> Iterator[str]:
    """Every `trucewire` command by its full name."""

    def names(command: object, path: str) -> Iterator[str]:
        below = getattr(command, "commands", None)
        if below is None:
            yield path
            return
        for name, child in below.items():
            yield from names(child, f"{path} {name}".strip())

    yield from names(typer.main.get_command(application()), "")


def shown() -> Iterator[str]:
    """Every command that README shows at a prompt, with the lines that continue it."""
    for block in re.findall(r"```console\n(.*?)```", README, flags=re.DOTALL):
        yield from (line.removeprefix("$ ") for line in block.replace("\\\n", "").splitlines() if line.startswith("$ "))


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_is_told(command: str) -> None:
    assert f"`{command}`" in README or f"trucewire {command}" in README


@pytest.mark.parametrize("setting", every_setting.documented(), ids=lambda setting: setting.variable)
def test_every_setting_is_told_with_its_default(setting: every_setting.Documented) -> None:
    row = next((line for line in README.splitlines() if line.startswith(f"| `{setting.variable}` ")), "")
    assert setting.description in row
    assert f"| {setting.default} " in row.replace("`", "")


@pytest.mark.parametrize("topic", [topic.name for topic in (*EVENTS, *DEAD_LETTERS)])
def test_every_topic_is_told(topic: str) -> None:
    assert f"`{topic}`" in README or (topic.endswith(".dlq") and "`<topic>.dlq`" in README)


@pytest.mark.parametrize("metric", tuple(Metrics(CollectorRegistry()).catalogue()), ids=lambda metric: metric.name)
def test_every_metric_is_told(metric: metrics.Documented) -> None:
    assert f"`{metric.name}`" in README


def test_links_inside_the_tree_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_what_runs_elsewhere_is_still_shown() -> None:
    assert set(ELSEWHERE) <= set(shown())


def test_every_command_shown_runs(settings: Settings, trucewire: Command, tmp_path: Path) -> None:
    """In the order in which they stand, on the run's Kafka, with a worker that reads what they replay."""
    with worker(settings, tmp_path) as running:
        for line in shown():
            if line in ELSEWHERE:
                continue
            program, *arguments = shlex.split(line)
            assert program == "trucewire", f"nothing runs {program}: show it without a prompt, or run it here"
            done = trucewire(*arguments, settings=settings)
            assert done.returncode == 0, f"{line}\n{done.stderr}"
            if arguments[0] == "replay":
                running.settle()
