"""Short passages with the claims that the annotation guide reads from them: the `guide-*.toml` files beside this one.

A case has `id`, `rule` of the guide, `theatre`, `published`, `text`, and where it is wanted `title`, `stances`,
`casualties`, `twin` (the id of the passage that it contrasts with) and `known_gap` (it is read otherwise today).
A stance is written "party issue position [past] [voice]", a count "harm low-high [past] [kind] [part]"; further slots
follow as "| speaker=the words" (also place, attributed_to, group, terms, quote), and must hold the words. What is not
written is not compared, except that time is current and a count is no part.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.articles import Article
from schemas.claims import ArticleClaims, StanceClaim
from schemas.vocabulary import Kind, Part, Time, Voice

FOLDER = Path(__file__).parent
WORDS = frozenset(("speaker", "terms", "quote", "place", "group", "attributed_to"))
SLOTS = frozenset(
    ("id", "rule", "theatre", "published", "title", "text", "stances", "casualties", "twin", "known_gap", "why")
)


@dataclass(frozen=True, slots=True)
class Found:
    """One claim of the extractor in the same terms."""

    claim: tuple[str, ...]
    manner: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """One claim: what must be equal, and where they are written the voice or kind and words of further slots."""

    claim: tuple[str, ...]
    manner: str | None
    words: tuple[tuple[str, str], ...]

    def met_by(self, found: Found) -> bool:
        """Whether this claim was found, with all that is asked of it."""
        told = dict(found.words)
        return (
            self.claim == found.claim
            and self.manner in {None, found.manner}
            and all(words.lower() in told[slot].lower() for slot, words in self.words)
        )


@dataclass(frozen=True, slots=True)
class Case:
    """One passage; `why` says what a known gap hangs on."""

    id: str
    rule: str
    theatre: str
    article: Article
    stances: tuple[Expected, ...]
    casualties: tuple[Expected, ...]
    twin: str | None
    known_gap: bool
    why: str


def cases() -> list[Case]:
    """Every case, in order of file and place."""
    return [
        case(entry)
        for path in sorted(FOLDER.glob("guide-*.toml"))
        for entry in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


def case(entry: dict[str, Any]) -> Case:
    """The case of an entry. Raises ValueError that lists the known slots where one is unknown."""
    unknown = sorted(set(entry) - SLOTS)
    if unknown:
        raise ValueError(f"{entry.get('id')}: unknown {', '.join(unknown)}; known are {', '.join(sorted(SLOTS))}")
    return Case(
        id=entry["id"],
        rule=entry["rule"],
        theatre=entry["theatre"],
        article=Article(
            id=entry["id"],
            title=entry.get("title"),
            text=entry["text"],
            published=entry["published"] + "T12:00:00Z",
            outlet="example.org",
        ),
        stances=tuple(_expected(line, 3, set(Voice)) for line in entry.get("stances", ())),
        casualties=tuple(_expected(line, 2, set(Kind)) for line in entry.get("casualties", ())),
        twin=entry.get("twin"),
        known_gap=entry.get("known_gap", False),
        why=entry.get("why", "read otherwise today"),
    )


def _expected(line: str, size: int, manners: set[Any]) -> Expected:
    told, *further = (part.strip() for part in line.split("|"))
    words = told.split()
    rest = words[size:]
    if len(words) < size or set(rest) - {"past", "part"} - manners:
        raise ValueError(f"{line!r}: after {size} words come only past, part, {', '.join(sorted(manners))}")
    time = Time.PAST if "past" in rest else Time.CURRENT
    part = ("part",) if "part" in rest else ()
    slots = tuple((slot, value) for slot, _, value in (item.partition("=") for item in further))
    if unknown := {slot for slot, _ in slots} - WORDS:
        raise ValueError(f"{line!r}: unknown {', '.join(sorted(unknown))}; known are {', '.join(sorted(WORDS))}")
    return Expected(
        claim=(*words[:size], time, *part),
        manner=next((word for word in rest if word in manners), None),
        words=slots,
    )


def stances_of(claims: ArticleClaims, article: Article) -> list[Found]:
    """The stances that were found."""
    return [
        Found(
            claim=(claim.party, claim.issue, claim.position, claim.time),
            manner=claim.voice,
            words=(
                ("speaker", claim.speaker or ""),
                ("quote", claim.quote),
                ("terms", _text(claim, article)),
            ),
        )
        for claim in claims.stances
    ]


def casualties_of(claims: ArticleClaims) -> list[Found]:
    """The counts that were found."""
    return [
        Found(
            claim=(
                claim.harm,
                f"{claim.low}-{'' if claim.high is None else claim.high}",
                claim.time,
                *(("part",) if claim.part_of_total else ()),
            ),
            manner=claim.kind,
            words=(
                ("place", claim.place or ""),
                ("group", claim.group or ""),
                ("attributed_to", claim.attributed_to or ""),
                ("quote", claim.quote),
            ),
        )
        for claim in claims.casualties
    ]


def _text(claim: StanceClaim, article: Article) -> str:
    """The words of the terms."""
    part = (article.title or "") if claim.part == Part.TITLE else article.text
    return "" if claim.terms is None else part[claim.terms.start : claim.terms.end]
