"""The training of the network: seeded, one process, one core."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed
from thinc.api import Adam

from streams.extract import network
from streams.treebank.aligning import Tree
from streams.treebank.scoring import Scores, score
from streams.treebank.selection import Selection
from streams.treebank.variants import vary


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how hard: epochs over the data, words in a batch (rising), rate (falling), dropout, seed.

    `until` ends the training after so many epochs of the schedule; what it keeps is what the whole schedule has then.
    """

    epochs: int
    until: int | None = None
    seed: int = 7
    words_first: int = 300
    words_last: int = 1500
    rate: float = 0.0015
    rate_last: float = 0.0003
    dropout: float = 0.1


RARE = 10
"""A tagger's label or a relation seen fewer times than this is told as the nearest common one."""


def train(
    selection: Selection,
    schedule: Schedule,
    *,
    shape: network.Shape,
    tell: Callable[[int, float, Scores], None],
    keep: Callable[[Language], None],
) -> None:
    """Train; after each epoch `tell` how far it is, and `keep` the averaged network that parses best so far.

    An epoch sees every written sentence and a random half of the everyday ones.
    """
    fix_random_seed(schedule.seed)
    chance = random.Random(schedule.seed)  # noqa: S311 a seed is wanted, not a secret
    written, everyday = common(selection.written, selection.everyday)
    nlp = network.blank(shape)
    optimizer = nlp.initialize(lambda: [example(nlp, tree) for tree in (*written, *everyday)])
    optimizer = Adam(
        learn_rate=schedule.rate,
        L2=0.01,
        L2_is_weight_decay=True,
        grad_clip=1.0,
        use_averages=True,
        beta1=0.9,
        beta2=0.999,
    )
    best = -1.0
    for epoch in range(schedule.epochs)[: schedule.until]:
        done = epoch / max(1, schedule.epochs - 1)
        optimizer.learn_rate = schedule.rate + (schedule.rate_last - schedule.rate) * done
        words = int(schedule.words_first + (schedule.words_last - schedule.words_first) * done)
        losses: dict[str, float] = {}
        order = [*written, *chance.sample(everyday, len(everyday) // 2)]
        chance.shuffle(order)
        for batch in _batches(order, words):
            examples = [example(nlp, vary(tree, chance)) for tree in batch]
            nlp.update(examples, sgd=optimizer, drop=schedule.dropout, losses=losses)
        with nlp.use_params(optimizer.averages):
            scores = score(nlp, selection.choosing)
            tell(epoch + 1, losses["parser"], scores)
            if scores.las > best:
                best = scores.las
                keep(nlp)


def example(nlp: Language, tree: Tree) -> Example:
    """The tree as spaCy trains on it: one sentence, so that the parser never learns to split."""
    starts = [index == 0 for index in range(len(tree.words))]
    doc = Doc(nlp.vocab, words=list(tree.words), sent_starts=starts)
    reference = Doc(
        nlp.vocab,
        words=list(tree.words),
        tags=list(tree.labels),
        heads=list(tree.heads),
        deps=[
            "ROOT" if head == index else dep
            for index, (head, dep) in enumerate(zip(tree.heads, tree.deps, strict=True))
        ],
    )
    return Example(doc, reference)


def common(*parts: Sequence[Tree]) -> list[list[Tree]]:
    """The trees with rare labels told as common ones: of the same part of speech, or without the relation's subtype."""
    labels = Counter(label for trees in parts for tree in trees for label in tree.labels)
    relations = Counter(dep for trees in parts for tree in trees for dep in tree.deps)
    usual: dict[str, str] = {}
    for label, count in labels.most_common():
        if count >= RARE:
            usual.setdefault(label.partition("/")[2], label)

    def label_of(label: str) -> str:
        return label if labels[label] >= RARE else usual.get(label.partition("/")[2], "NN/NOUN")

    def relation_of(dep: str) -> str:
        return dep if relations[dep] >= RARE else dep.partition(":")[0]

    def told(tree: Tree) -> Tree:
        return replace(tree, labels=tuple(map(label_of, tree.labels)), deps=tuple(map(relation_of, tree.deps)))

    return [[told(tree) for tree in trees] for trees in parts]


def _batches(trees: Sequence[Tree], words: int) -> Iterator[list[Tree]]:
    batch: list[Tree] = []
    size = 0
    for tree in trees:
        batch.append(tree)
        size += len(tree.words)
        if size >= words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
