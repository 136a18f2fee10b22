"""Who speaks in each sentence of an article, also where a quotation runs on over several.

Read before anything is parsed, from the words for saying and the mentions beside them: "X said", ", said X", "he said",
"according to X". A sentence inside a quotation without such words has the speaker of the one before it.
"""

import re
from collections.abc import Sequence

from streams.extract.actors import Actor
from streams.extract.coreference import FIRST
from streams.extract.layout import Laid
from streams.extract.text import Sentence
from streams.extract.wordlists import words

_SAID = re.compile(
    r"\b(?:said|says|saying|told|tells|telling|added|adds|adding|stated|states|stating|wrote|writes|tweeted|posted"
    r"|declared|declares|insisted|insists|insisting|stressed|stresses|stressing|argued|argues|warned|warns|warning|noted"
    r"|notes|announced|announces|claimed|claims|claiming|replied|replies|responded|remarked|explained|commented"
    r"|emphasi[sz]ed|emphasi[sz]es|reiterated|reiterates|repeated|asserted|vowed|vows|pledged|called|urged|asked"
    r"|continued|concluded|affirmed|confirmed|described|demanded|accused|echoed|read|reads|countered|retorted|quipped"
    r"|recalled|observed|cautioned|maintained|contended|conceded|admitted|acknowledged|promised|threatened|lamented"
    r"|elaborated|clarified|assured|hinted|suggested|shot back|hit back|went on|summed up|put it|puts it|made clear"
    r"|made it clear|let it be known|told off|complained|objected|pleaded|implored|appealed|underlined|underscored"
    r"|cabled|blogged|mused|thundered|snapped|joked|answered|answers|thanked|hailed|denounced|condemned)\b",
    re.I,
)
_NAMING = re.compile(
    r" (?:a|the) (?:\w{1,15} )?(?:statement|communiqu[eé]|letter|message|post|note|release|text)"
    r" (?:by|from|of|issued by|released by|carried by|on behalf of) (?:the )?"
)
_PAPER = re.compile(r"\b[Tt]he (?:\w{1,15} )?(?:statement|communiqu[eé]|letter|message|post|note|release) $")
_COLON = re.compile(r'[^"]: "')
_PLACED = re.compile(r"\b(?:in|from|at|to|near|outside|of|with|by) (?:the )?$")
_ASIDE = 140
"""Characters in which an aside between a speaker and a word for saying ends: "Ost, seated beside Brun, said"."""
_ACCORDING = re.compile(r"\baccording to (?:the |an? )?$|\bin the words of $", re.I)
_PRONOUN = re.compile(r"\b(he|she|it|they)(?: (?:also|then|later|has|had|further|again|immediately|however))? ?$", re.I)
_NEAR = 80
"""Characters between a word for saying and its speaker, at most."""
_CLOSE = 30
"""The same for a party that is no person: "Norland, in a statement, said"."""
_BESIDE = 2
"""Characters within which whoever stands there is the speaker, person or not."""


def speakers(sentences: Sequence[Sentence], actors: Sequence[Sequence[Actor]], laid: Laid) -> dict[int, Actor]:
    """Sentence number -> who speaks in it, as far as that can be told: by the layout, else by words for saying."""
    found: dict[int, Actor] = {}
    last: Actor | None = None
    for number, (sentence, row) in enumerate(zip(sentences, actors, strict=True)):
        if laid.spoken(number):
            labelled = laid.speakers[number]
            if labelled is not None:
                found[number] = last = labelled
            continue
        outside = _outside(sentence)
        speaker = _by_name(sentence.text, row, _speaker(sentence.text, outside, row, last))
        previous = sentences[number - 1] if number else None
        if speaker is None and previous is not None and sentence.paragraph - previous.paragraph <= 1:
            running = sentence.quoted or sentence.text.startswith('"')
            unknown = any(outside[match.start()] for match in _SAID.finditer(sentence.text))
            if (
                running
                and not unknown
                and not any(one.person and outside[one.start] for one in row if one.start < len(outside))
            ):
                speaker = found.get(number - 1)
        if speaker is not None:
            found[number] = speaker
            last = speaker
        else:
            people = [one for one in row if one.person and one.parties]
            groups = [one for one in row if one.parties and not one.adjective and one.start <= FIRST]
            last = next(iter(people or groups), last)
    return found


