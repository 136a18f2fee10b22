"""A worker that kills itself: `python -m tests.kafka.killed_worker AGENT POINT NTH`, settings from the environment.

It ends with SIGKILL the NTH time that AGENT reaches POINT: no handler, no flush, no goodbye. For `writing` that is in
the middle of an event's rows.
"""

import os
import signal
import sys

from streams import logs, worker
from streams.settings import Settings
from streams.worker import Hook, Point
from tests.kafka.poisoned_worker import make


def killer(agent: str, point: Point, nth: int) -> Hook:
    """A hook that kills the process at that place."""
    left = nth

    def at(reached_by: str, reached: Point) -> None:
        nonlocal left
        if (reached_by, reached) == (agent, point):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    return at


def main() -> None:
    """Runs the worker until then."""
    agent, point, nth = sys.argv[1:]
    settings = Settings.load()
    logs.configure(level=settings.log_level, form=settings.log_format)
    raise SystemExit(worker.run(settings, at=killer(agent, Point(point), int(nth)), make=make))


if __name__ == "__main__":
    main()
