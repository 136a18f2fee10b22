"""Whose words a sentence is by the layout of the article: labels of transcripts, statements and letters in full.

"MS. OST: We are ready", "Q: Will it hold?", "Brun: ...", "Joint statement by Norland and Sudmark ... We urge". Such
words stand outside of quotation marks, and "we" in them is whoever speaks.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.vocabulary import Part
from streams.codebook import Codebook
from streams.codebook.leads import Role
from streams.codebook.names import names
from streams.extract.actors import Actor
from streams.extract.coreference import FIRST
from streams.extract.text import Sentence
from streams.extract.wordlists import words

_LABEL = re.compile(
    r"^[*_>\s]{0,4}((?:[A-Z][\w.'’-]{0,20}|of|the|for|al-\w{1,20}|and|de|bin|ag)"
    r"(?:,? (?:[A-Z(\"'][\w.'’()\"-]{0,20}|of|the|for|al-\w{1,20}|and|de|bin|ag|\d{1,2}[.:]\d\d)){0,7})"
    r"[*_]{0,3}(?::|\.:)[*_]{0,3}(?: |$)"
)
_ASKED = re.compile(r"^[*_>\s]{0,4}(?:Q|Q\.|QUESTION|Question)(?:[.:][*_]{0,3})? (?=[A-Z\"'])")
_ASKING = words(
    "q question reporter reporters moderator interviewer anchor journalist journalists host presenter press"
)
_ANSWERING = words("a answer reply")
_HEADINGS = words(
    "update updated background context note notes timeline analysis explainer watch read more also related photo video"
    " photos videos breaking live latest developments factbox reported editing source sources dateline by signed"
    " advisory"
)
FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|ourselves|I|my|My|me)\b(?!\.)")
_STATED = re.compile(
    r"\b(?:statement|communiqu[eé]|declaration|address|speech|remarks|letter|message|text|op-ed|open letter|appeal)\b"
    r"[^.]{0,60}?\b(?:by|from|of|on behalf of)\b (?:the )?(?:governments? of |leaders of |foreign ministers of )?"
    r"(?:the )?$",
    re.I,
)
_MADE = re.compile(
    r"^(?:['’]s? |,? (?:has |have )?(?:today |on \w+ )?"
    r"(?:made public|issued|released|published|sent|delivered|gave|answered"
    r"|talked to us|spoke to us|told us|been interviewed|replied to our)\b)",
    re.I,
)
_PAPER = re.compile(
    r"\b(?:statement|communiqu[eé]|declaration|address|speech|remarks|letter|message|text|interview|interviewed|questions"
    r"|talked to us|spoke to us|told us)\b",
    re.I,
)
OPENING = 4
"""Sentences at the begin in which the author of a statement, or who is interviewed, is named."""
CAPITALS = 4
"""Words of a label in capitals at most: what is longer is a headline."""
FEWEST = 2
"""Sentences in the first person, outside of quotation marks, by which an article is known to be someone's own words."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Sentence number -> whose words it is by the layout; None where somebody says it whom nobody knows."""

    speakers: dict[int, Actor | None]

    def spoken(self, number: int) -> bool:
        """Whether a sentence as a whole is somebody's words."""
        return number in self.speakers


def laid(sentences: Sequence[Sentence], actors: Sequence[Sequence[Actor]], codebook: Codebook, day: str | None) -> Laid:
    """Whose words the sentences of an article of a day are, as far as its layout says so."""
    labels = {number: label for number, one in enumerate(sentences) if (label := _label(one)) is not None}
    written = Counter(labels.values())
    start, author = _author(sentences, actors)
    if author is None and any(label.lower().rstrip(".") in _ANSWERING for label in labels.values()):
        author = next((one for row in actors[:OPENING] for one in row if one.parties and one.person), None)
    interview = len(labels) > 1 or sum(_asks(sentences, number) for number in range(len(sentences))) > 2
    plain = [number for number, one in enumerate(sentences) if number not in labels and _own(one)]
    if not labels and (author is None or len(plain) < FEWEST or len(plain) * 5 < len(sentences)):
        return Laid({})
    found: dict[int, Actor | None] = {}
    last: tuple[Actor | None] | None = None
    for number, sentence in enumerate(sentences):
        begins = number == 0 or sentences[number - 1].paragraph != sentence.paragraph
        if begins and (not interview or not (_own(sentence) or sentence.text.endswith("?"))):
            last = None
        if number in labels:
            known = _labelled(labels[number], number, actors, author) or _holder(labels[number], codebook, day)
            asking = labels[number].lower().rstrip(".") in _ASKING
            last = (known,) if known is not None or asking or written[labels[number]] > 1 else None
        elif begins and interview and not labels and author is not None and number > start:
            last = (None,) if _asks(sentences, number) else (author,)
        if last is not None:
            found[number] = last[0]
        elif author is not None and not labels and number > start and _own(sentence) and sentence.part is Part.TEXT:
            found[number] = author
    known = next((one for number, one in sorted(found.items()) if number in labels and one is not None), None)
    if known is not None and len(labels) > 1:
        # The first label of a transcript is often lost among its headings.
        before = (number for number in range(start, min(labels)) if _own(sentences[number]))
        found.update((number, known) for number in before if sentences[number].part is Part.TEXT)
    return Laid(found)


