"""The Faust app of one worker, put together from its parts. Nothing happens at import: `create` is a factory."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import faust

from schemas import topics
from schemas.topics import ARTICLES, CASUALTIES, CLAIMS, CONSUMED, EVENTS, POSITIONS, STANCES, TOLLS, VERSIONS, Topic
from streams.codebook.policy import Policy
from streams.metrics import Metrics
from streams.settings import Security, Settings
from streams.worker import agents, plans, tables
from streams.worker.agents import Extract, Hook, Shared, TableAgent
from streams.worker.guard import Ending, Guard
from streams.worker.pool import Pool
from streams.worker.sending import FaustOutbox, Outgoing
from streams.worker.watchdog import Progress

BATCH_PER_CHILD = 8
"""Articles of a batch for each reading process: the wait for a batch's last article costs a share of one in so many."""

WITHIN_SECONDS = 0.01
"""How long an article waits for company."""

ARTICLES_BUFFERED = 64
"""Articles that wait in memory: what is buffered longer is only read again after a rebalance."""

RECORD_BYTES = 2 * 1024 * 1024
"""The largest record sent: an article of the largest size with the block of its dead letter."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What an app is made of beside its settings."""

    policy: Policy
    pool: Pool
    metrics: Metrics
    progress: Progress
    end: Ending
    at: Hook
    partitions: int


def create(settings: Settings, parts: Parts) -> Any:
    """The app with its topics, tables and agents; start it with a `faust.Worker`."""
    app = faust.App(topics.app_id(settings.prefix), **_configuration(settings, parts.partitions))
    sent = {
        topic.name: _topic(app, topic, settings.prefix)
        for topic in (*EVENTS, *(topics.dead_letters(source) for source in CONSUMED))
    }
    outbox = FaustOutbox(sent)
    shared = Shared(outbox=outbox, metrics=parts.metrics, progress=parts.progress, end=parts.end, at=parts.at)

    async def deliver(record: Outgoing) -> None:
        await outbox.deliver([record])

    def guard(topic: Topic) -> Guard:
        limit = settings.dead_letter_limit or parts.policy.dead_letters.in_a_row
        return Guard(topic, deliver=deliver, limit=limit, metrics=parts.metrics, end=parts.end)

    extract = Extract(parts.pool, guard(ARTICLES), shared, settings.generation)
    _add_extract(app, _topic(app, ARTICLES, settings.prefix, maxsize=ARTICLES_BUFFERED), extract, parts.pool)
    steps: tuple[tuple[str, topics.Table, Callable[..., plans.Planned]], ...] = (
        ("route", VERSIONS, plans.routing),
        ("positions", POSITIONS, plans.position_fold(parts.policy)),
        ("tolls", TOLLS, plans.toll_fold(parts.policy)),
    )
    for name, table, plan in steps:
        rows = tables.Table(tables.add(app, table, partitions=parts.partitions))
        _add_table(
            app, sent[table.source.name], TableAgent(name, table.source, rows, plan, guard(table.source), shared)
        )
    return app


def sources(prefix: str) -> dict[str, str]:
    """The topics that a worker consumes, by their name in an installation."""
    return {topic.named(prefix): topic.name for topic in (ARTICLES, CLAIMS, STANCES, CASUALTIES)}


def _add_extract(app: Any, topic: Any, agent: Extract, pool: Pool) -> None:
    @app.agent(topic, name="extract", concurrency=1)  # type: ignore[untyped-decorator]
    async def extract(stream: Any) -> None:
        await agents.batches(stream.take_events(pool.size * BATCH_PER_CHILD, within=WITHIN_SECONDS), agent)


def _add_table(app: Any, topic: Any, agent: TableAgent) -> None:
    @app.agent(topic, name=agent.name, concurrency=1)  # type: ignore[untyped-decorator]
    async def each(stream: Any) -> None:
        await agents.each(stream.events(), agent)


def _topic(app: Any, topic: Topic, prefix: str, **options: Any) -> Any:
    """The topic as raw bytes: what they mean is decided inside the guard."""
    return app.topic(
        topic.named(prefix),
        key_type=bytes,
        value_type=bytes,
        key_serializer="raw",
        value_serializer="raw",
        allow_empty=True,
        internal=False,
        **options,
    )


def _configuration(settings: Settings, partitions: int) -> dict[str, Any]:
    return {
        "broker": [f"aiokafka://{server}" for server in settings.bootstrap_servers.split(",")],
        "broker_credentials": _credentials(settings),
        "broker_client_id": "trucewire-worker",
        "broker_commit_interval": settings.commit_interval,
        "broker_commit_every": settings.commit_every,
        "broker_max_poll_records": settings.max_poll_records,
        "broker_session_timeout": settings.session_timeout,
        "broker_heartbeat_interval": settings.session_timeout / 4,
        "broker_request_timeout": max(90.0, settings.session_timeout + 10),
        "consumer_auto_offset_reset": "earliest",
        "producer_acks": -1,
        "producer_linger": settings.producer_linger,
        "producer_max_request_size": RECORD_BYTES,
        "producer_request_timeout": settings.producer_request_timeout,
        "processing_guarantee": "at_least_once",
        "stream_wait_empty": True,
        "stream_buffer_maxsize": settings.max_poll_records,
        "store": "rocksdb://",
        "datadir": str(settings.worker_dir),
        # A standby would read every changelog a second time; a recovery takes seconds.
        "table_standby_replicas": 0,
        "topic_partitions": partitions,
        "topic_allow_declare": False,
        "topic_disable_leader": True,
        "key_serializer": "raw",
        "value_serializer": "raw",
        "reply_create_topic": False,
        "autodiscover": False,
        "web_enabled": False,
    }


def _credentials(settings: Settings) -> Any:
    secure = settings.security_protocol in (Security.SSL, Security.SASL_SSL)
    context = settings.ssl_context() if secure else None
    if settings.security_protocol.startswith("SASL") and settings.sasl_password:
        return faust.SASLCredentials(
            username=settings.sasl_username,
            password=settings.sasl_password.get_secret_value(),
            mechanism=settings.sasl_mechanism.value,
            ssl_context=context,
        )
    return faust.SSLCredentials(context) if context else None