def _outside(sentence: Sentence) -> list[bool]:
    """For each character, whether it stands outside of quotations."""
    inside, marks = sentence.quoted, []
    for sign in sentence.text:
        if sign == '"':
            inside = not inside
        marks.append(not inside)
    return marks


def _speaker(text: str, outside: list[bool], row: Sequence[Actor], last: Actor | None) -> Actor | None:
    for match in _SAID.finditer(text):
        if not outside[match.start()]:
            continue
        start, end = match.span()
        written = match.group().lower()
        after = next((one for one in row if 0 <= one.start - end <= 5 and not one.adjective), None)
        inverted = text[:start].rstrip().endswith((",", '"', '."', ',"', "'"))
        if (
            after is not None
            and inverted
            and not written.startswith(("tell", "told", "called", "urged", "asked", "accused"))
        ):
            return after
        named = next((one for one in row if one.start > end and _NAMING.fullmatch(text[end : one.start])), None)
        if named is not None and inverted:
            return named
        if last is not None and _PAPER.search(text[:start]):
            return last
        if (said := _PRONOUN.search(text[max(0, start - 30) : start])) is not None:
            person = [one for one in row if one.person and one.parties and one.end <= start]
            if said.group(1).lower() in ("he", "she"):
                return person[0] if person and last is None else last
            return last
        before = _before(text, start, outside, row)
        if before is not None:
            return before
    colon = _COLON.search(text)
    if colon is not None:
        people = [one for one in row if one.end <= colon.start() + 1 and one.parties and not one.adjective]
        chosen = [one for one in people if one.person] or people
        if chosen and not _SAID.search(text[: colon.start()]):
            return chosen[-1]
    for actor in row:
        if _ACCORDING.search(text[: actor.start]):
            return actor
    return None


def _by_name(text: str, row: Sequence[Actor], speaker: Actor | None) -> Actor | None:
    """The speaker, by the name that stands beside an office: "said Norland's envoy, Lena Ost"."""
    if speaker is None or not speaker.person or not speaker.name.split()[-1][:1].islower():
        return speaker
    beside = (one for one in row if one.person and one.parties == speaker.parties and one.name[:1].isupper())
    return next((one for one in beside if text[speaker.end : one.start] in (", ", " ")), speaker)


def _before(text: str, start: int, outside: list[bool], row: Sequence[Actor]) -> Actor | None:
    """Who stands before a word for saying: beside it, before an aside, or the nearest person."""
    if text[:start].rstrip().endswith(","):
        opened = [
            one
            for one in row
            if one.end < start <= one.end + _ASIDE
            and text[one.end : one.end + 1] == ","
            and not one.adjective
            and one.parties
            and outside[one.start]
            and ", and" not in text[one.end : start]
            and (one.person or not _PLACED.search(text[: one.start]))
        ]
        if opened and "." not in text[opened[0].end : start]:
            return opened[0]
    before = [
        one
        for one in row
        if one.end <= start
        and start - one.end <= (_NEAR if one.person else _CLOSE)
        and not one.adjective
        and outside[one.start]
        and (one.person or not _other_subject(text[one.end : start]))
    ]
    if not before:
        return None
    if start - before[-1].end <= _BESIDE:
        return before[-1]
    people = [one for one in before if one.person]
    return people[-1] if people else before[-1]


_BESIDE_SAID = words(
    "also later then has have had immediately repeatedly reportedly statement itself today yesterday earlier officially"
    " formally publicly again still now who which that would will"
)


def _other_subject(gap: str) -> bool:
    """Whether a noun stands between a party and a word for saying: "Norland, where *envoys* said"."""
    last = gap.replace(",", " ").split()[-1:]
    return bool(last) and last[0].islower() and last[0] not in _BESIDE_SAID
