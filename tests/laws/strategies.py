"""What Hypothesis draws: small worlds in which claims meet, echo, support, contradict and undo each other often."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from hypothesis import strategies as st

from schemas.claims import ArticleClaims
from schemas.moments import days_after
from streams.codebook.policy import load_policy
from tests.laws.making import article, stance, toll

T = TypeVar("T")
FIRST = "2023-01-30"
NEAR = [0, 1, 2, 3, 4, 7, 8, 13, 14, 15, 17, 18, 20, 21]
FAR = [60, 200, 361, 364, 365, 366, 368, 379, 382, 383, 400, 760]
SENTENCES = [
    "The minister ruled out any truce on the northern front before the army has reached the river.",
    "The minister ruled out any truce on the northern front before the army has reached the bridge.",
    "A spokesman in the capital told reporters that the offer of the two envoys was under study.",
    "Diplomats who had seen the letter spoke of a yes with three conditions on the border crossings.",
]
"""The first two are near copies, the others are not."""

POSITIONS = ["rejects", "noncommittal", "conditional", "supports"]

DEFAULT = load_policy()

SMALL = replace(
    DEFAULT,
    positions=replace(
        DEFAULT.positions, echo_days=4, support_days=2, window_days=12, contested_days=3, claims_per_side=2
    ),
    tolls=replace(DEFAULT.tolls, window_days=12, sources=2),
)
"""Distances so short that a few days hold everything that can happen."""

TIGHT = replace(
    SMALL,
    positions=replace(SMALL.positions, kept_per_teller=1, kept_per_position=2, kept_recalled=1),
    tolls=replace(SMALL.tolls, kept_per_day=1, kept_per_row=3),
)
"""Bounds so small that rows overflow."""


def mostly(usual: T, *others: T, of: int = 10) -> st.SearchStrategy[T]:
    """The usual value but for one in so many."""
    return st.sampled_from([*[usual] * (of * len(others) - len(others)), *others])


near = st.sampled_from([days_after(FIRST, count) for count in range(8)])
"""Days so close that claims meet."""

far = st.sampled_from([days_after(FIRST, count) for count in (*NEAR, *FAR)])
"""Days that lie at the edges of every distance of the policy."""

days = st.sampled_from([near, near, far]).flatmap(lambda which: which)

one_or_two = st.sampled_from([FIRST, FIRST, days_after(FIRST, 1)])
"""Days so few that rows overflow."""


@st.composite
def stances(draw: st.DrawFn, when: st.SearchStrategy[str]) -> dict[str, Any]:
    """A stance: mostly plain, now and then with what sets it aside."""
    voice = draw(st.sampled_from(["own", "own", "own", "reported", "reported", "attributed"]))
    slots: dict[str, Any] = {"voice": voice}
    if voice == "attributed":
        slots["teller"] = draw(st.sampled_from(["qatar", "hezbollah"]))
        slots["adversary"] = slots["teller"] == "hezbollah"
    if draw(mostly(False, True, of=3)):
        slots["quote"] = draw(st.sampled_from(SENTENCES))
    if draw(mostly(False, True, of=4)):
        slots["day"] = draw(when)
    slots["time"] = draw(mostly("current", "past"))
    slots["object"] = draw(mostly(None, "proposal", "own-terms"))
    slots["audience"] = draw(mostly(None, "public", "private"))
    slots["recalls"] = draw(mostly((), ("rejects",), ("supports",), ("rejects", "supports"), of=5))
    slots["alerting"] = draw(mostly(True, False))
    slots["party"] = draw(mostly("israel", "israel:dissent"))
    return stance(draw(st.sampled_from(POSITIONS)), **slots)


@st.composite
def casualties(draw: st.DrawFn, when: st.SearchStrategy[str]) -> dict[str, Any]:
    """A count: mostly of one series, now and then with what keeps it apart."""
    low = draw(st.sampled_from([90, 93, 100, 104, 106, 112, 200, 205, 1234]))
    source = draw(st.sampled_from(["health-ministry", "health-ministry", "idf", "un", None]))
    incident = draw(mostly(False, True))
    return toll(
        low,
        draw(mostly(low, low + 10, None, of=6)),
        day=draw(when) if draw(mostly(False, True, of=4)) else None,
        kind="incident" if incident else "cumulative",
        happened={"from": FIRST, "to": FIRST} if incident and draw(st.booleans()) else None,
        harm=draw(mostly("killed", "captured")),
        theatre=draw(mostly("gaza", "other")),
        source_id=source,
        source_rank={"health-ministry": 2, "idf": 1, "un": None, None: None}[source],
        counted_from=None if incident else draw(mostly("october-7", "2024-09-23", None)),
        time=draw(mostly("current", "past")),
        approx=draw(mostly(False, True, of=4)),
        part_of_total=draw(mostly(False, True)),
    )


def claims(when: st.SearchStrategy[str]) -> st.SearchStrategy[Mapping[str, Any]]:
    """What an article can say."""
    return st.one_of(stances(when), stances(when), casualties(when))


@st.composite
def rows(
    draw: st.DrawFn,
    *,
    names: st.SearchStrategy[str],
    when: st.SearchStrategy[str] = days,
    versions: int = 3,
    generations: int = 1,
) -> ArticleClaims:
    """What one version of an article says; now and then a withdrawal, or an article without a day."""
    version = draw(st.integers(0, versions - 1))
    withdrawn = version > 0 and draw(mostly(False, True, of=6))
    return article(
        draw(names),
        None if draw(mostly(False, True, of=15)) else draw(when),
        *([] if withdrawn else draw(st.lists(claims(when), min_size=1, max_size=4))),
        version=version,
        generation=draw(st.integers(0, generations - 1)),
        outlet=draw(st.sampled_from(["north-wire", "south-post", "east-times", None])),
        updated=draw(when) if draw(mostly(False, True, of=4)) else None,
    )
