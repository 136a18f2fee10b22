"""Tortures Faust on a real Kafka, with and without the cures, and the worker itself, and counts what goes wrong.

`make torture` runs all of it, which takes hours; `python -m tests.benchmarks.torture --help` tells how to run less.
It starts a Kafka of its own unless `--broker HOST:PORT` names one. Not a test: what a race does is a matter of chance,
so its numbers are statistics. A run is wrong when an event is lost, is missing from the changelog, stands still until
the next restart, or, unless the process was killed, is seen twice.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.torture_app import Options
from tests.benchmarks.torture_bench import Bench, Outcome
from tests.benchmarks.torture_worker import kill_often


def restarts(bench: Bench) -> None:
    """Three graceful restarts of one worker with a backlog."""
    for share in (0.2, 0.4, 0.6):
        worker = bench.start()
        bench.until_seen(share)
        worker.stop()
    worker = bench.start()
    bench.until_all()
    worker.stop()


def rebalances(bench: Bench) -> None:
    """A second worker joins and leaves, twice, while the first works on."""
    first = bench.start()
    bench.until_seen(0.05)
    for _ in range(2):
        second = bench.joined(name="two")
        bench.until_more(0.1)
        second.stop()
        bench.until_more(0.1)
    bench.until_all()
    first.stop()


def both(bench: Bench) -> None:
    """Three graceful restarts; in its third life the worker has a second one beside it that joins and leaves."""
    for share in (0.1, 0.2):
        worker = bench.start()
        bench.until_seen(share)
        worker.stop()
    worker = bench.start()
    bench.until_seen(0.25)
    second = bench.joined(name="two")
    bench.until_more(0.1)
    second.stop()
    bench.until_more(0.1)
    worker.stop()
    worker = bench.start()
    bench.until_all()
    worker.stop()


def kills(bench: Bench) -> None:
    """Three times SIGKILL: repeats are allowed, losses are not."""
    for share in (0.2, 0.4, 0.6):
        worker = bench.start()
        bench.until_seen(share)
        worker.kill()
    worker = bench.start()
    bench.until_all()
    worker.stop()


def refusals(bench: Bench) -> None:
    """Kafka refuses some changes of the table until an operator mends it: what it refused must not count as done."""
    with bench.refusing():
        worker = bench.start()
        bench.until(lambda: worker.code is not None or bench.seen >= bench.events)
        worker.stop()
    worker = bench.start()
    bench.until_all()
    worker.stop()


SCENARIOS: dict[str, Callable[[Bench], None]] = {
    "restarts": restarts,
    "rebalances": rebalances,
    "both": both,
    "kills": kills,
    "refusals": refusals,
}

PACE: dict[str, dict[str, Any]] = {
    "rebalances": {"seconds_an_event": 0.02},  # a second worker must have time to come while there is work
    "both": {"seconds_an_event": 0.02},
}

LEFT_OUT: dict[str, tuple[str, ...]] = {
    "all cures": (),
    "without order": ("order",),
    "without snapshot": ("snapshot",),
    "without drained": ("drained",),
    "without revocation": ("revocation",),
    "stock": ("order", "snapshot", "drained", "revocation"),
}


def torture(broker: str, scenario: str, without: Sequence[str], *, events: int, folder: Path) -> Outcome:
    """One run of one scenario."""
    begin = time.monotonic()
    options = Options(broker=broker, app="", data="", without=tuple(without), **PACE.get(scenario, {}))
    with Bench(broker, events=events, folder=folder, options=options) as bench:
        SCENARIOS[scenario](bench)
        return bench.outcome(time.monotonic() - begin)


def main() -> None:
    """Prints one line a run, and one a row of the table at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--broker", help="use this Kafka and start none")
    parser.add_argument("--runs", type=int, default=4, help="runs of each scenario and each set of cures")
    parser.add_argument("--events", type=int, default=1200)
    parser.add_argument("--scenario", action="append", choices=SCENARIOS, help="only this one; may be repeated")
    parser.add_argument("--cures", action="append", choices=LEFT_OUT, help="only this set; may be repeated")
    parser.add_argument("--kills", type=int, default=100, help="how often the worker itself is killed; 0: never")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="torture-") as name, _broker(given.broker, Path(name)) as broker:
        if given.kills:
            print(str(kill_often(broker, kills=given.kills, folder=Path(name))), flush=True)
        for scenario in given.scenario or SCENARIOS:
            for cures in given.cures or LEFT_OUT:
                outcomes = []
                for _ in range(given.runs):
                    done = torture(broker, scenario, LEFT_OUT[cures], events=given.events, folder=Path(name))
                    outcomes.append(done)
                    print(f"  {scenario}, {cures}: {done}", flush=True)
                print(_summary(scenario, cures, outcomes), flush=True)


def _summary(scenario: str, cures: str, outcomes: Sequence[Outcome]) -> str:
    wrong = sum(_is_wrong(done, killed=scenario in {"kills", "refusals"}) for done in outcomes)
    lost, doubled, unsaved = (max(getattr(done, what) for done in outcomes) for what in ("lost", "doubled", "unsaved"))
    return (
        f"{scenario}, {cures}: {wrong} of {len(outcomes)} wrong;"
        f" at most {lost} lost, {doubled} doubled, {unsaved} unsaved"
    )


def _is_wrong(done: Outcome, *, killed: bool) -> bool:
    return bool(done.lost or done.unsaved or done.stood or (done.doubled and not killed))


@contextmanager
def _broker(given: str | None, folder: Path) -> Iterator[str]:
    if given:
        yield given
        return
    from streams.broker import local
    from streams.settings import Settings

    with local(Settings.load(), data=folder / "kafka") as running:
        yield running.bootstrap


if __name__ == "__main__":
    main()
