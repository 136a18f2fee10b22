"""A small Faust app to be tortured: for every record of one topic it writes one table row and sends one record on.

Run as a process of its own, so that it can be stopped and killed: `python -m tests.benchmarks.torture_app OPTIONS`,
where OPTIONS is one JSON object with the fields of `Options`.
"""

import asyncio
import json
import logging
import sys
from dataclasses import asdict, dataclass
from typing import Any

import faust

from streams.worker.cures import apply

IN, OUT, TABLE = "numbers", "seen", "counts"


@dataclass(frozen=True, slots=True)
class Options:
    """What a run of the app is told. `without` names the cures that are left out."""

    broker: str
    app: str
    data: str
    without: tuple[str, ...] = ()
    store: str = "memory://"
    seconds_an_event: float = 0.001
    linger: float = 0.0
    buffer: int = 128
    session: float = 6.0

    @property
    def line(self) -> str:
        """The command line argument that says the same."""
        return json.dumps(asdict(self))


def build(options: Options) -> faust.App:
    """The app, with the cures in place but those left out."""
    apply(without=options.without)
    app = faust.App(
        options.app,
        broker=f"kafka://{options.broker}",
        store=options.store,
        datadir=options.data,
        topic_partitions=4,
        topic_allow_declare=False,
        topic_disable_leader=True,
        consumer_auto_offset_reset="earliest",
        broker_session_timeout=options.session,
        broker_heartbeat_interval=options.session / 6,
        broker_commit_interval=0.5,
        broker_commit_every=500,
        broker_max_poll_records=500,
        producer_linger=options.linger,
        producer_request_timeout=30.0,
        stream_buffer_maxsize=options.buffer,
        stream_wait_empty=True,
        web_enabled=False,
    )
    numbers = app.topic(f"{options.app}-{IN}", key_type=bytes, value_type=bytes, value_serializer="raw")
    seen = app.topic(f"{options.app}-{OUT}", key_type=bytes, value_type=bytes, value_serializer="raw")
    counts = app.Table(TABLE, default=int, key_type=str, value_type=int)

    @app.agent(numbers, concurrency=1)  # type: ignore[untyped-decorator]
    async def count(stream: Any) -> None:
        async for event in stream.events():
            key = event.key.decode()
            await asyncio.sleep(options.seconds_an_event)
            await (await seen.send(key=event.key, value=event.value))
            counts[key] += 1

    return app


def main() -> None:
    """Runs the app until a signal ends it."""
    given = json.loads(sys.argv[1])
    options = Options(**{**given, "without": tuple(given["without"])})
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    worker = faust.Worker(build(options), loglevel="INFO", override_logging=True)
    worker.execute_from_commandline()


if __name__ == "__main__":
    main()
