"""How sure a count is, in per cent: how often its rule was right on labelled articles, less for what misleads."""

from streams.extract.casualties.grammar import COUNT_RULES, Hit

_BY_RULE = {rule.id: rule.confidence for rule in COUNT_RULES} | {"count.part": 85, "count.figure": 75}
LEAST = 30


def confidence(hit: Hit) -> int:
    """Per cent. A single person, an unknown noun and a figure far from its harm word make it less sure."""
    sure = _BY_RULE[hit.rule]
    if hit.figure.quantity.form in ("article", "name", "possessive"):
        sure -= 8
    if hit.figure.head == "unknown":
        sure -= 15
    if abs(hit.place - hit.cue_place) > 6:
        sure -= 8
    return max(LEAST, sure)
