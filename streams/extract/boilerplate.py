"""What a page puts around an article: rules for whole lines (`boilerplate.toml`), and headings after which it ends.

A line that a rule matches is not read. The rules are general, of no outlet's layout; their examples are tests.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LineRule:
    """A line that is no sentence of the article. `longest` bounds the lines that it may take away, in characters."""

    id: str
    pattern: re.Pattern[str]
    example: str
    longest: int


def _rules() -> tuple[LineRule, ...]:
    tables = tomllib.loads(Path(__file__).with_name("boilerplate.toml").read_text("utf-8"))
    return tuple(
        LineRule(
            id=f"boilerplate.{name}",
            pattern=re.compile(table["pattern"], re.IGNORECASE),
            example=table["example"],
            longest=table.get("longest", 200),
        )
        for name, table in tables.items()
    )


LINE_RULES = _rules()

_TAIL = re.compile(
    r"\W{0,3}(leave a (reply|comment)|latest news|more articles like this|related (articles?|stories|news|posts)"
    r"|most (read|viewed|popular)|recommended( stories| for you)?|read next|you (may|might) also like|more from .{1,40}"
    r"|about the author|comments?)\W{0,3}$",
    re.IGNORECASE,
)
TAIL_SHARE = 0.35
"""A closing heading ends the article only when at most this share of its characters comes after it."""

_CUT_OFF = re.compile(r"(\.\.\.|…|\[…\]|\[\.\.\.\])\W{0,2}$")
_SENTENCE_END = re.compile(r"[.!?:;,\"')\]]\s{0,3}$")


def line_rule(line: str) -> LineRule | None:
    """The first rule that says that this line is none of the article's, or None."""
    for rule in LINE_RULES:
        if len(line) <= rule.longest and rule.pattern.match(line):
            return rule
    return None


def is_tail(line: str) -> bool:
    """A heading after which a page shows other things than the article."""
    return len(line) <= 80 and _TAIL.match(line) is not None


def is_cut_off(line: str) -> bool:
    """The first words of another article, cut off by dots."""
    return _CUT_OFF.search(line[-12:]) is not None and '"' not in line[-12:]


def is_headline(line: str) -> bool:
    """A short line without an end: a heading or the headline of a teaser."""
    return len(line) <= 160 and _SENTENCE_END.search(line[-5:]) is None
