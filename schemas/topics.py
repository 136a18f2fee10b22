"""The catalogue of topics: what flows, under which key, who owns it, how it is kept.

The prefix of an installation is put before every topic, group and app id here and nowhere else.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from schemas import articles, claims
from schemas.alerts import PositionContested, PositionShifted, TollDisputed, TollRevised
from schemas.articles import Article
from schemas.claims import ArticleClaims, RoutedCasualties, RoutedStances
from schemas.vocabulary import AlertType

APP = "trucewire"
"""The app id and consumer group of the worker, before the prefix."""

FOREVER = {"retention.ms": "-1", "retention.bytes": "-1"}
DEAD_LETTER_BYTES = {"max.message.bytes": "2097152"}


class Role(StrEnum):
    """What a topic is for."""

    SOURCE = "source"
    DERIVED = "derived"
    ALERTS = "alerts"
    DEAD_LETTERS = "dead-letters"
    CHANGELOG = "changelog"


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic as the catalogue describes it; `name` is without the prefix."""

    name: str
    description: str
    key: str
    owner: str
    role: Role
    types: tuple[str, ...] = ()
    model: Any = None
    alike: bool = True
    """Whether it has as many partitions as the articles: true of all that one worker reads and writes together."""
    config: dict[str, str] = field(default_factory=dict)

    def named(self, prefix: str) -> str:
        """The topic's name in an installation."""
        return prefix + self.name

    @property
    def adapter(self) -> TypeAdapter[Any]:
        """Reads and writes the topic's values."""
        return _adapter(self.model)


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    """Made once a model: making one costs as much as reading a value."""
    return TypeAdapter(model)


ARTICLES = Topic(
    name="news.articles.v1",
    description="Articles as they were received, corrected or withdrawn: the source of truth, kept for ever.",
    key="article_id",
    owner="replay",
    role=Role.SOURCE,
    types=(articles.TYPE,),
    model=Article,
    config=FOREVER,
)
CLAIMS = Topic(
    name="claims.articles.v1",
    description="What each version of an article says; one record a version, also when it says nothing.",
    key="article_id",
    owner="worker.extract",
    role=Role.DERIVED,
    types=(claims.TYPE,),
    model=ArticleClaims,
    config=FOREVER,
)
STANCES = Topic(
    name="claims.stances.v1",
    description="The change that an article's version makes to one party and issue.",
    key="party|issue",
    owner="worker.route",
    role=Role.DERIVED,
    types=(claims.STANCES_TYPE,),
    model=RoutedStances,
    config=FOREVER,
)
CASUALTIES = Topic(
    name="claims.casualties.v1",
    description="The change that an article's version makes to one theatre and harm.",
    key="theatre|harm",
    owner="worker.route",
    role=Role.DERIVED,
    types=(claims.CASUALTIES_TYPE,),
    model=RoutedCasualties,
    config=FOREVER,
)
POSITION_SHIFTS = Topic(
    name="alerts.position-shifts.v1",
    description="The lives of alerts on positions: shifts and contradictions, raised, changed and retracted.",
    key="alert id",
    owner="worker.positions",
    role=Role.ALERTS,
    types=(AlertType.SHIFTED, AlertType.CONTESTED),
    model=PositionShifted | PositionContested,
    config=FOREVER,
)
TOLL_REVISIONS = Topic(
    name="alerts.toll-revisions.v1",
    description="The lives of alerts on tolls: revisions and disputes, raised, changed and retracted.",
    key="alert id",
    owner="worker.tolls",
    role=Role.ALERTS,
    types=(AlertType.REVISED, AlertType.DISPUTED),
    model=TollRevised | TollDisputed,
    config=FOREVER,
)

EVENTS = (ARTICLES, CLAIMS, STANCES, CASUALTIES, POSITION_SHIFTS, TOLL_REVISIONS)
"""The public topics, in the order of the flow."""

CONSUMED = (ARTICLES, CLAIMS, STANCES, CASUALTIES)
"""What the worker reads; each has a dead-letter topic."""


def dead_letters(topic: Topic) -> Topic:
    """The topic for records of `topic` that could not be processed: as they came, with the reason in headers."""
    return Topic(
        name=f"{topic.name}.dlq",
        description=f"Records of {topic.name} that could not be processed, untouched, with the reason in headers.",
        key="as it came",
        owner="worker",
        role=Role.DEAD_LETTERS,
        alike=False,
        config=FOREVER | DEAD_LETTER_BYTES,
    )


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the worker: fed by one topic, and written only by the agent that consumes it."""

    name: str
    description: str
    source: Topic

    def changelog(self) -> Topic:
        """The table's changelog, private to the worker; its name is the one that Faust gives it."""
        return Topic(
            name=f"{APP}-{self.name}-changelog",
            description=f"Private to the worker: {self.description}",
            key="row name",
            owner="worker",
            role=Role.CHANGELOG,
            config={"cleanup.policy": "compact", "retention.ms": "-1"},
        )


VERSIONS = Table("versions", "The versions of each article and which of them stands.", CLAIMS)
POSITIONS = Table("positions", "Kept stance claims by day, and what follows from them by quarter.", STANCES)
TOLLS = Table("tolls", "Kept casualty claims by day, and the series that follow from them.", CASUALTIES)
TABLES = (VERSIONS, POSITIONS, TOLLS)

DEAD_LETTERS = tuple(dead_letters(topic) for topic in CONSUMED)
CHANGELOGS = tuple(table.changelog() for table in TABLES)
CATALOGUE = EVENTS + DEAD_LETTERS + CHANGELOGS
"""Every topic that an installation has."""


def app_id(prefix: str) -> str:
    """The worker's app id, which is its consumer group, too."""
    return prefix + APP
