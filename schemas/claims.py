"""What one article says: stance and casualty claims, the row that holds them, and the records routed to the folds."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.ids import ID_PATTERN
from schemas.moments import Day, Interval, Moment
from schemas.vocabulary import Audience, DateSource, Harm, Kind, Object, Part, Position, Time, Voice

TYPE = "trucewire.claims.extracted.v1"
STANCES_TYPE = "trucewire.stances.routed.v1"
CASUALTIES_TYPE = "trucewire.casualties.routed.v1"

Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=100)]
Count = Annotated[int, Field(ge=0, le=10**10, strict=True)]
Offset = Annotated[int, Field(ge=0, strict=True)]
MAX_QUOTE = 800
"""Characters of a quote: what a row keeps of one day stays far below 100 kB."""

Quote = Annotated[str, Field(max_length=MAX_QUOTE)]
Words = Annotated[tuple[int, ...], Field(min_length=16, max_length=16)]


class _Closed(BaseModel):
    """A frozen model whose error for an unknown slot lists the known ones."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @model_validator(mode="before")
    @classmethod
    def _known_slots(cls, value: Any) -> Any:
        if isinstance(value, dict):
            known = {field.alias or name for name, field in cls.model_fields.items()}
            unknown = sorted(str(slot) for slot in value if slot not in known and slot not in cls.model_fields)
            if unknown:
                raise ValueError(f"unknown slot {', '.join(unknown)}; known are {', '.join(sorted(known))}")
        return value


class Span(_Closed):
    """A half-open range of characters, counted in the part of the claim that carries it."""

    start: Offset
    end: Offset

    @model_validator(mode="after")
    def _in_order(self) -> "Span":
        if self.end < self.start:
            raise ValueError("a span ends where it starts or later")
        return self


class _Claim(_Closed):
    """The slots that every claim has: the evidence, the rule that read it, and its day."""

    id: str = Field(
        description="uuid5 of article, content, part, span and what is claimed: the same across generations."
    )
    part: Part = Part.TEXT
    start: Offset
    end: Offset
    quote: Quote = Field(description="The exact characters of the part from start to end.")
    rule: Annotated[str, Field(max_length=200)] = Field(description="The id of the rule that read the claim.")
    confidence: Annotated[int, Field(ge=0, le=100, strict=True)] = Field(description="Per cent.")
    time: Time
    day: Interval | None = Field(default=None, description="When it was said or reported; null where unknown.")
    date_source: DateSource | None = None
    date_doubtful: bool = False

    @model_validator(mode="after")
    def _evidence(self) -> "_Claim":
        if self.end - self.start != len(self.quote):
            raise ValueError("the quote is as long as its span")
        return self


class StanceClaim(_Claim):
    """A party's position on an issue, as one passage states it."""

    party: Id
    issue: Id
    position: Position
    voice: Voice
    speaker: Annotated[str, Field(max_length=300)] | None = None
    object: Object | None = None
    audience: Audience | None = None
    terms: Span | None = Field(default=None, description="The words that name the conditions.")
    teller: Id | None = Field(default=None, description="Who tells it: the party itself, another party, or null.")
    adversary: bool = Field(default=False, description="The teller is the party's adversary in that theatre.")
    outlet_family: Annotated[str, Field(max_length=200)] | None = None
    words: Words | None = Field(default=None, description="MinHash of the evidence sentence: 16 values.")
    recalls: tuple[Position, ...] = Field(
        default=(), description="Earlier positions of the party that the article recalls."
    )
    alerting: bool = Field(default=False, description="Shifts of this party on this issue are published.")


class CasualtyClaim(_Claim):
    """A count of people harmed, as one passage gives it: a closed range, open above where `high` is null."""

    harm: Harm
    low: Count
    high: Count | None
    kind: Kind
    since: Annotated[str, Field(max_length=100)] | None = Field(
        default=None, description="Start of the count as the text has it."
    )
    place: Annotated[str, Field(max_length=200)] | None = None
    group: Annotated[str, Field(max_length=300)] | None = None
    attributed_to: Annotated[str, Field(max_length=300)] | None = None
    approx: bool = False
    part_of_total: bool = False
    happened: Interval | None = Field(default=None, description="Day or days of an incident.")
    place_id: Id | None = None
    theatre: Id = "other"
    group_id: Id | None = None
    source_id: Id | None = None
    source_rank: Annotated[int, Field(ge=0, strict=True)] | None = None
    counted_from: Id | None = Field(
        default=None, description="The codebook's start of the count, else the date as written, in ISO 8601."
    )

    @model_validator(mode="after")
    def _bounds(self) -> "CasualtyClaim":
        if self.high is not None and self.high < self.low:
            raise ValueError("high is not below low")
        return self


class Version(_Closed):
    """One content of an article as read by one generation of extractor and codebook."""

    content: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    generation: Annotated[int, Field(ge=0, strict=True)] = 0


class ArticleClaims(_Closed):
    """Everything that one version of an article says; also when it says nothing."""

    id: str
    article_id: str
    version: Version
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    received: Moment | None = None
    article_day: Day | None = None
    extractor: str
    codebook: str
    skipped: str | None = Field(default=None, description="Why the text was not read: its language, its withdrawal.")
    stances: tuple[StanceClaim, ...] = ()
    casualties: tuple[CasualtyClaim, ...] = ()


class _Told(_Closed):
    """What a routed claim takes along of its article, so that the fold needs nothing else."""

    article_id: str
    article_day: Day | None
    outlet: str | None
    codebook: str


class RoutedStance(StanceClaim, _Told):
    """A stance claim with what the fold needs to know of its article."""


class RoutedCasualty(CasualtyClaim, _Told):
    """A casualty claim with what the fold needs to know of its article."""


class Removal(_Closed):
    """A claim that no longer stands, and the row that holds it: a day or `undated`."""

    claim_id: str
    row: Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2}|undated)$")]


class CasualtyRemoval(Removal):
    """A casualty claim that no longer stands.

    It names its series too: a repeat of the event must find the series' rows when the claim is already gone.
    """

    series: tuple[Id, Id, Id, Id] | None = Field(
        default=None,
        description="Place, group, start and source of a running toll; null where it is compared with nothing.",
    )


class RoutedStances(_Closed):
    """The change that one version of one article makes to one party and issue."""

    article_id: str
    version: Version
    party: Id
    issue: Id
    add: tuple[RoutedStance, ...] = ()
    remove: tuple[Removal, ...] = ()


class RoutedCasualties(_Closed):
    """The change that one version of one article makes to one theatre and harm."""

    article_id: str
    version: Version
    theatre: Id
    harm: Harm
    add: tuple[RoutedCasualty, ...] = ()
    remove: tuple[CasualtyRemoval, ...] = ()
