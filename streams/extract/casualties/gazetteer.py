"""An article's own gazetteer: places that the codebook does not list, found by how the text leads to their names.

`in Ainata, Bint Jbeil`, `near the village of Ainata`, `an attack on Ainata`, `Ainata district`. What a name has shown
once it is in every sentence of the article. Such a place lies in the listed one beside it, else in the article's home.
"""

import re
from collections.abc import Iterator, Sequence

from streams.codebook.places import Found, Place
from streams.extract.wordsets import any_of, wordset

PREFIX = "unlisted:"
"""Begins the id of such a place: it is used while an article is read and never written into a claim."""

_WORD = r"(?:(?:[Aa]l|[Ee]l|[Dd]er|[Uu]mm)[- ]|(?:[Aa]r|[Aa]s|[Aa]z|[Aa]n|[Aa]d)-)?[A-ZÀ-Þ][a-zß-ÿĀ-ž][\w'’-]{0,24}"
_NAME = rf"{_WORD}(?:(?: (?:de|del|de la|la|das|do|dos|da|bin|ibn|al|el|of|sur|en))? {_WORD}){{0,3}}"
_KINDS = any_of(wordset("places.kinds"))
_WITHIN = any_of(wordset("places.within"))
_OF_KIND = re.compile(rf"\b(?:{_KINDS}) (?:of|called|named) (?P<name>{_NAME})")
_BEFORE_KIND = re.compile(
    rf"\b(?:in|at|near|on|outside|inside|off|of|from|into|around|across|to|hit|struck)(?: the| a)?(?: [a-z-]{{3,15}})?"
    rf" (?:{_WORD}'s? )?(?P<name>{_NAME}) (?P<kind>(?:{_KINDS}))\b"
    rf"|\b[\w-]{{3,20}}'s? (?P<name2>{_NAME}) (?P<kind2>(?:{_WITHIN}))\b"
)
_APPOSED = re.compile(
    rf"\b(?P<name>{_NAME}), (?:a|an|the|another) (?:[a-z-]{{3,15}} ){{0,3}}(?:{_KINDS})"
    r"(?= (?:in|on|of|where|that|which|near|about|with|some|\d)|[,.;)]|$)"
)
_LED = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Ii]nside|[Oo]ff|[Aa]round|[Aa]t|"
    r"(?:attack|assault|raid|strike|airstrike|ambush|siege|battle|battles|fighting|shelling|bombing|bombardment|"
    r"massacre|people|"
    r"residents|villagers|outskirts|strikes|raids|attacks|fall|capture|streets|capital) (?:in|on|of|for|against|"
    r"near))"
    rf"(?: nearby| neighbouring| neighboring| far-off| besieged)? (?P<name>{_NAME})"
)
_GOES_ON = re.compile(
    r"$|['’]s (?=[A-ZÀ-Þ])| \d|[,.;:)\"—–-]|\s?(?:--|—|–|\()|"
    rf" (?:{any_of(wordset('places.after'))})\b|(?: [a-z]{{2,20}}ly)? [a-z]{{2,20}}(?:ed|ing)\b"
)
_KIND_AFTER = re.compile(rf" (?:{_KINDS})\b(?! of\b)")
_NEXT = re.compile(r"(?:,|,? in(?: the| the \w+ of| \w+)?|,? near) ?$")
_BACK = re.compile(r"^(?:'s|'|’s) ?$")
_PERSON = (
    r"(?:Mr|Ms|Mrs|Dr|President|General|Gen|Colonel|Minister|Senator|Judge|Sergeant|Captain|Commander)\.? {name}\b"
    r"|{name} (?:said|says|told|added|wrote|was born)\b"
)
_NOT_PLACES = wordset("places.not-places")
_DIRECTIONS = wordset("places.directions")
_NO_END = wordset("places.no-end")


def gather(
    sentences: Sequence[tuple[str, Sequence[Found]]], text: str, known: frozenset[str], home: str | None
) -> dict[str, Place]:
    """The unlisted places of an article by their names. Each sentence comes with the listed places that it names;
    `known` are names of parties and peoples, which are no places here.
    """
    made: dict[str, Place] = {}
    for sentence, listed in sentences:
        for start, end, kind_end in _names(sentence, listed, known):
            name = sentence[start:end]
            if name in made or _is_person(name, text):
                continue
            around = _container(sentence, (start, max(end, kind_end)), listed) or home
            made[name] = Place(f"{PREFIX}{name}", (name,), within=around)
    return made


def _names(text: str, listed: Sequence[Found], known: frozenset[str]) -> Iterator[tuple[int, int, int]]:
    for match in _OF_KIND.finditer(text):
        yield from _usable(text, (*match.span("name"), match.end("name")), listed, known)
    for match in _BEFORE_KIND.finditer(text):
        group, kind = ("name", "kind") if match["name"] else ("name2", "kind2")
        yield from _usable(text, (*match.span(group), match.end(kind)), listed, known)
    for match in _APPOSED.finditer(text):
        yield from _usable(text, (*match.span("name"), match.end("name")), listed, known)
    for match in _LED.finditer(text):
        start, end = match.span("name")
        if _GOES_ON.match(text, end):
            yield from _usable(text, (start, end, end), listed, known)


def _usable(
    text: str, at: tuple[int, int, int], listed: Sequence[Found], known: frozenset[str]
) -> Iterator[tuple[int, int, int]]:
    """The name without what is none: words of days, bodies, peoples; nothing that the codebook lists."""
    start, end, kind_end = at
    name = re.sub(r"['’]s?$", "", text[start:end])
    end = start + len(name)
    words = name.split()
    if any(found.start < end and start < found.end for found in listed):
        return
    lows = [word.lower() for word in words]
    if (
        _NOT_PLACES & set(lows)
        or set(lows) <= _DIRECTIONS
        or lows[-1] in _NO_END
        or any(word in known for word in (name, *words, *(word.split("-")[0] for word in words)))
    ):
        return
    if len(name) > 2 and not (len(words) == 1 and words[0].isupper()):
        yield start, end, kind_end


def _is_person(name: str, text: str) -> bool:
    return re.search(_PERSON.format(name=re.escape(name)), text) is not None


def _container(text: str, span: tuple[int, int], listed: Sequence[Found]) -> str | None:
    """The listed place behind the name (`Ainata, Bint Jbeil`) or before it (`Tyre's Ainata`)."""
    for found in listed:
        if 0 < found.start - span[1] <= 24 and _NEXT.search(text[span[1] : found.start]):
            return found.place.id
        if 0 <= span[0] - found.end <= 3 and (
            text[found.start : found.end].endswith("'s") or _BACK.match(text[found.end : span[0]])
        ):
            return found.place.id
    return None


def find(text: str, listed: Sequence[Found], made: dict[str, Place]) -> list[Found]:
    """The places that a sentence names, listed or not, in the order of the text."""
    found = list(listed)
    for name, place in made.items():
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            free = not any(other.start < end and at < other.end for other in found)
            if free and not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
                kind = _KIND_AFTER.match(text, end)
                found.append(Found(place, at, kind.end() if kind else end))
            at = text.find(name, end)
    return sorted(found, key=lambda one: one.start)
