"""Whom a sentence cites: what "according to" names, or the subject of a verb of saying, before or behind the words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from streams.extract.wordsets import any_of, wordset

_BEHIND = wordset("citing.say-behind")
"""Verbs that may stand behind what is said: `..., the army said`."""

_VERB = re.compile(
    rf" (?:(?:{any_of(wordset('citing.auxiliary'))}) ){{0,3}}"
    rf"(?P<verb>{any_of(wordset('citing.say'))})\b(?! responsibility)"
)
_INVERTED = re.compile(r"[,\"] ?(?:said|says|added|reported|adds) (?P<who>(?:[Tt]he |[Aa]n? )?[A-Z][^;:\".]{2,80})")
_GOES_ON = re.compile(r" (?:that|he|she|they|it|the)\b")
_NO_SUBJECT = re.compile(r"(?:which|who|that|and|but) ")
_ACCORDING = re.compile(
    r"\b(?:according to|citing|cited by|figures from|data from|reported by|statement by|compiled by|tally by|count by|"
    r"kept by|figures (?:released|provided|published|compiled) by) (?P<who>[^,;:\"()]{2,120})",
    re.IGNORECASE,
)

_DAYS = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_CUT_AFTER = re.compile(
    rf"(?: in a (?:statement|post|report|tweet|message)| on {_DAYS}| (?:{any_of(wordset('citing.cut-after'))}) ).*$"
)
_CUT_BEFORE = re.compile(
    rf"^.{{0,160}}?(?:\b(?:{any_of(wordset('citing.cut-before'))}"
    rf"|on {_DAYS}(?: (?:morning|night|evening|afternoon))?),? )"
    r"(?=(?:the |a |an )?[A-Za-z])",
    re.IGNORECASE,
)
_ROLE = re.compile(r"^[Ss]pokes(?:man|woman|person) (?=[A-Z])")
_PASSIVE = re.compile(r" (?:was|were|is|are|be|been|being)$")
_TOLD_OF = re.compile(r"(?:which|who|whose|where) ")
_LETTERS = re.compile(r"(?:[Tt]he )?(?:[A-Z]\.)+[A-Z]")
_AMOUNT = re.compile(
    r"^(?:with )?(?:at least|more than|up to|about|around|nearly|dozens|hundreds|thousands|scores|\d)\b", re.IGNORECASE
)
_NOTHING = re.compile(
    r"^(?:there|what|nobody|no one|no word|many|some|the war|the conflict|the strikes?|the attacks?|air strikes?)\b",
    re.IGNORECASE,
)
LONGEST = 120
"""Characters of a source as it is written."""

_FAR = 160
"""Characters before a verb of saying in which its subject is looked for."""


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb of saying with its auxiliaries at `start` to `end`; `since` is where the verb before it ends."""

    word: str
    start: int
    end: int
    since: int


def cited(text: str, span: tuple[int, int], *, before: bool = True) -> str | None:
    """Whom a sentence cites for what stands at `span`: by "according to", else behind it, else (if asked) before it."""
    according = list(_ACCORDING.finditer(text))
    if according:
        best = min(according, key=lambda match: (match.end() < span[0], abs(match.start() - span[1])))
        found = _cleaned(best["who"])
        if found is not None:
            return found
    verbs = list(_verbs(text))
    found = _behind(text, verbs, span) or _inverted(text, span)
    return found or (_before(text, verbs, span) if before else None)


def _verbs(text: str) -> Iterator[_Verb]:
    since = 0
    for match in _VERB.finditer(text):
        yield _Verb(match["verb"], match.start(), match.end(), since)
        since = match.end()


def _behind(text: str, verbs: list[_Verb], span: tuple[int, int]) -> str | None:
    """`..., the mayor of the town said`; `..., Ali Karim, a doctor, said`."""
    for verb in verbs:
        if verb.start <= span[0] or verb.word not in _BEHIND:
            continue
        if verb.word != "told" and _GOES_ON.match(text, verb.end):
            continue
        found = _cleaned(_last_part(text[max(span[0], verb.since) : verb.start]) or "")
        if found is not None:
            return found
    return None


def _last_part(before: str) -> str | None:
    """What stands between the last comma or quotation mark and the verb; a name with its apposition."""
    closed = before.rstrip().endswith(",")
    parts = [part.strip() for part in re.split(r",(?!\d)|\"", before.rstrip(" ,"))]
    if len(parts) < 2 + closed or any(sign in parts[-1] for sign in ";:"):
        return None
    found = ", ".join(parts[-2:]) if closed else parts[-1]
    return None if _NO_SUBJECT.match(found) or len(found) > _FAR else found


def _inverted(text: str, span: tuple[int, int]) -> str | None:
    """`..., said Ali Karim`."""
    match = _INVERTED.search(text, span[0])
    return None if match is None else _cleaned(match["who"])


def _before(text: str, verbs: list[_Verb], span: tuple[int, int]) -> str | None:
    """`The ministry said that ...`: the subject of the last verb of saying before the passage."""
    last = min(span[1], span[0] + 60) if span[0] else span[1]
    fitting = [verb for verb in verbs if verb.end <= last]
    if not fitting:
        return None
    verb = fitting[-1]
    before = text[max(verb.since, verb.start - _FAR) : verb.start]
    return _cleaned(_subject(re.split(r"[;:\"]", before)[-1]))


def _subject(before: str) -> str:
    """The subject at the end of what stands before a verb of saying, with its apposition."""
    closed = before.rstrip().endswith(",")
    parts = [part.strip() for part in before.strip(" ,").split(",")]
    last = ", ".join(parts[-2:]) if closed and len(parts) > 1 else parts[-1]
    if closed and len(parts) > 1 and _TOLD_OF.match(parts[-1]):
        last = parts[-2]
    cut = _CUT_BEFORE.sub("", last)
    return _CUT_BEFORE.sub("", cut) if _CUT_AFTER.search(cut) else cut


def _cleaned(written: str) -> str | None:
    """Without what trails behind a name; None where it is no source."""
    plain = _ROLE.sub("", _CUT_AFTER.sub("", written.strip(" \"'.")).strip(" ,\"'."))
    if (
        not 1 < len(plain) <= LONGEST
        or _PASSIVE.search(plain)
        or _AMOUNT.match(plain)
        or _NOTHING.match(plain)
        or "of whom" in plain
    ):
        return None
    return f"{plain}." if _LETTERS.fullmatch(plain) else plain
