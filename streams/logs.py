"""Logging for every process: structlog to stderr, as lines for people on a terminal and as JSON otherwise.

A logger is made by `structlog.get_logger(name)` where it is used; an event is a plain sentence part in the past tense,
and what varies goes into named values: `log.info("articles replayed", count=5)`. What comes from an article is a value,
never part of the event, and JSON quotes it.
"""

import logging
import sys
import time
from collections.abc import Sequence
from typing import TextIO

import structlog
from structlog.typing import Processor

NOISY = ("aiokafka", "kafka", "faust", "mode")
"""Libraries that repeat a line for every try while a broker is away: thousands a second."""

REPEAT_SECONDS = 10.0
"""How long a repeated line of a noisy library is held back."""

MOST_KINDS = 1000
"""Kinds of lines remembered: some libraries write what varies into the message itself."""


class Repeats(logging.Filter):
    """Lets the same message of the same logger through once in `seconds`, then says how many were held back."""

    def __init__(self, seconds: float = REPEAT_SECONDS) -> None:
        super().__init__()
        self._seconds = seconds
        self._seen: dict[tuple[str, object], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written."""
        if not record.name.startswith(NOISY):
            return True
        now, kind = time.monotonic(), (record.name, record.msg if isinstance(record.msg, str) else type(record.msg))
        last, held = self._seen.get(kind, (now - self._seconds, 0))
        if len(self._seen) > MOST_KINDS:
            self._seen.clear()
        if now - last < self._seconds:
            self._seen[kind] = (last, held + 1)
            return False
        self._seen[kind] = (now, 0)
        if held:
            record.msg, record.args = f"{record.getMessage()} ({held} more like this)", ()
        return True


def configure(*, level: str = "info", form: str = "auto", stream: TextIO | None = None) -> None:
    """Sends every log line of this process, those of libraries included, to `stream` (default: stderr).

    `level` is the least severe that is written; `form` is `console`, `json`, or `auto`: console on a terminal.
    Called once, by the process's entry point; a second call replaces the first.
    """
    target = stream or sys.stderr
    as_console = form == "console" or (form == "auto" and target.isatty())
    stages: Sequence[Processor] = (
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.UnicodeDecoder(),
    )
    structlog.configure(
        processors=[*stages, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(target)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=stages,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_endings(as_console, colours=target.isatty()),
            ],
        )
    )
    handler.addFilter(Repeats())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in NOISY:
        # They tell every connection at `info`; what a person must know of them they say at `warning`.
        logging.getLogger(name).setLevel("DEBUG" if level == "debug" else max(root.level, logging.WARNING))


def _endings(as_console: bool, *, colours: bool) -> list[Processor]:
    if as_console:
        # The default formatter of exceptions prints local variables, which may hold a password.
        return [structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=structlog.dev.plain_traceback)]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(sort_keys=True, ensure_ascii=False)]
