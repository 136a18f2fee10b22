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
    """An alert that stands on a day: its id, a digest of all that it says, and the alert without its evidence."""

    id: str
    digest: str
    alert: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """The claims that decide a day for one position: the first few ids, the first day a reader could know it."""

    ids: tuple[str, ...]
    known_on: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What follows for one day of a party and issue: a position, or two and more that contradict each other.

    `sides` is by position; `recalled` is the one other position that the deciding claims recall; `digest` covers the
    quotes of all sides.
    """

    position: str | None
    sides: dict[str, Side]
    own: bool
    alerting: bool
    recalled: str | None
    recalled_ids: tuple[str, ...]
    digest: str
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
class Reading:
    """One content of an article as its highest generation reads it: claims as they were extracted, by topic key."""

    generation: int
    article_day: str | None
    outlet: str | None
    codebook: str
    stances: tuple[dict[str, Any], ...]
    casualties: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ArticleVersions:
    """What is known of an article: the stamp of each content, and the reading of those that may still stand."""

    stamps: dict[str, str | None] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
