"""Which sentences train the parser, which choose its best epoch, and which judge it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.lang.en import English
from spacy.tokenizer import Tokenizer

from streams.extract.parse import readable
from streams.treebank.aligning import Tree, align
from streams.treebank.conllu import TreebankSentence, read

EVERY = 5
"""Of PUD, which has no split of its own, every fifth sentence judges and the others train."""


EVERYDAY = frozenset({"answers", "reviews", "email", "conversation", "vlog"})
"""Genres farthest from news: they train with less weight."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Trees by use: `written` and `everyday` train, `choosing` picks the epoch, `judging` scores, by the set's name."""

    written: tuple[Tree, ...]
    everyday: tuple[Tree, ...]
    choosing: tuple[Tree, ...]
    judging: dict[str, tuple[Tree, ...]]


def select(folder: Path) -> Selection:
    """The selection from a folder with the treebanks' files as they are distributed."""
    tokenizer = English().tokenizer

    def trees(name: str) -> list[tuple[TreebankSentence, Tree]]:
        return list(_aligned(folder / f"{name}.conllu.gz", tokenizer))

    pud = trees("en_pud-ud")
    gum_test = trees("en_gum-open-ud-test")
    training = [
        *trees("en_ewt-ud-train"),
        *trees("en_gum-open-ud-train"),
        *(pair for index, pair in enumerate(pud) if index % EVERY),
    ]
    choosing = [tree for name in ("en_ewt-ud-dev", "en_gum-open-ud-dev") for _, tree in trees(name)]
    return Selection(
        written=tuple(tree for sentence, tree in training if sentence.genre not in EVERYDAY),
        everyday=tuple(tree for sentence, tree in training if sentence.genre in EVERYDAY),
        choosing=tuple(choosing),
        judging={
            "EWT test": tuple(tree for _, tree in trees("en_ewt-ud-test")),
            "GUM-open test": tuple(tree for _, tree in gum_test),
            "GUM-open test, news": tuple(tree for sentence, tree in gum_test if sentence.genre == "news"),
            "PUD, each fifth": tuple(tree for index, (_, tree) in enumerate(pud) if index % EVERY == 0),
        },
    )


def _aligned(path: Path, tokenizer: Tokenizer) -> Iterator[tuple[TreebankSentence, Tree]]:
    """The sentences of a file with their trees over the tokens that the extractor would see."""
    for sentence in read(path):
        text = readable(sentence.text)
        if len(text) != len(sentence.text):
            continue  # longer than a text may be at run time
        spans = [(token.idx, token.idx + len(token)) for token in tokenizer(text) if not token.is_space]
        tree = align(sentence, spans)
        if tree is not None and _is_tree(tree):
            yield sentence, tree


def _is_tree(tree: Tree) -> bool:
    """Whether every token reaches the one root; two written tokens can swallow a cycle, very rarely."""
    if sum(head == index for index, head in enumerate(tree.heads)) != 1:
        return False
    for start in range(len(tree.heads)):
        at, steps = start, 0
        while tree.heads[at] != at and steps <= len(tree.heads):
            at, steps = tree.heads[at], steps + 1
        if steps > len(tree.heads):
            return False
    return True
