"""Whether a figure is what a verb of taking, losing or driving away needs as its object."""

import re

from streams.extract.casualties.chunks import Row
from streams.extract.wordsets import wordset


def is_people(row: Row, place: int) -> bool:
    figure = row.chunks[place].figure
    return figure is not None and figure.head == "people" and figure.word not in _FOUGHT_FOR


_AWAY = re.compile(
    r"^(?:(?:people|residents|others|more)? ?)?(?:from|out of) (?:their|the) "
    r"(?:homes?|houses|villages?|towns?|land|country)"
    r"|^[\w ]{0,40}?\bto (?:flee|leave|evacuate|seek|abandon)\b"
    r"|^[\w ]{0,30}?\b(?:from their homes|into exile)\b"
)


def is_driven(row: Row, place: int) -> bool:
    """People who are driven from their homes or forced to flee."""
    figure = row.chunks[place].figure
    if figure is None or figure.head in ("thing", "unknown"):
        return False
    return _AWAY.match(" ".join(word.low for word in row.words[figure.end : figure.end + 9])) is not None


def is_hostages(row: Row, place: int) -> bool:
    """Hostages by their noun, or people taken "as hostages" or "captive", or soldiers that are seized."""
    figure = row.chunks[place].figure
    if figure is None or figure.head == "thing":
        return False
    if figure.word in _HOSTAGES:
        return True
    verb = row.words[row.chunks[place - 1].start].low if place else ""
    if verb.startswith("seiz") and figure.head == "people" and figure.word not in _FOUGHT_FOR:
        return True
    behind = row.words[figure.end : figure.end + 7]
    for word in behind:
        if word.low in _HOSTAGES or word.low in ("hostage", "captive", "prisoner", "prisoners"):
            return True
        if word.low in (",", ";", "and", "who", "that", "which"):
            break
    taken = row.letters[place - 1 : place] == "Y"
    return taken and [word.low for word in behind[:2]] in (["with", "them"], ["away"], ["with", "it"])


_HOSTAGES = wordset("grammar.hostages")
_FOUGHT_FOR = wordset("grammar.fought-for")
