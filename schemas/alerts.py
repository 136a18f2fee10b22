"""What subscribers read: alerts as they stand, and the records that raise, change and retract them.

A record whose `status` is `retracted` repeats the alert as it last stood, without evidence. Of the records with one
id the one with the highest `cause.offset` counts; a reader ignores a record whose offset is not above the one it holds.
"""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from schemas.claims import Count, Id, Offset, Quote, Span
from schemas.ids import digest, natural_id
from schemas.moments import Day
from schemas.vocabulary import AlertType, Direction, Harm, Part, Position, Status, Voice


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Evidence(_Frozen):
    """One claim as a reader checks it: who said what, where it stands, and which rule read it."""

    claim_id: str
    article_id: str
    outlet: str | None
    article_day: Day | None
    quote: Quote
    part: Part
    start: Offset
    end: Offset
    rule: str
    codebook: str


class StanceEvidence(Evidence):
    """A claim of a position."""

    voice: Voice
    speaker: str | None
    terms: Span | None


class CasualtyEvidence(Evidence):
    """A claim of a count."""

    attributed_to: str | None
    source_id: Id | None
    low: Count
    high: Count | None


class Figure(_Frozen):
    """A range of people harmed on a day: `high` is null where it is open above."""

    day: Day
    low: Count
    high: Count | None


class SourceFigure(_Frozen):
    """What one source gives: `high` is null where it is open above."""

    source: Id
    low: Count
    high: Count | None


class Cause(_Frozen):
    """The claim record that changed the standing set: what orders the records of one alert."""

    partition: Annotated[int, Field(ge=0)]
    offset: Annotated[int, Field(ge=0)]


class _Alert(_Frozen):
    """What every alert has. The last three fields are a record's; a standing alert has none of them."""

    id: str = Field(description="uuid5 of type, key, subject and day.")
    status: Status
    day: Day
    known_on: Day | None = Field(description="The first day on which a reader could know both sides.")
    because: str | None = Field(default=None, description="The article whose event took the alert back.")
    replaced_by: str | None = Field(
        default=None, description="The alert of the same key and type that the same event raised."
    )
    cause: Cause | None = None

    @property
    def event_id(self) -> str:
        """The CloudEvents id: uuid5 of the alert's id and the digest of this record."""
        return natural_id(self.id, digest(self.model_dump(mode="json")))


class PositionShifted(_Alert):
    """A party's position on a day differs from the one before it."""

    type: Literal[AlertType.SHIFTED] = AlertType.SHIFTED
    party: Id
    issue: Id
    before: Position = Field(alias="from")
    after: Position = Field(alias="to")
    last_day_of_from: Day | None
    from_recalled: bool
    direction: Direction
    steps: Annotated[int, Field(ge=1, le=3)]
    evidence: dict[Literal["from", "to"], tuple[StanceEvidence, ...]]


class PositionContested(_Alert):
    """A party's words, or what is told of it, contradict each other on one day."""

    type: Literal[AlertType.CONTESTED] = AlertType.CONTESTED
    party: Id
    issue: Id
    positions: tuple[Position, ...]
    evidence: dict[Position, tuple[StanceEvidence, ...]]


class _TollAlert(_Alert):
    theatre: Id
    harm: Harm
    place: Id
    group: Id
    counted_from: str


class TollRevised(_TollAlert):
    """A source's running toll lies wholly below what the same source gave before."""

    type: Literal[AlertType.REVISED] = AlertType.REVISED
    source: Id
    before: Figure
    now: Figure
    evidence: dict[Literal["before", "now"], tuple[CasualtyEvidence, ...]]


class TollDisputed(_TollAlert):
    """Two sources give running tolls for the same day that do not meet."""

    type: Literal[AlertType.DISPUTED] = AlertType.DISPUTED
    sources: tuple[SourceFigure, SourceFigure]
    evidence: dict[str, tuple[CasualtyEvidence, ...]] = Field(description="By source id.")


Alert = Annotated[PositionShifted | PositionContested | TollRevised | TollDisputed, Field(discriminator="type")]
"""Any alert, by its type."""

ALERT: TypeAdapter[Alert] = TypeAdapter(Alert)
"""Reads and writes any alert."""

RECORD_FIELDS = frozenset({"because", "replaced_by", "cause"})
"""What a record has and a standing alert has not."""


def supersedes(record: Alert, held: Alert | None) -> bool:
    """Whether a reader takes this record in place of the one with the same id that it holds.

    It does when the record's cause lies further on. Records of one id have one key and so one partition; they are
    delivered again after a crash, and then change nothing.
    """
    return held is None or _offset(record) > _offset(held)


def standing(records: Iterable[Alert]) -> list[Alert]:
    """The alerts that stand after the records, in any order and repeats allowed: by day, type and id.

    They are without the fields that only records have, as a fold over the same articles gives them.
    """
    held: dict[str, Alert] = {}
    for record in records:
        if supersedes(record, held.get(record.id)):
            held[record.id] = record
    left = (record for record in held.values() if record.status is not Status.RETRACTED)
    bare = [record.model_copy(update=dict.fromkeys(RECORD_FIELDS)) for record in left]
    return sorted(bare, key=lambda alert: (alert.day, alert.type, alert.id))


def _offset(record: Alert) -> int:
    return record.cause.offset if record.cause else -1
