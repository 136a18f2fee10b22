"""Reads articles from `.md` and `.txt` (one each, with front matter or without), `.jsonl` (one a line), and folders.

What cannot be an article is refused with its reason, and the rest goes on.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from schemas.articles import Article
from schemas.moments import day_of, days_after
from streams.errors import faults
from streams.replay.decoding import NotAnArticleError, line_fields, text_fields

TEXT_SUFFIXES = (".md", ".txt")
LINES_SUFFIX = ".jsonl"
SUFFIXES = (*TEXT_SUFFIXES, LINES_SUFFIX)

DESCRIPTIONS = ("readme", "license", "changelog")
"""Names, without ending, of files that describe a folder: they are read when they are named themselves."""

MOST_BYTES = 900_000
"""Bytes of an article, as it came and as a record: with the headers of a dead letter it still fits a Kafka message."""


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
            raise NotAnArticleError("is not a file" if path.exists() else "no such file")
        if path.suffix.lower() == LINES_SUFFIX:
            yield from _lines(path, now=now, stated=stated)
        elif path.suffix.lower() in TEXT_SUFFIXES:
            yield Found(_article(text_fields(_content(path)), now=now, stated=stated), path)
        else:
            raise NotAnArticleError(f"is not one of {', '.join(SUFFIXES)}")
    except NotAnArticleError as error:
        yield Refused(path, str(error))
    except OSError as error:
        yield Refused(path, f"cannot be read: {error.strerror}")


def _content(path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise NotAnArticleError(f"is over {MOST_BYTES // 1000} kB")
    return path.read_bytes()


def _lines(path: Path, *, now: str, stated: str | None) -> Iterator[Found | Refused]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(MOST_BYTES + 1):
            number += 1
            try:
                if len(line) > MOST_BYTES:
                    _skip_line(file)
                    raise NotAnArticleError(f"is over {MOST_BYTES // 1000} kB")
                if line.strip():
                    fields = line_fields(line)
                    article = _article(fields, now=now, stated=stated)
                    yield Found(article, path, number, stamped=fields.get("received") is not None)
            except NotAnArticleError as error:
                yield Refused(path, str(error), number)
    if not number:
        yield Refused(path, "is empty")


def _skip_line(file: Any) -> None:
    while (rest := file.readline(MOST_BYTES)) and not rest.endswith(b"\n"):
        pass


def _article(fields: Mapping[str, Any], *, now: str, stated: str | None) -> Article:
    given: dict[str, Any] = {"received": now, **fields}
    try:
        draft = Article(**given)
        article = Article(**given, stated=stated) if stated and not draft.published else draft
    except ValidationError as error:
        raise NotAnArticleError(faults(error)) from error
    tomorrow = days_after(now[:10], 1)
    for field in ("published", "updated", "received"):
        day = day_of(getattr(article, field))
        if day is not None and day > tomorrow:
            raise NotAnArticleError(f"{field} {day} lies in the future")
    if len(article.model_dump_json().encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise NotAnArticleError(f"is over {MOST_BYTES // 1000} kB as a record")
    return article
