"""Log lines: JSON for machines, no line repeated without end, nothing of a text able to forge another line."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from streams import logs


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level, configuration = root.handlers[:], root.level, structlog.get_config()
    target = io.StringIO()
    logs.configure(level="info", form="json", stream=target)
    yield target
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**configuration)


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_one_json_object_with_its_values(stream: io.StringIO) -> None:
    structlog.get_logger("streams.x").info("articles replayed", count=5)
    logging.getLogger("library").warning("said %s", "this")
    ours, theirs = lines(stream)
    assert (ours["event"], ours["count"], ours["level"], ours["logger"]) == (
        "articles replayed",
        5,
        "info",
        "streams.x",
    )
    assert (theirs["event"], theirs["level"]) == ("said this", "warning")


def test_less_severe_lines_are_left_out(stream: io.StringIO) -> None:
    structlog.get_logger("streams.x").debug("details")
    logging.getLogger("library").debug("details")
    assert lines(stream) == []


def test_a_text_cannot_forge_a_line(stream: io.StringIO) -> None:
    structlog.get_logger("streams.x").info("refused", title='a"}\n{"event": "all is well"}')
    assert len(lines(stream)) == 1


def test_what_a_noisy_library_repeats_is_held_back_and_counted(
    stream: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr("streams.logs.time.monotonic", lambda: now)
    noisy = logging.getLogger("aiokafka.client")
    for _ in range(50):
        noisy.error("broker is away")
    now += logs.REPEAT_SECONDS
    noisy.error("broker is away")
    assert [line["event"] for line in lines(stream)] == ["broker is away", "broker is away (49 more like this)"]


def test_our_own_lines_are_never_held_back(stream: io.StringIO) -> None:
    for _ in range(3):
        structlog.get_logger("streams.x").info("article withdrawn")
    assert len(lines(stream)) == 3
