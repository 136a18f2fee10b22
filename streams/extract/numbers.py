"""The number grammar: which amount stands at a word, with its bounds (annotation guide, section 2 and rule 15).

`at least 12` is open above, `up to 12` begins at 0, `nearly 12` is 12 and approximate. Words and digits mix ("1.9
million", "two dozen"). Amounts of things that are no people are left to the grammar of counts; what is no amount at all
(dates, ages, money, shares, numbers that name a thing) is refused here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from streams.codebook.amounts import Amount
from streams.extract.bounds import bounded, may_bound, prefix
from streams.extract.quantities import Quantity
from streams.extract.tokens import Token
from streams.extract.uncounted import is_amount
from streams.extract.wordsets import wordset

MOST = 10**10
"""No count of people is larger; a longer row of digits is no count."""


class Amounts:
    """The words for amounts of a codebook, ready to be found in tokens."""

    def __init__(self, entries: Iterable[Amount]) -> None:
        self._exact: dict[str, int] = {}
        self._times: dict[str, int] = {}
        self._vague: dict[str, list[tuple[tuple[str, ...], Amount]]] = {}
        for entry in entries:
            for word in entry.words:
                if entry.times is not None:
                    self._times[word] = entry.times
                elif " " not in word and "-" not in word and entry.value is not None:
                    self._exact[word] = entry.value
                else:
                    parts = tuple(word.split())
                    self._vague.setdefault(parts[0], []).append((parts, entry))
        for known in self._vague.values():
            known.sort(key=lambda pair: -len(pair[0]))

    def quantity(self, words: Sequence[Token], at: int) -> Quantity | None:
        """The longest amount that begins at the token, or None."""
        token = words[at]
        if not (token.number or may_bound(token.low) or self._may_begin(token.low)):
            return None
        found = self._prefixed(words, at) or self._article(words, at)
        return None if found is None or not is_amount(words, found) else found

    def _may_begin(self, low: str) -> bool:
        return (
            low in self._exact
            or low in self._vague
            or low in ("a", "an", "between", "from")
            or low.split("-", maxsplit=1)[0] in self._exact
        )

    def _prefixed(self, words: Sequence[Token], at: int) -> Quantity | None:
        if words[at].low == "between":
            return self._between(words, at)
        kinds: list[str] = []
        place = at
        while place < len(words) and len(kinds) < 4 and (before := prefix(words, place)) is not None:
            if self._bare(words, place) is not None and before[1] in ("pass", "more"):
                break
            kinds.append(before[1])
            place += before[0]
        bare = self._bare(words, place) if place < len(words) else None
        if bare is None:
            return None
        after = self._after(words, bare)
        return bounded(replace(after, start=at), kinds)

    def _between(self, words: Sequence[Token], at: int) -> Quantity | None:
        first = self._bare(words, at + 1) if at + 1 < len(words) else None
        if first is None or first.end + 1 >= len(words) or words[first.end].low != "and":
            return None
        second = self._bare(words, first.end + 1)
        if second is None or second.high is None or second.high < first.low:
            return None
        return replace(second, start=at, low=first.low, bounded=True)

    def _after(self, words: Sequence[Token], found: Quantity) -> Quantity:
        """A range ("10 to 12", "10-12", "two or three"), or words after the amount ("12 or more", "12 others")."""
        end = found.end
        low = [word.low for word in words[end : end + 3]]
        if low[:2] == ["or", "more"] or low[:1] == ["+"] or low[:2] == ["or", "so"]:
            size = 1 if low[0] == "+" else 2
            open_above = low[:2] != ["or", "so"]
            return replace(
                found, end=end + size, high=None if open_above else found.high, approx=not open_above, bounded=True
            )
        led = words[found.start - 1].low if found.start else ""
        if low[:1] == ["to"] and led in ("from", "by"):
            return found
        if low and low[0] in ("to", "-", "or", "--") and end + 1 < len(words):
            other = self._bare(words, end + 1)
            close = low[0] in ("-", "to") or (
                other is not None and other.low - (found.high or 0) <= max(2, found.low // 2)
            )
            if other and other.high is not None and found.high is not None and other.low > found.low and close:
                return replace(found, end=other.end, high=other.high, bounded=True)
        return found

    def _bare(self, words: Sequence[Token], at: int) -> Quantity | None:
        """Digits, number words or a vague count, without a bound."""
        vague = self._vague_at(words, at)
        if vague is not None:
            return vague
        token = words[at]
        value = _digits(token) if token.number else self._word(token.low)
        if value is None:
            return None
        end, total, part = at + 1, 0.0, value
        while end < len(words):
            low = words[end].low
            times = self._times.get(low)
            if times is not None:
                part *= times
                if times > 100:
                    total, part = total + part, 0.0
                    if _is_half(words, end + 1):
                        total, end = total + times / 2, end + 3
                end += 1
                continue
            if _is_half(words, end) and self._times.get(_low(words, end + 3), 0) > 100:
                part, end = part + 0.5, end + 3
                continue
            more = self._continued(words, end, digits=token.number)
            if more is None:
                break
            part += more[0]
            end = more[1]
        whole = round(total + part, 3)
        if whole != int(whole) or whole >= MOST:
            return None
        return Quantity(at, end, int(whole), int(whole), form="digits" if token.number else "word")

    def _continued(self, words: Sequence[Token], at: int, *, digits: bool) -> tuple[int, int] | None:
        """`and twenty` after "a hundred", `five` after "twenty": words alone."""
        before = words[at - 1].low
        if digits or (before not in self._times and before not in _TENS):
            return None
        place = at + 1 if words[at].low == "and" and before in self._times else at
        if place >= len(words) or words[place].number:
            return None
        value = self._word(words[place].low)
        if value is None or (place > at and before not in ("hundred", "thousand")):
            return None
        return int(value), place + 1

    def _word(self, low: str) -> float | None:
        if low in self._exact:
            return self._exact[low]
        if "-" in low:
            tens, _, unit = low.partition("-")
            if tens in _TENS and unit in self._exact:
                return self._exact[tens] + self._exact[unit]
        return None

    def _vague_at(self, words: Sequence[Token], at: int) -> Quantity | None:
        low = words[at].low
        for parts, entry in self._vague.get(low, ()):
            if all(at + n < len(words) and words[at + n].low == part for n, part in enumerate(parts)):
                end = at + len(parts)
                if entry.value is not None:
                    return Quantity(at, end, entry.value, entry.value, form="word")
                return Quantity(at, end, entry.low or 0, entry.high, form="vague")
        if (
            low in ("a", "an")
            and at + 1 < len(words)
            and words[at + 1].low in self._times
            and words[at + 1].low not in ("m", "k")
        ):
            rest = self._bare_times(words, at + 1)
            return Quantity(at, rest[1], rest[0], rest[0], form="word")
        return None

    def _bare_times(self, words: Sequence[Token], at: int) -> tuple[int, int]:
        value, end = 1, at
        while end < len(words) and words[end].low in self._times:
            value *= self._times[words[end].low]
            end += 1
        if value > 100 and _is_half(words, end):
            value, end = value * 3 // 2, end + 3
        return value, end

    def _article(self, words: Sequence[Token], at: int) -> Quantity | None:
        """One of something: a, an, another, a second; the grammar asks for a victim noun after it."""
        low = words[at].low
        following = words[at + 1].low if at + 1 < len(words) else ""
        if low == "at" and following == "least" and at + 2 < len(words) and words[at + 2].low in ("a", "an"):
            return Quantity(at, at + 3, 1, None, form="article", bounded=True)
        if low in ("a", "an") and following in _ORDINALS | {"further", "additional", "single"}:
            return Quantity(at, at + 2, 1, 1, more=following != "single", form="article")
        if low == "yet" and following == "another":
            return Quantity(at, at + 2, 1, 1, more=True, form="article")
        if low in ("a", "an", "another"):
            return Quantity(at, at + 1, 1, 1, more=low == "another", form="article")
        return None


_ORDINALS = wordset("numbers.ordinals")
_TENS = wordset("numbers.tens")


def _low(words: Sequence[Token], at: int) -> str:
    return words[at].low if at < len(words) else ""


def _is_half(words: Sequence[Token], at: int) -> bool:
    """`a million and a half`."""
    return [word.low for word in words[at : at + 3]] == ["and", "a", "half"]


def _digits(token: Token) -> float | None:
    plain = token.low.replace(",", "")
    return None if len(plain) > 12 or (plain[0] == "0" and len(plain) > 1 and plain[1] != ".") else float(plain)
