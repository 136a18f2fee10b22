"""Other ways to write a sentence, so that the network learns what news of conflicts asks of it.

Wires of old days come in capitals (read as lower case), headlines with capitals on most words and no full stop. The
treebanks hardly know the words of truces and of harm: some nouns, names, adjectives and transitive verbs are exchanged
for such words, which changes no tree. Other words are garbled in the middle, so that an unknown word is read by its
shape and ending and not by the accident of its hash.
"""

import random
import tomllib
from dataclasses import replace
from functools import cache
from importlib import resources

from streams.treebank.aligning import Tree

LOWER = 0.08
HEADLINE = 0.08
HEADLINE_WORDS = 16
EXCHANGE = 0.05
GARBLE = 0.03

_SMALL = {"ADP", "CCONJ", "DET", "PART", "SCONJ", "PUNCT", "SYM"}
_CLOSED = ("/ADP", "/SCONJ", "/AUX", "/PRON")
_LETTERS = "abcdefghiklmnoprstuvwy"
_VERB_TAGS = (("VB", 0), ("VBD", 1), ("VBN", 1), ("VBG", 2), ("VBZ", 3))


def vary(tree: Tree, chance: random.Random) -> Tree:
    """The tree with some words changed, and by chance in the dress of a headline or without capitals."""
    tree = replace(tree, words=tuple(_reworded(tree, index, chance) for index in range(len(tree.words))))
    draw = chance.random()
    if draw < LOWER:
        return lowered(tree)
    if draw < LOWER + HEADLINE and len(tree.words) <= HEADLINE_WORDS:
        return headline(tree)
    return tree


def lowered(tree: Tree) -> Tree:
    """The tree without a capital."""
    return replace(tree, words=tuple(word.lower() for word in tree.words))


def headline(tree: Tree) -> Tree:
    """The tree with capitals on words of content, without a final full stop."""
    words = tuple(
        word if label.partition("/")[2] in _SMALL else word[:1].upper() + word[1:]
        for word, label in zip(tree.words, tree.labels, strict=True)
    )
    last = len(words) - 1
    if last > 0 and words[last] == "." and last not in tree.heads:
        return Tree(words[:last], tree.labels[:last], tree.heads[:last], tree.deps[:last])
    return replace(tree, words=words)


@cache
def words() -> dict[str, tuple[str, ...]]:
    """Words of the field by the tagger's label that they bear, from `words.toml` beside this file."""
    tables = tomllib.loads(resources.files("streams.treebank").joinpath("words.toml").read_text("utf-8"))
    verbs = [line.split() for line in tables.pop("verbs").splitlines() if line]
    found = {label: tuple(listed.split()) for label, listed in tables.items()}
    return found | {f"{tag}/VERB": tuple(forms[form] for forms in verbs) for tag, form in _VERB_TAGS}


def _reworded(tree: Tree, index: int, chance: random.Random) -> str:
    word, label = tree.words[index], tree.labels[index]
    draw = chance.random()
    if draw < EXCHANGE and label in words() and _exchangeable(tree, index):
        return chance.choice(words()[label])
    if (
        draw > 1 - GARBLE
        and len(word) > 5
        and word.isalpha()
        and not label.endswith(("/ADP", "/SCONJ", "/AUX", "/PRON"))
    ):
        middle = "".join(chance.choice(_LETTERS) for _ in range(chance.randint(1, 4)))
        return word[0] + middle + word[-4:]
    return word


def _exchangeable(tree: Tree, index: int) -> bool:
    """Whether a word of the field fits: any noun, name or adjective; a verb with an object and no other complement."""
    if not tree.labels[index].endswith("/VERB"):
        return (
            tree.deps[index] not in {"fixed", "flat", "compound:prt", "goeswith", "advmod"}
            and len(tree.words[index]) > 2
        )
    below = {tree.deps[child] for child, head in enumerate(tree.heads) if head == index and child != index}
    return bool(below & {"obj", "nsubj:pass"}) and not below & {"xcomp", "ccomp", "iobj", "compound:prt", "expl"}
