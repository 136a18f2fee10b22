"""The positions that a document states: article first, then sentence by sentence.

`stances` gives drafts: all slots of a claim that the text decides, with offsets into the original article. The pipeline
adds the day, the teller and what else is resolved from the codebook.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from schemas.vocabulary import Part, Position, Time
from streams.codebook import Codebook
from streams.codebook.lexicon import Taken
from streams.extract import answers, bargains, cues, echoes, gate, judge, necessity, phrases, terms, whereabouts
from streams.extract.actors import Actor, Actors
from streams.extract.appositions import with_apposition
from streams.extract.climbing import Climb
from streams.extract.cues import Cue
from streams.extract.drafts import Draft, Passage, drafted, once
from streams.extract.gate import Scene
from streams.extract.issues import Asked, asked
from streams.extract.layout import laid
from streams.extract.merging import Merged, headlined, lowered, merged
from streams.extract.parse import parse
from streams.extract.proposals import Proposal, parties_of
from streams.extract.readings import Reading, Surroundings, Who
from streams.extract.speech import speakers
from streams.extract.tellers import teller
from streams.extract.text import Document, Sentence
from streams.extract.weighing import Heard, weigh, weights

__all__ = ["Draft", "Explained", "explain", "stances"]

PARSED = 80
"""Sentences of an article that are parsed at most: a long article says its positions early, and the work is bounded."""


ASKED = 16
"""Questions of one sentence that are climbed from at most: no sentence that a person writes names more."""


@dataclass(slots=True)
class Explained:
    """What was found in one sentence, and what nearly was."""

    sentence: Sentence
    actors: tuple[Actor, ...] = ()
    asked: list[Asked] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def stances(document: Document, codebook: Codebook, day: str | None) -> list[Draft]:
    """The positions of a document on the day of its article."""
    return [draft for one in explain(document, codebook, day)[1] for draft in one.drafts]


def hear(document: Document, codebook: Codebook, day: str | None) -> tuple[Scene, list[Explained], list[Heard]]:
    """What the article is about, what the rules find in each sentence, and what was seen of those that were parsed."""
    texts = [sentence.text for sentence in document.sentences]
    actors = Actors(texts, codebook, day)
    scene = gate.scene(texts, actors.sentences, codebook, day)
    rows = [Explained(one, row) for one, row in zip(document.sentences, actors.sentences, strict=True)]
    if not scene.open:
        return scene, rows, []
    reader = _Reader(rows, scene, codebook, day)
    reader.read()
    return scene, rows, reader.heard


def explain(document: Document, codebook: Codebook, day: str | None) -> tuple[Scene, list[Explained]]:
    """What the article is about and, for each sentence, what was found and why not more."""
    scene, rows, heard = hear(document, codebook, day)
    by_sentence = {row.sentence.index: row for row in rows}
    for one in heard:
        row, weighed = by_sentence[one.sentence.index], weigh(one, weights.load())
        row.drafts = weighed.drafts
        row.notes += weighed.notes
    for row in rows:
        row.drafts = once(row.drafts)
    return scene, rows


_OF_TALKS = re.compile(
    r"\b(?:reject|refus|cancel|call|suspend|boycott|withdr|walk|quit|pull|end|attend|part|join|dismiss|rul|abandon"
    r"|break|broke)",
    re.I,
)
"""Sentences whose only question is talks are parsed where a word could make it a position."""


class _Reader:
    """Reads the sentences of an article that is about a truce."""

    def __init__(self, rows: list[Explained], scene: Scene, codebook: Codebook, day: str | None) -> None:
        self.rows, self.scene, self.codebook, self.day = rows, scene, codebook, day
        theatre = codebook.theatres[scene.theatre or ""]
        self.sides, self.mediators = theatre.sides, theatre.mediators
        self.named = _most_named([actor for row in rows for actor in row.actors])
        sentences, actors = [row.sentence for row in rows], [row.actors for row in rows]
        self.laid = laid(sentences, actors, codebook, day)
        self.speakers = speakers(sentences, actors, self.laid)
        self.last: dict[int, Asked] = {}
        self.heard: list[Heard] = []

    def read(self) -> None:
        chosen = [number for number, row in enumerate(self.rows) if self._wanted(number, row)][:PARSED]
        joined = {
            number: tuple(with_apposition(self.rows[number].sentence.text, self.rows[number].actors))
            for number in chosen
        }
        short = {number: _short(self.rows[number].sentence.text, joined[number]) for number in chosen}
        parses = dict(zip(chosen, parse([short[number].text for number in chosen]), strict=True))
        for number in chosen:
            row = self.rows[number]
            reading = Reading(
                row.sentence.text,
                short[number],
                parses[number],
                joined[number],
                self.codebook,
                self._around(number),
                self.day,
                title=row.sentence.part is Part.TITLE,
                asked=tuple(row.asked),
            )
            self._sentence(row, reading, self._near(number))

    def _wanted(self, number: int, row: Explained) -> bool:
        before = self._near(number)
        row.asked = asked(row.sentence.text, self.codebook, topic=self.scene.topic, near=before is not None)
        named = [one for one in row.asked if one.taken is Taken.TRUCE and one.strength not in ("peace", "it")]
        if named:
            self.last[number] = named[0]
        elif before is not None and row.asked and row.asked[0].strength == "it":
            self.last[number] = before
        text = row.sentence.text
        plain = [one for one in row.asked if one.strength != "it"]
        worth = any(one.strength != "talks" for one in row.asked) or _OF_TALKS.search(text)
        if (plain or (row.asked and before)) and worth and cues.worded(text, self.codebook):
            return True
        near = before or (plain[0] if plain else None)
        if near is None or not (row.actors or self.speakers.get(number)):
            return False
        return phrases.speaks(text, self.codebook) or terms.term_in(text, self.codebook) is not None

    def _near(self, number: int) -> Asked | None:
        """The last question named in the two sentences before."""
        found = [self.last[one] for one in range(max(0, number - 2), number) if one in self.last]
        return found[-1] if found else None

    def _around(self, number: int) -> Surroundings:
        near = self.rows[max(0, number - 3) : number + 1]
        before = self.rows[number - 1].drafts if number else []
        return Surroundings(
            before=tuple(row.actors for row in reversed(self.rows[max(0, number - 2) : number])),
            speaker=self.speakers.get(number),
            spoken=self.laid.spoken(number),
            speaker_before=self.speakers.get(number - 1),
            paragraph=tuple(actor for row in near for actor in row.actors),
            sides=self.sides,
            named=self.named,
            places=(self.scene.theatre or "",),
            mediators=self.mediators,
            said=tuple((one.party, one.position) for one in before if one.time is Time.CURRENT),
        )

    def _sentence(self, row: Explained, reading: Reading, near: Asked | None) -> None:
        question = row.asked[0] if row.asked else near
        issue = self._issue(question, reading) if question is not None else None
        self.heard.append(Heard(row.sentence, reading, tuple(row.asked), near, issue, drafts=row.drafts))
        extra = [
            *phrases.told(reading, row.asked, near),
            *terms.wished(reading, row.asked, near),
            *answers.answered(reading, row.asked, near),
            *echoes.again(reading, near),
        ]
        for one in row.asked[:ASKED]:
            way = Climb(reading, one).way()
            if way is None:
                continue
            if not way.proposals:
                row.notes.append(f"{reading.text[one.start : one.end]!r}: {way.end}")
            for proposal in [
                *way.proposals,
                *echoes.also(way.proposals, reading),
                *necessity.needed(way, reading),
                *necessity.bound(way, reading),
                *bargains.depending(way, reading),
            ]:
                if proposal.told_by is None:
                    proposal.told_by = way.told_by
                proposal.path = list(way.path)
                if not proposal.who.actors and proposal.role == "speaker":
                    proposal.who = way.told_by or Who.of(reading.speaker, "speaker")
                self._judge(row, reading, proposal)
        for proposal in [*extra, *echoes.also(extra, reading)]:
            self._judge(row, reading, proposal)

    def _judge(self, row: Explained, reading: Reading, proposal: Proposal) -> None:
        one = proposal.asked
        if proposal.told_by is None or not (proposal.told_by.actors or proposal.told_by.stranger):
            proposal.told_by = teller(proposal, reading, quoted=row.sentence.quoted) or proposal.told_by
        answer = judge.rules(proposal, reading)
        self.heard[-1].answers.append((proposal, answer))
        if isinstance(answer, judge.Silence):
            trace = "; ".join(proposal.trace)
            row.notes.append(f"{reading.text[one.start : one.end]!r} {trace}: {answer.reason}")
            return
        issue = self._issue(one, reading, parties_of(proposal.who))
        for verdict in answer:
            if one.again and proposal.cue is not None and self._doubted(row, proposal.cue, verdict.position):
                row.notes.append(f"{reading.text[one.start : one.end]!r}: may mean another step")
                continue
            row.drafts.extend(drafted(Passage(row.sentence, reading, proposal, verdict, issue)))

    def _doubted(self, row: Explained, cue: Cue, position: Position) -> bool:
        """Whether "the move" may mean something else than a truce: who refuses it refuses what somebody else wanted."""
        number = row.sentence.index
        near = self.rows[max(0, number - 2) : number + 1]
        said = {one.position for other in near for one in other.drafts if one.time is Time.CURRENT}
        if position is Position.REJECTS:
            return said.isdisjoint((Position.SUPPORTS, Position.CONDITIONAL))
        return said == {Position.REJECTS} and cue.act.id != "endorse"

    def _issue(self, one: Asked, reading: Reading, parties: tuple[str, ...] = ()) -> str:
        if one.strength == "it":
            # "A permanent end to the war in Norland, not a temporary one": of the question named before it.
            one = next((other for other in reversed(reading.asked) if _names(other, one)), one)
        if one.issue is not None:
            return one.issue
        theatre = whereabouts.theatre(reading.text, one, parties, self.scene, self.codebook)
        return f"{theatre}-ceasefire"


def _short(text: str, actors: tuple[Actor, ...]) -> Merged:
    short = merged(text, actors)
    return lowered(short) if headlined(text) else short


def _names(other: Asked, one: Asked) -> bool:
    return other.strength != "it" and other.taken is Taken.TRUCE and other.end <= one.start


def _most_named(actors: list[Actor]) -> tuple[Actor, ...]:
    """One actor for each party that is named at least twice, the most named first."""
    counts = Counter(party for actor in actors for party in actor.parties)
    chosen: dict[str, Actor] = {}
    for actor in actors:
        for party in actor.parties:
            if counts[party] > 1 and (party not in chosen or chosen[party].adjective):
                chosen[party] = actor
    return tuple(chosen[party] for party, _ in counts.most_common() if party in chosen)
