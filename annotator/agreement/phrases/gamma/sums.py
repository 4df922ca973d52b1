"""Gamma, gamma-cat and gamma-k as quotients of sums that add up over documents.

A table of sums has the shape (..., 1 + samples, 3 + labels, 2). Row 0 is the document itself, the
others are its samples. The columns are gamma, gamma-cat, gamma-cat with gaps counted, and gamma-k
of each label. The last axis holds a disorder and what it is divided by.
"""

import math

import numpy as np

from annotator.agreement.sums import FloatArray, ratio

MOST_SAMPLES = 1000
GAMMA, CAT, CAT_WITH_GAPS, LABELS = 0, 1, 2, 3
"""Columns of a table; that of the first label is the last of these."""

_NORMAL = 1.96


def disorders(table: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Observed and expected disorder of each column; shapes (..., 3 + labels).

    The expected one is the mean over the samples in which it is defined; NaN if there is none.
    """
    each = ratio(table[..., 0], table[..., 1])
    observed, drawn = each[..., 0, :], each[..., 1:, :]
    defined = ~np.isnan(drawn)
    total = np.where(defined, drawn, 0).sum(axis=-2)
    return observed, ratio(total, defined.sum(axis=-2).astype(np.float64))


def values(table: FloatArray) -> FloatArray:
    """1 - observed / expected disorder of each column; NaN where one is undefined or none expected.

    >>> table = np.array([[[1.0, 4.0]], [[2.0, 4.0]], [[6.0, 4.0]]])
    >>> values(table)
    array([0.75])
    """
    observed, expected = disorders(table)
    return 1 - ratio(observed, np.nan_to_num(expected))


def half_width(table: FloatArray) -> float:
    """1.96 standard errors of the expected disorder of gamma, as a share of it."""
    drawn = ratio(table[1:, GAMMA, 0], table[1:, GAMMA, 1])
    if drawn.size < 2 or np.isnan(drawn).any() or not drawn.any():  # noqa: PLR2004 - one cannot vary
        return 0.0
    return float(_NORMAL * drawn.std(ddof=1) / drawn.mean() / math.sqrt(drawn.size))


def enough(table: FloatArray, precision: float) -> int:
    """How many samples bring the half width down to the precision, as far as these tell."""
    samples = len(table) - 1
    return min(math.ceil(samples * (half_width(table) / precision) ** 2), MOST_SAMPLES)
