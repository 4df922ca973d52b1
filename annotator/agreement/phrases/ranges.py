"""Many ranges of whole numbers at once."""

import numpy as np

from annotator.agreement.sums import IntArray


def spread(low: IntArray, high: IntArray) -> tuple[IntArray, IntArray]:
    """Every whole number from low up to high, each with the position of the range it is from.

    >>> row, number = spread(np.array([3, 7]), np.array([5, 8]))
    >>> row.tolist(), number.tolist()
    ([0, 0, 1], [3, 4, 7])

    Args:
        low: where each range begins.
        high: where it ends, exclusive; not before `low`.
    """
    count = high - low
    row = np.repeat(np.arange(low.size), count)
    within = np.arange(row.size) - np.repeat(np.cumsum(count) - count, count)
    return row, low[row] + within
