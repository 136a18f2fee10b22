"""Places that no list knows, read from their kind: `the village of Ainata`, `in Ainata district`, `a Yemeni port`."""

from dataclasses import dataclass
from functools import cache

from streams.codebook import Codebook
from streams.extract.casualties import placewords
from streams.extract.casualties.context import Context
from streams.extract.text import Sentence


@dataclass(frozen=True, slots=True)
class Where:
    """A place as the text writes it, and the id of the narrowest known place around it."""

    id: str | None
    written: str


def of_kind(context: Context, sentence: Sentence, stretches: tuple[tuple[int, int], ...]) -> Where | None:
    """The place that a sentence without a known one leads to by its kind: in the first stretch that has one."""
    found = (_of_kind(context, sentence.text, stretch) for stretch in stretches)
    return next((place for place in found if place is not None), None)


def _of_kind(context: Context, text: str, clause: tuple[int, int]) -> Where | None:
    for match in placewords.UNKNOWN.finditer(text, clause[0], clause[1]):
        written = match["after"] or match["before"]
        led = placewords.DIRECT.search(text, max(0, match.start() - 25), match.start()) is not None
        if not (led or match["after"]) or _is_known(context, written) or aside(text, match.start()):
            continue
        return Where(None, written if match["after"] else match.group())
    countries = _countries(context.codebook)
    for match in placewords.OF_A_COUNTRY.finditer(text, clause[0], clause[1]):
        place = countries.get(match["adjective"])
        if place is not None and not aside(text, match.start()):
            return Where(place, context.codebook.places[place].names[0])
    return None


def _is_known(context: Context, written: str) -> bool:
    words = (written, written.split(maxsplit=1)[0])
    return not context.known_words.isdisjoint(words) or context.is_people(written)


def aside(text: str, at: int) -> bool:
    """What stands there tells of an earlier event, by which the sentence dates or explains its own."""
    return any(other.start() <= at < other.end() for other in placewords.OTHER_EVENT.finditer(text))


@cache
def _countries(codebook: Codebook) -> dict[str, str]:
    """Places by the adjectives of the parties that have their ids: `Yemeni` is of Yemen."""
    return {
        word: party for party, entry in codebook.parties.items() if party in codebook.places for word in entry.demonyms
    }


def beside(context: Context, text: str, span: tuple[int, int], known: Where) -> Where:
    """A narrower place beside the known one, named by its kind: `the village of Ainata in southern Lebanon`."""
    at = text.find(known.written)
    for match in placewords.UNKNOWN.finditer(text, max(0, min(at, span[0]) - 80), max(at, span[1]) + 80):
        written = match["after"] or match["before"]
        if written in context.known_words or context.is_people(written):
            continue
        if written and written not in known.written and known.written not in written and abs(match.start() - at) < 60:
            return Where(known.id, written)
    return known
