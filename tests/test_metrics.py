"""Metrics follow Prometheus' conventions, and nothing but a closed word labels one."""

import re

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from streams.metrics import Documented, Metrics

UNITS = ("_seconds", "_total", "_records", "_rows", "_info", "_ready", "_bytes")


def catalogue() -> tuple[Documented, ...]:
    return tuple(Metrics(CollectorRegistry()).catalogue())


@pytest.mark.parametrize("metric", catalogue(), ids=lambda metric: metric.name)
def test_a_metric_is_named_by_its_unit_and_says_what_it_counts(metric: Documented) -> None:
    assert re.fullmatch(r"trucewire_[a-z]+(_[a-z]+)*", metric.name)
    assert metric.name.endswith(UNITS), metric.name
    assert metric.name.endswith("_total") == (metric.kind == "counter")
    assert metric.meaning.endswith(".")


@pytest.mark.parametrize("metric", catalogue(), ids=lambda metric: metric.name)
def test_no_label_grows_with_what_is_read(metric: Documented) -> None:
    assert set(metric.labels) <= {"outcome", "kind", "type", "status", "topic", "partition", "reason", "table"}


def test_two_processes_of_one_test_do_not_share_a_registry() -> None:
    one, other = (Metrics(CollectorRegistry()) for _ in range(2))
    one.articles.labels("read").inc()
    assert b'trucewire_articles_total{outcome="read"} 1.0' in generate_latest(one.registry)
    assert b'trucewire_articles_total{outcome="read"}' not in generate_latest(other.registry)
