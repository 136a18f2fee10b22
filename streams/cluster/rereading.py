"""Has history read again: with a new extractor or codebook, as a new generation of every version."""

from kafka import KafkaAdminClient, KafkaConsumer
from pydantic import ValidationError

from schemas.claims import ArticleClaims
from schemas.topics import ARTICLES, CLAIMS, app_id
from streams.cluster.groups import forget, members
from streams.cluster.records import records
from streams.cluster.topics import TopicsError


def newest_generation(client: KafkaConsumer, *, prefix: str) -> int | None:
    """The greatest generation that any claims were read in; None where there are none yet."""
    found: int | None = None
    for seen in records(client, [CLAIMS.named(prefix)]):
        try:
            generation = ArticleClaims.model_validate_json(seen.value or b"").version.generation
        except ValidationError:
            continue
        found = generation if found is None else max(found, generation)
    return found


def read_again(client: KafkaAdminClient, *, prefix: str) -> int:
    """Makes the workers read every article from the beginning when they start; counts the partitions.

    Claims, tables and alerts stay: what the new reading changes follows as ordinary corrections. Raises TopicsError
    while a worker runs.
    """
    group = app_id(prefix)
    running = members(client, group)
    if running:
        raise TopicsError(f"{running} workers of {group} are running; stop them first")
    return forget(client, group, [ARTICLES.named(prefix)])
