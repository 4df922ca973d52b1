"""What each article adds to the coefficients: sums that a resample only has to add up again.

Every coefficient over all annotators is a function of six sums over units. A unit u has n_uk labels
k of q, m_u labels in all; U1 are the units with a label, U2 those with two or more.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

PAIRED_UNITS = 1
"""The column of |U2|."""
_COUNTS = 3  # columns before the three blocks of q columns


@dataclass(frozen=True, eq=False)
class Sums:
    """The six sums, for one total, for each article or for each resample (the leading axis)."""

    table: FloatArray
    """Shape (..., 3 + 3q)."""
    size: int
    """q, the number of declared labels."""

    @property
    def units(self) -> FloatArray:
        """|U1|, how many units have a label."""
        return self.table[..., 0]

    @property
    def paired_units(self) -> FloatArray:
        """|U2|, how many units have two labels or more."""
        return self.table[..., PAIRED_UNITS]

    @property
    def agreement(self) -> FloatArray:
        """Σ over U2 of the share of the unit's annotator pairs that agree."""
        return self.table[..., 2]

    @property
    def prevalence(self) -> FloatArray:
        """Σ over U1 of n_uk / m_u, one column a label."""
        return self._block(0)

    @property
    def values(self) -> FloatArray:
        """Krippendorff's n_k: Σ over U2 of n_uk, one column a label."""
        return self._block(1)

    @property
    def matches(self) -> FloatArray:
        """Krippendorff's o_kk: Σ over U2 of n_uk (n_uk - 1) / (m_u - 1), one column a label."""
        return self._block(2)

    def total(self, copies: IntArray | None = None) -> "Sums":
        """All articles added up, each as often as it has copies; once without `copies`."""
        return Sums(added(self.table, copies), self.size)

    def _block(self, number: int) -> FloatArray:
        start = _COUNTS + number * self.size
        return self.table[..., start : start + self.size]


def added(table: FloatArray, copies: IntArray | None) -> FloatArray:
    """The rows of the table added up, each as often as it has copies."""
    total: FloatArray = table.sum(axis=0) if copies is None else copies @ table
    return total


def sums_by_article(counts: IntArray, weights: IntArray, first_units: IntArray) -> Sums:
    """The six sums of each article.

    Args:
        counts: n_uk, shape (units, q), the units of an article one after the other.
        weights: how many units each stands for.
        first_units: the position of each article's first unit.
    """
    size = counts.shape[1]
    if not first_units.size:
        return Sums(np.zeros((0, _COUNTS + 3 * size)), size)
    given = counts.sum(axis=1)
    paired = given > 1
    matches = _matches(counts, given)
    blocks = (
        (given > 0)[:, None].astype(np.float64),
        paired[:, None].astype(np.float64),
        (matches.sum(axis=1) / np.maximum(given, 1))[:, None],
        counts / np.maximum(given, 1)[:, None],
        np.where(paired[:, None], counts, 0).astype(np.float64),
        matches,
    )
    table: FloatArray = np.hstack(blocks) * weights[:, None]
    if first_units.size < len(counts):
        table = np.add.reduceat(table, first_units, axis=0)
    return Sums(table, size)


def ratio(numerator: FloatArray, denominator: FloatArray) -> FloatArray:
    """Numerator by denominator, NaN where the denominator is 0 (callers turn NaN into a reason)."""
    shape = np.broadcast_shapes(np.shape(numerator), np.shape(denominator))
    quotient: FloatArray = np.full(shape, np.nan)
    np.divide(numerator, denominator, out=quotient, where=np.not_equal(denominator, 0))
    return quotient


def _matches(counts: IntArray, given: IntArray) -> FloatArray:
    """n_uk (n_uk - 1) / (m_u - 1), 0 for units with one label; shape (units, q)."""
    matches: FloatArray = counts * (counts - 1) / np.maximum(given - 1, 1)[:, None]
    return matches
