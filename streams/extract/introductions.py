"""Whom an article introduces itself: people beside an office, people of a group, and short names in parentheses.

"Lena Ost, a spokeswoman for Norland, ... Ost said"; "Aki Brun of the River Front"; "the River Front (RF) ... the RF".
"""

import re
from collections.abc import Sequence

from streams.codebook.joining import Mention
from streams.codebook.leads import Role
from streams.extract.wordlists import words

NAME = r"[A-Z][\w'’-]{1,30}(?: (?:al-|el-|bin |ben |de |van |von |abu |Abu )?[A-Z][\w'’.-]{0,30}){0,3}"
_BEFORE = re.compile(
    rf"({NAME}), (?:also |now )?(?:(?:the|a|an|one of the|his|her|its|their|who is the|who is a) )?"
    r"(?:[\w’'-]{1,20} ){0,3}$"
)
_AFTER = re.compile(rf"^,? ({NAME})")
_OF = re.compile(rf"({NAME}),? (?:of|from|for) (?:the )?$")
_TITLES = words(
    "The A An But And In On At As For By It He She They We I This That These Those Mr Mrs Ms Dr President"
    " Prime Minister General Colonel Sir Monday Tuesday Wednesday Thursday Friday Saturday Sunday January"
    " February March April May June July August September October November December After Before When While If"
    " However Meanwhile Earlier Later"
)
_THINGS = words(
    "Government Ministry Republic Army Council Office State States Forces Front Party Movement Union Government's"
    " Authority Kingdom Embassy University Bank Secretary Minister Ambassador Embassy Commission Assembly Bureau"
    " Committee Conference Agreement Accord Declaration Command Center Centre Department Board Foundation Institute"
    " Group Alliance Coalition Congress Parliament Senate House Court City Province Region District Valley Mountains"
    " River Strait Gulf Sea Bay Coast East West North South"
)
"""Words that end the name of a thing rather than a person's: "the Council of Norland"."""

ACRONYM = re.compile(r" \((?:the |or )?[\"']?([A-Z][A-Za-z/+-]{0,14}[A-Z0-9])[\"']?(?:, [^()\"]{1,40})?\)")
"""The short name behind a name: "the River Front (RF)"."""


def named(text: str, mention: Mention) -> str | None:
    """The person's name before or after an office, or inside of its mention."""
    before = _BEFORE.search(text[max(0, mention.start - 120) : mention.start])
    inside = re.search(rf" ({NAME})$", text[mention.start : mention.end])
    for match in (inside, before, _AFTER.match(text[mention.end : mention.end + 120])):
        name = None if match is None else _person(match.group(1))
        if name is not None:
            return name
    return None


def behind(text: str, end: int) -> tuple[str, int] | None:
    """The person's name right behind an office, and where it ends: "its spokesman *Aki Brun* said"."""
    match = re.match(rf" ({NAME})", text[end : end + 120])
    name = None if match is None else _person(match.group(1))
    return None if match is None or name is None else (name, end + match.end())


def people(sentences: Sequence[str], found: Sequence[Sequence[Mention]]) -> dict[str, tuple[str, str]]:
    """Surname -> (party, full name) of those who are named beside an office of a party, or as somebody of a group."""
    known: dict[str, tuple[str, str]] = {}
    for text, row in zip(sentences, found, strict=True):
        for mention in row:
            if mention.party is None or mention.outside:
                continue
            name = named(text, mention) if mention.role is Role.OFFICE else None
            if name is not None:
                known.setdefault(name.split()[-1], (mention.party, name))
    return known


def member(text: str, mention: Mention) -> tuple[int, str] | None:
    """Where the person begins who is somebody "of" a party, and the name: "*Aki Brun* of the River Front"."""
    match = _OF.search(text[max(0, mention.start - 90) : mention.start])
    if match is None:
        return None
    full = match.group(1).split()
    if len(full) < 2 or _THINGS & set(full) or _TITLES & set(full[1:]):
        return None
    name = _person(match.group(1))
    return None if name is None or " " not in name else (mention.start - len(match.group()) + match.start(), name)


def short_names(sentences: Sequence[str], found: Sequence[Sequence[Mention]]) -> dict[str, str]:
    """Short name -> party, for the short names in parentheses behind a party that are nobody's name already."""
    known: dict[str, str] = {}
    for text, row in zip(sentences, found, strict=True):
        for mention in row:
            if mention.party is None or mention.outside or mention.role not in (Role.NAME, Role.BODY, Role.OFFICE):
                continue
            match = ACRONYM.match(text, mention.end)
            if match is None or any(one.start < match.end(1) and match.start(1) < one.end for one in row):
                continue
            if _initials(match.group(1), text, mention):
                known.setdefault(match.group(1), mention.party)
    return known


def _initials(short: str, text: str, mention: Mention) -> bool:
    """Whether a short name begins as a word of the mention does: not in "Norland (CNN)"."""
    letters = {word[0].upper() for word in re.findall(r"\w+", text[mention.start : mention.end])}
    capitals = [sign for sign in short if sign.isupper()]
    return len(letters & set(capitals)) * 2 >= len(set(capitals)) and len(letters) > 1


def _person(text: str) -> str | None:
    names = text.split()
    while names and names[0] in _TITLES:
        names.pop(0)
    if names and names[-1][0].isupper() and len(names[-1]) > 2 and names[-1] not in _TITLES:
        return re.sub(r"['’]s$", "", " ".join(names))
    return None
