"""What Kafka and Faust cost: `python -m tests.benchmarks.pipeline [--articles 600] [--seconds 20] [--processes 2]`.

Prints one JSON object: articles a second by extraction alone (before and after, because machines are shared) and end to
end on a Kafka of its own, their ratio, the processor time of an article in worker, reading processes and broker, the
time from an article's record to an alert's at half of that load, and resident memory. Machines differ: compare ratios.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import mean, median, quantiles

import psutil
from prometheus_client import CollectorRegistry

from schemas.alerts import ALERT
from schemas.articles import Article
from schemas.moments import days_after
from schemas.topics import ARTICLES, CASUALTIES, CLAIMS, POSITION_SHIFTS, STANCES, TOLL_REVISIONS
from streams import broker, cluster, replay
from streams.metrics import Metrics
from streams.settings import Settings
from streams.worker.child import make_reader
from streams.worker.plans import ARRIVED
from streams.worker.pool import Pool
from streams.worker.watchdog import end_now
from tests.workers import Worker, seen, until, worker

WORDS = 700
FILLING = (
    "The road along the coast was crowded with buses on the way back from the market.",
    "A teacher in the old town said the school would open again after the holidays.",
    "Traders counted empty boxes while the rain kept most of their customers at home.",
    "The museum has lent forty paintings to a gallery that opens in the spring.",
    "Farmers in the hills look at the sky and speak of little but the late harvest.",
    "The ferry ran twice a day, and its captain knew every passenger by name.",
    "An engineer explained how the old bridge had been measured before it was painted.",
    "Young people met in the evening at the harbour, where a band played until ten.",
    "The library keeps letters that merchants wrote to their families a century ago.",
    "A bakery near the station sells bread with sesame to those who travel early.",
)
"""What stands around the news in an article of a newspaper: as many claims as real articles have, in as many words."""

SEEDS = Path(__file__).parents[2] / "seeds"
START = "2023-01-01"
PATIENCE_SECONDS = 1800.0


def articles(number: int, *, series: str) -> list[Article]:
    """So many articles of about 700 words, each around the text of a seed, five of them a day."""
    texts = [found.article.text for found in replay.read([SEEDS], now="2026-01-01") if isinstance(found, replay.Found)]
    made = []
    for count in range(number):
        text = texts[count % len(texts)]
        missing = max(0, WORDS - len(text.split())) // 14
        filling = islice(cycle(FILLING), count % len(FILLING), count % len(FILLING) + missing)
        day = days_after(START, count // 5)
        made.append(
            Article(
                url=f"https://outlet-{count % 3}.example.org/{series}/{count}",
                outlet=f"outlet-{count % 3}.example.org",
                text="\n\n".join([text, *filling]),
                published=day,
                received=f"{day}T12:00:00Z",
            )
        )
    return made


async def alone(values: Sequence[bytes], *, processes: int) -> float:
    """Articles a second that the pool reads when nothing else is asked of it."""
    make = partial(make_reader, None, 0, "warning", "json")
    pool = Pool(make, size=processes, timeout=20, metrics=Metrics(CollectorRegistry()), end=end_now)
    pool.start()
    try:
        await pool.warm_up()
        begun = time.perf_counter()
        await asyncio.gather(*map(pool.read, values))
        return len(values) / (time.perf_counter() - begun)
    finally:
        pool.close()


def end_to_end(running: Worker, batch: Sequence[Article]) -> float:
    """Articles a second from the first article's record to the last record that follows from them."""
    settings = running.settings
    deliver(settings, batch)
    running.settle(PATIENCE_SECONDS)
    first = min(record.timestamp_ms for record in seen(settings, ARTICLES))
    topics = (CLAIMS, STANCES, CASUALTIES, POSITION_SHIFTS, TOLL_REVISIONS)
    last = max(record.timestamp_ms for record in seen(settings, *topics))
    return len(batch) / (last - first) * 1000


