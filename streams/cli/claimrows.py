"""Rows of claims (what `trucewire extract` prints, the values of `claims.articles.v1`) for the commands that fold."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from streams.cli.console import say
from streams.cli.exits import Exit
from streams.cli.inputs import lines
from streams.errors import TrucewireError, faults

if TYPE_CHECKING:
    from schemas.claims import ArticleClaims
    from streams.codebook import Codebook

LAST = "9000-01-01T00:00:00Z"
"""The instant at which files are read that are not sent: nothing in them lies in the future of it."""

GIVEN = "given"
"""Extractor, codebook and rule of a row that was written by hand and names none."""


class RowError(TrucewireError):
    """A line is no row of claims; the message says why."""

    code = "TW-ROW"


@dataclass(slots=True)
class Source:
    """Where the rows come from, and how many of its lines were refused."""

    file: Path | None
    book: "Codebook"
    refused: int = field(default=0)

    def rows(self) -> "Iterator[ArticleClaims]":
        """Every row; what is none is named on stderr, and the rest goes on."""
        if self.file is None:
            yield from self._from_kafka()
            return
        for number, line in enumerate(lines(self.file), 1):
            if line.strip():
                yield from self._row(f"line {number}", line)

    def finish(self) -> None:
        """Ends the command with REFUSED where a line was refused."""
        if self.refused:
            raise typer.Exit(Exit.REFUSED)

    def _row(self, where: str, line: bytes) -> "Iterator[ArticleClaims]":
        try:
            yield row_of(line, self.book)
        except RowError as error:
            say(f"{where}: {error}")
            self.refused += 1

    def _from_kafka(self) -> "Iterator[ArticleClaims]":
        from schemas.topics import CLAIMS
        from streams import cluster
        from streams.settings import Settings

        settings = Settings.load()
        topic = CLAIMS.named(settings.prefix)
        with cluster.admin(settings) as client:
            cluster.require(client, [topic])
        with cluster.consumer(settings) as client:
            for seen in cluster.records(client, [topic]):
                if seen.value is not None:
                    yield from self._row(f"{seen.topic} partition {seen.partition} offset {seen.offset}", seen.value)


def row_of(line: bytes, book: "Codebook") -> "ArticleClaims":
    """The row that a line is. Slots that the codebook resolves are filled in where they are absent (not null).

    Raises RowError.
    """
    import orjson
    from pydantic import ValidationError

    from schemas.claims import ArticleClaims

    try:
        fields = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise RowError(f"is not JSON: {error.msg}") from error
    if not isinstance(fields, dict):
        raise RowError("is not a JSON object with stances and casualties")
    try:
        return ArticleClaims.model_validate(_completed(fields, book))
    except ValidationError as error:
        raise RowError(faults(error)) from error


def _completed(fields: dict[str, Any], book: "Codebook") -> dict[str, Any]:
    """The row with everything that follows from what it says, so that rows can be written by hand."""
    from schemas.ids import article_id, content_id
    from streams.codebook.resolve import resolve_row

    row = {"extractor": GIVEN, "codebook": GIVEN} | fields
    known = article_id(url=row.get("url"), given=row.get("id"), outlet=row.get("outlet"), text=row.get("title") or "")
    row.setdefault("article_id", known)
    row.setdefault("id", row["article_id"])
    row.setdefault("version", {"content": content_id(fields), "generation": 0})
    row.setdefault("article_day", (row.get("published") or "")[:10] or None)
    for kind in ("stances", "casualties"):
        claims = row.get(kind)
        if isinstance(claims, list):
            row[kind] = [_claim(claim, row) if isinstance(claim, dict) else claim for claim in claims]
    return resolve_row(row, book)


def _claim(claim: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    from schemas.ids import natural_id

    whole: dict[str, Any] = {"rule": GIVEN, "confidence": 100, "part": "text", "time": "current"} | claim
    if "quote" in whole:
        whole.setdefault("start", 0)
        whole.setdefault("end", whole["start"] + len(whole["quote"]))
    if "day" not in whole and row["article_day"]:
        whole |= {"day": {"from": row["article_day"], "to": row["article_day"]}, "date_source": "published"}
    named = ("part", "start", "end", "party", "issue", "position", "harm", "low", "high")
    content = row["version"]["content"] if isinstance(row["version"], dict) else ""
    whole.setdefault("id", natural_id(row["article_id"], content, *(whole.get(slot) for slot in named)))
    return whole
