"""What a sentence may state: a party, a question, the act that joins them, and what stands above it.

Proposals are made by climbing a tree (`climbing.py`), by phrases, by terms and by necessity; the judge decides on each.
"""

from dataclasses import dataclass, field

from schemas.vocabulary import Position
from streams.extract.cues import Cue
from streams.extract.issues import Asked
from streams.extract.parse import Token
from streams.extract.readings import Reading, Who
from streams.extract.wordlists import words

VALUES = {Position.SUPPORTS: 1, Position.REJECTS: -1, Position.NONCOMMITTAL: 0, Position.CONDITIONAL: 1}
"""What a position is worth where acts are put together: for, against, neither."""

MUTUAL = words("agree sign conclude extend renew prolong seal")
"""Acts that take both sides: whoever of them tells that it was done has done it."""

CHANGES = words(
    "change amendment modification revision clarification alteration condition reservation caveat adjustment tweak"
    " guarantee assurance"
)
"""Nouns that make an asked-for truce one of terms: asked for *changes* to the truce."""


@dataclass(slots=True)
class Proposal:
    """A possible position: who, on what, by which act, and what stands above it.

    `value` is 1 for, -1 against, 0 neither. The judge makes a position of it, or nothing.
    """

    asked: Asked
    cue: Cue | None
    node: Token
    value: int
    who: Who
    role: str
    rule: str = ""
    """The rule that a phrase follows, where no act was climbed to; the position is then `stated`."""
    stated: Position | None = None
    terms: tuple[int, int] | None = None
    passage: tuple[int, int] | None = None
    """The characters of the sentence that the phrase covers."""
    denied: bool = False
    direct: bool = True
    unreal: str | None = None
    told_by: Who | None = None
    charged: bool = False
    reported: bool = False
    possible: bool = False
    readiness: Token | None = None
    path: list[Token] = field(default_factory=list)
    trace: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Way:
    """The climb from one mention: the proposals found, and where and why it ended."""

    asked: Asked
    proposals: list[Proposal]
    end: str
    told_by: Who | None = None
    top: Token | None = None
    path: tuple[Token, ...] = ()
    subject_of: Token | None = None
    """The predicate that the mention is the subject of, where it is one."""


def parties_of(who: Who | None) -> tuple[str, ...]:
    """The parties that somebody stands for."""
    return () if who is None else tuple(party for actor in who.actors for party in actor.parties)


def said_by(way: Way, reading: Reading) -> Who:
    """Whoever tells of the clause that a climb went through, else whoever says the sentence."""
    told = way.told_by
    return told if told is not None and told.actors else Who.of(reading.speaker, "speaker")
