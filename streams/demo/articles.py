"""The articles of a demo: those that ship with Trucewire, or the operator's own."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import streams
from schemas.articles import Article
from schemas.moments import instant
from streams import cluster, replay
from streams.errors import TrucewireError
from streams.replay import Found, Refused
from streams.settings import Settings


class UnreadError(TrucewireError):
    """There is nothing to show."""

    code: ClassVar[str] = "TW-DEMO-ARTICLES"


def own_seeds() -> list[Path]:
    """The articles that ship with Trucewire, in the order of their names: the last one is old news that comes late.

    They lie in the installed package; in a checkout at its top.
    """
    package = Path(streams.__file__).parent
    for folder in (package / "seeds", package.parent / "seeds"):
        found = sorted(folder.glob("[0-9]*.md"))
        if found:
            return found
    raise UnreadError("this installation has no seeds; give files or folders of your own")


def sent(paths: Sequence[Path], settings: Settings, *, refused: Callable[[Refused], None]) -> Iterator[Article]:
    """Sends the articles of the files and folders (without any: our seeds), and yields each that Kafka confirmed.

    Our seeds go in the order of their names, the operator's by the time of their publication, as `replay` does it.
    """
    read = replay.read(paths or own_seeds(), now=instant(_clock()))
    items = replay.in_order(read) if paths else read
    with cluster.producer(settings) as producer:
        for delivered in replay.deliver(
            replay.stamped(_found(items, refused), _clock),
            producer=producer,
            prefix=settings.prefix,
            timeout=settings.producer_request_timeout,
        ):
            yield delivered.article


def _found(items: Iterator[Found | Refused], refused: Callable[[Refused], None]) -> Iterator[Found]:
    for item in items:
        if isinstance(item, Refused):
            refused(item)
        else:
            yield item


def _clock() -> datetime:
    return datetime.now(UTC)
