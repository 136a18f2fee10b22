"""What parties do to a truce: classes of acts, each with its words, its polarity and what it takes (`lexicon.toml`).

The classes follow the roots of conflict-event coding (PLOVER: AGREE, SUPPORT, REQUEST, YIELD, REJECT) and the split of
attitude, report and neutral predicates that readers of factuality make (FactBank, de Marneffe et al. 2012).
"""

from dataclasses import dataclass
from enum import StrEnum

from schemas.vocabulary import Position


class ActKind(StrEnum):
    """What an act does to the words below it."""

    ATTITUDE = "attitude"
    """Its holder takes a position on what stands below it, which may itself be an act of somebody else."""
    DIRECTIVE = "directive"
    """Its holder wants it of somebody: what stands below is wished, not done."""
    READINESS = "readiness"
    """Carries the act below it, as ready, willing, able: its holder is that act's holder."""
    CONTRARY = "contrary"
    """Turns the act below it round, as fail to, stop short of, unable to: its holder is that act's holder."""
    LIGHT = "light"
    """Means nothing beside the noun below it: express support, repeat a call."""
    REPORT = "report"
    """Its subject tells what stands below it."""
    CHARGE = "charge"
    """Its subject tells, of its object, what stands below it: accuse of, blame for, praise for."""
    ATTAIN = "attain"
    """Brings the thing below about, as reach, secure, get: done it says little, wished it carries the wish."""
    NEUTRAL = "neutral"
    """Takes no side: what stands below it gives no position."""


class Taken(StrEnum):
    """What an act can be about."""

    TRUCE = "truce"
    """A truce, the deal that contains it, an end of the war."""
    TALKS = "talks"
    """Talks on a truce."""
    STATE = "state"
    """A state of one's own beside another."""
    HOSTAGES = "hostages"
    """The release of hostages."""


@dataclass(frozen=True, slots=True)
class Act:
    """One class of acts.

    A word is a lemma, with `~` before a particle and a space before the preposition that leads to the object:
    `turn~down`, `call for`, `walk~away from`. `affirmed` is the position where the act is done, `denied` where it is
    not; without one of them that case gives no position.
    """

    id: str
    kind: ActKind
    example: str
    affirmed: Position | None = None
    denied: Position | None = None
    takes: tuple[Taken, ...] = (Taken.TRUCE,)
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    sure: bool = True
    """Whether the words rarely mean something else."""

    def __post_init__(self) -> None:
        if not (self.verbs or self.nouns or self.adjectives):
            raise ValueError("give it verbs, nouns or adjectives")
        if self.kind in (ActKind.ATTITUDE, ActKind.DIRECTIVE) and not (self.affirmed or self.denied):
            raise ValueError("an attitude or a directive says what it means: affirmed, denied or both")
