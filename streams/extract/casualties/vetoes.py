"""What looks like a count of people harmed and is none: one small test each, with an example that is a test.

A veto looks at the chunks around a harm word inside its clause, never further.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from streams.extract.casualties import lookalikes
from streams.extract.casualties.chunks import Row
from streams.extract.casualties.seen import Seen, lows
from streams.extract.wordsets import wordset

_WALL = re.compile(r"[:v]")
_CLAUSE = 9
"""Chunks before a harm word in which a modal, a condition or a denial holds for it."""


@dataclass(frozen=True, slots=True)
class Veto:
    """A reason not to count; `example` is a sentence without a count."""

    id: str
    holds: Callable[[Seen], bool]
    example: str


def _left(row: Row, place: int, most: int = _CLAUSE) -> str:
    """The letters of the clause before a chunk."""
    letters = row.letters[max(0, place - most) : place]
    wall = [match.end() for match in _WALL.finditer(letters)]
    return letters[wall[-1] :] if wall else letters


def _hypothetical(seen: Seen) -> bool:
    row, hit = seen.row, seen.hit
    near = _left(row, hit.cue_place, 4)
    tail = near.rsplit("F", 1)[-1] if hit.place < hit.cue_place else near
    if "m" in tail and row.letters[hit.cue_place] in "kKdD":
        if "H" not in tail[tail.index("m") :]:
            return True
        return bool({"could", "would"} & set(lows(row, hit.cue_place - 4, hit.cue_place)))
    return "i" in _left(row, min(hit.place, hit.cue_place)).rsplit(",", 1)[-1]


_BASE = wordset("vetoes.base")


def _purpose(seen: Seen) -> bool:
    """`threatened to kill 12`, but not `managed to kill 12`."""
    row, hit = seen.row, seen.hit
    place = hit.cue_place
    word = row.words[row.chunks[place].start].low
    if word not in _BASE:
        return False
    before = lows(row, place - 3, place)
    if "to" in before[-2:]:
        return not {"managed", "used", "able"} & set(before)
    return "not" in before or "n't" in before[-1:] or row.letters[max(0, place - 1) : place] == "m"


def _denied(seen: Seen) -> bool:
    row, hit = seen.row, seen.hit
    near = _left(row, hit.cue_place, 3)
    first = hit.figure.start
    ahead = [word.low for word in row.words[max(0, first - 2) : first]]
    if ahead[:1] and ahead[0] in ("none", "neither", "nobody", "not") and ahead[-1] == "of":
        return True
    return ("e" in near and hit.place > hit.cue_place) or "e" in near[-2:]


_FEARS = wordset("vetoes.fears")
_DREAD = wordset("vetoes.dread")
"""Nouns whose `of ... being killed` is no event."""


def _feared(seen: Seen) -> bool:
    row, hit = seen.row, seen.hit
    lead = lows(row, min(hit.place, hit.cue_place) - 5, min(hit.place, hit.cue_place))
    if "being" in lows(row, hit.cue_place - 2, hit.cue_place) and _DREAD & set(lead):
        return True
    first = min(hit.place, hit.cue_place)
    inside = lows(row, first, max(hit.place, hit.cue_place) + 1)
    before = [*lows(row, hit.cue_place - 2, hit.cue_place), *lows(row, first - 3, first)]
    return bool(_FEARS & {*before, *inside}) and "presumed" not in inside


def _both_harms(seen: Seen) -> bool:
    """One number for two harms: `12 killed and wounded`, `dead or missing`."""
    row, hit = seen.row, seen.hit
    place = hit.cue_place
    own = row.chunks[place].cues
    for step in (1, -1):
        joint, other = place + step, place + 2 * step
        if not 0 <= other < len(row.chunks) or other in seen.told:
            continue
        if row.letters[joint] in "&|" and row.letters[other] in "kKdDCTZ" and own and row.chunks[other].cues:
            harms = {own[0].harm, row.chunks[other].cues[0].harm}
            if len(harms) > 1 and not (harms == {"captured", "killed"} and step == -1):
                return True
    return False


def _saved(seen: Seen) -> bool:
    """`saved 12 lives`, `freed 30 hostages`."""
    row, hit = seen.row, seen.hit
    first = min(hit.place, hit.cue_place)
    near = row.letters[max(0, first - 3) : first]
    return hit.rule in ("count.noun", "count.holding", "count.taking") and "u" in near


def _life(seen: Seen) -> bool:
    """`lives` and `life` are counted where something takes or costs them."""
    row, hit = seen.row, seen.hit
    if hit.rule != "count.noun" or hit.figure.word not in ("lives", "life"):
        return False
    near = set(lows(row, hit.place - 4, hit.place))
    behind = set(lows(row, hit.place + 1, min(hit.place + 5, len(row.chunks))))
    if behind & {"saved", "spared"}:
        return True
    return not near & _COSTS and not behind & {"lost", "claimed", "taken"}


_COSTS = wordset("vetoes.costs")


def _one_pronoun(seen: Seen) -> bool:
    """`one` without a noun of people counts only beside its verb."""
    row, hit = seen.row, seen.hit
    figure = hit.figure
    if figure.quantity.form not in ("word",) or figure.quantity.low != 1 or figure.quantity.high != 1:
        return False
    if figure.head == "people" or figure.partitive or figure.quantity.more:
        return False
    before = row.words[figure.start - 1].low if figure.start else ""
    if row.words[figure.start].low in ("the", "that", "this"):
        return True
    if before in ("no", "the", "this", "that", "any", "every", "each", "which", "another"):
        return True
    if figure.head == "unknown":
        return True
    return abs(hit.place - hit.cue_place) > 2 and hit.rule not in ("count.active", "count.passive")


def _said_thing(seen: Seen) -> bool:
    """An unknown noun is people only right beside a verb that takes people."""
    hit = seen.hit
    return hit.figure.head == "unknown" and hit.rule in (
        "count.happened",
        "count.of",
        "count.lost",
        "count.toll-at",
        "count.toll-verb",
    )


VETOES = (
    Veto("veto.hypothetical", _hypothetical, "If 12 people are killed, the talks end."),
    Veto("veto.purpose", _purpose, "The group threatened to kill 12 villagers."),
    Veto("veto.denied", _denied, "The army did not kill 12 villagers."),
    Veto("veto.feared", _feared, "Twelve villagers are feared dead."),
    Veto("veto.both-harms", _both_harms, "Twelve villagers were killed and wounded."),
    Veto("veto.saved", _saved, "The helmet saved 12 lives."),
    Veto("veto.life", _life, "The film follows 12 lives."),
    Veto("veto.one", _one_pronoun, "This is the one killed by the rain."),
    Veto("veto.fell", lookalikes.fell_otherwise, "Twelve villagers fell on the ice."),
    Veto("veto.crossed", lookalikes.came_otherwise, "Some 900 soldiers crossed into the valley."),
    Veto("veto.law", lookalikes.led_off_by_law, "Police said three suspects were taken away."),
    Veto("veto.run", lookalikes.few_on_the_run, "Four robbers are on the run."),
    Veto("veto.treated", lookalikes.treated_otherwise, "Twelve villagers are being treated for cholera."),
    Veto("veto.home", lookalikes.sent_home, "Both armies sent home 130 captured soldiers in an exchange."),
    Veto("veto.buried", lookalikes.buried_alive, "A landslide buried 12 villagers in their houses."),
    Veto("veto.thing", _said_thing, "The death toll of 12 sparrows was noted."),
)


def veto(seen: Seen) -> str | None:
    """The id of the first veto that holds, or None."""
    return next((one.id for one in VETOES if one.holds(seen)), None)
