"""A sentence after the rules have read it: all that the weighing sees."""

from dataclasses import dataclass, field

from streams.extract.drafts import Draft
from streams.extract.issues import Asked
from streams.extract.judge import Answer
from streams.extract.proposals import Proposal, parties_of
from streams.extract.readings import Reading
from streams.extract.text import Sentence


@dataclass(slots=True)
class Heard:
    """A sentence, its tree, the questions that it names, what the rules answered and what they drafted."""

    sentence: Sentence
    reading: Reading
    asked: tuple[Asked, ...]
    near: Asked | None
    """The last question named before the sentence."""
    issue: str | None
    """What a position in this sentence is about; None where no question is near."""
    answers: list[tuple[Proposal, Answer]] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    @property
    def parties(self) -> tuple[str, ...]:
        """Whom the sentence may give a position to: whoever is named, meant or speaks in it."""
        found = [party for actor in self.reading.actors for party in actor.parties]
        found += [party for proposal, _ in self.answers for party in parties_of(proposal.who)]
        found += self.reading.speaker.parties if self.reading.speaker is not None else ()
        return tuple(dict.fromkeys(found))
