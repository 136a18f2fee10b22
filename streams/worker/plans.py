"""What an event of a table comes to: records to send and rows to write, by the plain function behind the table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from schemas import claims
from schemas.alerts import Alert, Cause
from schemas.claims import ArticleClaims, RoutedCasualties, RoutedStances
from schemas.envelope import Envelope
from schemas.ids import digest, natural_id
from schemas.topics import CASUALTIES, POSITION_SHIFTS, STANCES, TOLL_REVISIONS, Topic
from schemas.vocabulary import Status
from streams.codebook.policy import Policy
from streams.deadletters.headers import Headers, Record, pairs
from streams.fold import positions, tolls, versions
from streams.fold.rows import Folded, Origin
from streams.worker.records import key_of
from streams.worker.sending import Outgoing
from streams.worker.tables import ARTICLE_ROW_BYTES, Table, checked

ARRIVED = "trucewire.arrived"
"""Header: when the article's record came to Kafka, in milliseconds of Unix time. It measures and decides nothing."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What an event comes to: records to send, one group delivered before the next, and rows to write in order."""

    sends: tuple[tuple[Outgoing, ...], ...]
    rows: Mapping[str, bytes]
    alerts: tuple[Alert, ...] = ()


def routing(event: ArticleClaims, record: Record, table: Table) -> Planned:
    """The article table's step: which version stands, and what that changes for each key."""
    routed = versions.route(event, table.get(event.article_id))
    kinds = ((STANCES, claims.STANCES_TYPE, routed.stances), (CASUALTIES, claims.CASUALTIES_TYPE, routed.casualties))
    sends = tuple(_routed(record, topic, type_, change) for topic, type_, changes in kinds for change in changes)
    return Planned(sends=(sends,), rows=checked({event.article_id: routed.row}, most=ARTICLE_ROW_BYTES))


def position_fold(policy: Policy) -> Callable[[RoutedStances, Record, Table], Planned]:
    """The step of the position table."""

    def plan(event: RoutedStances, record: Record, table: Table) -> Planned:
        folded = positions.fold(event, table, policy=policy.positions, origin=_origin(event.article_id, record))
        return _planned(folded, POSITION_SHIFTS, "trucewire/positions")

    return plan


def toll_fold(policy: Policy) -> Callable[[RoutedCasualties, Record, Table], Planned]:
    """The step of the toll table."""

    def plan(event: RoutedCasualties, record: Record, table: Table) -> Planned:
        folded = tolls.fold(event, table, policy=policy.tolls, origin=_origin(event.article_id, record))
        return _planned(folded, TOLL_REVISIONS, "trucewire/tolls")

    return plan


def event_time(record: Record) -> str | None:
    """The event time in a record's headers, which is handed on: never the clock's."""
    envelope = Envelope.read(pairs(record.headers))
    return envelope.time if envelope else None


def _routed(record: Record, topic: Topic, type_: str, change: RoutedStances | RoutedCasualties) -> Outgoing:
    key, value = key_of(change), change.model_dump_json().encode()
    envelope = Envelope(
        id=natural_id(type_, key, change.article_id, digest(change.model_dump(mode="json"))),
        type=type_,
        source="trucewire/route",
        subject=key,
        time=event_time(record),
    )
    return Outgoing(topic, key.encode(), value, envelope.headers() + _passed_on(record)).checked()


def _planned(folded: Folded, topic: Topic, source: str) -> Planned:
    """Raised and changed alerts are delivered before the first retraction is sent."""
    standing = tuple(alert for alert in folded.alerts if alert.status is not Status.RETRACTED)
    retracted = tuple(alert for alert in folded.alerts if alert.status is Status.RETRACTED)
    groups = tuple(tuple(_alert(alert, topic, source) for alert in group) for group in (standing, retracted) if group)
    return Planned(sends=groups, rows=checked(folded.rows), alerts=folded.alerts)


def _alert(alert: Alert, topic: Topic, source: str) -> Outgoing:
    envelope = Envelope(
        id=alert.event_id,
        type=alert.type.value,
        source=source,
        subject=alert.id,
        time=f"{alert.known_on or alert.day}T00:00:00Z",
    )
    return Outgoing(topic, alert.id.encode(), alert.model_dump_json().encode(), envelope.headers()).checked()


def _origin(article_id: str, record: Record) -> Origin:
    return Origin(article_id=article_id, cause=Cause(partition=record.partition, offset=record.offset))


def _passed_on(record: Record) -> Headers:
    return [(name, value) for name, value in pairs(record.headers) if name == ARRIVED]
