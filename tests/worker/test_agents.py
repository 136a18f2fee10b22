"""The agents without Kafka: five steps in order, deliveries before rows, the same end after a kill at any of them."""

import asyncio
from collections.abc import AsyncIterator
from itertools import count
from types import SimpleNamespace
from typing import Any

import orjson
import pytest

from schemas.alerts import ALERT, Alert, standing
from schemas.articles import Article
from schemas.claims import ArticleClaims
from schemas.envelope import Envelope
from schemas.topics import ARTICLES, CLAIMS, POSITION_SHIFTS, POSITIONS, STANCES, TOLLS, VERSIONS, Topic
from schemas.vocabulary import Status
from streams.codebook.policy import load_policy
from streams.deadletters.headers import Reason
from streams.fold.answer import answer
from streams.worker import agents, plans
from streams.worker.agents import Extract, Point, TableAgent
from streams.worker.child import Reading
from streams.worker.guard import Failure
from streams.worker.plans import ARRIVED
from streams.worker.records import RecordError
from tests.chronicles import chronicle
from tests.worker.fakes import EndedError, FakePool, MemoryOutbox, MemoryRows, Record, end, guard, nowhere, shared

POLICY = load_policy()
STEPS: dict[str, tuple[Any, Any]] = {
    "route": (VERSIONS, plans.routing),
    "positions": (POSITIONS, plans.position_fold(POLICY)),
    "tolls": (TOLLS, plans.toll_fold(POLICY)),
}


class KilledError(BaseException):
    """The worker was killed here."""


class Flow:
    """The three table agents over one memory, each record handed on in order and again after a kill."""

    def __init__(self, *, kill_at: tuple[str, Point] | None = None, every: int = 5) -> None:
        self.outbox = MemoryOutbox()
        self.rows = {name: MemoryRows(name) for name in STEPS}
        self.kills = 0
        self._kill_at, self._every, self._reached = kill_at, every, count(1)
        given = shared(self.outbox, at=self._hook)
        self.agents = {
            name: TableAgent(name, table.source, self.rows[name], plan, guard(table.source, given), given)  # type: ignore[arg-type]
            for name, (table, plan) in STEPS.items()
        }

    def _hook(self, agent: str, point: Point) -> None:
        if (agent, point) == self._kill_at and next(self._reached) % self._every == 0:
            self.kills += 1
            raise KilledError

    async def run(self, records: list[ArticleClaims]) -> None:
        for offset, claims in enumerate(records):
            await self._deliver(
                "route", Record(claims.model_dump_json().encode(), claims.article_id.encode(), offset=offset)
            )
        for name, topic in (("positions", STANCES), ("tolls", STEPS["tolls"][0].source)):
            for offset, sent in enumerate(self.sent(topic)):
                await self._deliver(name, Record(sent.value, sent.key, headers=sent.headers, offset=offset))

    async def _deliver(self, agent: str, record: Record) -> None:
        while True:
            try:
                await self.agents[agent].event(record)
                return
            except KilledError:
                continue

    def sent(self, topic: Topic) -> list[Any]:
        return [record for record in self.outbox.delivered if record.topic is topic]

    def alerts(self) -> list[Alert]:
        topics = {POSITION_SHIFTS.name, "alerts.toll-revisions.v1"}
        return [ALERT.validate_json(r.value or b"") for r in self.outbox.delivered if r.topic.name in topics]

    def standing(self) -> list[dict[str, Any]]:
        fields = {"because", "replaced_by", "cause"}
        return [alert.model_dump(mode="json", exclude=fields) for alert in standing(self.alerts())]


async def test_what_stands_is_what_fold_says() -> None:
    flow, records = Flow(), chronicle(25)
    await flow.run(records)
    assert flow.standing() == answer(records, POLICY)["alerts"] != []
    assert not [record for record in flow.outbox.delivered if record.topic.name.endswith(".dlq")]


@pytest.mark.parametrize("agent", list(STEPS))
@pytest.mark.parametrize("point", list(Point))
async def test_a_kill_at_any_point_loses_and_doubles_no_standing_alert(agent: str, point: Point) -> None:
    flow, records = Flow(kill_at=(agent, point)), chronicle(25)
    await flow.run(records)
    assert flow.kills > 0
    assert flow.standing() == answer(records, POLICY)["alerts"]


async def test_alerts_are_delivered_before_rows_are_written_and_raised_ones_before_retracted() -> None:
    flow = Flow()
    seen: list[tuple[str, Point, int]] = []
    given = shared(flow.outbox, at=lambda agent, point: seen.append((agent, point, len(flow.rows["positions"].rows))))
    flow.agents["positions"].shared = given
    flow.agents["positions"].__post_init__()
    await flow.run(chronicle(30))
    points = [point for agent, point, _ in seen if agent == "positions"]
    first = points[: points.index(Point.WRITTEN) + 1]
    assert [point for point in first if point is not Point.WRITING] == [
        Point.READ, Point.FOLDED, Point.SENT, Point.WRITTEN,
    ]  # fmt: skip
    before = [rows for agent, point, rows in seen if agent == "positions" and point in (Point.READ, Point.SENT)]
    assert before[0::2] == before[1::2]
    for group in flow.outbox.groups:
        alerts = [orjson.loads(r.value or b"")["status"] for r in group if r.topic is POSITION_SHIFTS]
        assert not (Status.RETRACTED in alerts and {*alerts} - {Status.RETRACTED})


