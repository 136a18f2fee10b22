"""The closed word lists that every event is written in (terms of conflict-event coding and discourse analysis)."""

from enum import StrEnum


class Position(StrEnum):
    """What a party holds on an issue, from hardest to softest."""

    REJECTS = "rejects"
    NONCOMMITTAL = "noncommittal"
    CONDITIONAL = "conditional"
    SUPPORTS = "supports"

    @property
    def rank(self) -> int:
        """The place on the scale: 0 (rejects) to 3 (supports)."""
        return _RANKS[self]


_RANKS = {position: rank for rank, position in enumerate(Position)}


class Time(StrEnum):
    """Whether a text tells a thing as present or recalls it."""

    CURRENT = "current"
    PAST = "past"


class Voice(StrEnum):
    """Who tells a position: the party itself, another named party, or the author and unnamed sources."""

    OWN = "own"
    ATTRIBUTED = "attributed"
    REPORTED = "reported"


class Harm(StrEnum):
    """What happened to the people who are counted."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    CAPTURED = "captured"
    DISPLACED = "displaced"


class Kind(StrEnum):
    """Whether a count is of one attack, day or battle, or a running toll over a period."""

    INCIDENT = "incident"
    CUMULATIVE = "cumulative"


class DateSource(StrEnum):
    """How a claim's day is known, from best to worst."""

    SAID = "said"
    PUBLISHED = "published"
    INFERRED = "inferred"
    STATED = "stated"


class Part(StrEnum):
    """The field of an article in which a span is counted."""

    TITLE = "title"
    TEXT = "text"


class Object(StrEnum):
    """What a position is about: what is on the table, or the party's own plan or terms."""

    PROPOSAL = "proposal"
    OWN_TERMS = "own-terms"


class Audience(StrEnum):
    """Before whom a position was stated."""

    PUBLIC = "public"
    PRIVATE = "private"


class Status(StrEnum):
    """How far an alert can be trusted: told by two independent tellers, said by the party itself, or taken back."""

    RAISED = "raised"
    CONFIRMED = "confirmed"
    RETRACTED = "retracted"


class Direction(StrEnum):
    """Which way a position moved on the scale."""

    SOFTENED = "softened"
    HARDENED = "hardened"


class AlertType(StrEnum):
    """The written types of alert events."""

    SHIFTED = "trucewire.position.shifted.v1"
    CONTESTED = "trucewire.position.contested.v1"
    REVISED = "trucewire.toll.revised.v1"
    DISPUTED = "trucewire.toll.disputed.v1"
