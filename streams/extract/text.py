"""An article as sentences: what is read, repaired for reading, and the way back to the original characters.

Promises: `original[sentence.start:sentence.end]` is what stands in the article; `sentence.original(i, j)` leads from
offsets in `sentence.text` to such a range, so every quote is exact. Title first, then the text in order, without what
the page put around it (see boilerplate). Linear in the length of the input; limits on size decide what is read, never
time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from schemas.vocabulary import Part
from streams.extract import boilerplate
from streams.extract.languages import foreign
from streams.extract.offsets import Repaired, repair
from streams.extract.sentences import split

MOST_CHARACTERS = 200_000
"""Characters of a text that are read: a book's chapter. What lies beyond is not."""

MOST_SENTENCES = 1_500
"""Sentences of an article that are read."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `text` is repaired, `start` and `end` count in the original part.

    `paragraph` is -1 for the title. `caps`: written in capitals alone. `quoted`: begins inside a quotation that an
    earlier sentence opened.
    """

    part: Part
    start: int
    end: int
    text: str
    paragraph: int
    index: int
    caps: bool = False
    quoted: bool = False
    _source: Repaired = field(default=Repaired("", (0,), (0,), (True,), 0), repr=False, compare=False)
    _offset: int = field(default=0, repr=False, compare=False)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original part that offsets of `text` stand for."""
        return self._source.original(self._offset + start, self._offset + end)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first sentence: `CAIRO, October 31, 2024 (Reuters)`; offsets as a sentence's."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it is read. `skipped` says why nothing was: its language.

    `left_out` are the ranges of the text that were cut away, each with the rule.
    """

    title: str | None
    text: str
    sentences: tuple[Sentence, ...]
    dateline: Dateline | None = None
    skipped: str | None = None
    left_out: tuple[tuple[int, int, str], ...] = ()

    def part(self, part: Part) -> str:
        """The original characters that a sentence's offsets count in."""
        return self.text if part is Part.TEXT else self.title or ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph as a range of the repaired text."""

    start: int
    end: int


def read(article_title: str | None, article_text: str) -> Document:
    """The article as sentences; none, with the reason, where it is not English."""
    body = repair(article_text[:MOST_CHARACTERS])
    language = foreign(f"{article_title or ''}\n{body.text}")
    if language is not None:
        return Document(article_title, article_text, (), skipped=f"language {language}")
    sentences = list(_title_sentences(article_title)) if article_title else []
    lines, left_out = _kept(body.text, _lines(body.text))
    dateline = None
    for number, line in enumerate(lines):
        start = line.start
        if dateline is None and number < _DATELINE_LINES:
            dateline, start = _dateline(body, line, first=number == 0)
        room = MOST_SENTENCES - len(sentences)
        if room <= 0:
            break
        sentences += _sentences(body, (start, line.end), Part.TEXT, number, len(sentences))[:room]
    cut = tuple((*body.original(line.start, line.end), reason) for line, reason in left_out)
    return Document(article_title, article_text, tuple(sentences), dateline, None, cut)


def _title_sentences(title: str) -> Iterator[Sentence]:
    source = repair(title[:2_000])
    yield from _sentences(source, (0, len(source.text)), Part.TITLE, -1, 0)


def _sentences(source: Repaired, span: tuple[int, int], part: Part, paragraph: int, first: int) -> list[Sentence]:
    start, end = span
    text = source.text[start:end].replace("\n", " ")
    found: list[Sentence] = []
    quoted = False
    for left, right in split(text):
        piece = text[left:right]
        low, high = source.original(start + left, start + right)
        found.append(
            Sentence(
                part, low, high, piece, paragraph, first + len(found), _in_capitals(piece), quoted, source, start + left
            )
        )
        quoted = quoted != (piece.count('"') % 2 == 1)
    return found


def _in_capitals(text: str) -> bool:
    upper = sum(letter.isupper() for letter in text)
    return upper >= 8 and upper >= 9 * sum(letter.islower() for letter in text)


# Paragraphs

_HEADING_MARK = re.compile(r"[#>*•]{1,6}[ ]{1,3}|[-–—][ ]{1,3}(?=[A-Z\"])")
_WRAP = range(50, 96)
"""Characters of a line that was wrapped by a teletype or a mail program."""


def _lines(text: str) -> list[_Line]:
    """The paragraphs: lines, or blocks between empty lines where the text is wrapped."""
    raw: list[_Line] = []
    start = 0
    for piece in text.split("\n"):
        raw.append(_Line(start, start + len(piece)))
        start += len(piece) + 1
    if _is_wrapped(text, raw):
        raw = _joined(text, raw)
    return [line for line in (_stripped(text, line) for line in raw) if line.end > line.start]


def _is_wrapped(text: str, lines: list[_Line]) -> bool:
    """Most lines that another line follows are of one width and end in the middle of a sentence."""
    followed = [
        text[line.start : line.end].rstrip()
        for line, after in pairwise(lines)
        if text[line.start : line.end].strip() and text[after.start : after.end].strip()
    ]
    wrapped = sum(len(line) in _WRAP and line[-1] not in '.!?"' for line in followed)
    return len(followed) >= 3 and wrapped * 2 > len(followed)


def _joined(text: str, lines: list[_Line]) -> list[_Line]:
    blocks: list[_Line] = []
    inside = False
    for line in lines:
        filled = bool(text[line.start : line.end].strip())
        if filled and inside:
            blocks[-1] = _Line(blocks[-1].start, line.end)
        elif filled:
            blocks.append(line)
        inside = filled
    return blocks


def _stripped(text: str, line: _Line) -> _Line:
    """Without surrounding space and the mark of a heading or list."""
    piece = text[line.start : line.end]
    left = len(piece) - len(piece.lstrip())
    mark = _HEADING_MARK.match(piece, left)
    if mark is not None and boilerplate.line_rule(piece.strip()) is None:
        left = mark.end()
    return _Line(line.start + left, line.start + max(left, len(piece.rstrip())))


def _kept(text: str, lines: list[_Line]) -> tuple[list[_Line], list[tuple[_Line, str]]]:
    """The lines that are the article's, and the others with the rule that took them."""
    kept: list[_Line] = []
    cut: list[tuple[_Line, str]] = []
    seen: set[str] = set()
    for number, line in enumerate(lines):
        piece = text[line.start : line.end]
        if boilerplate.is_tail(piece) and _closes(lines, number):
            cut += [(rest, "boilerplate.tail") for rest in lines[number:]]
            break
        rule = boilerplate.line_rule(piece)
        reason = rule.id if rule else "boilerplate.repeat" if piece in seen else None
        if reason is None and boilerplate.is_cut_off(piece) and number:
            reason = "boilerplate.cut-off"
            before = kept[-1] if kept and kept[-1] == lines[number - 1] else None
            if before is not None and len(kept) > 1 and boilerplate.is_headline(text[before.start : before.end]):
                cut.append((kept.pop(), reason))
        if reason is None:
            kept.append(line)
            seen.add(piece)
        else:
            cut.append((line, reason))
    return kept, cut


