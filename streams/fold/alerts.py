"""The lives of alerts: what an event raises, changes and retracts, told in the order in which it is published."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from schemas.alerts import ALERT, RECORD_FIELDS, Alert, CasualtyEvidence, StanceEvidence
from schemas.claims import Span
from schemas.ids import digest
from schemas.tables import KeptCasualty, KeptStance, Mark
from schemas.vocabulary import Part, Status, Voice
from streams.fold.rows import Origin, ordinal

_A = TypeVar("_A", bound=Alert)


@dataclass(frozen=True, slots=True)
class Draft:
    """An alert that stands after the event: without its evidence, and with a digest of all that it says."""

    alert: Alert
    digest: str

    @classmethod
    def of(cls, alert: Alert, *evidence: str) -> "Draft":
        """A draft whose digest covers the alert and the digests of its evidence."""
        return cls(alert=alert, digest=digest([alert.model_dump(mode="json"), *evidence]))

    def mark(self, implied: Iterable[str]) -> Mark:
        """What a row keeps of it, where the row's name says the `implied` fields."""
        said = self.alert.model_dump(mode="json", exclude={"id", "evidence", *RECORD_FIELDS, *implied})
        return Mark(id=self.alert.id, digest=self.digest, alert=said)


@dataclass(frozen=True, slots=True)
class Stood:
    """An alert that stood before the event, as a row keeps it, and the fields that the row's name says."""

    mark: Mark
    implied: Mapping[str, Any]

    @property
    def alert(self) -> Alert:
        """The alert as it stood, without its evidence."""
        return ALERT.validate_python({**self.implied, **self.mark.alert, "id": self.mark.id, "evidence": {}})


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference that an event makes to the alerts that stand."""

    raised: tuple[Alert, ...]
    changed: tuple[Alert, ...]
    fallen: tuple[Alert, ...]


def differences(before: Iterable[Stood], after: Iterable[Draft]) -> Changes:
    """What stands afterwards and did not, or not so; and what stood and does not stand any more."""
    stood = {one.mark.id: one for one in before}
    stands = {draft.alert.id: draft for draft in after}
    return Changes(
        raised=_in_order(draft.alert for id_, draft in stands.items() if id_ not in stood),
        changed=_in_order(
            draft.alert for id_, draft in stands.items() if id_ in stood and stood[id_].mark.digest != draft.digest
        ),
        fallen=_in_order(one.alert for id_, one in stood.items() if id_ not in stands),
    )


def records(changes: Changes, *, with_evidence: Callable[[Alert], Alert], origin: Origin) -> tuple[Alert, ...]:
    """The records to publish: raised and changed alerts first, then the retractions of those that fell."""
    standing = [
        with_evidence(alert).model_copy(update={"cause": origin.cause}) for alert in (*changes.raised, *changes.changed)
    ]
    retracted = [
        alert.model_copy(
            update={
                "status": Status.RETRACTED,
                "because": origin.article_id,
                "replaced_by": _successor(alert, changes.raised),
                "cause": origin.cause,
            }
        )
        for alert in changes.fallen
    ]
    return (*_in_order(standing), *retracted)


def _successor(fallen: Alert, raised: Iterable[Alert]) -> str | None:
    """The raised alert of the same type (an event has one key) on the nearest day, then with the least id."""
    alike = [alert for alert in raised if alert.type == fallen.type]
    day = ordinal(fallen.day)
    return min(alike, key=lambda alert: (abs(ordinal(alert.day) - day), alert.id)).id if alike else None


def _in_order(alerts: Iterable[_A]) -> tuple[_A, ...]:
    return tuple(sorted(alerts, key=lambda alert: (alert.day, alert.type, alert.id)))


def stance_evidence(claim: KeptStance) -> StanceEvidence:
    """A kept claim as a reader checks it."""
    return StanceEvidence(
        **_where_it_stands(claim),
        voice=Voice(claim.voice),
        speaker=claim.speaker,
        terms=Span(start=claim.terms[0], end=claim.terms[1]) if claim.terms else None,
    )


def casualty_evidence(claim: KeptCasualty) -> CasualtyEvidence:
    """A kept claim as a reader checks it."""
    return CasualtyEvidence(
        **_where_it_stands(claim),
        attributed_to=claim.attributed_to,
        source_id=claim.source_id,
        low=claim.low,
        high=claim.high,
    )


def _where_it_stands(claim: KeptStance | KeptCasualty) -> Mapping[str, Any]:
    return {
        "claim_id": claim.id,
        "article_id": claim.article_id,
        "outlet": claim.outlet,
        "article_day": claim.article_day,
        "quote": claim.quote,
        "part": Part(claim.part),
        "start": claim.start,
        "end": claim.end,
        "rule": claim.rule,
        "codebook": claim.codebook,
    }
