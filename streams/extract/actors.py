"""Who could hold a position in a sentence: the codebook's mentions, and people whom the article introduces.

`Actors` reads one document. A person whom the codebook does not know speaks for the party of the office that stands
beside the name, and keeps it for the rest of the article: "Lena Ost, a spokeswoman for Norland, ... Ost said".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from streams.codebook import Codebook
from streams.codebook.joining import Mention
from streams.codebook.leads import Role
from streams.codebook.mentions import mentions
from streams.extract.wordlists import words

PEOPLE = frozenset({Role.PERSON, Role.SURNAME, Role.OFFICE})

_NAME = r"[A-Z][\w'’-]{1,30}(?: (?:al-|el-|bin |ben |de |van |von |abu |Abu )?[A-Z][\w'’.-]{0,30}){0,3}"
_NAME_BEFORE = re.compile(
    rf"({_NAME}), (?:also |now )?(?:(?:the|a|an|one of the|his|her|its|their|who is the|who is a) )?"
    r"(?:[\w’'-]{1,20} ){0,3}$"
)
_NAME_AFTER = re.compile(rf"^,? ({_NAME})")
_TITLES = words(
    "The A An But And In On At As For By It He She They We I This That These Those Mr Mrs Ms Dr President"
    " Prime Minister General Colonel Sir Monday Tuesday Wednesday Thursday Friday Saturday Sunday January"
    " February March April May June July August September October November December After Before When While If"
    " However Meanwhile Earlier Later"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """One mention of whom a position could belong to: characters of the sentence, and the parties it stands for.

    Several parties where the words name several ("both sides"), none where it is somebody who speaks for no
    party. `name` is how the text calls the speaker.
    """

    start: int
    end: int
    parties: tuple[str, ...]
    name: str
    person: bool = False
    adjective: bool = False
    noun: bool = False
    dissent: bool = False
    sure: bool = True
    doubtful_day: bool = False


class Actors:
    """The actors of every sentence of a document, in order."""

    def __init__(self, sentences: Sequence[str], codebook: Codebook, day: str | None) -> None:
        found = mentions(sentences, codebook, day)
        self.people = _introduced(sentences, found)
        self.sentences: tuple[tuple[Actor, ...], ...] = tuple(
            tuple(_several(text, _in_order(row)))
            for text, row in zip(sentences, self._rows(sentences, found), strict=True)
        )
        self.doubtful = any(one.out_of_office for row in found for one in row)

    def _rows(self, sentences: Sequence[str], found: Sequence[Sequence[Mention]]) -> list[list[Actor]]:
        """The actors of each sentence; "the president" without a name is the person named last, two sentences back."""
        rows: list[list[Actor]] = []
        for text, row in zip(sentences, found, strict=True):
            actors = [*(_actor(text, one) for one in row if _somebody(text, one)), *self._people_in(text, row)]
            last = [one for earlier in (actors, *reversed(rows[-2:])) for one in earlier if one.person and one.parties]
            for mention in row:
                if not _somebody(text, mention) and last and _definite(text, mention):
                    words = text[mention.start : mention.end]
                    actors.append(Actor(mention.start, mention.end, last[0].parties, words, person=True, sure=False))
            rows.append(actors)
        return rows

    def _people_in(self, text: str, row: Sequence[Mention]) -> list[Actor]:
        """The people of the article whom only the article knows, by surname or full name."""
        found: list[Actor] = []
        for surname, (party, name) in self.people.items():
            for match in re.finditer(rf"(?:[A-Z][\w'’-]{{1,30}} ){{0,2}}{re.escape(surname)}\b", text):
                start, end = match.span()
                if not any(one.start < end and start < one.end for one in row):
                    found.append(Actor(start, end, (party,), name, person=True))
        return found


_HEADS = words(
    "president minister premier chancellor leader chief secretary spokesman spokeswoman spokesperson official"
    " general diplomat envoy aide adviser ambassador commander pm king emir"
)


def _definite(text: str, mention: Mention) -> bool:
    """Whether "the" stands before an office of a person: it is somebody's who has been named."""
    before = text[max(0, mention.start - 4) : mention.start].lower()
    return before.endswith("the ") and text[mention.start : mention.end].lower().split()[-1] in _HEADS


def _several(text: str, actors: list[Actor]) -> list[Actor]:
    """The actors, with lists before and behind a plural office standing for all of their parties.

    "Norland, Sudmark and Ostian negotiators", "the foreign ministers of Norland, Sudmark and Ostia".
    """
    read: list[Actor] = []
    for number, actor in enumerate(actors):
        words = text[actor.start : actor.end]
        found: list[Actor] = []
        if actor.person and words.rsplit(" ", 1)[-1][:1].islower():
            found = run_of(text, actor.start, list(reversed(read)))
        elif actor.person and re.search(r"s of (?:the )?[A-Z]\w+$", words):
            found = run_of(text, actor.end, actors[number + 1 :])
        parties = [party for one in (*found, actor) for party in one.parties]
        read.append(replace(actor, parties=tuple(dict.fromkeys(parties))) if found else actor)
    return read


