"""The way of one article through the extractor: text, dates, stances, casualties, and the row that holds them."""

import re
from typing import Any

from schemas.articles import Article
from schemas.claims import MAX_QUOTE, ArticleClaims, CasualtyClaim, Span, StanceClaim, Version
from schemas.ids import natural_id
from schemas.moments import Interval
from schemas.vocabulary import DateSource, Voice
from streams.codebook import Codebook, resolve
from streams.codebook.words import words
from streams.extract.casualties import CasualtyDraft, casualties
from streams.extract.dates import ArticleDates, article_dates, said_day
from streams.extract.stances import Draft, stances
from streams.extract.text import read

EXTRACTOR = "1"
"""The version of the rules that are code; the codebook's version names the rules that are data."""


def extract(article: Article, codebook: Codebook, *, generation: int = 0) -> ArticleClaims:
    """Everything that this version of the article says, also when that is nothing.

    What is withdrawn or not written in English has no claims and says why in `skipped`.
    """
    content = article.content
    head: dict[str, Any] = {
        "id": article.id or article.article_id,
        "article_id": article.article_id,
        "version": Version(content=content, generation=generation),
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published,
        "updated": article.updated,
        "received": article.received,
        "extractor": EXTRACTOR,
        "codebook": codebook.version,
    }
    if article.withdrawn is not None:
        return ArticleClaims(**head, article_day=article.day, skipped="withdrawn")
    if article.language is not None and not article.language.lower().startswith("en"):
        return ArticleClaims(**head, article_day=article.day, skipped=f"language {article.language}")
    document = read(article.title, article.text)
    if document.skipped is not None:
        return ArticleClaims(**head, article_day=article.day, skipped=document.skipped)
    dates = article_dates(document, codebook, published=article.published, stated=article.stated)
    said = [_stance(article, content, dates, draft) for draft in stances(document, codebook, dates.day)]
    harmed = [_casualty(article, content, dates, draft) for draft in casualties(document, dates, codebook)]
    return ArticleClaims(
        **head,
        article_day=dates.day,
        stances=resolve.stances(
            _unique(said), url=article.url, outlet=article.outlet, day=dates.day, codebook=codebook
        ),
        casualties=resolve.casualties(_unique(harmed), codebook),
    )


def _unique(claims: list[Any]) -> list[Any]:
    """The claims in the order of the text, each id once."""
    by_id = {claim.id: claim for claim in claims}
    return sorted(by_id.values(), key=lambda claim: (claim.part, claim.start, claim.end, claim.id))


def _day(dates: ArticleDates, said: Interval | None) -> dict[str, Any]:
    """The day of a statement: said in the text, else the article's."""
    if said is not None and said.day is not None:
        return {"day": said, "date_source": DateSource.SAID, "date_doubtful": dates.doubtful}
    if dates.day is not None:
        return {"day": Interval.of(dates.day), "date_source": dates.source, "date_doubtful": dates.doubtful}
    return {"day": said, "date_source": DateSource.SAID if said is not None else None, "date_doubtful": dates.doubtful}


def _evidence(article: Article, content: str, draft: Draft | CasualtyDraft, claimed: str) -> dict[str, Any]:
    """What every claim has: its id, the passage with its exact words, and the rule that read it."""
    start, end = draft.start, min(draft.end, draft.start + MAX_QUOTE)
    part = article.text if draft.part == "text" else article.title or ""
    return {
        "id": natural_id(article.article_id, content, draft.part, start, end, claimed),
        "part": draft.part,
        "start": start,
        "end": end,
        "quote": part[start:end],
        "rule": draft.rule,
        "confidence": draft.confidence,
        "time": draft.time,
    }


def _stance(article: Article, content: str, dates: ArticleDates, draft: Draft) -> StanceClaim:
    claimed = f"{draft.party}|{draft.issue}|{draft.position}"
    told = [party for party in draft.told_by if party != draft.party]
    return StanceClaim(
        **_evidence(article, content, draft, claimed),
        **_day(dates, said_day(draft.sentence.text, _clause(draft), dates)),
        party=draft.party,
        issue=draft.issue,
        position=draft.position,
        voice=draft.voice,
        speaker=draft.speaker,
        object=draft.object,
        audience=draft.audience,
        terms=None if draft.terms is None else Span(start=draft.terms[0], end=draft.terms[1]),
        teller=told[0] if told and draft.voice == Voice.ATTRIBUTED else None,
        words=words(draft.sentence.text),
    )


_STOP = re.compile(r"[,;:.\u2014]|\bafter\b|\bsince\b")
REACH = 60
"""Characters after a passage in which its day may still be named: "approved the truce with Sudmark on Tuesday"."""


def _clause(draft: Draft) -> tuple[int, int]:
    """The passage with the rest of its clause."""
    start, end = draft.span
    stop = _STOP.search(draft.sentence.text, end, end + REACH)
    return start, stop.start() if stop else min(end + REACH, len(draft.sentence.text))


def _casualty(article: Article, content: str, dates: ArticleDates, draft: CasualtyDraft) -> CasualtyClaim:
    claimed = f"{draft.harm}|{draft.low}|{draft.high}"
    return CasualtyClaim(
        **_evidence(article, content, draft, claimed),
        **_day(dates, draft.said),
        harm=draft.harm,
        low=draft.low,
        high=draft.high,
        kind=draft.kind,
        since=draft.since,
        place=draft.place,
        group=draft.group,
        attributed_to=draft.attributed_to,
        approx=draft.approx,
        part_of_total=draft.part_of_total,
        happened=draft.happened,
        place_id=draft.place_id,
        counted_from=draft.start_id,
    )
