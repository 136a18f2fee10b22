"""How often a rule is right, in per cent: the confidence of what is not weighed, which is recalled or a dissenter's.

Measured on 50 labelled articles that the rules were tuned on: for each act the share of its claims that the labels
have, drawn towards `BASE` by ten imagined claims, because a rule seen twice is neither sure nor hopeless and what was
tuned on flatters. `BASE` is about the share that was right when half of those articles were read for the first time.
The roles and signs were too few each to be measured apart: they are steps of a reader's judgement. `trucewire eval`
prints what was promised against what came true on any labelled articles.
"""

BASE = 65
"""The share of claims of an act that was never seen."""

ACTS = {
    "accept": 80,
    "answer": 67,
    "attain": 63,
    "block": 50,
    "bound": 71,
    "call": 81,
    "denounce": 58,
    "end": 63,
    "endorse": 72,
    "hopeful": 58,
    "idiom": 66,
    "keep": 77,
    "necessity": 68,
    "propose": 74,
    "refuse": 78,
    "seek": 77,
    "terms": 75,
}
ROLES = {"backed": -6, "light": 3, "nearest": -8, "relative": -4, "speaker": -4, "noun": -10}
CONDITION, UNSURE = -3, -8
"""A condition may belong to another clause; a holder who is only described may be another's."""


def confidence(rule: str, *, sure: bool = True) -> int:
    """The confidence in a claim of this rule; lower where the holder is only described, not named."""
    head, _, condition = rule.partition("+")
    act, *rest = head.split(".")
    value = ACTS.get(act, BASE) + (ROLES.get(rest[-1], 0) if rest else 0)
    return max(5, min(95, value + (CONDITION if condition else 0) + (0 if sure else UNSURE)))
