"""Every metric of Trucewire, on a registry that is passed in; nothing else makes a collector.

Names follow the conventions of Prometheus: `trucewire_` before, the base unit and `_total` behind. Label values come
from closed lists (topics, tables, reasons, types), never from an article.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, disable_created_metrics
from prometheus_client.metrics import MetricWrapperBase

EXTRACTION_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 8.0, 16.0)
"""Seconds: from a short notice to an article that is tried twice."""

END_TO_END_BUCKETS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0)
"""Seconds: from two Kafka hops to a backlog of half an hour."""


class Metrics:
    """The metrics of one process. Made once, where the process is put together."""

    def __init__(self, registry: CollectorRegistry) -> None:
        # A second gauge beside each counter with the time of its making doubles the series and is read by nobody.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = registry
        self.articles = Counter(
            "trucewire_articles",
            "Versions of articles read, by outcome: read, skipped (withdrawn, or in a language that is not read).",
            ["outcome"],
            registry=registry,
        )
        self.claims = Counter(
            "trucewire_claims", "Claims extracted, by kind: stance, casualty.", ["kind"], registry=registry
        )
        self.alerts = Counter(
            "trucewire_alerts",
            "Alert records published, by type and status; repeats after a crash count again.",
            ["type", "status"],
            registry=registry,
        )
        self.dead_letters = Counter(
            "trucewire_dead_letters",
            "Records that could not be processed, by the topic they came from and the reason.",
            ["topic", "reason"],
            registry=registry,
        )
        self.extraction_seconds = Histogram(
            "trucewire_extraction_seconds",
            "Time to read one article, in the pool.",
            buckets=EXTRACTION_BUCKETS,
            registry=registry,
        )
        self.end_to_end_seconds = Histogram(
            "trucewire_end_to_end_seconds",
            "Time from an article's record in Kafka to the delivery of an alert that it caused.",
            buckets=END_TO_END_BUCKETS,
            registry=registry,
        )
        self.consumer_lag = Gauge(
            "trucewire_consumer_lag_records",
            "Records that this worker has still to process, by topic and partition.",
            ["topic", "partition"],
            registry=registry,
        )
        self.table_rows = Gauge(
            "trucewire_table_rows", "Rows that this worker holds, by table.", ["table"], registry=registry
        )
        self.recovery_seconds = Gauge(
            "trucewire_recovery_seconds",
            "Time that the last recovery of the tables took, from assignment to ready.",
            registry=registry,
        )
        self.ready = Gauge(
            "trucewire_ready", "1 when partitions are assigned and the tables recovered, else 0.", registry=registry
        )
        self.progress = Gauge(
            "trucewire_last_progress_timestamp_seconds",
            "When an event was last processed, as Unix time.",
            registry=registry,
        )
        self.pool_restarts = Counter(
            "trucewire_pool_restarts",
            "Times that the pool of extracting processes was made anew after one of them died or hung.",
            registry=registry,
        )
        self.build = Info(
            "trucewire_build", "Version of Trucewire, extractor, codebook, Faust and Python.", registry=registry
        )

    def catalogue(self) -> tuple["Documented", ...]:
        """Every metric by the name that Prometheus shows, its type, labels and meaning."""
        return tuple(_documented(vars(self).values()))


@dataclass(frozen=True, slots=True)
class Documented:
    """A metric as its documentation lists it."""

    name: str
    kind: str
    labels: tuple[str, ...]
    meaning: str


_SUFFIX = {"counter": "_total", "info": "_info"}


def _documented(values: Iterable[object]) -> Iterable[Documented]:
    for value in values:
        if isinstance(value, MetricWrapperBase):
            [family] = value.describe()
            yield Documented(
                family.name + _SUFFIX.get(family.type, ""), family.type, tuple(value._labelnames), family.documentation
            )
