"""Fixed ways to say a position that no single verb carries: "not on the table", "time to stop" (`idioms.toml`)."""

from dataclasses import dataclass
from enum import StrEnum

from schemas.vocabulary import Position


class Needs(StrEnum):
    """What must stand beside an idiom for it to count."""

    QUESTION = "question"
    """A word for the truce or the deal in its sentence."""
    NEAR = "near"
    """Such a word in its sentence or in one of the two before it."""
    NOTHING = "nothing"
    """The idiom names the truce itself."""


class HeldBy(StrEnum):
    """Whose position an idiom tells."""

    SPEAKER = "speaker"
    """Who says the sentence; else the party named before the phrase."""
    SUBJECT = "subject"
    """The party named before the phrase; else who says the sentence."""
    NEXT = "next"
    """The party named behind the phrase ("no response from"); else the one before it."""


@dataclass(frozen=True, slots=True)
class Idiom:
    """One position told in fixed phrases; a `*` stands for up to four words.

    `fighting`: it counts only for a party to the conflict; `outsiders`: only for another. `quiet`: phrases that undo
    it in the same sentence.
    """

    id: str
    position: Position
    phrases: tuple[str, ...]
    example: str
    contrast: str
    needs: Needs = Needs.QUESTION
    held_by: HeldBy = HeldBy.SPEAKER
    fighting: bool = False
    outsiders: bool = False
    reported: bool = False
    """Whether it is the author who tells it, as of a silence."""
    quiet: tuple[str, ...] = ()
    terms: bool = False
    """Whether what follows the phrase names the terms."""
