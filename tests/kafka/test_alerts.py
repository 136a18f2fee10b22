"""`trucewire alerts` on a real Kafka."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

from schemas.topics import POSITION_SHIFTS
from streams import cluster
from streams.settings import Settings
from tests.alerts import publish, retracted, revision, shift
from tests.conftest import Command


def test_what_stands_is_shown_with_the_words_that_it_stands_on(trucewire: Command, settings: Settings) -> None:
    fell = shift("00000000-0000-0000-0000-000000000001", day="2024-10-01", offset=1)
    publish(settings, [fell, retracted(fell, offset=7), shift("2", offset=2), revision("3")])
    done = trucewire("alerts", settings=settings)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("raised     2024-11-20  killed in lebanon")
    assert "said 90 on 2024-11-18 and now 50" in lines[0]
    assert "confirmed  2024-11-26  israel on lebanon-ceasefire: rejects -> supports" in lines[3]
    assert '"No truce."' in lines[4]
    assert '"We accept."' in lines[5]
    assert len(lines) == 6


def test_as_json_they_are_as_a_fold_prints_them(trucewire: Command, settings: Settings) -> None:
    publish(settings, [shift("2", offset=2)])
    done = trucewire("alerts", "--json", settings=settings)
    [alert] = json.loads(done.stdout)["alerts"]
    assert {"id", "type", "status", "day", "known_on", "from", "to", "evidence"} <= set(alert)
    assert not {"cause", "because", "replaced_by"} & set(alert)


def test_nothing_stands_yet(trucewire: Command, settings: Settings) -> None:
    done = trucewire("alerts", settings=settings)
    assert (done.returncode, done.stdout) == (0, "")
    assert "no alert stands" in done.stderr
    assert json.loads(trucewire("alerts", "--json", settings=settings).stdout) == {"alerts": []}


def test_what_is_no_alert_is_passed_over(trucewire: Command, settings: Settings) -> None:
    with cluster.producer(settings) as producer:
        topic = POSITION_SHIFTS.named(settings.prefix)
        producer.send(topic, key=b"x", value=b"{nonsense").get(10)
        producer.send(topic, key=b"x", value=None).get(10)
    publish(settings, [shift("2")])
    assert len(json.loads(trucewire("alerts", "--json", settings=settings).stdout)["alerts"]) == 1


def test_words_of_strangers_steer_no_terminal(trucewire: Command, settings: Settings) -> None:
    publish(settings, [shift("2", evidence={"from": (), "to": ()}, party="israel"), shift("3", day="2024-11-25")])
    quoted = shift("4", day="2024-11-24")
    nasty = quoted.evidence["to"][0].model_copy(update={"quote": "\x1b[2J[red]no[/red]", "end": 17})
    publish(settings, [quoted.model_copy(update={"evidence": {"from": (), "to": (nasty,)}})])
    done = trucewire("alerts", settings=settings)
    assert "\x1b" not in done.stdout
    assert "[red]no[/red]" in done.stdout


def _pass_on(output: Iterable[str], lines: "Queue[str]") -> None:
    for line in output:
        lines.put(line)


@contextmanager
def following(settings: Settings, *options: str) -> "Iterator[Queue[str]]":
    """The lines of `trucewire alerts --follow` as they come; it must end with 0 at Ctrl-C."""
    command = [str(Path(sys.executable).with_name("trucewire")), "alerts", "--follow", *options]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**settings.environment(), "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout
        assert process.stderr
        waiting = next(line for line in process.stderr if "waiting for more" in line)
        lines: Queue[str] = Queue()
        lines.put(waiting)
        thread = threading.Thread(target=_pass_on, args=(process.stdout, lines))
        thread.start()
        try:
            yield lines
        finally:
            os.kill(process.pid, signal.SIGINT)
            process.wait(20)
            thread.join()
    assert process.returncode == 0


def test_followed_alerts_come_as_they_are_raised_moved_and_retracted(settings: Settings) -> None:
    publish(settings, [shift("old", day="2014-08-05", offset=1), shift("a", day="2024-11-27", offset=2)])
    with following(settings) as lines:
        assert lines.get(timeout=20).startswith("1 of 2 standing alerts are fresh")
        shown = [lines.get(timeout=20) for _ in range(3)]
        assert "2024-11-27" in shown[0]
        publish(
            settings,
            [
                shift("b", day="2024-11-26", offset=3),
                retracted(shift("a", day="2024-11-27"), offset=3, replaced_by="b"),
            ],
        )
        assert "2024-11-27 -> " in (line := lines.get(timeout=20)), line
        assert line.startswith("moved")
        publish(settings, [shift("archive", day="2015-01-01", offset=4), retracted(shift("b"), offset=5)])
        assert lines.get(timeout=20).startswith("retracted  2024-11-26")


def test_followed_as_json_each_line_is_a_record_as_in_kafka(settings: Settings) -> None:
    with following(settings, "--json", "--all") as lines:
        lines.get(timeout=20)
        publish(settings, [shift("old", day="2014-08-05", offset=1)])
        record = json.loads(lines.get(timeout=20))
        assert (record["id"], record["cause"]) == ("old", {"partition": 0, "offset": 1})


def test_a_freshness_that_is_none_is_a_usage_error(trucewire: Command) -> None:
    done = trucewire("alerts", "--follow", "--fresh", "soon")
    assert done.returncode == 2
    assert "--fresh" in done.stderr


def test_without_topics_the_mend_is_named(trucewire: Command, bare: Settings) -> None:
    done = trucewire("alerts", settings=bare)
    assert done.returncode == 1
    assert "trucewire topics create" in done.stderr
