"""The fitted weights: what each feature adds to each position, in thousandths of a logit.

Whole numbers, so that the same sentence weighs the same on every machine. `model/weights.json` is made by
`make weights`; `streams/extract/model/README.md` says from what.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

import orjson

from schemas.vocabulary import Position

POSITIONS = (Position.SUPPORTS, Position.REJECTS, Position.CONDITIONAL, Position.NONCOMMITTAL)
"""The order of a feature's weights."""

SCALE = 1000
_LOGITS = tuple(round(SCALE * log(percent / (100 - percent))) for percent in range(1, 100))
"""From which logit on something is 1, 2, ... 99 per cent likely."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted model: per position a bias, per feature a weight a position, and the least per cent of a claim."""

    bias: tuple[int, ...]
    features: Mapping[str, tuple[int, ...]]
    least: int

    def per_cent(self, features: Iterable[str]) -> dict[Position, int]:
        """How likely each position is, 1 to 99."""
        total = list(self.bias)
        for name in features:
            weights = self.features.get(name)
            if weights is not None:
                for place, weight in enumerate(weights):
                    total[place] += weight
        return {
            position: max(1, bisect_right(_LOGITS, logit)) for position, logit in zip(POSITIONS, total, strict=True)
        }

    def foremost(self, features: Iterable[str], position: Position, most: int) -> list[tuple[str, int]]:
        """The features that speak for a position most, with their weights."""
        place = POSITIONS.index(position)
        told = [(name, self.features[name][place]) for name in features if name in self.features]
        return sorted(((name, weight) for name, weight in told if weight > 0), key=lambda one: (-one[1], one[0]))[:most]


@cache
def load() -> Weights:
    """The weights that ship."""
    plain = orjson.loads(files("streams.extract").joinpath("model/weights.json").read_bytes())
    return Weights(
        tuple(plain["bias"]), {name: tuple(weights) for name, weights in plain["features"].items()}, plain["least"]
    )
