"""The training: what it changes in a sentence, what it never changes, and that it comes out the same twice."""

import random
from dataclasses import replace

from streams.extract import network
from streams.extract.network import Shape
from streams.treebank import variants
from streams.treebank.aligning import Tree
from streams.treebank.scoring import Scores, score
from streams.treebank.selection import Selection
from streams.treebank.training import Schedule, common, train

PLAN = Tree(
    words=("Mediators", "rejected", "the", "generous", "proposal", "."),
    labels=("NNS/NOUN", "VBD/VERB", "DT/DET", "JJ/ADJ", "NN/NOUN", "./PUNCT"),
    heads=(1, 1, 4, 4, 1, 1),
    deps=("nsubj", "root", "det", "amod", "obj", "punct"),
)
RAIN = Tree(
    words=("Rain", "fell", "on", "villages", "."),
    labels=("NN/NOUN", "VBD/VERB", "IN/ADP", "NNS/NOUN", "./PUNCT"),
    heads=(1, 1, 3, 1, 1),
    deps=("nsubj", "root", "case", "obl", "punct"),
)
SMALL = Shape(width=16, depth=1, rows=(100, 50, 50, 50), hidden=16, pieces=2)


def test_a_variant_has_other_words_and_the_same_tree() -> None:
    chance = random.Random(3)
    seen = set()
    for _ in range(300):
        tree = variants.vary(PLAN, chance)
        size = len(tree.words)
        assert size in {5, 6}
        assert (tree.labels, tree.heads, tree.deps) == (PLAN.labels[:size], PLAN.heads[:size], PLAN.deps[:size])
        assert tree.words[2].lower() == "the"
        seen.add(tree.words)
    assert len(seen) > 50
    assert ("mediators", "rejected", "the", "generous", "proposal", ".") in seen
    assert ("Mediators", "Rejected", "the", "Generous", "Proposal") in seen


def test_a_verb_is_exchanged_only_where_its_object_stays_an_object() -> None:
    chance = random.Random(3)
    verbs = {variants.vary(RAIN, chance).words[1].lower() for _ in range(400)}
    assert verbs == {"fell"}
    verbs = {variants.vary(PLAN, chance).words[1].lower() for _ in range(400)}
    assert {"rejected", "welcomed"} < verbs


def test_rare_labels_are_told_as_common_ones() -> None:
    odd = replace(PLAN, labels=("FW/NOUN", *PLAN.labels[1:]), deps=("nsubj:odd", *PLAN.deps[1:]))
    (told,), rest = common([odd], [PLAN] * 20)
    assert told.labels[0] == "NN/NOUN"
    assert told.deps[0] == "nsubj"
    assert rest == [PLAN] * 20


def trained(seed: int) -> tuple[list[float], bytes]:
    selection = Selection(written=(PLAN, RAIN) * 15, everyday=(RAIN,) * 4, choosing=(PLAN, RAIN), judging={})
    losses: list[float] = []
    kept: list[bytes] = []

    def tell(epoch: int, loss: float, scores: Scores) -> None:
        losses.append(loss)

    train(
        selection,
        Schedule(epochs=6, seed=seed, words_first=20, words_last=30, rate=0.02),
        shape=SMALL,
        tell=tell,
        keep=lambda nlp: kept.append(network.pack(nlp, SMALL)),
    )
    return losses, kept[-1]


def test_the_same_seed_gives_the_same_weights_and_they_parse() -> None:
    losses, data = trained(seed=1)
    again, same = trained(seed=1)
    other, _ = trained(seed=2)
    assert losses == again
    assert data == same
    assert losses != other
    assert losses[-1] < losses[0]
    scores = score(network.unpack(data), [PLAN, RAIN])
    assert scores.uas > 0.9
    assert scores.one_root == 1.0
