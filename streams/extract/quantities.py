"""An amount as it stands in a sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: tokens `start` to `end` (half-open), a closed range or open above.

    `form`: `digits`, `word`, `vague`, or `article` for a, an, another. `more`: "another 12", "12 others" speak of
    further people. `bounded`: a bound was said.
    """

    start: int
    end: int
    low: int
    high: int | None
    approx: bool = False
    more: bool = False
    form: str = "digits"
    bounded: bool = False
