"""What a worker answers on its metrics port."""

import socket
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import HTTPError

import pytest
from prometheus_client import CollectorRegistry

from streams.metrics import Metrics
from streams.worker.health import Health, HealthError


@contextmanager
def health(*, alive: bool = True, ready: bool = True) -> Iterator[Health]:
    metrics = Metrics(CollectorRegistry())
    metrics.dead_letters.labels(topic="news.articles.v1", reason="empty").inc()
    served = Health(host="127.0.0.1", port=0, registry=metrics.registry, alive=lambda: alive, ready=lambda: ready)
    served.start()
    try:
        yield served
    finally:
        served.close()


def get(served: Health, path: str, method: str = "GET") -> tuple[int, str, str]:
    request = urllib.request.Request(f"http://127.0.0.1:{served.port}{path}", method=method)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read().decode()


def test_metrics_are_as_prometheus_reads_them() -> None:
    with health() as served:
        status, kind, text = get(served, "/metrics")
    assert (status, kind.partition(";")[0]) == (200, "text/plain")
    assert 'trucewire_dead_letters_total{reason="empty",topic="news.articles.v1"} 1.0' in text


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_checks_say_yes_or_not_yet(path: str) -> None:
    with health() as good, health(alive=False, ready=False) as bad:
        assert get(good, path)[0] == 200
        assert get(bad, path)[0] == 503


def test_it_listens_where_it_is_told_also_on_ipv6() -> None:
    served = Health(host="::1", port=0, registry=CollectorRegistry(), alive=lambda: True, ready=lambda: True)
    served.start()
    try:
        with urllib.request.urlopen(f"http://[::1]:{served.port}/healthz", timeout=5) as answer:
            assert answer.read() == b"yes\n"
    finally:
        served.close()


def test_everything_else_is_refused() -> None:
    with health() as served:
        assert get(served, "/")[0] == 404
        assert get(served, "/metrics", "POST")[0] == 405


def test_a_port_in_use_is_named_with_its_mend() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(HealthError, match=f"127.0.0.1:{port}.*TRUCEWIRE_METRICS_PORT"):
            Health(host="127.0.0.1", port=port, registry=CollectorRegistry(), alive=lambda: True, ready=lambda: True)