def latencies(running: Worker, batch: Iterable[Article], *, rate: float) -> list[int]:
    """Milliseconds from each article's record to each alert record that it caused, at so many articles a second."""
    settings = running.settings
    before = {(record.topic, record.partition, record.offset) for record in seen(settings, *_ALERTS)}
    deliver(settings, _paced(batch, rate), in_flight=1)
    running.settle(PATIENCE_SECONDS)
    arrived = {
        (source.name, record.partition, record.offset): int(dict(record.headers)[ARRIVED])
        for source in (STANCES, CASUALTIES)
        for record in seen(settings, source)
    }
    found = []
    for record in seen(settings, *_ALERTS):
        if (record.topic, record.partition, record.offset) not in before:
            alert = ALERT.validate_json(record.value or b"")
            source = STANCES if record.topic == POSITION_SHIFTS.named(settings.prefix) else CASUALTIES
            assert alert.cause
            found.append(record.timestamp_ms - arrived[source.name, alert.cause.partition, alert.cause.offset])
    return found


_ALERTS = (POSITION_SHIFTS, TOLL_REVISIONS)


def _paced(batch: Iterable[Article], rate: float) -> Iterator[Article]:
    begun = time.perf_counter()
    for count, article in enumerate(batch):
        time.sleep(max(0.0, begun + count / rate - time.perf_counter()))
        yield article


def deliver(settings: Settings, batch: Iterable[Article], *, in_flight: int = replay.IN_FLIGHT) -> None:
    """Sends articles, each delivery confirmed."""
    with cluster.producer(settings) as producer:
        sent = replay.deliver(batch, producer=producer, prefix=settings.prefix, timeout=30, in_flight=in_flight)
        for _ in sent:
            pass


def memory(running: Worker) -> dict[str, int]:
    """Resident megabytes of the worker and of each of its reading processes."""
    process = psutil.Process(running.process.pid)
    children = sorted(child.memory_info().rss for child in process.children())
    return {"worker": process.memory_info().rss >> 20, "reading_process": children[-1] >> 20}


def spent(running: Worker, kafka: int) -> dict[str, float]:
    """Seconds of processor time that worker, reading processes and broker have taken."""
    process = psutil.Process(running.process.pid)
    reading = sum(map(_seconds, process.children()))
    return {"worker": _seconds(process), "reading": reading, "broker": _seconds(psutil.Process(kafka))}


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def main(arguments: Sequence[str]) -> int:
    """Measures, and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args(arguments)
    batch = articles(given.articles, series="throughput")
    with tempfile.TemporaryDirectory() as folder, broker.local(Settings.load(), data=None) as kafka:
        settings = Settings.load(
            bootstrap_servers=kafka.bootstrap,
            data_dir=Path(folder),
            metrics_port=0,
            pool_size=given.processes,
            prefix="benchmark.",
        )
        with cluster.admin(settings) as client:
            cluster.create(client, prefix=settings.prefix, partitions=4, replication=1)
        values = [article.model_dump_json().encode() for article in batch]
        by_extraction = [asyncio.run(alone(values, processes=given.processes))]
        with worker(settings, Path(folder)) as running:
            until(lambda: running.metric("trucewire_ready") == 1, "ready")
            before = spent(running, kafka.pid)
            through = end_to_end(running, batch)
            after = spent(running, kafka.pid)
            cpu = {name: round((after[name] - before[name]) / len(batch) * 1000, 1) for name in after}
            rate = through / 2
            waited = latencies(running, articles(round(rate * given.seconds), series="latency"), rate=rate)
            resident = memory(running)
        by_extraction.append(asyncio.run(alone(values, processes=given.processes)))
    cuts = quantiles(waited, n=100) if len(waited) > 1 else [0.0] * 99
    figures = {
        "articles": len(batch),
        "processes": given.processes,
        "extraction_alone_per_second": [round(rate, 1) for rate in by_extraction],
        "end_to_end_per_second": round(through, 1),
        "ratio": round(through / mean(by_extraction), 2),
        "cpu_ms_an_article": cpu,
        "alerts_at_half_load": len(waited),
        "article_to_alert_ms": {"p50": median(waited) if waited else None, "p99": round(cuts[98])},
        "resident_mb": resident,
    }
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
