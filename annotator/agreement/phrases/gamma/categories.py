"""Gamma-cat and gamma-k: do aligned units have the same label?

Within a unitary alignment of v units every pair weighs max(0, 1 - α d_pos) / (v - 1), so that units
far apart say little; the disorder is the weighted share of pairs with different labels. Gamma-k
looks at the pairs in which a unit has the label k. Source: Mathet (2017), Computational Linguistics
43(3), 661-681.

A unit without a partner does not count here: it is for gamma to say that it was missed. The package
pygamma-agreement 0.5.9 adds every pair of a unit and a gap as a full difference of weight 1; that
value stands beside it, for comparison with studies that used the package.
"""

from itertools import combinations

import numpy as np

from annotator.agreement.phrases.gamma.candidates import NOBODY
from annotator.agreement.phrases.gamma.continuum import Continuum, Dissimilarity
from annotator.agreement.sums import FloatArray, IntArray

BEFORE_LABELS = 2
"""Rows before those of the labels."""


def category_sums(
    continuum: Continuum, dissimilarity: Dissimilarity, members: IntArray, labels: int
) -> FloatArray:
    """Weight of the pairs that differ, and of all pairs; shape (2 + labels, 2).

    The rows are gamma-cat, gamma-cat with gaps counted, and gamma-k of each label.

    Args:
        continuum: the units.
        dissimilarity: its α and positions give the weights.
        members: the unitary alignments of two units or more, as in `Alignment`.
        labels: how many labels there are.
    """
    sums = np.zeros((BEFORE_LABELS + labels, 2))
    partners = (members != NOBODY).sum(axis=1)
    for a, b in combinations(range(continuum.annotators), 2):
        both = (members[:, a] != NOBODY) & (members[:, b] != NOBODY)
        one, other = members[both, a], members[both, b]
        near = np.maximum(0, 1 - dissimilarity.position(continuum, one, other))
        weight = near / (partners[both] - 1)
        first, second = continuum.label[one], continuum.label[other]
        differ = first != second
        pair = np.stack([weight * differ, weight], axis=1)
        sums[0] += pair.sum(axis=0)
        np.add.at(sums, BEFORE_LABELS + first, pair)
        np.add.at(sums, BEFORE_LABELS + second[differ], pair[differ])
    others = continuum.annotators - 1
    alone = continuum.size - int(partners.sum())
    gaps = int((partners * (continuum.annotators - partners)).sum()) + alone * others
    sums[1] = sums[0] + gaps
    return sums
