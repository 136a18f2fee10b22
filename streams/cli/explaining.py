"""`trucewire extract --explain`: an article sentence by sentence, what was read by which rule, what nearly was.

Colours only mark characters: a stranger's text is never markup.
"""

from typing import TYPE_CHECKING

from streams.cli.console import out, plain

if TYPE_CHECKING:
    from rich.text import Text

    from schemas.articles import Article
    from streams.codebook import Codebook
    from streams.extract.casualties import CasualtyDraft
    from streams.extract.stances import Draft, Explained

ACTOR, QUESTION, EVIDENCE = "cyan", "yellow", "bold"
POSITIONS = {"rejects": "red", "noncommittal": "white", "conditional": "magenta", "supports": "green"}


def show(article: "Article", book: "Codebook") -> None:
    """Prints what the extractor sees in the article."""
    from streams.extract.casualties import casualties
    from streams.extract.dates import article_dates
    from streams.extract.stances import explain
    from streams.extract.text import read

    document = read(article.title, article.text)
    if document.skipped is not None:
        _line(f"not read: {document.skipped}")
        return
    dates = article_dates(document, book, published=article.published, stated=article.stated)
    scene, rows = explain(document, book, dates.day)
    counts = casualties(document, dates, book)
    _line(f"day {dates.day or 'unknown'} ({dates.source or 'no source'}{', doubtful' if dates.doubtful else ''})")
    named = ", ".join(f"{name} {count}" for name, count in scene.scores) or "none"
    _line(f"theatre {scene.theatre or 'none'}: {scene.reason}; named: {named}; words for a truce: {scene.truce_words}")
    for start, end, rule in document.left_out:
        _line(f"left out [{rule}]: {document.text[start : min(end, start + 60)]}", style="dim")
    for row in rows:
        harmed = [one for one in counts if one.sentence.index == row.sentence.index]
        if row.asked or row.drafts or harmed or row.notes:
            _sentence(row, harmed)


def _sentence(row: "Explained", counts: "list[CasualtyDraft]") -> None:
    text = _text(row.sentence.text)
    for actor in row.actors:
        text.stylize(ACTOR, actor.start, actor.end)
    for one in row.asked:
        text.stylize(QUESTION, one.start, one.end)
    for draft in row.drafts:
        text.stylize(EVIDENCE, *draft.span)
    out().print()
    out().print(text)
    for draft in row.drafts:
        _draft(draft)
    for note in dict.fromkeys(row.notes):
        _line(f"  no: {note}", style="dim")
    for count in counts:
        bounds = (
            f"{count.low}" if count.high == count.low else f"{count.low}-{'' if count.high is None else count.high}"
        )
        _line(
            f"  {count.harm} {bounds} {count.kind} {count.time} by {count.rule} ({count.confidence} %): {count.quote}",
            style="blue",
        )


def _draft(draft: "Draft") -> None:
    told = f", told by {' and '.join(draft.told_by)}" if draft.told_by and draft.party not in draft.told_by else ""
    line = _text(f"  {draft.party} {draft.position} {draft.issue}")
    line.stylize(POSITIONS[draft.position], 2)
    line.append(plain(f"  {draft.time}, {draft.voice}{told}; rule {draft.rule} ({draft.confidence} %): {draft.why}"))
    out().print(line)


def _line(words: str, *, style: str = "") -> None:
    out().print(_text(words, style=style))


def _text(words: str, *, style: str = "") -> "Text":
    from rich.text import Text

    return Text(plain(words), style=style)
