"""The sums that Krippendorff's unitizing coefficients are made of.

Text that nobody marked is a value too, the gap φ. For a document of length L with m annotators:

    ℓ_ck = 1/(m - 1) Σ_i Σ_{j≠i} (length that i marked c and j marked k), φ included
    Q_c  = Σ of the squared lengths of the units marked c
    R_c  = 1/(m - 1) Σ_i Σ_{j≠i} Σ_g (length of i's unit g, marked c, that j marked at all)²

All three add up over documents. Source: Krippendorff, Mathet, Bouvry and Widlöcher (2016), Quality
& Quantity 50, 2347-2364.
"""

from dataclasses import dataclass

import numpy as np

from annotator.agreement.phrases.marks import Marks, Pieces
from annotator.agreement.sums import FloatArray


@dataclass(frozen=True, eq=False)
class UnitSums:
    """ℓ, Q and R, for each document, for all, or for each resample (the leading axes)."""

    table: FloatArray
    """Shape (..., (K + 1)² + 2K)."""
    size: int
    """K, the number of labels; φ stands behind them."""

    @property
    def coincidences(self) -> FloatArray:
        """ℓ_ck; shape (..., K + 1, K + 1), symmetric."""
        side = self.size + 1
        cells = self.table[..., : side * side]
        return cells.reshape(*cells.shape[:-1], side, side)

    @property
    def squares(self) -> FloatArray:
        """Q_c of the labels; shape (..., K). That of φ is ℓ_φ: its length, not squared."""
        start = (self.size + 1) ** 2
        return self.table[..., start : start + self.size]

    @property
    def corrections(self) -> FloatArray:
        """R_c; shape (..., K)."""
        start = (self.size + 1) ** 2 + self.size
        return self.table[..., start : start + self.size]


def columns(size: int) -> int:
    """How many columns the table of so many labels has."""
    return (size + 1) ** 2 + 2 * size


def unit_sums(marks: Marks, size: int) -> FloatArray:
    """The table of the documents, shape (documents, columns).

    Text on which spans of one annotator overlap is left out of ℓ and R.

    Args:
        marks: the spans of all annotators, merged.
        size: K; all labels are below it.
    """
    pieces = marks.pieces.unambiguous(marks)
    shared = pieces.shared(marks)
    others = marks.people[marks.document] - 1
    return np.hstack(
        [
            _coincidences(marks, pieces, size),
            _by_label(marks, marks.width.astype(np.float64) ** 2, size),
            _by_label(marks, (shared**2).sum(axis=1) / others, size),
        ]
    )


def _coincidences(marks: Marks, pieces: Pieces, size: int) -> FloatArray:
    """ℓ_ck, flattened: shape (documents, (K + 1)²)."""
    side = size + 1
    cells = pieces.piece * side + marks.label[pieces.span]
    counts = np.bincount(cells, minlength=pieces.length.size * side)
    counts = counts.reshape(pieces.length.size, side).astype(np.float64)
    people = marks.people[pieces.document]
    counts[:, size] = people - counts.sum(axis=1)
    weight = pieces.length / (people - 1)
    blocks = []
    for label in range(side):
        met = counts[:, label, None] * counts
        met[:, label] -= counts[:, label]
        blocks.append(pieces.by_document(met * weight[:, None], marks.documents))
    return np.hstack(blocks)


def _by_label(marks: Marks, values: FloatArray, size: int) -> FloatArray:
    """The values of the spans, added up for each document and label."""
    cells = np.bincount(
        marks.document * size + marks.label, weights=values, minlength=marks.documents * size
    )
    return cells.reshape(marks.documents, size).astype(np.float64)
