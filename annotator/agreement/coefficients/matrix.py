"""Which labels meet on the same unit: the matrices behind the coefficients."""

from dataclasses import dataclass

import numpy as np

from annotator.agreement.ratings import Id, Ratings
from annotator.agreement.sums import BoolArray, FloatArray, IntArray
from annotator.errors import Invalid

Counts = tuple[tuple[int, ...], ...]
Weights = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class LabelMatrix:
    """Label against label; all three are symmetric, rows and columns in the order of `labels`."""

    labels: tuple[str, ...]
    pairs: Counts
    """Cell (a, b): on how many occasions two annotators of a unit gave it a and b, in whichever
    order, each two counted once. The cells on and above the diagonal sum to all such occasions."""
    units: Counts
    """Cell (a, b): how many units have such a pair; `units_in_cell` lists them."""
    coincidences: Weights
    """Krippendorff's o_ab: ordered pairs, each unit weighing as much as it has labels, so a
    disagreement stands in (a, b) and in (b, a). All cells sum to the number of pairable labels."""


def label_matrix(ratings: Ratings) -> LabelMatrix:
    """The three label by label matrices of all annotators.

    >>> patterns = [(("claim", "claim"), 6, None), (("claim", "none"), 2, None)]
    >>> label_matrix(Ratings.from_patterns(patterns, annotators=["ada", "ben"])).pairs
    ((6, 2), (2, 0))
    """
    return LabelMatrix(
        labels=ratings.labels,
        pairs=_counts(_unordered_pairs(ratings)),
        units=_counts(_units(ratings)),
        coincidences=tuple(tuple(row) for row in _coincidences(ratings).tolist()),
    )


def confusion_matrices(ratings: Ratings) -> dict[tuple[str, str], Counts]:
    """For each two annotators who share a unit: rows the first's labels, columns the second's."""
    if not ratings.annotators:
        return {}
    found, size = ratings.pairings, len(ratings.labels)
    codes, pair = np.unique(
        found.first * len(ratings.annotators) + found.second, return_inverse=True
    )
    cell = (pair * size + found.first_label) * size + found.second_label
    repeats = ratings.repeats[found.unit]
    cells = np.bincount(cell, repeats, codes.size * size * size).reshape(codes.size, size, size)
    names = ratings.annotators
    return {
        (names[int(code) // len(names)], names[int(code) % len(names)]): _counts(matrix)
        for code, matrix in zip(codes, cells, strict=True)
    }


def units_in_cell(ratings: Ratings, one: str, other: str) -> tuple[Id, ...]:
    """The units that some annotator gave `one` and another annotator `other`.

    Raises:
        Invalid: a label is not declared.
    """
    for label in (one, other):
        if label not in ratings.labels:
            raise Invalid(f"There is no label '{label}' in {', '.join(ratings.labels)}.")
    a, b = ratings.labels.index(one), ratings.labels.index(other)
    return tuple(ratings.units[at] for at in np.flatnonzero(_meet(ratings.counts, a, b)))


def _unordered_pairs(ratings: Ratings) -> FloatArray:
    size = len(ratings.labels)
    found = ratings.pairings
    cell = found.first_label * size + found.second_label
    ordered = np.bincount(cell, ratings.repeats[found.unit], size * size)
    square: FloatArray = ordered.reshape(size, size).astype(np.float64)
    return square + square.T - np.diag(np.diag(square))


def _units(ratings: Ratings) -> IntArray:
    size = len(ratings.labels)
    cells = [
        int(ratings.repeats[_meet(ratings.counts, a, b)].sum())
        for a in range(size)
        for b in range(size)
    ]
    return np.array(cells, np.int64).reshape(size, size)


def _meet(counts: IntArray, a: int, b: int) -> BoolArray:
    """Which units have a pair of labels a and b."""
    if a == b:
        return np.greater(counts[:, a], 1)
    return np.logical_and(counts[:, a] > 0, counts[:, b] > 0)


def _coincidences(ratings: Ratings) -> FloatArray:
    """o_ck = Σ over U2 of n_uc (n_uk - [c = k]) / (m_u - 1)."""
    paired = ratings.counts.sum(axis=1) > 1
    counts, repeats = ratings.counts[paired], ratings.repeats[paired]
    weighted = counts * (repeats / (counts.sum(axis=1) - 1))[:, None]
    together: FloatArray = weighted.T @ counts - np.diag(weighted.sum(axis=0))
    return together


def _counts(matrix: IntArray | FloatArray) -> Counts:
    return tuple(tuple(int(cell) for cell in row) for row in matrix)
