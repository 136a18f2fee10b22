"""Finds the act that a word of a sentence does: the lexicon, compiled to tables by lemma, particle and preposition."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from streams.codebook import Codebook
from streams.codebook.lexicon import Act, ActKind
from streams.extract import tree
from streams.extract.parse import Parse, Token


@dataclass(frozen=True, slots=True)
class Cue:
    """An act done by a word: how it is written in the lexicon, and as which part of speech."""

    act: Act
    written: str
    form: str
    """`verb`, `noun` or `adjective`."""


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of the lexicon taken apart."""

    act: Act
    written: str
    particles: tuple[str, ...]
    preposition: str | None


Table = dict[str, tuple[Word, ...]]


@cache
def tables(codebook: Codebook) -> dict[str, Table]:
    """The words of the lexicon by form and lemma."""
    found: dict[str, dict[str, list[Word]]] = {"verb": {}, "noun": {}, "adjective": {}}
    for act in codebook.lexicon.values():
        for form, words in (("verb", act.verbs), ("noun", act.nouns), ("adjective", act.adjectives)):
            for written in words:
                word = _taken_apart(act, written)
                found[form].setdefault(written.replace("~", " ").split()[0], []).append(word)
    return {form: {lemma: tuple(words) for lemma, words in table.items()} for form, table in found.items()}


def cues(
    parse: Parse,
    token: Token,
    joints: Iterable[str],
    codebook: Codebook,
    *,
    oblique: bool = False,
    headline: bool = False,
) -> list[Cue]:
    """The acts that the word can do to what stands below it, joined by these prepositions; the closest fit first.

    `oblique`: what stands below is no object but joined by a preposition, which the entry must then name.
    """
    joints = set(joints)
    if "to" in joints and token.pos == "VERB":
        # "Called on Norland to stop": the addressee's preposition is the verb's.
        joints |= {tree.preposition(parse, one) or "" for one in tree.children(parse, token, "obl")} & {
            "on",
            "upon",
            "with",
            "to",
        }
    particles = {one.text.lower() for one in tree.children(parse, token, *_PARTICLES)}
    if any(tree.preposition(parse, one) == "to" for one in tree.children(parse, token, "obl")):
        # "Put a truce to both sides".
        particles.add("to")
    found: list[tuple[int, Cue]] = []
    forms = ("verb",) if headline else _forms(token.pos, token.tag)
    if token.pos == "VERB" and tree.child(parse, token, "nmod:poss", "det") is not None:
        forms = ("noun", *forms)
    for form in forms:
        if form == "verb" and token.pos in ("NOUN", "PROPN") and not headline and (found or not _inflected(token)):
            break
        for lemma in _lemmas(token, form):
            for word in tables(codebook)[form].get(lemma, ()):
                fit = _fit(word, particles, joints, form, oblique=oblique)
                if fit:
                    found.append((fit, Cue(word.act, word.written, form)))
    return [cue for _, cue in sorted(found, key=lambda pair: -pair[0])]


_PARTICLES = ("compound:prt", "advmod", "xcomp", "obl", "obj", "iobj", "nsubj:pass")
"""What an entry's ~ may name beside its verb: a particle, or the object of a light verb ("gave its nod to")."""

_ENDINGS = ("", "s", "es", "ed", "d", "ing", "ies", "ied")
_OTHERS = frozenset(
    (
        *(
            "must",
            "should",
            "shall",
            "needs",
            "need",
            "ought",
            "time",
            "between",
            "against",
            "behind",
            "favour",
            "favor",
        ),
        *(
            "sought",
            "told",
            "bade",
            "threw",
            "shot",
            "tore",
            "torn",
            "withdrew",
            "withdrawn",
            "held",
            "kept",
            "put",
            "set",
        ),
        *(
            "fought",
            "gave",
            "given",
            "took",
            "taken",
            "came",
            "went",
            "broke",
            "chose",
            "drew",
            "drawn",
            "laid",
            "swore",
        ),
        *(
            "acceptable",
            "unacceptable",
            "welcome",
            "reached",
            "struck",
            "began",
            "begun",
            "stood",
            "spoke",
            "cease",
            "silence",
            "lay",
            "shook",
            "met",
            "let",
        ),
    )
)
_STRONG = frozenset({ActKind.ATTITUDE, ActKind.DIRECTIVE, ActKind.READINESS, ActKind.ATTAIN})
_WORDS = re.compile(r"[a-z]{2,}")


