"""Extracted claims against labelled articles: precision, recall and F1 of stances and casualties, slot accuracy.

What is compared. Stances: the set of (party, issue, position) of the present in an article. Casualties: reports one to
one, of the same harm and equal bounds, or closed ranges of which half is common. What only one of two labellers saw
(`agreed` false) is neither a hit nor a miss; a claim that meets it is not counted either.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]
Tuple3: TypeAlias = "tuple[str, str, str]"

KIND_SLOTS = ("kind", "time")
WORD_SLOTS = ("place", "attributed_to")


@dataclass(slots=True)
class Count:
    """Hits, misses and false claims of one group."""

    hit: int = 0
    miss: int = 0
    false: int = 0

    def add(self, outcome: str) -> None:
        """Counts one outcome: hit, miss or false."""
        setattr(self, outcome, getattr(self, outcome) + 1)

    def figures(self) -> dict[str, float | int]:
        """Precision, recall and F1, each 0 where nothing can be said, and the labels there were."""
        precision = self.hit / (self.hit + self.false) if self.hit + self.false else 0.0
        recall = self.hit / (self.hit + self.miss) if self.hit + self.miss else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        values = (("precision", precision), ("recall", recall), ("f1", f1))
        return {**{name: round(value, 3) for name, value in values}, "gold": self.hit + self.miss}


@dataclass(frozen=True, slots=True)
class Miss:
    """One label that no claim meets, or one claim that no label meets."""

    article: str
    what: str
    outcome: str
    values: tuple[Any, ...]

    def __str__(self) -> str:
        return " ".join([self.article, self.what, self.outcome, *(str(value) for value in self.values)])


@dataclass(slots=True)
class Scores:
    """What a comparison adds up, by the groups asked for."""

    articles: int = 0
    absent: int = 0
    stances: Count = field(default_factory=Count)
    parties: Count = field(default_factory=Count)
    casualties: Count = field(default_factory=Count)
    groups: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    positions: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    slots: Counter[str] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)
    trust: dict[int, Count] = field(default_factory=lambda: defaultdict(Count))
    """Claims by the tenth of their confidence: how many were right."""

    def figures(self) -> dict[str, Any]:
        """One object of plain values."""
        hits = self.casualties.hit or 1
        return {
            "articles": self.articles,
            "absent": self.absent,
            "stance": self.stances.figures(),
            "stance_party_issue": self.parties.figures(),
            "by_position": {name: count.figures() for name, count in sorted(self.positions.items())},
            "casualty": self.casualties.figures(),
            "casualty_slots": {name: round(self.slots[name] / hits, 3) for name in (*KIND_SLOTS, *WORD_SLOTS)},
        }


def score(gold: Iterable[Row], found: Mapping[str, Row], *, by: Callable[[Row, Tuple3], str] | None = None) -> Scores:
    """Compares rows of one id. `by` names the group of a stance from its labelled row and its three values."""
    scores = Scores()
    for want in gold:
        scores.articles += 1
        got = found.get(want["id"])
        scores.absent += got is None
        _stances(want, got or {}, scores, by)
        _casualties(want, got or {}, scores)
    return scores


def _stances(want: Row, got: Row, scores: Scores, by: Callable[[Row, Tuple3], str] | None) -> None:
    sure = set(_values(one for one in want.get("stances", ()) if one["time"] == "current" and one.get("agreed", True)))
    doubtful = set(_values(one for one in want.get("stances", ()) if not one.get("agreed", True))) - sure
    claims = [one for one in got.get("stances", ()) if one["time"] == "current"]
    said = set(_values(claims))
    for value, outcome in _outcomes(sure, said - doubtful):
        scores.stances.add(outcome)
        scores.positions[value[2]].add(outcome)
        if by is not None:
            scores.groups[by(want, value)].add(outcome)
        if outcome != "hit":
            scores.misses.append(Miss(want["id"], "stance", outcome, value))
    pairs = [{value[:2] for value in values} for values in (sure, said, doubtful)]
    for _, outcome in _outcomes(pairs[0], pairs[1] - (pairs[2] - pairs[0])):
        scores.parties.add(outcome)
    for value in said - doubtful:
        best = max(
            one.get("confidence") or 0 for one in claims if (one["party"], one["issue"], one["position"]) == value
        )
        scores.trust[best // 10 * 10].add("hit" if value in sure else "false")


def _values(stances: Iterable[Row]) -> Iterator[Tuple3]:
    return ((one["party"], one["issue"], one["position"]) for one in stances)


def _outcomes(sure: set[Any], said: set[Any]) -> Iterator[tuple[Any, str]]:
    for value in sorted(sure | said):
        yield value, "hit" if value in sure and value in said else "miss" if value in sure else "false"


def _casualties(want: Row, got: Row, scores: Scores) -> None:
    labels, claims = want.get("casualties", ()), list(got.get("casualties", ()))
    pairs = _paired(labels, claims)
    met = {id(label) for label, _ in pairs}
    taken = {id(claim) for _, claim in pairs}
    for label, claim in pairs:
        if label.get("agreed", True):
            scores.casualties.add("hit")
            scores.slots.update(name for name in KIND_SLOTS if label[name] == claim.get(name))
            scores.slots.update(name for name in WORD_SLOTS if _same_words(label[name], claim.get(name)))
    for label in labels:
        if label.get("agreed", True) and id(label) not in met:
            scores.casualties.add("miss")
            scores.misses.append(
                Miss(want["id"], "casualty", "miss", (label["harm"], label["low"], label["high"], label.get("start")))
            )
    for claim in claims:
        if id(claim) not in taken:
            scores.casualties.add("false")
            scores.misses.append(
                Miss(want["id"], "casualty", "false", (claim["harm"], claim["low"], claim["high"], claim.get("start")))
            )


def _paired(labels: Iterable[Row], claims: list[Row]) -> list[tuple[Row, Row]]:
    """One to one, greedily: equal bounds before overlapping ranges, agreed labels before doubtful ones."""
    left = list(claims)
    pairs: list[tuple[Row, Row]] = []
    ordered = sorted(labels, key=lambda label: not label.get("agreed", True))
    for equal in (True, False):
        for label in ordered:
            if any(label is known for known, _ in pairs):
                continue
            claim = next((one for one in left if _same(label, one, equal=equal)), None)
            if claim is not None:
                pairs.append((label, claim))
                left = [one for one in left if one is not claim]
    return pairs


def _same(label: Row, claim: Row, *, equal: bool) -> bool:
    if label["harm"] != claim["harm"]:
        return False
    if (label["low"], label["high"]) == (claim["low"], claim["high"]):
        return True
    return not equal and _overlap(label, claim)


def _overlap(label: Row, claim: Row) -> bool:
    """Whether two closed ranges, neither of them a single number, share half of what they cover together."""
    if label["high"] is None or claim["high"] is None:
        return False
    if label["low"] == label["high"] or claim["low"] == claim["high"]:
        return False
    common = min(label["high"], claim["high"]) - max(label["low"], claim["low"]) + 1
    whole = max(label["high"], claim["high"]) - min(label["low"], claim["low"]) + 1
    return bool(common * 2 >= whole)


def _same_words(label: str | None, claim: str | None) -> bool:
    """Both empty, or half of the shorter one's words in common."""
    one, other = set((label or "").lower().split()), set((claim or "").lower().split())
    if not one and not other:
        return True
    return bool(one and other) and len(one & other) * 2 >= min(len(one), len(other))
