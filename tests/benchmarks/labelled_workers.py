"""Sends the claims of labelled articles through two workers on three partitions of a real Kafka, in a random order with
repeats, and compares the alerts that stand with those of the fold.

    python -m tests.benchmarks.labelled_workers LABELS.jsonl [--seed N]

LABELS.jsonl is that of `tests.benchmarks.labelled_fold`. Exit code 1 where the two differ.
"""

import argparse
import sys
import tempfile
import uuid
from pathlib import Path
from random import Random

from streams import cluster
from streams.broker import local
from streams.codebook import load
from streams.settings import Settings
from tests.benchmarks.labelled_fold import rows
from tests.kafka.histories import expected, told
from tests.workers import WITHOUT_EXTRACTION, of_claims, send, standing_alerts, worker


def main() -> int:
    """Prints how many alerts stand, and whether they are those of the fold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    articles = list(rows(options.labels, load()))
    order = [*articles, *Random(options.seed).sample(articles, len(articles) // 3)]
    Random(options.seed).shuffle(order)
    with tempfile.TemporaryDirectory() as name, local(Settings.load()) as running:
        folder = Path(name)
        one, other = (
            Settings.load(
                bootstrap_servers=running.bootstrap,
                prefix="labelled.",
                partitions=3,
                data_dir=folder / uuid.uuid4().hex,
                metrics_port=0,
                pool_size=1,
            )
            for _ in range(2)
        )
        with cluster.admin(one) as client:
            cluster.create(client, prefix=one.prefix, partitions=3, replication=1)
        with (
            worker(one, folder, command=WITHOUT_EXTRACTION) as first,
            worker(other, folder, command=WITHOUT_EXTRACTION),
        ):
            send(one, of_claims(order))
            first.settle(300)
            alerts = standing_alerts(one)
    same = told(alerts) == expected(articles)
    print(f"{len(order)} records of {len(articles)} articles, two workers: {len(alerts)} alerts, the fold's: {same}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
