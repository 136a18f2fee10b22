"""The position of a day: which claims decide it, and whether they contradict each other."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from schemas.tables import KeptStance
from schemas.vocabulary import Audience, Object, Position, Time, Voice
from streams.codebook.policy import PositionPolicy
from streams.fold.echoes import echoes, same_words
from streams.fold.keeping import by_weight


@dataclass(frozen=True, slots=True)
class DayReading:
    """What the kept claims of a day come to.

    `sides` holds the deciding claims by position, in the order in which they weigh: none, one (the day's position), or
    more (the day is contested).
    """

    sides: dict[str, tuple[KeptStance, ...]] = field(default_factory=dict)
    pending: tuple[KeptStance, ...] = ()

    @property
    def position(self) -> str | None:
        """The day's position, where its claims leave exactly one."""
        return next(iter(self.sides)) if len(self.sides) == 1 else None

    @property
    def deciding(self) -> list[KeptStance]:
        """The claims that decide the day, of every side."""
        return [claim for claims in self.sides.values() for claim in claims]


@dataclass(frozen=True, slots=True)
class Window:
    """The claims of consecutive days, by ordinal, and which of them may decide: no echo, not recalled, not private."""

    days: Mapping[int, tuple[KeptStance, ...]]
    candidates: Mapping[int, tuple[KeptStance, ...]]
    echoes: frozenset[str]

    @classmethod
    def of(
        cls, days: Mapping[int, tuple[KeptStance, ...]], policy: PositionPolicy, wanted: Container[int] | None = None
    ) -> "Window":
        """The window over the rows of the given days; what lies outside of them is taken to be empty.

        Of other days than the `wanted` ones (default: all) it is only known what they say, not what may decide there.
        """
        asked = days if wanted is None else wanted
        repeated = echoes(days, asked, policy)
        candidates = {
            day: tuple(claim for claim in claims if claim.id not in repeated and _public(claim))
            for day, claims in days.items()
            if day in asked
        }
        return cls(days=days, candidates=candidates, echoes=frozenset(repeated))

    def read(self, day: int, policy: PositionPolicy) -> DayReading:
        """What the claims of one day come to.

        The party's own words decide. Where there are none, what others tell decides as far as an independent teller
        supports it; the rest is pending.
        """
        candidates = self.candidates.get(day, ())
        deciding = [claim for claim in candidates if claim.voice == Voice.OWN]
        pending: tuple[KeptStance, ...] = ()
        if not deciding:
            near = self._told_near(day, policy)
            deciding = [claim for claim in candidates if any(_supports(other, claim, policy) for other in near)]
            decided = {claim.id for claim in deciding}
            pending = tuple(claim for claim in candidates if claim.id not in decided)
        return DayReading(sides=_sides(deciding), pending=pending)

    def _told_near(self, day: int, policy: PositionPolicy) -> list[KeptStance]:
        days = range(day - policy.support_days, day + policy.support_days + 1)
        return [claim for near in days for claim in self.candidates.get(near, ()) if claim.voice != Voice.OWN]


def _public(claim: KeptStance) -> bool:
    return claim.time == Time.CURRENT and claim.audience != Audience.PRIVATE


def _supports(other: KeptStance, claim: KeptStance, policy: PositionPolicy) -> bool:
    """Whether `other` tells the same, independently: another teller, outlet family and words, no adversary."""
    return (
        other.position == claim.position
        and (other.teller is None or other.teller != claim.teller)
        and other.outlet_family is not None
        and other.outlet_family != claim.outlet_family
        and not other.adversary
        and not claim.adversary
        and not same_words(other.words, claim.words, policy)
    )


def _sides(deciding: Iterable[KeptStance]) -> dict[str, tuple[KeptStance, ...]]:
    """The deciding claims by position, hardest first, after the rules for mixed days.

    What is on the table outweighs the party's own terms; conditions decide over plain support; a noncommittal word
    beside a conditional or supporting one says nothing.
    """
    claims = sorted(deciding, key=by_weight)
    on_the_table = [claim for claim in claims if claim.object == Object.PROPOSAL]
    claims = on_the_table or claims
    positions = {claim.position for claim in claims}
    if Position.CONDITIONAL in positions:
        positions.discard(Position.SUPPORTS)
    if positions & {Position.CONDITIONAL, Position.SUPPORTS}:
        positions.discard(Position.NONCOMMITTAL)
    return {
        position.value: tuple(claim for claim in claims if claim.position == position)
        for position in Position
        if position in positions
    }
