"""Who could hold a position in a sentence: the codebook's mentions, and people whom the article introduces.

`Actors` reads one document. A person whom the codebook does not know speaks for the party of the office that stands
beside the name, and keeps it for the rest of the article: "Lena Ost, a spokeswoman for Norland, ... Ost said".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from streams.codebook import Codebook
from streams.codebook.joining import Mention
from streams.codebook.leads import Role
from streams.codebook.mentions import mentions
from streams.codebook.parties import PartyKind
from streams.extract import introductions
from streams.extract.actor import Actor, run_of
from streams.extract.owners import NOT_OWNED, OWNED, definite, labelled, may_be, owner

__all__ = ["Actor", "Actors", "run_of"]

PEOPLE = frozenset({Role.PERSON, Role.SURNAME, Role.OFFICE})


class Actors:
    """The actors of every sentence of a document, in order."""

    def __init__(self, sentences: Sequence[str], codebook: Codebook, day: str | None) -> None:
        found = [
            [one for one in row if not _dateline(text, one)]
            for text, row in zip(sentences, mentions(sentences, codebook, day), strict=True)
        ]
        self.codebook = codebook
        self.people = introductions.people(sentences, found)
        self.short = introductions.short_names(sentences, found)
        self.sentences: tuple[tuple[Actor, ...], ...] = tuple(
            tuple(_several(text, _in_order(row)))
            for text, row in zip(sentences, self._rows(sentences, found), strict=True)
        )
        self.doubtful = any(one.out_of_office for row in found for one in row)

    def _rows(self, sentences: Sequence[str], found: Sequence[Sequence[Mention]]) -> list[list[Actor]]:
        """The actors of each sentence; "the president" without a name is the person named last, two sentences back."""
        rows: list[list[Actor]] = []
        for text, row in zip(sentences, found, strict=True):
            actors = [_actor(text, one) for one in row if _somebody(text, one)]
            actors = labelled(text, actors)
            actors += self._members(text, row)
            actors += [*self._people_in(text, row), *self._short_in(text, row)]
            for mention in row:
                if not _somebody(text, mention) and not mention.outside:
                    actors += self._referring(text, mention, sorted(actors, key=lambda one: one.start), rows[-2:])
            rows.append([_with_short_name(text, one) for one in actors])
        return rows

    def _referring(self, text: str, mention: Mention, here: list[Actor], before: list[list[Actor]]) -> Iterator[Actor]:
        """Whom an office without a party means: "*its spokesman* Aki Brun", "*the president*"."""
        owned = OWNED.search(text[max(0, mention.start - 30) : mention.start])
        if owned is not None and mention.office in NOT_OWNED:
            return
        if owned is not None and text[mention.end - 4 : mention.end].lower() not in ("head", "eads"):
            party = owner(owned.group(1).lower(), text, mention.start, here, before)
            if party is not None:
                name = introductions.behind(text, mention.end)
                start = mention.start if owned.group(1).lower() == "whose" else mention.start - len(owned.group())
                end = mention.end if name is None else name[1]
                words = text[mention.start : mention.end]
                if name is not None:
                    self.people.setdefault(name[0].split()[-1], (party, name[0]))
                yield Actor(
                    start,
                    end,
                    (party,),
                    words if name is None else name[0],
                    person=True,
                    sure=False,
                    office=words.lower(),
                )
            return
        last = [one for row in (here, *reversed(before)) for one in row if one.person and one.parties]
        if last and definite(text, mention):
            words = text[mention.start : mention.end]
            label = here and re.match(r"[A-Z. '’-]{4,40}: ", text) and here[0].start < mention.start and here[0].person
            chosen = here[0] if label else next((one for one in last if may_be(one, words)), None)
            if chosen is not None:
                yield Actor(mention.start, mention.end, chosen.parties, words, person=True, sure=False)

    def _members(self, text: str, row: Sequence[Mention]) -> list[Actor]:
        """ "Aki Brun of the River Front": a person of the group, known by the surname from here on."""
        found: list[Actor] = []
        for mention in row:
            party = self.codebook.parties.get(mention.party or "")
            if party is None or party.kind is PartyKind.STATE or mention.role is Role.DEMONYM:
                continue
            person = introductions.member(text, mention)
            if person is not None and not any(one.start < mention.start and person[0] < one.end for one in row):
                self.people.setdefault(person[1].split()[-1], (party.id, person[1]))
                found.append(Actor(person[0], mention.end, (party.id,), person[1], person=True))
        return found

    def _people_in(self, text: str, row: Sequence[Mention]) -> list[Actor]:
        """The people of the article whom only the article knows, by surname or full name."""
        found: list[Actor] = []
        for surname, (party, name) in self.people.items():
            if surname not in text:
                continue
            for match in re.finditer(rf"(?:[A-Z][\w'’-]{{1,30}} ){{0,2}}{re.escape(surname)}\b", text):
                start, end = match.span()
                if not any(one.start < end and start < one.end for one in row):
                    found.append(Actor(start, end, (party,), name, person=True))
        return found

    def _short_in(self, text: str, row: Sequence[Mention]) -> list[Actor]:
        """The parties that stand by a short name which the article gave them."""
        found: list[Actor] = []
        for short, party in self.short.items():
            if short not in text:
                continue
            found += [
                Actor(*match.span(), (party,), short)
                for match in re.finditer(rf"(?<![\w-]){re.escape(short)}\b", text)
                if not any(one.start < match.end() and match.start() < one.end for one in row)
            ]
        return found


def _dateline(text: str, mention: Mention) -> bool:
    """Whether a capital only says where the report was written: "July 3 (NORBURG) – ", "NORBURG, Norland (AP) — "."""
    if mention.role is not Role.METONYM or mention.start > DATELINE:
        return False
    written = text[mention.start : mention.end]
    if not written.isupper():
        return False
    behind = text[mention.end : mention.end + DATELINE]
    return re.match(r"(?:, [\w. ]{1,40})?(?: ?\([\w. /-]{1,40}\)|\))? ?(?:[-–—]|--)", behind) is not None


DATELINE = 60
"""Characters at the begin of a sentence in which a dateline may stand."""


def _with_short_name(text: str, actor: Actor) -> Actor:
    """The actor with the short name in parentheses behind it: "the River Front (RF)" is one name to a parser."""
    if actor.adjective or actor.noun or text[actor.end : actor.end + 2] != " (":
        return actor
    match = introductions.ACRONYM.match(text, actor.end)
    return actor if match is None else replace(actor, end=match.end())


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
        office=_office(text, mention),
    )


def _office(text: str, mention: Mention) -> str:
    if mention.post is not None:
        return mention.post.office.lower()
    return text[mention.start : mention.end].lower() if mention.role is Role.OFFICE else ""


def _in_order(actors: list[Actor]) -> list[Actor]:
    actors.sort(key=lambda one: (one.start, -one.end))
    kept: list[Actor] = []
    for one in actors:
        if kept and one.start < kept[-1].end:
            continue
        kept.append(one)
    return kept
