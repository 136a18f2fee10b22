"""Words that change what an act means: who negates, conditions, recalls, supposes it (`modifiers.toml`).

In the manner of ConText (Chapman, Chu and Dowling 2007): a modifier has a direction in which it works and a scope that
ends at a terminator, here the border of a clause.
"""

from dataclasses import dataclass
from enum import StrEnum


class ModifierKind(StrEnum):
    """What a modifier does to the act in its scope."""

    NEGATION = "negation"
    DELAY = "delay"
    """Not so far: yet to accept."""
    CONDITION = "condition"
    HYPOTHESIS = "hypothesis"
    PAST = "past"
    VICTORY = "victory"
    """An aim that the other side cannot meet by agreeing: until the group is destroyed."""
    PRIVATE = "private"
    PUBLIC = "public"
    POSSIBLE = "possible"
    NECESSARY = "necessary"
    IN_PRINCIPLE = "in-principle"
    LIMIT = "limit"
    """Only this far and no farther: only agrees to."""


class Direction(StrEnum):
    """Where the words lie that a modifier works on."""

    FORWARD = "forward"
    BACKWARD = "backward"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Modifier:
    """One group of modifiers.

    `words` are phrases compared without case; a `*` stands for up to four words. The scope reaches from the modifier
    in its direction to the end of the clause, or to one of the words of `stops`.
    """

    id: str
    kind: ModifierKind
    words: tuple[str, ...]
    example: str
    direction: Direction = Direction.BOTH
    stops: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("words is empty; give it phrases")
