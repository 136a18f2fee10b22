"""Harm words that mean something else beside other words: who falls, crosses, is led away, is treated or buried."""

from streams.extract.casualties.seen import Seen, lows
from streams.extract.wordsets import wordset

_COMBATANTS = wordset("vetoes.combatants")
_FELL = wordset("vetoes.fell")
_STREAMING = wordset("vetoes.streaming")
_FLIGHT = wordset("vetoes.flight")
_LED_OFF = wordset("vetoes.led-off")
_POLICE = wordset("vetoes.police")
_WOUNDS = wordset("vetoes.wounds")
_AILMENTS = wordset("vetoes.ailments")


def _cue(seen: Seen) -> list[str]:
    """The words of the harm word."""
    return lows(seen.row, seen.hit.cue_place, seen.hit.cue_place + 1)


def fell_otherwise(seen: Seen) -> bool:
    """Only those who fight `fall`; others stumble, and prices and towns do."""
    cue = _cue(seen)
    return len(cue) == 1 and cue[0] in _FELL and seen.hit.figure.word not in _COMBATANTS


def came_otherwise(seen: Seen) -> bool:
    """Who `crossed into` a country fled only where the sentence speaks of flight; soldiers march in."""
    cue, figure = _cue(seen), seen.hit.figure
    if cue[0] == "sheltering":
        return figure.word in _COMBATANTS
    if cue[0] not in _STREAMING:
        return False
    return figure.word in _COMBATANTS or figure.head == "unknown" or not _FLIGHT & {word.low for word in seen.row.words}


def led_off_by_law(seen: Seen) -> bool:
    """`taken away` by the police, or by an ambulance, is no kidnapping."""
    cue = _cue(seen)
    led = seen.hit.harm == "captured" and (cue[0] in _LED_OFF) and "hostage" not in cue and "prisoner" not in cue
    return led and bool(_POLICE & {word.low for word in seen.row.words})


def few_on_the_run(seen: Seen) -> bool:
    """A few on the run hide from the law; a loss of a few without a noun is a game's."""
    cue, figure = _cue(seen), seen.hit.figure
    if cue == ["on", "the", "run"]:
        return figure.quantity.low < MANY
    lost = cue[-1:] == ["losses"] and figure.head == "bare"
    return lost and seen.row.letters[max(0, seen.hit.place - 1) : seen.hit.place] == "t"


MANY = 100
"""People on the run who are no suspects."""


def treated_otherwise(seen: Seen) -> bool:
    """Who is treated is hurt, not ill: `treated 40 people` needs a wound, `treated for fever` names an illness."""
    cue = _cue(seen)
    if not {"treated", "treating", "treatment"} & set(cue):
        return False
    words = {word.low for word in seen.row.words}
    if _AILMENTS & words and not _WOUNDS & words:
        return True
    return cue in (["treated"], ["treating"]) and not _WOUNDS & words


_FREED = wordset("vetoes.freed")


def sent_home(seen: Seen) -> bool:
    """`sent home 130 captured soldiers in an exchange`: who goes free is not counted."""
    if seen.hit.harm != "captured" or seen.hit.rule not in ("count.noun", "count.to-toll"):
        return False
    return bool(_FREED & {word.low for word in seen.row.words})


_TRAPPED = wordset("vetoes.trapped")


def buried_alive(seen: Seen) -> bool:
    """Who is buried by a landslide is trapped and may live; a burial of one is no news of a death."""
    if _cue(seen)[0] not in ("buried", "burying"):
        return False
    return seen.hit.figure.exact == 1 or bool(_TRAPPED & {word.low for word in seen.row.words})
