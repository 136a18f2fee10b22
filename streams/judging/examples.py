"""From labelled articles to examples: what is seen of a party in a sentence, and which positions the labels give it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.vocabulary import Position, Time
from streams.codebook import Codebook
from streams.extract.dates import article_dates
from streams.extract.stances import hear
from streams.extract.text import Document, Sentence, read
from streams.extract.weighing import Heard
from streams.extract.weighing.features import Features, features
from streams.extract.weighing.weights import POSITIONS

Claim = tuple[str, str, str]
"""Party, issue, position."""
Label = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A party in a sentence. `told`: per position whether the labels have it here; None where that cannot be said."""

    party: str
    issue: str | None
    features: Features
    told: Mapping[Position, bool | None]


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article: its examples, the claims of its labels, those that only one labeller saw, what rules alone say."""

    id: str
    examples: tuple[Example, ...]
    sure: frozenset[Claim]
    doubtful: frozenset[Claim]
    ruled: frozenset[Claim]
    dissent: frozenset[Claim]
    """What rules say of dissenters, which is not weighed."""


def labelled(label: Label, codebook: Codebook) -> Labelled:
    """The examples of one labelled article: {"id", "date", "title"?, "text", "stances"}."""
    document = read(label.get("title"), label["text"])
    heard = _heard(document, label, codebook)
    sure = frozenset(_claims(label, agreed=True))
    doubtful = frozenset(_claims(label, agreed=False)) - sure
    ruled = frozenset(
        (draft.party, draft.issue, str(draft.position))
        for one in heard
        for draft in one.drafts
        if draft.time is Time.CURRENT
    )
    found = tuple(example for one in heard for example in _examples(one, label, sure, doubtful))
    return Labelled(label["id"], found, sure, doubtful, ruled, frozenset(one for one in ruled if ":" in one[0]))


def _heard(document: Document, label: Label, codebook: Codebook) -> list[Heard]:
    if document.skipped is not None:
        return []
    dates = article_dates(document, codebook, published=label.get("date"), stated=None)
    return hear(document, codebook, dates.day)[2]


def _claims(label: Label, *, agreed: bool) -> Iterator[Claim]:
    """The claims of one kind; what both labellers saw counts only where it is of the present."""
    for one in label["stances"]:
        if one.get("agreed", True) is agreed and (not agreed or one["time"] == Time.CURRENT):
            yield one["party"], one["issue"], one["position"]


def _examples(heard: Heard, label: Label, sure: frozenset[Claim], doubtful: frozenset[Claim]) -> Iterator[Example]:
    here = [one for one in label["stances"] if one["time"] == Time.CURRENT and _overlaps(one, heard.sentence)]
    agreed = frozenset(_claims({"stances": here}, agreed=True))
    unsure = frozenset(_claims({"stances": here}, agreed=False)) | doubtful
    for party, seen in features(heard).items():
        own = [one for one in heard.drafts if one.party == party and one.time is Time.CURRENT]
        issue = own[0].issue if own else heard.issue
        told = {}
        for position in POSITIONS:
            claim = (party, issue or "", str(position))
            ruled = any(one.position is position for one in own)
            told[position] = _told(claim, agreed=agreed, unsure=unsure, sure=sure, ruled=ruled)
        yield Example(party, issue, seen, told)


def _told(
    claim: Claim, *, agreed: frozenset[Claim], unsure: frozenset[Claim], sure: frozenset[Claim], ruled: bool
) -> bool | None:
    """Labels mark the fullest passage of a claim alone: what another sentence says of it again is right or unknown."""
    if claim in agreed:
        return True
    if claim in unsure:
        return None
    if claim in sure:
        return True if ruled else None
    return False


def _overlaps(label: Label, sentence: Sentence) -> bool:
    part = label.get("part", "text")
    return bool(part == sentence.part and sentence.start < label["end"] and label["start"] < sentence.end)
