"""Words for amounts: cardinal numbers, and vague counts with the closed range that each stands for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amount:
    """A word or words for an amount (`amounts.toml`), in small letters.

    `value`: an exact number. `low` and `high`: the closed range of a vague count. `times`: the word multiplies what
    stands
    before it ("three *million*"); a vague word before it takes the range that `amounts.toml` gives the pair.
    """

    id: str
    words: tuple[str, ...]
    value: int | None = None
    low: int | None = None
    high: int | None = None
    times: int | None = None

    def __post_init__(self) -> None:
        """One of the three kinds, with its bounds in order."""
        kinds = [self.value is not None, self.low is not None and self.high is not None, self.times is not None]
        if sum(kinds) != 1:
            raise ValueError("give one of value, times, or low with high")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")