@cache
def _stems(codebook: Codebook) -> frozenset[str]:
    """Every form that a word of an attitude or a directive can have."""
    found: set[str] = set(_OTHERS)
    for act in codebook.lexicon.values():
        if act.kind not in _STRONG:
            continue
        for written in (*act.verbs, *act.nouns, *act.adjectives):
            lemma = re.split(r"[ ~]", written)[0]
            found.update(lemma + ending for ending in _ENDINGS)
            found.update(lemma[:-1] + ending for ending in ("ing", "ed", "ies", "ied") if lemma[-1] in "ey")
            found.update(lemma + lemma[-1] + ending for ending in ("ing", "ed"))
    return frozenset(found)


def worded(text: str, codebook: Codebook) -> bool:
    """Whether a sentence has a word that could take a position: what has none is not parsed."""
    return not _stems(codebook).isdisjoint(_WORDS.findall(text.lower()))


def first(found: list[Cue], *kinds: ActKind) -> Cue | None:
    """The closest fit of one of these kinds."""
    return next((cue for cue in found if cue.act.kind in kinds), None)


def _taken_apart(act: Act, written: str) -> Word:
    head, _, rest = written.partition("~")
    if rest:
        particle, _, preposition = rest.partition(" ")
        return Word(act, written, (particle,), preposition or None)
    _, _, preposition = head.partition(" ")
    return Word(act, written, (), preposition or None)


_IRREGULAR = {
    "shook": "shake",
    "shaken": "shake",
    "tore": "tear",
    "torn": "tear",
    "shot": "shoot",
    "threw": "throw",
    "slung": "sling",
    "spurnt": "spurn",
}


def _lemmas(token: Token, form: str) -> tuple[str, ...]:
    """The lemma, and the verbs that the word may be a form of where it was read as another word or part of speech."""
    lemma, text = token.lemma.lower(), token.text.lower()
    if form != "verb":
        return (lemma,) if lemma == text else (lemma, text)
    found = [lemma, _IRREGULAR.get(text, lemma)]
    for ending in ("ed", "ing", "es", "s"):
        if text.endswith(ending) and len(text) > len(ending) + 2:
            stem = text[: -len(ending)]
            found += [stem, stem + "e"] + ([stem[:-1]] if stem[-1] == stem[-2:-1] else [])
            break
    return tuple(dict.fromkeys(found))


def _inflected(token: Token) -> bool:
    """Whether a word read as a noun has the ending of a verb of headlines: approves, backed."""
    return token.text.lower().endswith(("s", "ed")) and token.text.lower() != token.lemma.lower()


def _forms(pos: str, tag: str) -> tuple[str, ...]:
    if pos in ("VERB", "AUX"):
        return ("verb", "adjective") if tag in ("VBN", "VBG") else ("verb",)
    if pos in ("NOUN", "PROPN"):
        return ("noun", "verb")
    if pos in ("ADJ", "ADV", "ADP"):
        return ("adjective", "verb") if pos == "ADJ" else ("adjective",)
    return ()


def _fit(word: Word, particles: set[str], joints: set[str], form: str, *, oblique: bool) -> int:
    """How closely an entry fits: 0 not at all; more for a particle and for the very preposition."""
    if any(particle not in particles and particle not in joints for particle in word.particles):
        return 0
    fit = 1 + 2 * len(word.particles)
    joints = joints - set(word.particles)
    oblique = oblique and bool(joints - {"to", "that"})
    if word.preposition is None:
        if form == "verb" and joints & {"for", "against", "about", "with", "on"} and not word.particles:
            return 0
        return 0 if oblique and form == "verb" else fit
    if word.preposition in joints or (word.preposition.split()[-1] in joints and " " in word.preposition):
        return fit + 2
    return 0
