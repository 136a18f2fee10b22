"""Where there is war, who fights whom, who mediates, and which questions are under negotiation there."""

from dataclasses import dataclass

from streams.codebook.days import check_days


@dataclass(frozen=True, slots=True)
class Theatre:
    """One theatre (`theatres.toml`); its issue `<id>-ceasefire` is there without being written.

    `sides` are lists of parties: those of different sides are adversaries, all of them are the parties to the conflict.
    `mediators` alert beside them. `words` are places and things that point to the theatre. From the day `since` to the
    day `until` articles about it are likely; each is open where it is left out.
    """

    id: str
    name: str
    sides: tuple[tuple[str, ...], ...]
    mediators: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        for written in (self.since, self.until):
            if written is not None and len(written) != len("2024-11-26"):
                raise ValueError(f"{written!r} is no day; write 2024-11-26")
        check_days(self.since, self.until)

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties to the conflict."""
        return tuple(party for side in self.sides for party in side)

    def opposed(self, one: str, other: str) -> bool:
        """Whether the two parties are of different sides."""
        sides = [{place for place, side in enumerate(self.sides) if party in side} for party in (one, other)]
        return all(sides) and not sides[0] & sides[1]


@dataclass(frozen=True, slots=True)
class Issue:
    """One question under negotiation (`issues.toml`): the theatre that it belongs to, the words that mean it.

    `alerting` are the parties whose shifts are published; where it is empty, the theatre's parties and mediators.
    """

    id: str
    name: str
    theatre: str
    words: tuple[str, ...] = ()
    alerting: tuple[str, ...] = ()
