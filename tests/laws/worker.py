"""A worker in miniature: the real functions between logs in memory; it can be killed before any write and runs again.

Writes happen in the order in which the worker does them, and a kill leaves a prefix of them behind. What is not
acknowledged comes again.
"""

from dataclasses import dataclass, field
from zlib import crc32

from schemas.alerts import RECORD_FIELDS, Alert, Cause
from schemas.claims import ArticleClaims, RoutedCasualties, RoutedStances
from schemas.ids import position_key, toll_key
from schemas.vocabulary import Harm, Status
from streams.codebook.policy import Policy
from streams.fold import positions, tolls
from streams.fold.answer import Answer, printed, read_position, read_toll
from streams.fold.rows import Folded, Origin
from streams.fold.versions import route

Routed = RoutedStances | RoutedCasualties


class KilledError(Exception):
    """The worker was killed before it was done with a record."""


@dataclass(slots=True)
class Life:
    """How many writes a worker can still do before it is killed; None: as many as it likes."""

    writes: int | None = None

    def spend(self) -> None:
        """Counts a write that is about to happen."""
        if self.writes is not None:
            if self.writes == 0:
                raise KilledError
            self.writes -= 1


@dataclass(slots=True)
class Worker:
    """Topics, tables and what is acknowledged; the last survives a kill as the others do."""

    policy: Policy
    partitions: int = 3
    versions: dict[str, bytes] = field(default_factory=dict)
    rows: dict[str, bytes] = field(default_factory=dict)
    routed: list[list[Routed]] = field(default_factory=list)
    acknowledged: list[int] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.routed = [[] for _ in range(self.partitions)]
        self.acknowledged = [0] * self.partitions

    def take(self, claims: ArticleClaims, life: Life) -> None:
        """Routes what one version of an article says: sends first, then the row."""
        change = route(claims, self.versions.get(claims.article_id))
        records: list[Routed] = [*change.stances, *change.casualties]
        for record in records:
            life.spend()
            key = _key(record)
            self.keys.add(key)
            self.routed[crc32(key.encode()) % self.partitions].append(record)
        life.spend()
        self.versions[claims.article_id] = change.row

    def step(self, partition: int, life: Life) -> None:
        """Folds the next record of a partition: alerts first, then the rows in their order, then it is acknowledged."""
        offset = self.acknowledged[partition]
        record = self.routed[partition][offset]
        folded = self._fold(record, Cause(partition=partition, offset=offset))
        for alert in folded.alerts:
            life.spend()
            self.alerts.append(alert)
        for name, row in folded.rows.items():
            life.spend()
            self.rows[name] = row
        life.spend()
        self.acknowledged[partition] += 1

    def lag(self, partition: int) -> int:
        """How many records of a partition are still to be folded."""
        return len(self.routed[partition]) - self.acknowledged[partition]

    def settle(self) -> None:
        """Folds all that is left."""
        for partition in range(self.partitions):
            while self.lag(partition):
                self.step(partition, Life())

    def standing(self) -> list[Alert]:
        """The alerts that stand, as a subscriber finds them: of each id the record with the highest offset."""
        last: dict[str, Alert] = {}
        for alert in self.alerts:
            assert alert.cause is not None
            held = last.get(alert.id)
            if held is None or held.cause is None or held.cause.offset < alert.cause.offset:
                last[alert.id] = alert
        plain = dict.fromkeys(RECORD_FIELDS)
        return sorted(
            (alert.model_copy(update=plain) for alert in last.values() if alert.status is not Status.RETRACTED),
            key=lambda alert: (alert.day, alert.type, alert.id),
        )

    def answer(self) -> Answer:
        """What the tables and the standing alerts say: it should be what `trucewire fold` prints."""
        lines, counts = [], []
        for key in sorted(self.keys, key=lambda key: key.split("|")):
            one, other = key.split("|")
            rows = {name: row for name, row in self.rows.items() if name.startswith(f"{key}|")}
            if other in tuple(Harm):
                counts.append(read_toll(one, Harm(other), rows))
            else:
                lines.append(read_position(one, other, rows))
        told = [line for line in lines if any(row.claims for row in (*line.days.values(), line.undated))]
        return printed(told, counts, self.standing(), self.policy)

    def overflowed(self) -> bool:
        """Whether some row could not keep all its claims."""
        return any(b'"more":true' in row for row in self.rows.values())

    def _fold(self, record: Routed, cause: Cause) -> Folded:
        origin = Origin(article_id=record.article_id, cause=cause)
        if isinstance(record, RoutedStances):
            return positions.fold(record, self.rows, policy=self.policy.positions, origin=origin)
        return tolls.fold(record, self.rows, policy=self.policy.tolls, origin=origin)


def _key(record: Routed) -> str:
    if isinstance(record, RoutedStances):
        return position_key(record.party, record.issue)
    return toll_key(record.theatre, record.harm)