def _label(sentence: Sentence) -> str | None:
    """The label that a sentence begins with: a name of few words before a colon, or "Q"."""
    asked = _ASKED.match(sentence.text)
    if asked is not None:
        return "q"
    match = _LABEL.match(sentence.text) if sentence.part is Part.TEXT else None
    if match is None or sentence.quoted or (sentence.caps and len(sentence.text) > len(match.group()) + 20):
        return None
    written = match.group(1)
    long = written.isupper() and len(written.split()) > CAPITALS
    return None if long or set(written.lower().split()) & _HEADINGS else written


def _labelled(label: str, number: int, actors: Sequence[Sequence[Actor]], author: Actor | None) -> Actor | None:
    """Whom a label means: somebody who asks is nobody; "A" is whoever is interviewed."""
    low = label.lower().rstrip(".").strip()
    if low in _ASKING:
        return None
    if low in _ANSWERING:
        return author
    inside = [one for one in actors[number] if one.start < len(label) + 4 and one.parties and not one.adjective]
    if inside:
        return inside[0]
    name = re.sub(r"\W+$", "", low).split(",")[0].split()[-1]
    for row in actors:
        for one in row:
            if one.person and one.parties and one.name.lower().split()[-1] == name:
                return one
    return None


def _holder(label: str, codebook: Codebook, day: str | None) -> Actor | None:
    """The one person in office on the day whom "MR. OST" may mean."""
    titled = re.match(r"(?:MR|MRS|MS|DR|SECRETARY|PRESIDENT|AMBASSADOR|GENERAL|ADMIRAL)\.? ([A-Z'’ -]{3,30})$", label)
    if titled is None or day is None:
        return None
    leads = names(codebook).leads(titled.group(1).title())
    holders = [codebook.holders[one.id] for one in leads if one.role in (Role.SURNAME, Role.PERSON)]
    serving = {holder.id: (holder, post) for holder in holders if (post := holder.on(day)[0]) is not None}
    if len(serving) != 1:
        return None
    holder, post = next(iter(serving.values()))
    return Actor(0, 0, (post.party,), holder.name, person=True, office=post.office.lower())


def _author(sentences: Sequence[Sentence], actors: Sequence[Sequence[Actor]]) -> tuple[int, Actor | None]:
    """Who made a statement, or is interviewed, and in which sentence that is said; several for a joint statement."""
    titled: tuple[int, Actor | None] = 0, None
    for number in range(min(OPENING, len(sentences))):
        text, row = sentences[number].text, list(actors[number])
        for place, actor in enumerate(row):
            if not actor.parties or actor.adjective or not _PAPER.search(text):
                continue
            if _STATED.search(text[: actor.start]):
                parties = dict.fromkeys(party for one in _listed(text, row[place:]) for party in one.parties)
                return number, replace(actor, parties=tuple(parties))
            if _MADE.search(text[actor.end :]):
                return number, actor
        headed = sentences[number].part is Part.TITLE and bool(row) and bool(row[0].parties) and not row[0].adjective
        if headed and row[0].start < FIRST and re.match(r"[^:]{0,12}: ", text[row[0].end :]):
            titled = number, row[0]
    return titled


def _listed(text: str, row: Sequence[Actor]) -> list[Actor]:
    """The first of some actors and those whom commas and "and" join to it."""
    found = [row[0]]
    for one in row[1:]:
        if (
            one.adjective
            or not one.parties
            or not re.fullmatch(r",? ?(?:and )?(?:the )?", text[found[-1].end : one.start])
        ):
            break
        found.append(one)
    return found


def _own(sentence: Sentence) -> bool:
    """Whether a sentence speaks in the first person, outside of quotation marks."""
    if sentence.quoted or '"' in sentence.text:
        return False
    return FIRST_PERSON.search(sentence.text) is not None


def _asks(sentences: Sequence[Sentence], number: int) -> bool:
    """Whether a paragraph begins here that ends with a question."""
    paragraph = sentences[number].paragraph
    if paragraph < 0 or (number and sentences[number - 1].paragraph == paragraph):
        return False
    if re.match(r"[*_>\s]{0,4}(?:We|I|Our|My)\b", sentences[number].text):
        return False
    last = number
    while last + 1 < len(sentences) and sentences[last + 1].paragraph == paragraph:
        last += 1
    return sentences[last].text.rstrip("*_ ").endswith("?")
