"""Alerts as test data: records as a worker writes them, and how they get into Kafka."""

from collections.abc import Iterable
from typing import Any

from schemas.alerts import Alert, CasualtyEvidence, Cause, Figure, PositionShifted, StanceEvidence, TollRevised
from schemas.envelope import Envelope
from schemas.topics import POSITION_SHIFTS, TOLL_REVISIONS
from schemas.vocabulary import Direction, Harm, Part, Position, Status, Voice
from streams import cluster
from streams.settings import Settings


def evidence(quote: str, *, outlet: str = "Harbour Post") -> StanceEvidence:
    """A party's own words."""
    return StanceEvidence(
        claim_id="c1",
        article_id="a1",
        outlet=outlet,
        article_day="2024-11-26",
        quote=quote,
        part=Part.TEXT,
        start=0,
        end=len(quote),
        rule="position.supports.approve",
        codebook="0123456789ab",
        voice=Voice.OWN,
        speaker=None,
        terms=None,
    )


def shift(id: str, *, day: str = "2024-11-26", offset: int = 0, **given: Any) -> PositionShifted:  # noqa: A002
    """A shift from rejection to support, confirmed, caused by the record at `offset`."""
    fields: dict[str, Any] = {
        "status": Status.CONFIRMED,
        "known_on": day,
        "party": "israel",
        "issue": "lebanon-ceasefire",
        "before": Position.REJECTS,
        "after": Position.SUPPORTS,
        "last_day_of_from": "2024-10-08",
        "from_recalled": False,
        "direction": Direction.SOFTENED,
        "steps": 3,
        "evidence": {"from": (evidence("No truce."),), "to": (evidence("We accept."),)},
    }
    return PositionShifted(id=id, day=day, cause=Cause(partition=0, offset=offset), **(fields | given))


def revision(id: str, *, day: str = "2024-11-20", offset: int = 0) -> TollRevised:  # noqa: A002
    """A source that takes a figure back."""
    told = CasualtyEvidence(
        **{name: value for name, value in evidence("50 were killed").model_dump().items() if name in _COMMON},
        attributed_to="the ministry",
        source_id="lebanon-health-ministry",
        low=50,
        high=50,
    )
    return TollRevised(
        id=id,
        day=day,
        status=Status.RAISED,
        known_on=day,
        theatre="lebanon",
        harm=Harm.KILLED,
        place="lebanon",
        group="people",
        counted_from="2023-10-08",
        source="lebanon-health-ministry",
        before=Figure(day="2024-11-18", low=90, high=90),
        now=Figure(day=day, low=50, high=50),
        evidence={"before": (told,), "now": (told,)},
        cause=Cause(partition=0, offset=offset),
    )


_COMMON = ("claim_id", "article_id", "outlet", "article_day", "quote", "part", "start", "end", "rule", "codebook")


def retracted(alert: PositionShifted, *, offset: int, replaced_by: str | None = None) -> PositionShifted:
    """The record that takes the alert back."""
    return alert.model_copy(
        update={
            "status": Status.RETRACTED,
            "because": "a9",
            "replaced_by": replaced_by,
            "cause": Cause(partition=0, offset=offset),
            "evidence": {"from": (), "to": ()},
        }
    )


def publish(settings: Settings, alerts: Iterable[Alert]) -> None:
    """Writes the records as a worker does."""
    with cluster.producer(settings) as producer:
        for alert in alerts:
            topic = POSITION_SHIFTS if isinstance(alert, PositionShifted) else TOLL_REVISIONS
            event = Envelope(id=alert.event_id, type=alert.type, subject=alert.id)
            producer.send(
                topic.named(settings.prefix),
                key=alert.id.encode(),
                value=alert.model_dump_json(by_alias=True).encode(),
                headers=event.headers(),
            ).get(10)
