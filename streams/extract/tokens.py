"""The words of a sentence for the count grammar: quotation marks and final stops left out, possessive endings split
off.
"""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,3})?(?![\d])|"
    r"\d{1,15}(?:\.\d{1,4})?)(?P<tail>(?:[-/][A-Za-z][\w-]{0,30}|[A-Za-z]{1,3}\b)?)"
    r"|(?P<word>[^\W\d_](?:\w|[-.'&/](?=\w)){0,40})"
    r"|(?P<dash>--+|[—–]|(?<=\s)-(?=\s))"
    r"|(?P<sign>[$€£¥%+,;:()\[\]-])"
)


class Token(NamedTuple):
    """A word, number or sign with its range in the sentence; `low` is in small letters. `number` where it is digits."""

    text: str
    low: str
    start: int
    end: int
    number: bool = False

    @property
    def capital(self) -> bool:
        """Begins with a capital letter."""
        return self.text[:1].isupper()


_ASIDE = re.compile(r"[\[(][^\[\]()\d]{1,120}[\])]")
"""An aside in brackets without a number: it stands between a subject and its verb and says nothing of either."""


def tokens(text: str) -> list[Token]:
    """The tokens of a sentence in order, asides left out; linear in its length."""
    found: list[Token] = []
    if "(" in text or "[" in text:
        text = _ASIDE.sub(lambda match: " " * len(match.group()), text)
    for match in _TOKEN.finditer(text):
        kind, start, end, word = match.lastgroup, match.start(), match.end(), match.group()
        if kind == "dash":
            found.append(Token("--", "--", start, end))
        elif kind in ("number", "tail"):
            found += _number(match)
        elif kind == "word" and len(word) > 2 and word[-2:].lower() == "'s":
            found.append(Token(word[:-2], word[:-2].lower(), start, end - 2))
            found.append(Token(word[-2:], "'s", end - 2, end))
        else:
            found.append(Token(word, word.lower(), start, end))
    return found


def _number(match: re.Match[str]) -> list[Token]:
    """`12`, `1.9`, `2.3m` as a number and its multiplier, `12-year-old` as one word."""
    digits, tail, start = match["number"], match["tail"], match.start()
    middle = start + len(digits)
    if not tail:
        return [Token(digits, digits, start, middle, number=True)]
    if tail.lower() in ("m", "mn", "bn", "k"):
        return [
            Token(digits, digits, start, middle, number=True),
            Token(tail, tail.lower(), middle, match.end()),
        ]
    whole = match.group()
    return [Token(whole, whole.lower(), start, match.end())]