def _closes(lines: list[_Line], number: int) -> bool:
    """Little text comes after this line."""
    whole = sum(line.end - line.start for line in lines)
    after = sum(line.end - line.start for line in lines[number:])
    return after <= boilerplate.TAIL_SHARE * whole


# Dateline

_DATELINE_LINES = 4
"""Kept lines among which a dateline is looked for: it may follow a headline and a standfirst."""

_PLACE = r"[A-Z][A-Za-z'./ -]{0,40}[A-Za-z.]"
_DATELINE = re.compile(
    rf"(?P<line>(?P<place>{_PLACE}(?:, {_PLACE}){{0,2}})"
    r"(?:, ?(?P<day>(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, ?\d{4})?|\d{1,2} [A-Z][A-Za-z]{2,8}\.?(?: \d{2,4})?)))?"
    r"(?: ?(?P<agency>[(\[][^()\[\]]{2,40}[)\]]))?)"
    r"(?:\s{0,3}(?:--|—|–|-|:)\s{1,3}|\s{2,3}(?=[A-Z]))(?:\[[A-Z ]{2,30}\]\s{0,3}){0,3}"
)


def _dateline(source: Repaired, line: _Line, *, first: bool) -> tuple[Dateline | None, int]:
    """The dateline at the head of a line and where the sentence after it begins."""
    head = source.text[line.start : min(line.end, line.start + 160)].replace("\n", " ")
    match = _DATELINE.match(head)
    if match is None or not _is_dateline(match, head, first=first):
        return None, line.start
    low, high = source.original(line.start, line.start + match.end("line"))
    return Dateline(match["line"], low, high), line.start + match.end()


def _is_dateline(match: re.Match[str], head: str, *, first: bool) -> bool:
    """Capitals, a day or an agency show one; else, in the first line, a short name before its only spaced dash."""
    place, after = match["place"], head[match.end("line") :]
    if place.split(",")[0].split("/")[0].isupper() or match["day"] or match["agency"]:
        return True
    dashes = len(_SPACED_DASH.findall(after))
    return first and dashes == 1 and len(place.split()) <= 3 and len(after) > 60 and "'" not in place


_SPACED_DASH = re.compile(r"\s(?:--|—|–|-)\s")
