"""How well a network parses trees that it was not trained on."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from streams.treebank.aligning import Tree


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares of right answers: head (`uas`), head and relation (`las`) of tokens that are no punctuation; tags of all.

    `one_root` is the share of sentences that came out as one tree.
    """

    sentences: int
    tokens: int
    uas: float
    las: float
    tag: float
    pos: float
    one_root: float


def score(nlp: Language, trees: Sequence[Tree]) -> Scores:
    """The scores of the network on gold tokens of whole sentences."""
    docs = [
        Doc(nlp.vocab, words=list(tree.words), sent_starts=[i == 0 for i in range(len(tree.words))]) for tree in trees
    ]
    for _, pipe in nlp.pipeline:
        docs = list(pipe.pipe(docs, batch_size=128))
    tokens = scored = heads = both = tags = poses = roots = 0
    for doc, tree in zip(docs, trees, strict=True):
        roots += sum(token.head.i == token.i for token in doc) == 1
        for token, label, head, dep in zip(doc, tree.labels, tree.heads, tree.deps, strict=True):
            tokens += 1
            tags += token.tag_.partition("/")[0] == label.partition("/")[0]
            poses += token.tag_.partition("/")[2] == label.partition("/")[2]
            if label.endswith("/PUNCT"):
                continue
            scored += 1
            right = token.head.i == head
            heads += right
            found = "root" if token.dep_ == "ROOT" else token.dep_
            both += right and found == dep
    return Scores(
        sentences=len(trees),
        tokens=tokens,
        uas=heads / scored,
        las=both / scored,
        tag=tags / tokens,
        pos=poses / tokens,
        one_root=roots / len(trees),
    )