_COMMAS = (", ", " and ", ", and ")


def run_of(text: str, at: int, others: list[Actor]) -> list[Actor]:
    """The names that commas join to a place, going away from it."""
    found: list[Actor] = []
    for other in others:
        behind = other.start >= at
        gap = text[at : other.start] if behind else text[other.end : at]
        short = behind or other.adjective or (other.name.isupper() and len(other.name) < 5)
        if other.person or not short or not other.parties or gap not in _COMMAS:
            break
        found.append(other)
        at = other.end if behind else other.start
    return found


_MEDIA = (" channel", " newspaper", " daily", " broadcaster", " television", " radio", " tv", " media", " press")


def _somebody(text: str, mention: Mention) -> bool:
    """Whether a mention stands for somebody: an office without a party ("the statement") is left to grammar."""
    words = text[mention.start : mention.end].lower()
    if words.endswith(_MEDIA):
        return False
    if words.endswith("opposition") and text[mention.end :].startswith((" to ", " against ")):
        return False
    return bool(mention.party or mention.parties or mention.outside or mention.holder)


def _actor(text: str, mention: Mention) -> Actor:
    parties = (mention.party,) if mention.party else mention.parties if mention.role is Role.NOUN else ()
    return Actor(
        mention.start,
        mention.end,
        parties[:1] if mention.role is Role.NOUN else parties,
        mention.holder.name if mention.holder is not None else text[mention.start : mention.end],
        person=mention.role in PEOPLE,
        adjective=mention.role is Role.DEMONYM,
        noun=mention.role is Role.NOUN,
        dissent=mention.post is not None and mention.post.dissent,
        sure=mention.role is not Role.NOUN,
        doubtful_day=mention.out_of_office,
    )


def _introduced(sentences: Sequence[str], found: Sequence[Sequence[Mention]]) -> dict[str, tuple[str, str]]:
    """Surname -> (party, full name) of the people who are named beside an office of a party."""
    people: dict[str, tuple[str, str]] = {}
    for text, row in zip(sentences, found, strict=True):
        for mention in row:
            if mention.role is not Role.OFFICE or mention.party is None or mention.outside:
                continue
            name = _name_beside(text, mention)
            if name is not None:
                people.setdefault(name.split()[-1], (mention.party, name))
    return people


def _name_beside(text: str, mention: Mention) -> str | None:
    """The person's name before or after an office, or inside of its mention."""
    before = _NAME_BEFORE.search(text[max(0, mention.start - 120) : mention.start])
    after = _NAME_AFTER.match(text[mention.end : mention.end + 120])
    inside = re.search(rf" ({_NAME})$", text[mention.start : mention.end])
    for match in (inside, before, after):
        if match is None:
            continue
        words = match.group(1).split()
        while words and words[0] in _TITLES:
            words.pop(0)
        if words and words[-1][0].isupper() and len(words[-1]) > 2 and words[-1] not in _TITLES:
            return re.sub(r"['’]s$", "", " ".join(words))
    return None


def _in_order(actors: list[Actor]) -> list[Actor]:
    actors.sort(key=lambda one: (one.start, -one.end))
    kept: list[Actor] = []
    for one in actors:
        if kept and one.start < kept[-1].end:
            continue
        kept.append(one)
    return kept


def with_apposition(text: str, actors: Sequence[Actor]) -> list[Actor]:
    """The actors with "Name, office of party," read as one mention, so that a parser sees one name."""
    joined: list[Actor] = []
    for actor in actors:
        before = joined[-1] if joined else None
        if before is not None and _apposed(text, before, actor):
            end = actor.end + (1 if text[actor.end : actor.end + 1] == "," else 0)
            named = before if before.person and not actor.name[:1].isupper() else (before if before.person else actor)
            joined[-1] = replace(named, start=before.start, end=end, person=True)
        else:
            joined.append(actor)
    return joined


_BETWEEN = re.compile(r", (?:(?:the|a|an|who is the|who is a|one of the) )?(?:[\w’'-]{1,20} ){0,2}")


def _apposed(text: str, before: Actor, actor: Actor) -> bool:
    if len(before.parties) > 1 or len(actor.parties) > 1:
        return False
    if not set(before.parties) & set(actor.parties) or not (before.person or actor.person) or before.adjective:
        return False
    between = text[before.end : actor.start]
    closed = text[actor.end : actor.end + 1] in (",", ".", "") or actor.person
    return closed and _BETWEEN.fullmatch(between) is not None and " and " not in between
