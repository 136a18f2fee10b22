"""Alerts as a reader of the alert topics follows them: what stands, what changed, what is fresh."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kafka import KafkaConsumer
from pydantic import ValidationError

from schemas.alerts import ALERT, RECORD_FIELDS, Alert, PositionShifted, standing, supersedes
from schemas.moments import days_after
from schemas.topics import POSITION_SHIFTS, TOLL_REVISIONS
from schemas.vocabulary import Status
from streams import cluster

MOVED_DAYS = 3
"""How far a shift's day may go for the shift to be shown as the same one."""

_MORE_MS = 200
_MOST_POLLS = 10


@dataclass(frozen=True, slots=True)
class Change:
    """One line for a reader: an alert that was raised, changed or retracted, or a shift whose day moved."""

    alert: Alert
    moved_from: Alert | None = None


@dataclass(slots=True)
class Feed:
    """The alerts that a reader holds: of each id the record whose cause lies furthest on."""

    held: dict[str, Alert] = field(default_factory=dict)
    newest: str = ""
    """The newest `known_on` that was seen."""

    def take(self, records: Iterable[Alert]) -> list[Change]:
        """What the records change, in their order; those that came before change nothing.

        A retraction whose alert was replaced by the same shift on a day close by is one change with it.
        """
        news = [record for record in records if self._takes(record)]
        moves = {
            fell.replaced_by: fell
            for fell in news
            if fell.replaced_by and is_move(fell, self.held.get(fell.replaced_by))
        }
        gone = {fell.id for fell in moves.values()}
        raised = {record.id for record in news}
        changes = [Change(record, moves.get(record.id)) for record in news if record.id not in gone]
        # Where the replacement was told in an earlier batch, its retraction alone says that it moved.
        return changes + [Change(self.held[to], fell) for to, fell in moves.items() if to and to not in raised]

    def standing(self) -> list[Alert]:
        """The alerts that stand, as a fold over the same articles gives them."""
        return standing(self.held.values())

    def is_fresh(self, alert: Alert, days: int | None) -> bool:
        """Whether the alert became known at most so many days before the newest one; None takes every alert."""
        if days is None:
            return True
        return alert.known_on is not None and alert.known_on >= days_after(self.newest, -days)

    def _takes(self, record: Alert) -> bool:
        if not supersedes(record, self.held.get(record.id)):
            return False
        self.held[record.id] = record
        self.newest = max(self.newest, record.known_on or "")
        return True


def is_move(fell: Alert, rose: Alert | None) -> bool:
    """Whether the two are one shift whose day became another one close by."""
    return (
        isinstance(fell, PositionShifted)
        and isinstance(rose, PositionShifted)
        and rose.status is not Status.RETRACTED
        and (fell.before, fell.after) == (rose.before, rose.after)
        and days_after(fell.day, -MOVED_DAYS) <= rose.day <= days_after(fell.day, MOVED_DAYS)
    )


def plain(alert: Alert) -> dict[str, object]:
    """A standing alert as `trucewire fold` prints it."""
    return alert.model_dump(mode="json", exclude=set(RECORD_FIELDS))


def topics(prefix: str) -> list[str]:
    """The alert topics of an installation."""
    return [topic.named(prefix) for topic in (POSITION_SHIFTS, TOLL_REVISIONS)]


def written(client: KafkaConsumer, prefix: str) -> list[Alert]:
    """Every alert record that is there now; what another program left there and is no alert is passed over."""
    return list(_alerts(seen.value for seen in cluster.records(client, topics(prefix))))


def coming(client: KafkaConsumer, *, wait: float = 1.0) -> Iterator[list[Alert]]:
    """Batches of alert records from where `written` ended, for ever; a batch is empty when none came for so long.

    What one event causes goes to several partitions, so a batch is closed only when nothing more comes at once.
    """
    while True:
        batch = _polled(client, round(wait * 1000))
        for _ in range(_MOST_POLLS):
            more = _polled(client, _MORE_MS) if batch else []
            if not more:
                break
            batch += more
        yield batch


def _polled(client: KafkaConsumer, wait_ms: int) -> list[Alert]:
    records = [record for batch in client.poll(timeout_ms=wait_ms).values() for record in batch]
    return list(_alerts(record.value for record in records))


def _alerts(values: Iterable[bytes | None]) -> Iterator[Alert]:
    for value in values:
        try:
            yield ALERT.validate_json(value or b"")
        except ValidationError:
            continue
