"""A sentence as a row of chunks, each with one letter: what the rules of the grammar are matched against.

A figure is an amount with the noun that it counts. It is `F` where it may be people, `f` where it counts things, and
`M`
where the noun itself says the harm ("12 deaths"). See LETTERS for the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from streams.extract.casualties.figures import Figure
from streams.extract.casualties.nouns import FigureReader
from streams.extract.casualties.persons import NameReader
from streams.extract.casualties.vocabulary import Cue, Vocabulary
from streams.extract.tokens import Token
from streams.extract.wordsets import wordset, wordsets

LETTERS = {
    "figure": "F",
    "things": "f",
    "counted": "M",
    "name": "P",
    "done": "k",
    "doing": "K",
    "happens": "d",
    "state": "D",
    "toll": "T",
    "of": "X",
    "those": "Z",
    "harm-noun": "C",
    "be": "B",
    "have": "H",
    "leave": "L",
    "lose": "S",
    "take": "Y",
    "hold": "h",
    "drive": "y",
    "rise": "O",
    "including": "I",
    "among": "G",
    "comma": ",",
    "dash": "-",
    "colon": ":",
    "and": "&",
    "or": "|",
    "preposition": "p",
    "to": "t",
    "who": "w",
    "say": "v",
    "adverb": "r",
    "modal": "m",
    "not": "e",
    "if": "i",
    "verb": "b",
    "total": "n",
    "free": "u",
    "people": "N",
    "word": "x",
}
"""The kinds of chunks by the names that `counts.toml` uses."""


_CLOSED = {word: LETTERS[kind] for kind, words in wordsets("letters").items() for word in words}
_BREAKING = wordset("chunks.breaking")
_JOINTS = frozenset(("as", "along", "together", "among", "including"))
"""The words that a joint of several begins with."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk: its letter, its tokens (half-open), and what it stands for."""

    letter: str
    start: int
    end: int
    cues: tuple[Cue, ...] = ()
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence's tokens and chunks; `letters` has one letter a chunk."""

    words: tuple[Token, ...]
    chunks: tuple[Chunk, ...]
    letters: str


def row(words: Sequence[Token], known: Vocabulary, names: frozenset[str], *, caps: bool) -> Row:
    """The chunks of a sentence. `names` are words that name places and parties and so no person."""
    chunker = _Chunker(words, known, names, caps=caps)
    chunks: list[Chunk] = []
    at = 0
    while at < len(words):
        chunks.append(chunker.chunk(at))
        at = chunks[-1].end
    return Row(tuple(words), tuple(chunks), "".join(chunk.letter for chunk in chunks))


_BY_ROLE = {
    "of": "X",
    "those": "Z",
    "toll": "T",
    "happens": "d",
    "done": "k",
    "doing": "K",
    "state": "D",
    "counted": "C",
}


class _Chunker:
    """Cuts one sentence into chunks, each beginning where the one before it ends."""

    def __init__(self, words: Sequence[Token], known: Vocabulary, names: frozenset[str], *, caps: bool) -> None:
        self._words, self._known = words, known
        self._figures = FigureReader(words, known, names, caps=caps)
        self._persons = NameReader(words, known, names, caps=caps)

    def chunk(self, at: int) -> Chunk:
        """The chunk that begins at the token: a figure, a harm word, a joint of several words, or one word."""
        figure = self._figures.figure(at)
        if figure is not None:
            letter = {"thing": "f", "counted": "M"}.get(figure.head, "F")
            return Chunk(letter, at, figure.end, figure=figure)
        found = self._known.cues.at(self._words, at)
        if found is not None:
            size, cues = found
            return Chunk(_BY_ROLE[cues[0].role], at, at + size, cues=cues)
        return self._joint(at) or self._word(at)

    def _joint(self, at: int) -> Chunk | None:
        """`as well as`, `along with`, `among them`, `including those of`."""
        if self._words[at].low not in _JOINTS:
            return None
        low = [word.low for word in self._words[at : at + 3]]
        if low == ["as", "well", "as"]:
            return Chunk("&", at, at + 3)
        if low[:2] in (["along", "with"], ["together", "with"]):
            return Chunk("&", at, at + 2)
        if low[:2] in (["among", "them"], ["among", "these"], ["among", "whom"]):
            those = [word.low for word in self._words[at + 2 : at + 4]] in (["those", "of"], ["that", "of"])
            return Chunk("I", at, at + 4 if those else at + 2)
        if low in (["including", "those", "of"], ["including", "that", "of"]):
            return Chunk("I", at, at + 3)
        return None

    def _word(self, at: int) -> Chunk:
        low = self._words[at].low
        letter = _CLOSED.get(low) or ("e" if low.endswith("n't") else None)
        if letter is not None:
            return Chunk(letter, at, at + 1)
        person = self._persons.name(at)
        if person is not None:
            return Chunk("P", at, person.end, figure=person)
        return Chunk("N" if low in self._known.people else _open(low), at, at + 1)


def _open(low: str) -> str:
    """The letter of a word of the open classes."""
    if low in _BREAKING:
        return "b"
    if low.endswith("ly") and len(low) > 4:
        return "r"
    return "b" if low.endswith("ed") and len(low) > 4 else "x"
