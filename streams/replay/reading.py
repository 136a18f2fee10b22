"""Reads articles from `.md` and `.txt` (one each, with front matter or without), `.jsonl` (one a line), and folders.

What cannot be an article is refused with its reason, and the rest goes on.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from schemas.articles import Article
from schemas.moments import day_of, days_after
from streams.errors import faults
from streams.replay import frontmatter

TEXT_SUFFIXES = (".md", ".txt")
LINES_SUFFIX = ".jsonl"
SUFFIXES = (*TEXT_SUFFIXES, LINES_SUFFIX)

DESCRIPTIONS = ("readme", "license", "changelog")
"""Names, without ending, of files that describe a folder: they are read when they are named themselves."""

MOST_BYTES = 900_000
"""Bytes of an article, as it came and as a record: with the headers of a dead letter it still fits a Kafka message."""

LINE_KEYS = ("id", "text", "title", "url", "published", "updated", "outlet", "received")
"""What is read of a line; other keys are ignored, because lines come from other people's exports."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article, and the file (and line, from 1) that it was read from."""

    article: Article
    path: Path
    line: int | None = None
    stamped: bool = False
    """Whether the file gave `received` itself."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file or line that is no article, and why."""

    path: Path
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{where}: {self.reason}"


class _RefusedError(ValueError):
    """Carries a reason to the one place that turns it into a Refused."""


def read(paths: Iterable[Path], *, now: str, stated: str | None = None) -> Iterator[Found | Refused]:
    """Every article of the files and folders, in the order given; a folder's own files by name.

    `now` is the instant at which a date lies in the future; `stated` is the day of articles that have none.
    """
    for path in paths:
        for file in _files(path):
            yield from _file(file, now=now, stated=stated)


def left_alone(paths: Iterable[Path]) -> list[Path]:
    """What lies in the given folders and is not read: files of other kinds, and folders."""
    folders = [path for path in paths if path.is_dir()]
    return sorted(entry for folder in folders for entry in folder.iterdir() if not _is_read(entry))


def _files(path: Path) -> list[Path]:
    return sorted(entry for entry in path.iterdir() if _is_read(entry)) if path.is_dir() else [path]


def _is_read(entry: Path) -> bool:
    is_article = not entry.name.startswith(".") and entry.stem.lower() not in DESCRIPTIONS
    return entry.is_file() and entry.suffix.lower() in SUFFIXES and is_article


def _file(path: Path, *, now: str, stated: str | None) -> Iterator[Found | Refused]:
    try:
        if not path.is_file():
            raise _RefusedError("is not a file" if path.exists() else "no such file")
        if path.suffix.lower() == LINES_SUFFIX:
            yield from _lines(path, now=now, stated=stated)
        elif path.suffix.lower() in TEXT_SUFFIXES:
            yield Found(_article(_text_fields(path), now=now, stated=stated), path)
        else:
            raise _RefusedError(f"is not one of {', '.join(SUFFIXES)}")
    except _RefusedError as error:
        yield Refused(path, str(error))
    except OSError as error:
        yield Refused(path, f"cannot be read: {error.strerror}")


def _text_fields(path: Path) -> dict[str, Any]:
    if path.stat().st_size > MOST_BYTES:
        raise _RefusedError(f"is over {MOST_BYTES // 1000} kB")
    text = _decoded(path.read_bytes()).replace("\r\n", "\n")
    try:
        fields, body = frontmatter.split(text)
    except frontmatter.FrontMatterError as error:
        raise _RefusedError(str(error)) from error
    return {**fields, "text": body.strip("\n")}


def _lines(path: Path, *, now: str, stated: str | None) -> Iterator[Found | Refused]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(MOST_BYTES + 1):
            number += 1
            try:
                if len(line) > MOST_BYTES:
                    _skip_line(file)
                    raise _RefusedError(f"is over {MOST_BYTES // 1000} kB")
                if line.strip():
                    fields = _line_fields(line)
                    article = _article(fields, now=now, stated=stated)
                    yield Found(article, path, number, stamped=fields.get("received") is not None)
            except _RefusedError as error:
                yield Refused(path, str(error), number)
    if not number:
        yield Refused(path, "is empty")


def _skip_line(file: Any) -> None:
    while (rest := file.readline(MOST_BYTES)) and not rest.endswith(b"\n"):
        pass


def _line_fields(line: bytes) -> dict[str, Any]:
    try:
        fields = orjson.loads(_decoded(line))
    except orjson.JSONDecodeError as error:
        raise _RefusedError(f"is not JSON: {error.msg}") from error
    if not isinstance(fields, dict):
        raise _RefusedError('is not a JSON object such as {"id": "a1", "text": "..."}')
    return {key: fields[key] for key in LINE_KEYS if fields.get(key) is not None}


def _decoded(content: bytes) -> str:
    if not content.strip():
        raise _RefusedError("is empty")
    if b"\0" in content:
        raise _RefusedError("is binary, not text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _RefusedError(f"is not UTF-8 (byte {error.start}); convert it first") from error


def _article(fields: Mapping[str, Any], *, now: str, stated: str | None) -> Article:
    given: dict[str, Any] = {"received": now, **fields}
    try:
        draft = Article(**given)
        article = Article(**given, stated=stated) if stated and not draft.published else draft
    except ValidationError as error:
        raise _RefusedError(faults(error)) from error
    tomorrow = days_after(now[:10], 1)
    for field in ("published", "updated", "received"):
        day = day_of(getattr(article, field))
        if day is not None and day > tomorrow:
            raise _RefusedError(f"{field} {day} lies in the future")
    if len(article.model_dump_json().encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise _RefusedError(f"is over {MOST_BYTES // 1000} kB as a record")
    return article
