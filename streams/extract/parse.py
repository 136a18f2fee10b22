"""Sentences to dependency trees: Universal Dependencies labels, offsets in the given text, one root.

`parse` is a function of its texts: the model is package data whose digest is checked, nothing is learned on the way,
and words are remembered only to be faster. It never splits a sentence; that is done by rule before.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, ClassVar

import numpy

from streams.errors import TrucewireError
from streams.extract.lemmas import lemma

TOKENS = 120
"""Tokens of a text that are parsed; what follows is cut off. Sentences of news end long before."""

CHARACTERS = 1500
"""Characters of a text that are read at all, so that the tokeniser's work is bounded."""

WORDS = 100_000
"""Different words that are remembered; past them the model is read anew, so that memory is bounded."""

_BATCH = 256
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\xa0": " "})
_CAPITALS = 0.8
_RUN = re.compile(r"[^a-zA-Z0-9\s]{12,}|(?:'[sS]){4,}")


class ModelError(TrucewireError):
    """The parser's model is missing or is not the one that this version was released with."""

    code: ClassVar[str] = "TW-MODEL"


@dataclass(frozen=True, slots=True)
class Token:
    """A token: `text` stands at `start:end` of the parsed text.

    `tag` is the Penn tag, `pos` the universal part of speech, `dep` the universal relation to the token `head`; the
    root is its own head and has the relation `root`.
    """

    index: int
    text: str
    start: int
    end: int
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Parse:
    """The tree of one text; no tokens where the text is blank. `children` holds the dependents' indexes, by token."""

    text: str
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                below[token.head].append(token.index)
        object.__setattr__(self, "children", tuple(map(tuple, below)))


def parse(texts: Sequence[str]) -> list[Parse]:
    """One tree for each text, in order. A text is cut after `TOKENS` tokens; whitespace is no token.

    Raises ModelError where the model's file is not the released one.
    """
    nlp = _model()
    parses: list[Parse] = []
    for first in range(0, len(texts), _BATCH):
        batch = texts[first : first + _BATCH]
        sentences = [_sentence(nlp, text) for text in batch]
        docs = [sentence.doc for sentence in sentences]
        for _, pipe in nlp.pipeline:
            docs = list(pipe.pipe(docs))
        parses.extend(Parse(text, tuple(_tokens(nlp, found))) for text, found in zip(batch, sentences, strict=True))
    if len(nlp.vocab.strings) > WORDS:
        _model.cache_clear()
    return parses


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A text on its way: as given, as the network reads it, and its tokens with where each starts."""

    text: str
    read: str
    starts: Sequence[int]
    doc: Any


def _sentence(nlp: Any, text: str) -> _Sentence:
    """The tokens of a text, told to be one sentence.

    The document is made from plain words, as in training: the tokeniser knows some of them by another norm.
    """
    from spacy.tokens import Doc

    read = readable(text)
    words, starts = [], []
    for word in nlp.tokenizer(_RUN.sub(_shortened, read)):
        form = word.text
        if not form.isspace():
            words.append(form)
            starts.append(word.idx)
    doc = Doc(nlp.vocab, words=words[:TOKENS], sent_starts=[index == 0 for index in range(len(words[:TOKENS]))])
    return _Sentence(text, read, starts[:TOKENS], doc)


def readable(text: str) -> str:
    """The text as the network reads it, of the same length as far as it is read."""
    text = text[:CHARACTERS].translate(_STRAIGHT)
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) >= 12 and sum(letter.isupper() for letter in letters) > _CAPITALS * len(letters):
        return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return text


def _shortened(run: re.Match[str]) -> str:
    """A long run of signs as its first three and blanks: the tokeniser peels signs off one by one, in square time."""
    return run.group()[:3].ljust(len(run.group()))


def _tokens(nlp: Any, sentence: _Sentence) -> Iterator[Token]:
    from spacy.attrs import DEP, HEAD, LENGTH, TAG

    cells = sentence.doc.to_array([HEAD, DEP, TAG, LENGTH]).astype(numpy.int64).reshape(-1, 4)
    name = nlp.vocab.strings.__getitem__
    hashes = cells.astype(numpy.uint64)
    heads, deps = _one_root(
        [index + head for index, head in enumerate(cells[:, 0].tolist())], list(map(name, hashes[:, 1].tolist()))
    )
    tags = map(name, hashes[:, 2].tolist())
    for index, (start, length, label) in enumerate(zip(sentence.starts, cells[:, 3].tolist(), tags, strict=True)):
        tag, _, pos = label.partition("/")
        end = start + length
        yield Token(
            index=index,
            text=sentence.text[start:end],
            start=start,
            end=end,
            lemma=lemma(sentence.read[start:end], tag, pos),
            tag=tag,
            pos=pos,
            dep=deps[index],
            head=heads[index],
        )


def _one_root(heads: list[int], deps: Iterable[str]) -> tuple[list[int], list[str]]:
    """Heads and relations in which further roots hang on the first one, as loosely joined clauses do."""
    labels = ["root" if head == index else dep for index, (head, dep) in enumerate(zip(heads, deps, strict=True))]
    roots = [index for index, head in enumerate(heads) if head == index]
    for extra in roots[1:]:
        heads[extra] = roots[0]
        labels[extra] = "parataxis"
    return heads, labels


@cache
def _model() -> Any:
    """The network with its weights, read once a process."""
    from streams.extract.network import unpack

    return unpack(released(resources.files("streams.extract").joinpath("model")))


def released(folder: Traversable) -> bytes:
    """The weights in a model's folder, when they are those that the digest beside them names."""
    try:
        data = folder.joinpath("parser.bin").read_bytes()
        expected = folder.joinpath("parser.sha256").read_text("ascii").split()[0]
    except OSError as error:
        raise ModelError(f"the parser's model cannot be read ({error}): install the package again") from error
    if hashlib.sha256(data).hexdigest() != expected:
        raise ModelError("the parser's model is not the released one: install the package again")
    return data
