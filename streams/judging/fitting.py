"""Fits the weights: one logistic regression a position, with few articles and many features, so strongly shrunk.

scikit-learn's liblinear solver: it repeats to the last bit on the same data, and its fit is one call.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from streams.extract.weighing.weights import POSITIONS, SCALE, Weights
from streams.judging.examples import Claim, Labelled

FEWEST = 3
"""Examples that a feature must have been seen in."""
SHRINKAGE = 0.15
"""Inverse strength of the ridge penalty; chosen by cross-validation, where .1 to .3 differ by less than chance."""
NEVER = -10 * SCALE
"""The bias of a position that no label has."""
SLIGHT = 10
"""Weights under this, in thousandths of a logit, are left out: together they move nothing over a per cent."""


def fit(articles: Iterable[Labelled], *, least: int) -> Weights:
    """The weights that these articles give. An article that comes twice counts twice."""
    examples = [one for article in articles for one in article.examples]
    seen = Counter(name for one in examples for name in one.features)
    kept = {name for name, count in seen.items() if count >= FEWEST}
    vectors = DictVectorizer(sparse=False)
    matrix = vectors.fit_transform([dict.fromkeys(sorted(one.features & kept), 1.0) for one in examples])
    columns = []
    bias = []
    for position in POSITIONS:
        known = np.array([one.told[position] is not None for one in examples])
        told = np.array([bool(one.told[position]) for one in examples])
        if not told[known].any():
            columns.append(np.zeros(matrix.shape[1], dtype=int))
            bias.append(NEVER)
            continue
        model = LogisticRegression(C=SHRINKAGE, solver="liblinear", random_state=0, max_iter=1000)
        model.fit(matrix[known], told[known])
        columns.append(np.rint(model.coef_[0] * SCALE).astype(int))
        bias.append(round(float(model.intercept_[0]) * SCALE))
    rows = zip(vectors.get_feature_names_out(), np.stack(columns, axis=1).tolist(), strict=True)
    return Weights(tuple(bias), {name: tuple(row) for name, row in rows if max(map(abs, row)) >= SLIGHT}, least)


def claimed(article: Labelled, weights: Weights, *, least: int) -> set[Claim]:
    """The claims of an article that are at least so likely, and what rules say of dissenters."""
    found = set(article.dissent)
    for one in article.examples:
        likely = weights.per_cent(one.features)
        found |= {(one.party, one.issue, str(place)) for place in POSITIONS if one.issue and likely[place] >= least}
    return found


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of claims; doubtful ones are neither hit nor miss."""

    precision: float
    recall: float
    f1: float


def score(articles: Sequence[Labelled], found: Sequence[set[Claim] | frozenset[Claim]]) -> Score:
    """How well these claims meet the labels."""
    hit = sum(len(claims & one.sure) for one, claims in zip(articles, found, strict=True))
    said = sum(len(claims - one.doubtful) for one, claims in zip(articles, found, strict=True))
    wanted = sum(len(one.sure) for one in articles)
    precision, recall = hit / said if said else 0.0, hit / wanted if wanted else 0.0
    return Score(precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0)


def cross_validated(articles: Sequence[Labelled], *, folds: int = 8) -> list[tuple[Labelled, Weights]]:
    """Each article once, with weights that were fitted without it. Which fold it is in hangs on its id alone."""
    ids = sorted({one.id for one in articles})
    held = {name: crc32(name.encode()) % folds for name in ids}
    fitted = [fit([one for one in articles if held[one.id] != fold], least=1) for fold in range(folds)]
    once = {one.id: one for one in articles}
    return [(once[name], fitted[held[name]]) for name in ids]
