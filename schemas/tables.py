"""Rows of the worker's tables: frozen values, written as JSON by the fold that owns them.

A row's name begins with the topic key of the events that write it, so it lies in their partition.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class KeptStance:
    """A stance claim as a day's row keeps it: what decides, and what a reader is shown."""

    id: str
    article_id: str
    article_day: str | None
    outlet: str | None
    codebook: str
    position: str
    time: str
    voice: str
    speaker: str | None
    quote: str
    part: str
    start: int
    end: int
    rule: str
    terms: tuple[int, int] | None
    said: bool
    object: str | None
    audience: str | None
    teller: str | None
    adversary: bool
    outlet_family: str | None
    words: tuple[int, ...] | None
    recalls: tuple[str, ...]
    alerting: bool


@dataclass(frozen=True, slots=True)
class KeptCasualty:
    """A casualty claim as a day's row keeps it; `happened` is its first and last day."""

    id: str
    article_id: str
    article_day: str | None
    outlet: str | None
    codebook: str
    time: str
    quote: str
    part: str
    start: int
    end: int
    rule: str
    attributed_to: str | None
    low: int
    high: int | None
    approx: bool
    kind: str
    part_of_total: bool
    happened: tuple[str, str] | None
    place_id: str | None
    group_id: str | None
    source_id: str | None
    source_rank: int | None
    counted_from: str | None


@dataclass(frozen=True, slots=True)
class StanceDay:
    """The stance claims kept of one day (or of none: the undated row); `more` says that others were not kept."""

    claims: tuple[KeptStance, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class CasualtyDay:
    """The casualty claims kept of one day (or of none: the undated row); `more` says that others were not kept."""

    claims: tuple[KeptCasualty, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """An alert that stands on a day: its id, a digest of all that it says, and what it says.

    `alert` leaves out the evidence, and what the name of the row says already.
    """

    id: str
    digest: str
    alert: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """Claims that stand for one position on a day: the first few ids, the first day a reader could know it.

    `digest` covers all that those first few say.
    """

    ids: tuple[str, ...]
    known_on: str | None
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What follows for one day of a party and issue: a position, or two that contradict each other.

    `sides` is by position; `recalled` is the one other position that the deciding claims recall, and `recall` the
    passages that do.
    """

    position: str | None
    sides: dict[str, Side]
    own: bool
    alerting: bool
    recalled: str | None
    recall: Side | None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class PositionQuarter:
    """The entries of a quarter's days, by day."""

    days: dict[str, Entry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """The range that a series has on one day: as told (`low`, `high`) and as compared (`floor`, `ceiling`)."""

    claim_id: str
    known_on: str | None
    low: int
    high: int | None
    floor: int
    ceiling: int | None
    digest: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesQuarter:
    """The reports of one running toll in a quarter, by day."""

    days: dict[str, Report] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DisputeDay:
    """The disputes that stand between the sources of one count on one day."""

    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One content of an article as its highest generation reads it: its claims as they were extracted."""

    generation: int
    article_day: str | None
    outlet: str | None
    codebook: str
    stances: tuple[dict[str, Any], ...]
    casualties: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ArticleVersions:
    """What is known of an article: the stamp of each content, and what its highest generation reads in it.

    `more` says that readings of its oldest contents were forgotten, so that these cannot stand again.
    """

    stamps: dict[str, str | None] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    more: bool = False
