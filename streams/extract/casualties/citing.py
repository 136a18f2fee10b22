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
    r"(?!(?<=claimed) (?:the )?(?:[\w,.'-]{1,15} ){0,5}(?:lives|life)\b)"
)
_INVERTED = re.compile(
    r"[,\"] ?(?:said|says|say|added|reported|adds|announced|claimed|claims|confirmed|estimates|estimate) "
    r"(?P<who>(?:[Tt]he |[Aa]n? )?[A-Z](?:U\.S\.|U\.N\.|[^;:\".]){1,80}"
    r"|(?:the |an? |its |local |rebel |[a-z]{3,12} )?(?:officials|police|medics|doctors|residents|witnesses|rescuers|"
    r"rebels|army|military|ministry|[a-z]{3,14} ministry|government|separatists|authorities|activists|prosecutors|"
    r"coastguard|officers|monitors|observers|survivors|hospital)\b)"
)
_GOES_ON = re.compile(
    r" (?:that|he|she|they|it|the|its|his|their|at least|more than|some|about|another|no|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|dozens|hundreds|thousands|scores|several|many|\d[\d,]{0,8}(?! (?:Jan|Feb|Mar|Apr|May|"
    r"Jun|Jul|Aug|Sep|Oct|Nov|Dec)))\b"
)
_NO_SUBJECT = re.compile(r"(?:which|who|that|and|but) ")
_ACCORDING = re.compile(
    r"\b(?:according to|citing|cited by|figures from|data from|reported by|statement by|compiled by|tally by|"
    r"count by|"
    r"kept by|figures (?:released|provided|published|compiled) by) (?P<who>[^,;:\"()]{2,120})",
    re.IGNORECASE,
)

