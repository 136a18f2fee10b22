"""Words that change what an act means: who conditions, delays, recalls or limits it (`modifiers.toml`).

In the manner of ConText (Chapman, Chu and Dowling 2007), with the tree in place of a window: the scope of a modifier
is the clause that it stands in, and a clause that reports the act belongs to it. What a word denies or supposes is
read off the tree itself.
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


@dataclass(frozen=True, slots=True)
class Modifier:
    """One group of modifiers: phrases compared without case; a `*` stands for up to four words."""

    id: str
    kind: ModifierKind
    words: tuple[str, ...]
    example: str

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("words is empty; give it phrases")