async def test_a_bad_event_is_buried_and_changes_nothing() -> None:
    flow = Flow()
    await flow.agents["positions"].event(Record(b"{}", b"x"))
    [letter] = flow.outbox.delivered
    assert (letter.topic.name, letter.value) == ("claims.stances.v1.dlq", b"{}")
    assert flow.rows["positions"].rows == {}


async def test_a_row_over_its_limit_is_a_dead_letter_before_anything_is_sent() -> None:
    flow = Flow()
    [claims] = chronicle(1, seed=4)[:1]
    claims = claims.model_copy(update={"title": None, "stances": claims.stances * 2000})
    await flow.agents["route"].event(Record(claims.model_dump_json().encode(), claims.article_id.encode()))
    [letter] = flow.outbox.delivered
    assert dict(letter.headers)["trucewire.reason"] == Reason.TOO_LARGE.encode()
    assert flow.rows["route"].rows == {}


def article(number: int) -> Record:
    written = Article(id=f"a{number}", text=f"Text {number}.")
    headers = Envelope(id="1", type=ARTICLES.types[0], time="2024-11-26T00:00:00Z").headers()
    return Record(written.model_dump_json().encode(), written.article_id.encode(), headers=headers, offset=number)


def reading(value: bytes, *, skipped: bool = False) -> Reading:
    return Reading(value=b"read " + value, content="c" * 64, stances=2, casualties=1, skipped=skipped)


def extract(outbox: MemoryOutbox, pool: FakePool) -> Extract:
    given = shared(outbox)
    return Extract(pool, guard(ARTICLES, given), given, generation=3)


async def test_answers_are_sent_in_the_order_of_the_articles_with_their_arrival() -> None:
    outbox = MemoryOutbox()
    agent = extract(outbox, FakePool(reading))
    records = [article(number) for number in range(20)]
    await agent.batch(records)
    assert [sent.key for sent in outbox.delivered] == [record.key for record in records]
    assert {sent.topic.name for sent in outbox.delivered} == {CLAIMS.name}
    assert dict(outbox.delivered[0].headers)[ARRIVED] == b"1700000000000"
    assert dict(outbox.delivered[0].headers)["ce_time"] == b"2024-11-26T00:00:00Z"
    assert len({dict(sent.headers)["ce_id"] for sent in outbox.delivered}) == 20
    assert agent.shared.metrics.registry.get_sample_value("trucewire_claims_total", {"kind": "stance"}) == 40


async def test_bad_articles_in_a_batch_are_buried_and_the_others_go_on() -> None:
    outbox = MemoryOutbox()
    slow = Failure(Reason.TIMEOUT, RecordError(Reason.TIMEOUT, "slow"))
    pool = FakePool(lambda value: slow if b"Text 1." in value else reading(value))
    await extract(outbox, pool).batch([article(0), article(1), Record(None, b"k"), article(3)])
    assert [sent.topic.name for sent in outbox.delivered] == [CLAIMS.name] * 2 + ["news.articles.v1.dlq"] * 2
    reasons = [dict(sent.headers).get("trucewire.reason") for sent in outbox.delivered[2:]]
    assert reasons == [b"timeout", b"empty"]


async def test_claims_over_the_limit_of_a_record_are_a_dead_letter() -> None:
    outbox = MemoryOutbox()
    await extract(outbox, FakePool(lambda value: reading(value * 50_000))).batch([article(0)])
    [letter] = outbox.delivered
    assert dict(letter.headers)["trucewire.reason"] == b"too-large"
    assert letter.value == article(0).value


async def test_an_agent_that_is_cancelled_finishes_its_event_first() -> None:
    done: list[str] = []

    async def work() -> None:
        await asyncio.sleep(0.02)
        done.append("written")

    task = asyncio.ensure_future(agents.unbroken(work(), end))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert done == ["written"]


async def test_a_delivery_that_fails_ends_the_process() -> None:
    outbox = MemoryOutbox(broken=ConnectionError("broker away"))
    given = shared(outbox)
    rows = MemoryRows()
    agent = TableAgent("route", CLAIMS, rows, plans.routing, guard(CLAIMS, given), given)  # type: ignore[arg-type]
    claims = next(record for record in chronicle(5) if record.stances)
    message = Record(claims.model_dump_json().encode(), claims.article_id.encode())

    async def events() -> AsyncIterator[Any]:
        yield SimpleNamespace(message=message)

    with pytest.raises(EndedError, match="broker away"):
        await agents.each(events(), agent)
    assert rows.rows == {}


async def test_end_to_end_time_is_measured_from_the_articles_arrival() -> None:
    flow = Flow()
    flow.agents["positions"].shared = shared(flow.outbox, at=nowhere)
    flow.agents["positions"].__post_init__()
    records = chronicle(30)
    for offset, claims in enumerate(records):
        await flow.agents["route"].event(
            Record(claims.model_dump_json().encode(), claims.article_id.encode(), [(ARRIVED, b"1000")], offset=offset)
        )
    for offset, sent in enumerate(flow.sent(STANCES)):
        assert dict(sent.headers)[ARRIVED] == b"1000"
        await flow.agents["positions"].event(Record(sent.value, sent.key, sent.headers, offset=offset))
    registry = flow.agents["positions"].shared.metrics.registry
    assert registry.get_sample_value("trucewire_end_to_end_seconds_count") == len(flow.alerts())