_BY_COUNT = re.compile(
    r"\b[Bb]y the (?:estimates?|count|reckoning|tally|account|figures|calculations?) of (?P<of>[^,;:\"()]{2,60})"
    r"|\b[Aa]s (?:recorded|reported|counted|documented|verified|confirmed|compiled|estimated|"
    r"given) by (?P<as>[^,;:\"()]{2,60})"
    r"|\b(?:[Bb]y|in|on|at) (?P<who>(?:an? |the |its |their )?[\w.' -]{2,50}?)(?:'s|s')? (?:own )?"
    r"(?:tally|count|reckoning|estimates?|telling|tallies|calculations?|body count|latest figures|figures)\b"
)
"""`by a U.N. tally`, `by the estimate of a former envoy`, `as recorded by the ministry`."""

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
_ADVERBIAL = re.compile(
    r"(?:after|in|on|for|at|by|with|citing|speaking|during|from|before|without|amid|upon|"
    r"quoting) "
)
_TOLD_OF = re.compile(r"(?:which|who|whose|where) ")
_LETTERS = re.compile(r"(?:[Tt]he |[Aa]n? )?(?:[A-Z]\.)+[A-Z]")
_AMOUNT = re.compile(
    r"^(?:with )?(?:at least|more than|up to|about|around|nearly|dozens|hundreds|thousands|scores|"
    r"\d)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"^(?:there|what|nobody|no one|no word|many|some|the war|the conflict|the strikes?|the attacks?|"
    r"air strikes?|fighting|"
    r"clashes|one of (?:them|the)|(?:an?|the|as|all|and|of|for|its|his|her|their|he's|she's|it's|including|who|"
    r"which|whose|that"
    r"|latest|have|has|had|is|was|were|be|been|will|would|does|did|do|not|other|another|so|even|such|own|"
    r"preliminary|official|early)$|[\w-]{3,14} of (?:them|whom)$|(?:as|and|of|including|its|their) )"
    r"|^(?:one|two|three|four|five|six|seven|eight|nine|ten|[\d,.]+)$|\b(?:and|the|of|an?|at)$"
    r"|^(?:the )?(?:death )?tolls?\b|\b(?:bomb|bombing|blast|accident|crash|explosion|earthquake|quake|plunge|"
    r"strike|attack)$",
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
    according = [
        match for match in _ACCORDING.finditer(text) if not _is_left_behind(text, match.start(), match.end(), span)
    ]
    if according:
        best = min(according, key=lambda match: (match.end() < span[0], abs(match.start() - span[1])))
        found = _cleaned(best["who"])
        if found is not None:
            return found
    counted = next(
        (one for one in _BY_COUNT.finditer(text) if not _is_left_behind(text, one.start(), one.end(), span)), None
    )
    if counted is not None:
        found = _cleaned(counted["who"] or counted["of"] or counted["as"])
        if found is not None and not _PERIOD.search(found):
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


_PERIOD = re.compile(r"\b(?:days?|weeks?|months?|years?|hours?|first|last|past|total|all)\b", re.IGNORECASE)
_LEFT = re.compile(r", (?:and|while|but|although|whereas)\b|;")


def _is_left_behind(text: str, start: int, end: int, span: tuple[int, int]) -> bool:
    """Another clause has begun since: `12 died, according to the army, and 30 were hurt elsewhere`."""
    if end > span[0]:
        return False
    left = _LEFT.search(text, max(0, end - 1), span[0])
    if left is None:
        return False
    rest = text[left.end() : span[1]]
    goes_on = left.group().endswith("and") and (start < AT_THE_HEAD or not _FINITE.search(rest) or " of them" in rest)
    return not goes_on


_FINITE = re.compile(r"\b(?:was|were|is|are|has|have|had|died|fled|went|killed|left)\b")
AT_THE_HEAD = 4
"""Characters at which `According to the army, ...` begins: it holds for the whole sentence."""


_TRAILS = re.compile(
    r"(?: (?:on|last|late|early|earlier|this|in|yesterday) ?[\w. ]{0,24}|,? [A-Z][a-z]{2,7}day)?,? (?:and|while|"
    r"but|as|although)\b"
)
_JOINED = re.compile(r"(?:^|[ ,])(?:and|but) ?(?:then |also |later )?$")
_WHO_CLAUSE = re.compile(r", (?:who|which|whose)\b[^;:.]{0,160}?, ?$")
_DASHED = re.compile(r" (?:-|--|–|—) (?:[^-–—:;]|(?<=\w)-(?=\w)){1,160} (?:-|--|–|—) ?$")
"""`The monitor - which has sources on the ground - said`."""
_RELATIVE = re.compile(r"(?:^|, ?)(?:who|which)$")


def named_before(text: str, end: int) -> str | None:
    """Whom the sentence quotes before a place in it: `said Ali Karim, who told of a village where, he said, ...`."""
    found = None
    for match in _INVERTED.finditer(text, 0, end):
        found = _cleaned(match["who"].split(",")[0]) or found
    return found


def _before(text: str, verbs: list[_Verb], span: tuple[int, int]) -> str | None:
    """`The ministry said that ...`: the subject of the last verb of saying before the passage.

    A verb joined by `and`, or behind a clause with `who`, has the subject of the one before it; so has one of `it`.
    """
    last = min(span[1], span[0] + 60) if span[0] else span[1]
    found: str | None = None
    inside = False
    for verb in verbs:
        if verb.end > last:
            break
        if verb.end <= span[0] and _TRAILS.match(text, verb.end):
            found, inside = None, False
            continue
        before = text[max(verb.since, verb.start - _FAR) : verb.start]
        if found is not None and (_JOINED.search(before) or (inside and before.rstrip().endswith(","))):
            inside = False
            continue
        plain = _WHO_CLAUSE.sub("", _DASHED.sub("", text[max(verb.since, verb.start - 2 * _FAR) : verb.start]))
        subject = _subject(re.split(r"[;:\"]", plain)[-1])
        inside = _RELATIVE.search(subject) is not None
        if inside:
            subject = _subject(re.split(r"[;:\"]", plain.rstrip()[: -len(subject)])[-1] or "")
        named = _cleaned(subject)
        if named is None or (found is not None and _AGAIN.fullmatch(named)):
            found = found if named is not None else None
            continue
        found = named
    return found


_AGAIN = re.compile(r"(?:it|he|she|they)", re.IGNORECASE)


def _subject(before: str) -> str:
    """The subject at the end of what stands before a verb of saying, with its apposition."""
    closed = before.rstrip().endswith(",")
    parts = [part.strip() for part in before.strip(" ,").split(",")]
    last = ", ".join(parts[-2:]) if closed and len(parts) > 1 else parts[-1]
    if closed and len(parts) > 1 and (_TOLD_OF.match(parts[-1]) or _ADVERBIAL.match(parts[-1])):
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
