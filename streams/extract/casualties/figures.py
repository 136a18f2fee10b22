"""A figure: an amount together with the noun phrase that it counts."""

from dataclasses import dataclass

from streams.extract.casualties.vocabulary import Cue
from streams.extract.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Figure:
    """Tokens `start` to `end` (half-open). `head` says what is counted: `people`, `unknown`, `bare` (no noun) or
    `thing`.

    `noun`: tokens of the noun phrase after the amount. `cue`: the harm that the noun phrase says itself ("12 deaths",
    "26
    injured people"). `partitive`: "of them", "of whom", "of the dead". `named`: a person called by name.
    """

    start: int
    end: int
    quantity: Quantity
    head: str
    noun: tuple[int, int]
    cue: Cue | None = None
    partitive: str | None = None
    named: bool = False
    word: str = ""

    @property
    def exact(self) -> int | None:
        """The amount where it is one number."""
        return self.quantity.low if self.quantity.low == self.quantity.high else None
