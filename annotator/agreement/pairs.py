"""Every two labels that two annotators gave a unit, and what each article adds for a pair."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from annotator.agreement.sums import FloatArray, IntArray, added


@dataclass(frozen=True, eq=False)
class Pairings:
    """One entry for every two annotators on a unit; the earlier annotator is the first."""

    unit: IntArray
    first: IntArray
    second: IntArray
    first_label: IntArray
    second_label: IntArray


@dataclass(frozen=True, eq=False)
class PairSums:
    """Sums over the units that both annotators of a pair labelled (the leading axis as in Sums)."""

    table: FloatArray
    """Shape (..., 1 + 2q)."""
    size: int
    """q, the number of declared labels."""

    @property
    def agreeing(self) -> FloatArray:
        """On how many shared units both gave the same label."""
        return self.table[..., 0]

    @property
    def first_margin(self) -> FloatArray:
        """How often the first annotator gave each label on the shared units."""
        return self.table[..., 1 : 1 + self.size]

    @property
    def second_margin(self) -> FloatArray:
        """How often the second annotator gave each label on the shared units."""
        return self.table[..., 1 + self.size :]

    @property
    def units(self) -> FloatArray:
        """How many units both labelled."""
        total: FloatArray = self.first_margin.sum(axis=-1)
        return total

    def total(self, copies: IntArray | None = None) -> "PairSums":
        """All articles added up, each as often as it has copies; once without `copies`."""
        return PairSums(added(self.table, copies), self.size)


@dataclass(frozen=True, eq=False)
class ArticlePair:
    """The sums of one pair of annotators for each article that they share."""

    articles: IntArray
    """Positions of the shared articles, ascending."""
    sums: PairSums


def pairings(unit: IntArray, annotator: IntArray, label: IntArray) -> Pairings:
    """Pair up the ratings of each unit; the ratings come sorted by unit, then annotator."""
    starts = np.flatnonzero(np.diff(unit, prepend=-1))
    given = np.diff(starts, append=unit.size)
    left, right = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for many in np.unique(given[given > 1]):
        one, other = np.triu_indices(int(many), 1)
        group = starts[given == many][:, None]
        left.append((group + one).ravel())
        right.append((group + other).ravel())
    lefts, rights = np.concatenate(left), np.concatenate(right)
    return Pairings(unit[lefts], annotator[lefts], annotator[rights], label[lefts], label[rights])


def pair_sums(
    found: Pairings, article_of: IntArray, weights: IntArray, size: int
) -> dict[tuple[int, int], ArticlePair]:
    """The sums of every pair that shares a unit, by the positions of its two annotators.

    Args:
        found: every two labels of two annotators on a unit.
        article_of: the position of each unit's article.
        weights: how many units each unit stands for.
        size: q, the number of declared labels.
    """
    if not found.unit.size:
        return {}
    article = article_of[found.unit]
    order = np.lexsort((article, found.second, found.first))
    first, second, article = found.first[order], found.second[order], article[order]
    new_pair = _changes(first) | _changes(second)
    new_row = new_pair | _changes(article)
    rows = np.flatnonzero(new_row)
    table = _table(found, order, (np.cumsum(new_row) - 1, weights[found.unit[order]]), size)
    bounds = np.append(np.flatnonzero(new_pair[rows]), rows.size)
    sums = {}
    for start, end in pairwise(bounds):
        pair = int(first[rows[start]]), int(second[rows[start]])
        sums[pair] = ArticlePair(article[rows[start:end]], PairSums(table[start:end], size))
    return sums


def _changes(values: IntArray) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Where a run of equal values begins."""
    return np.concatenate(([True], values[1:] != values[:-1]))


def _table(
    found: Pairings, order: IntArray, rows: tuple[IntArray, IntArray], size: int
) -> FloatArray:
    """Agreements and both margins for each row (a pair in an article); shape (rows, 1 + 2q)."""
    row, weight = rows
    many = int(row[-1]) + 1
    first, second = found.first_label[order], found.second_label[order]
    same = first == second
    agreeing = np.bincount(row[same], weight[same], many)
    margins = [
        np.bincount(row * size + label, weight, many * size).reshape(many, size)
        for label in (first, second)
    ]
    return np.hstack([agreeing[:, None], *margins]).astype(np.float64)
