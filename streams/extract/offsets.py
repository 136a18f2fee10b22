"""A text repaired for reading, with the way back: every offset of the repaired text leads to one of the original.

Most repairs replace one character by one (curly quotes, odd spaces), so offsets stay. The others (mojibake, entities,
zero-width characters, words that a lost link glued together) are pieces; what they cover is atomic on the way back.
"""

import html
import re
from bisect import bisect_right
from dataclasses import dataclass

import ftfy

_ONE_TO_ONE = str.maketrans(
    dict.fromkeys("‘’‚‛`´ʼʹ′", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("\t\r\x0b\x0c\x1c\x1d\x1e\x1f\xa0\u1680\u202f\u205f\u3000", " ")
    | {chr(code): " " for code in range(0x2000, 0x200B)}
    | dict.fromkeys("\u2028\u2029\x85", "\n")
    | dict.fromkeys("‐‑−", "-")
)

_HIGH = "\x80-\xffŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
_PIECE = re.compile(
    rf"(?P<mojibake>[âïî][{_HIGH}]{{1,2}}|[ÂÃÅÄÐÑØÙð][{_HIGH}]{{1,40}})"
    r"|(?P<entity>&(?:[a-zA-Z]{2,8}|#[0-9]{2,6});)"
    r"|(?P<nothing>[\u200b-\u200f\u2060\ufeff\u00ad\ufffc\ufe0f]{1,40})"
    r"|(?P<glued>(?<![A-Za-z])(?:the|of|in|by|with|from|and|to|on|at|for|said|that|as)(?=[A-Z][a-z]{2}))"
)
_MAY_NEED_PIECES = re.compile(r"[ÂÃâÅÄÐÑØÙðïî&\u200b-\u200f\u2060\ufeff\u00ad\ufffc\ufe0f]|[a-z][A-Z]")
_LEFT_ALONE = {"&lt;", "&gt;"}


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text and where its pieces came from.

    `breaks` are the repaired offsets at which a stretch begins, `origins` the original offsets there, and `plain` tells
    whether the stretch was copied character by character.
    """

    text: str
    breaks: tuple[int, ...]
    origins: tuple[int, ...]
    plain: tuple[bool, ...]
    length: int

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of a repaired range: it widens to whole pieces where it touches one."""
        return self._back(start, ceil=False), self._back(end, ceil=True)

    def _back(self, offset: int, *, ceil: bool) -> int:
        if len(self.breaks) == 1 and self.origins[0] == 0:
            return offset
        index = bisect_right(self.breaks, offset) - 1
        inside = offset - self.breaks[index]
        if self.plain[index] or inside == 0:
            return self.origins[index] + inside
        return (self._next(index)) if ceil else self.origins[index]

    def _next(self, index: int) -> int:
        return self.origins[index + 1] if index + 1 < len(self.origins) else self.length


def repair(text: str) -> Repaired:
    """The text with straight quotes and plain spaces, mojibake, entities and glued words mended; linear in length."""
    if _MAY_NEED_PIECES.search(text) is None:
        return Repaired(text.translate(_ONE_TO_ONE), (0,), (0,), (True,), len(text))
    out: list[str] = []
    breaks, origins, plain = [0], [0], [True]
    copied = written = 0
    for match in _PIECE.finditer(text):
        mended = _mended(match)
        if mended is None:
            continue
        kept = text[copied : match.start()]
        out += [kept, mended]
        _stretch(breaks, origins, plain, at=written + len(kept), origin=match.start(), copied=False)
        written += len(kept) + len(mended)
        copied = match.end()
        _stretch(breaks, origins, plain, at=written, origin=copied, copied=True)
    out.append(text[copied:])
    return Repaired("".join(out).translate(_ONE_TO_ONE), tuple(breaks), tuple(origins), tuple(plain), len(text))


def _stretch(breaks: list[int], origins: list[int], plain: list[bool], *, at: int, origin: int, copied: bool) -> None:
    """Begin a stretch; an empty one at the same offset gives way."""
    if breaks[-1] == at:
        origins[-1], plain[-1] = origin, copied
        return
    breaks.append(at)
    origins.append(origin)
    plain.append(copied)


def _mended(match: re.Match[str]) -> str | None:
    """What stands for a piece, or None to leave it as it is."""
    found = match.group()
    if match.lastgroup == "mojibake":
        mended = ftfy.fix_encoding(found)
        return mended if mended != found else _lone_lead(found)
    if match.lastgroup == "entity":
        mended = html.unescape(found)
        return mended if mended != found and found not in _LEFT_ALONE else None
    return "" if match.lastgroup == "nothing" else found + " "


def _lone_lead(found: str) -> str | None:
    """A `Â` before a space is what is left of a no-break space."""
    return " " if found in ("Â ", "Â\xa0") else None
