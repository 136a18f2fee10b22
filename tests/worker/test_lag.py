"""What a worker shows of itself: ready only when assigned and recovered, and how much is left of each partition."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from faust.exceptions import ConsumerNotStarted
from faust.types import TP
from prometheus_client import CollectorRegistry

from streams.metrics import Metrics
from streams.worker import lag
from streams.worker.lag import Lookout
from streams.worker.watchdog import Progress

NEWS, CHANGELOG = TP("p.news.articles.v1", 0), TP("p.trucewire-versions-changelog", 0)


class Tables(dict[str, Any]):
    """Faust's table manager."""

    def __init__(self, **tables: Any) -> None:
        super().__init__(**tables)
        self.actives_ready = False
        self.remaining = 0
        self.recovery = SimpleNamespace(active_remaining_total=lambda: self.remaining)


@dataclass
class Consumer:
    """Faust's consumer."""

    assigned: set[TP] | None = None
    ends: dict[TP, int] = field(default_factory=dict)
    starts: dict[TP, int] = field(default_factory=dict)
    _committed_offset: dict[TP, int | None] = field(default_factory=dict)
    delay: float = 0.0

    def assignment(self) -> set[TP]:
        if self.assigned is None:
            raise ConsumerNotStarted
        return self.assigned

    async def highwaters(self, *partitions: TP) -> Mapping[TP, int]:
        await asyncio.sleep(self.delay)
        return {tp: self.ends[tp] for tp in partitions}

    async def earliest_offsets(self, *partitions: TP) -> Mapping[TP, int]:
        return {tp: self.starts.get(tp, 0) for tp in partitions}


@dataclass
class App:
    """A Faust app as far as it is looked at."""

    consumer: Consumer = field(default_factory=Consumer)
    tables: Tables = field(default_factory=lambda: Tables(versions=SimpleNamespace(data=[1, 2, 3])))
    rebalancing: bool = False
    should_stop: bool = False


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Watched:
    """A lookout over a fake app, looking when told."""

    def __init__(self) -> None:
        self.app, self.clock = App(), Clock()
        self.metrics = Metrics(CollectorRegistry())
        self.progress = Progress(clock=self.clock)
        sources = {NEWS.topic: "news.articles.v1"}
        self.lookout = Lookout(self.app, sources=sources, metrics=self.metrics, progress=self.progress)

    async def look(self) -> bool:
        await self.lookout._look()
        return self.lookout.ready

    def sample(self, name: str, **labels: str) -> float | None:
        return self.metrics.registry.get_sample_value(name, labels)


@pytest.fixture
def watched() -> Watched:
    return Watched()


async def test_a_worker_is_ready_when_it_is_assigned_and_recovered_and_not_before(watched: Watched) -> None:
    app = watched.app
    assert not await watched.look()
    app.consumer.assigned, app.consumer.ends = {CHANGELOG}, {NEWS: 5}
    app.tables.actives_ready = True
    assert not await watched.look()
    app.consumer.assigned = {NEWS, CHANGELOG}
    app.rebalancing = True
    assert not await watched.look()
    app.rebalancing = False
    assert await watched.look()
    assert watched.sample("trucewire_ready") == 1
    assert watched.sample("trucewire_table_rows", table="versions") == 3
    app.consumer.assigned = set()
    assert not await watched.look()
    assert watched.sample("trucewire_ready") == 0


async def test_lag_is_what_is_not_committed_and_goes_with_its_partition(watched: Watched) -> None:
    consumer = watched.app.consumer
    consumer.assigned, consumer.ends = {NEWS}, {NEWS: 5}
    await watched.look()
    assert watched.progress.lag == 5
    consumer._committed_offset[NEWS] = 3
    await watched.look()
    assert watched.sample("trucewire_consumer_lag_records", topic="news.articles.v1", partition="0") == 2
    consumer.assigned = set()
    await watched.look()
    assert watched.sample("trucewire_consumer_lag_records", topic="news.articles.v1", partition="0") is None
    assert watched.progress.lag == 0


async def test_what_was_deleted_before_the_first_commit_is_no_lag(watched: Watched) -> None:
    consumer = watched.app.consumer
    consumer.assigned, consumer.ends, consumer.starts = {NEWS}, {NEWS: 5}, {NEWS: 5}
    await watched.look()
    assert watched.progress.lag == 0


async def test_a_recovery_that_moves_on_is_no_hang_and_one_that_stands_is(watched: Watched) -> None:
    watched.app.consumer.assigned, watched.app.consumer.ends = {NEWS}, {NEWS: 5}
    for remaining in (900, 600, 300):
        watched.clock.now += 100
        watched.app.tables.remaining = remaining
        await watched.look()
        assert watched.progress.stuck(still=120, stop=90) is None
    watched.clock.now += 100
    await watched.look()
    watched.clock.now += 100
    await watched.look()
    assert "nothing has moved" in (watched.progress.stuck(still=120, stop=90) or "")


async def test_a_broker_that_does_not_answer_is_seen(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lag, "BROKER_SECONDS", 0.01)
    watched.app.consumer.assigned, watched.app.consumer.delay = {NEWS}, 5.0
    watched.clock.now += 121
    await watched.look()
    assert "has not answered" in (watched.progress.stuck(still=120, stop=90) or "")


async def test_a_worker_that_stops_is_not_ready_any_more(watched: Watched) -> None:
    watched.app.consumer.assigned, watched.app.consumer.ends = {NEWS}, {NEWS: 5}
    watched.app.tables.actives_ready = True
    await watched.look()
    watched.app.should_stop = True
    await watched.lookout.watch()
    assert watched.sample("trucewire_ready") == 0
