"""Sentences of a treebank in CoNLL-U, with the place of every syntactic word in the sentence's text."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word: `text[start:end]`, with Universal Dependencies annotation.

    `head` counts from zero within the sentence; the root points to itself. Words that share one written token which is
    not their concatenation (a multiword token) share its span.
    """

    form: str
    lemma: str
    tag: str
    pos: str
    head: int
    dep: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TreebankSentence:
    """A sentence as written, and its words. `genre` is the treebank's own mark, or the part of the document's id."""

    id: str
    genre: str
    text: str
    words: tuple[Word, ...]


def read(path: Path) -> Iterator[TreebankSentence]:
    """The sentences of a CoNLL-U file (gzipped where it ends in .gz), in order.

    Raises ValueError where a form is not found in its sentence's text.
    """
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        comments: dict[str, str] = {}
        rows: list[list[str]] = []
        genre = ""
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                comments[key.strip()] = value.strip()
                if key.strip() in {"newdoc id", "meta::genre"}:
                    genre = value.strip().split("-")[0]
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield _sentence(comments, genre, rows)
                comments, rows = {}, []


def _sentence(comments: dict[str, str], genre: str, rows: list[list[str]]) -> TreebankSentence:
    text = comments["text"]
    spans = _spans(comments["sent_id"], text, rows)
    words = [row for row in rows if row[0].isdigit()]
    return TreebankSentence(
        id=comments["sent_id"],
        genre=genre,
        text=text,
        words=tuple(
            Word(
                form=row[1],
                lemma=row[2],
                tag=row[4],
                pos=row[3],
                head=int(row[6]) - 1 if row[6] != "0" else index,
                dep=row[7],
                start=start,
                end=end,
            )
            for index, (row, (start, end)) in enumerate(zip(words, spans, strict=True))
        ),
    )


def _spans(sent_id: str, text: str, rows: list[list[str]]) -> list[tuple[int, int]]:
    """Where each word stands; a multiword token is divided where its words spell it, else shared by them."""
    spans: list[tuple[int, int]] = []
    at = 0
    covered = 0
    for row in rows:
        number = row[0]
        if "." in number or (number.isdigit() and int(number) <= covered):
            continue
        start = text.find(row[1], at)
        if start < 0 or text[at:start].strip():
            raise ValueError(f"{sent_id}: {row[1]!r} is not where it should be in the text")
        at = start + len(row[1])
        if number.isdigit():
            spans.append((start, at))
            continue
        first, last = (int(part) for part in number.split("-"))
        covered = last
        forms = [other[1] for other in rows if other[0].isdigit() and first <= int(other[0]) <= last]
        spans.extend(_divide(start, at, forms, spelled="".join(forms) == row[1]))
    return spans


def _divide(start: int, end: int, forms: list[str], *, spelled: bool) -> list[tuple[int, int]]:
    if not spelled:
        return [(start, end)] * len(forms)
    edges = [start]
    for form in forms:
        edges.append(edges[-1] + len(form))
    return list(pairwise(edges))
