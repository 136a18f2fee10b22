"""Tables and passages for people: positions in their colour, quotes set apart, no text read as markup."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from streams.cli.console import out, plain

if TYPE_CHECKING:
    from rich.text import Text

COLOURS = {
    "rejects": "red",
    "noncommittal": "yellow",
    "conditional": "cyan",
    "supports": "green",
    "contested": "magenta",
    "softened": "green",
    "hardened": "red",
}
"""How words of the vocabulary look; all others look as they are."""

QUOTE = "italic"
FAINT = "dim"
LONGEST = 280
"""Characters of a quote in a table; `explain` and `--json` have all of it."""


def word(text: object) -> "Text":
    """A word in its colour."""
    from rich.text import Text

    said = plain(text)
    return Text(said, style=COLOURS.get(said, ""))


def faint(text: object) -> "Text":
    """What matters less."""
    from rich.text import Text

    return Text(plain(text), style=FAINT)


def quoted(text: str) -> "Text":
    """The words of an article, on one line."""
    from rich.text import Text

    said = plain(" ".join(text.split()))
    return Text(f"“{said[: LONGEST - 1]}…”" if len(said) > LONGEST else f"“{said}”", style=QUOTE)


def joined(*parts: "Text | str", separator: str = " ") -> "Text":
    """Parts of one cell."""
    from rich.text import Text

    return Text(separator).join(part if isinstance(part, Text) else Text(plain(part)) for part in parts)


def show(columns: Sequence[str], rows: "Iterable[Sequence[Text | str]]", *, wide: int = -1) -> None:
    """A table whose `wide` column takes what is left of the width."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0))
    last = wide % len(columns)
    for number, column in enumerate(columns):
        # On a terminal the wide column is folded; a file takes lines that are as long as they need to be.
        ratio = 1 if number == last and out().is_terminal else None
        table.add_column(column, no_wrap=number != last, overflow="fold", ratio=ratio)
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else Text(plain(cell)) for cell in row))
    out().print(table)


def passage(before: str, quote: str, after: str, *, cut: tuple[bool, bool] = (False, False), indent: int = 4) -> None:
    """A quote in what stands around it; where that is `cut`, it goes from word to word."""
    from rich.padding import Padding
    from rich.text import Text

    words, more = before.split(), after.split()
    lead = " ".join(["…", *words[1:]] if cut[0] else words)
    trail = " ".join([*more[:-1], "…"] if cut[1] else more)
    gaps = [" " if side and text[:1].isspace() else "" for side, text in ((lead, before[::-1]), (trail, after))]
    quoted = plain(" ".join(quote.split()))
    text = Text.assemble((plain(lead) + gaps[0], FAINT), (quoted, "bold italic"), (gaps[1] + plain(trail), FAINT))
    out().print(Padding(text, (0, 0, 0, indent)))


def line(*parts: "Text | str", indent: int = 0) -> None:
    """One line of the answer, its parts set apart by blanks."""
    from rich.text import Text

    out().print(Text(" " * indent) + joined(*(part for part in parts if str(part))), soft_wrap=True)
