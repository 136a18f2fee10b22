"""Who speaks in each sentence of an article, also where a quotation runs on over several.

Read before anything is parsed, from the words for saying and the mentions beside them: "X said", ", said X", "he said",
"according to X". A sentence inside a quotation without such words has the speaker of the one before it.
"""

import re
from collections.abc import Sequence

from streams.extract.actors import Actor
from streams.extract.coreference import FIRST
from streams.extract.text import Sentence
from streams.extract.wordlists import words

_SAID = re.compile(
    r"\b(?:said|says|saying|told|tells|telling|added|adds|adding|stated|states|stating|wrote|writes|tweeted|posted|declared|declares|insisted|insists|insisting|stressed|stresses|"
    r"stressing|argued|argues|warned|warns|warning|noted|notes|announced|announces|claimed|claims|claiming|replied|responded|remarked|explained|commented|emphasi[sz]ed|"
    r"emphasi[sz]es|reiterated|reiterates|repeated|asserted|vowed|vows|pledged|called|urged|asked|continued|concluded|affirmed|confirmed|described|demanded|accused|echoed|tells|read|reads)\b",
    re.I,
)
_ACCORDING = re.compile(r"\baccording to (?:the |an? )?$|\bin the words of $", re.I)
_PRONOUN = re.compile(r"\b(he|she|it|they)(?: (?:also|then|later|has|had|further|again|immediately|however))? ?$", re.I)
_NEAR = 80
"""Characters between a word for saying and its speaker, at most."""
_CLOSE = 30
"""The same for a party that is no person: "Norland, in a statement, said"."""
_BESIDE = 2
"""Characters within which whoever stands there is the speaker, person or not."""


def speakers(sentences: Sequence[Sentence], actors: Sequence[Sequence[Actor]]) -> dict[int, Actor]:
    """Sentence number -> who speaks in it, as far as that can be told."""
    found: dict[int, Actor] = {}
    last: Actor | None = None
    for number, (sentence, row) in enumerate(zip(sentences, actors, strict=True)):
        outside = _outside(sentence)
        speaker = _speaker(sentence.text, outside, row, last)
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
        after = next((one for one in row if 0 <= one.start - match.end() <= 5 and not one.adjective), None)
        inverted = text[: match.start()].rstrip().endswith((",", '"', '."', ',"', "'"))
        if after is not None and inverted:
            return after
        if _PRONOUN.search(text[max(0, match.start() - 30) : match.start()]):
            said = _PRONOUN.search(text[max(0, match.start() - 30) : match.start()])
            singular = said is not None and said.group(1).lower() in ("he", "she")
            person = [one for one in row if one.person and one.parties and one.end <= match.start()]
            if singular:
                return person[0] if person and last is None else last
            return last if last is not None and (not singular) else None
        before = [
            one
            for one in row
            if one.end <= match.start()
            and match.start() - one.end <= (_NEAR if one.person else _CLOSE)
            and not one.adjective
            and outside[one.start]
            and (one.person or not _other_subject(text[one.end : match.start()]))
        ]
        if before:
            if match.start() - before[-1].end <= _BESIDE:
                return before[-1]
            people = [one for one in before if one.person]
            return people[-1] if people and match.start() - people[-1].end <= _NEAR else before[-1]
    for actor in row:
        if _ACCORDING.search(text[: actor.start]):
            return actor
    return None


_BESIDE_SAID = words(
    "also later then has have had immediately repeatedly reportedly statement itself today yesterday earlier officially"
    " formally publicly again still now who which that would will"
)


def _other_subject(gap: str) -> bool:
    """Whether a noun stands between a party and a word for saying: "Norland, where *envoys* said"."""
    last = gap.replace(",", " ").split()[-1:]
    return bool(last) and last[0].islower() and last[0] not in _BESIDE_SAID
