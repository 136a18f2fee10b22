"""Follows an installation: claims and alerts as they come, and whether everything was processed."""

from collections.abc import Iterator
from contextlib import ExitStack
from types import TracebackType

from kafka import TopicPartition
from pydantic import ValidationError

from schemas.alerts import ALERT, Alert
from schemas.claims import ArticleClaims
from schemas.topics import ARTICLES, CASUALTIES, CLAIMS, POSITION_SHIFTS, STANCES, TOLL_REVISIONS, app_id
from streams import cluster
from streams.settings import Settings

_FLOW = (ARTICLES, CLAIMS, STANCES, CASUALTIES)
_WATCHED = (CLAIMS, POSITION_SHIFTS, TOLL_REVISIONS)


class Watch:
    """A reader of claims and alerts from the beginning. A context manager; for one thread."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._held = ExitStack()

    def __enter__(self) -> "Watch":
        self._admin = self._held.enter_context(cluster.admin(self._settings))
        self._reader = self._held.enter_context(cluster.consumer(self._settings))
        self._ends = self._held.enter_context(cluster.consumer(self._settings))
        places = list(cluster.ends(self._reader, [topic.named(self._settings.prefix) for topic in _WATCHED]))
        self._reader.assign(places)
        self._reader.seek_to_beginning(*places)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Told what went wrong: the clients name their own errors.
        self._held.__exit__(kind, error, trace)

    def poll(self, seconds: float = 0.2) -> Iterator[ArticleClaims | Alert]:
        """What came since the last call, claims and alerts each in their order; waits so long when nothing did."""
        for batch in self._reader.poll(timeout_ms=round(seconds * 1000)).values():
            for record in batch:
                try:
                    yield self._read(record.topic, record.value or b"")
                except ValidationError:
                    continue  # the worker has it as a dead letter; here it is only shown

    def rest(self) -> Iterator[ArticleClaims | Alert]:
        """What is there now and was not yet given."""
        upto: dict[TopicPartition, int] = self._reader.end_offsets(list(self._reader.assignment()))
        while any(self._reader.position(place) < end for place, end in upto.items()):
            yield from self.poll()

    def processed(self) -> bool:
        """Whether the workers have committed everything: looked at in the order of the flow, twice."""
        prefix = self._settings.prefix
        flow = [topic.named(prefix) for topic in _FLOW]
        return not any(cluster.behind(self._admin, self._ends, group=app_id(prefix), topics=flow) for _ in range(2))

    def _read(self, topic: str, value: bytes) -> ArticleClaims | Alert:
        if topic == CLAIMS.named(self._settings.prefix):
            return ArticleClaims.model_validate_json(value)
        return ALERT.validate_json(value)
