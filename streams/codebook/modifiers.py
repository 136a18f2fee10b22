"""Words that change what an act means: who conditions, delays, recalls or limits it (`modifiers.toml`).

In the manner of ConText (Chapman, Chu and Dowling 2007), with the tree in place of a window: the scope of a modifier
is the clause that it stands in, and a clause that reports the act belongs to it. Within it each group has a direction,
where that is shorter a reach in words, the words that end its scope, and pseudo-triggers. What a word denies or
supposes is read off the tree itself.
"""

from dataclasses import dataclass
from enum import StrEnum


class ModifierKind(StrEnum):
    """What a modifier does to the act in its scope."""

    DELAY = "delay"
    """Not so far: yet to accept."""
    CONDITION = "condition"
    PAST = "past"
    VICTORY = "victory"
    """An aim that the other side cannot meet by agreeing: until the group is destroyed."""
    PRIVATE = "private"
    PUBLIC = "public"
    IN_PRINCIPLE = "in-principle"
    LIMIT = "limit"
    """Only this far and no farther: only agrees to."""


class Direction(StrEnum):
    """Where the act stands that a modifier changes, seen from the modifier."""

    FORWARD = "forward"
    BACKWARD = "backward"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Modifier:
    """One group of modifiers: phrases compared without case; stars and groups as in `streams/extract/phrasing.py`.

    It changes an act that lies in its `direction`, at most `reach` words away (absent: anywhere in its clause) and with
    none of the words of `ends` between. `pseudo` phrases hold a word of the group and modify nothing: "*once* more".
    `contrast` is the example with one thing changed, which the group leaves alone.
    """

    id: str
    kind: ModifierKind
    words: tuple[str, ...]
    direction: Direction
    example: str
    contrast: str
    reach: int | None = None
    ends: tuple[str, ...] = ()
    pseudo: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("words is empty; give it phrases")
        if self.reach is not None and self.reach < 1:
            raise ValueError("reach counts words and is 1 or more; leave it out for the whole clause")
        if self.example == self.contrast:
            raise ValueError("contrast is the example; change one thing in it")
