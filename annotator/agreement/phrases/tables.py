"""What each document adds to the unitizing coefficients and to the parts of the disagreement.

The family of 2016 wants the spans of one annotator not to overlap. Where they overlap within a
label, they are merged. Where spans with different labels overlap anywhere, each label becomes a
layer of its own, in which it stands against everything else; the labels on shared text are then
compared where nobody's labels overlap.
"""

from dataclasses import dataclass, replace

import numpy as np

from annotator.agreement.phrases.marks import Marks
from annotator.agreement.phrases.sums import UnitSums, columns, unit_sums
from annotator.agreement.sums import FloatArray

_PARTS = 3


@dataclass(frozen=True, eq=False)
class Tables:
    """The sums of the documents, of all together, or of resamples (the leading axis)."""

    table: FloatArray
    size: int
    """K, the number of labels."""
    layered: bool
    """Whether labels of one annotator overlap anywhere; only then the layers are filled."""

    @property
    def joint(self) -> UnitSums:
        """All labels side by side, without the text on which an annotator's labels overlap."""
        return UnitSums(self._block(0, columns(self.size)), self.size)

    @property
    def binary(self) -> UnitSums:
        """All labels as one: marked or not."""
        start = columns(self.size)
        return UnitSums(self._block(start, columns(1)), 1)

    @property
    def layers(self) -> UnitSums:
        """Each label against everything else, one layer a label: shape (..., K, columns of 1)."""
        start = columns(self.size) + columns(1) + _PARTS
        block = self._block(start, self.size * columns(1))
        return UnitSums(block.reshape(*block.shape[:-1], self.size, columns(1)), 1)

    @property
    def parts(self) -> FloatArray:
        """Detection, boundary and label disagreement, seen from both sides; shape (..., 3)."""
        return self._block(columns(self.size) + columns(1), _PARTS)

    def total(self) -> "Tables":
        """All documents added up."""
        return replace(self, table=self.table.sum(axis=0))

    def drawn(self, times: FloatArray) -> "Tables":
        """The documents added up, each so often; `times` has shape (resamples, documents)."""
        return replace(self, table=times @ self.table)

    def without(self) -> "Tables":
        """The total without each document in turn."""
        return replace(self, table=self.table.sum(axis=0) - self.table)

    def _block(self, start: int, width: int) -> FloatArray:
        return self.table[..., start : start + width]


def tables(marks: Marks, size: int) -> Tables:
    """The sums of each document; shape (documents, columns)."""
    merged = marks.merged
    blocks = [
        unit_sums(merged, size),
        unit_sums(marks.as_one_label().merged, 1),
        _parts(merged, size),
    ]
    layered = bool(merged.crossing.any())
    if layered:
        blocks += [
            unit_sums(merged.where(merged.label == label).as_one_label(), 1)
            for label in range(size)
        ]
    else:
        blocks.append(np.zeros((marks.documents, size * columns(1))))
    return Tables(np.hstack(blocks), size, layered)


def _parts(marks: Marks, size: int) -> FloatArray:
    """How much text of which kind of disagreement, shape (documents, 3).

    A character that i marked k and j did not mark k counts: as *label* if j marked it at all, as
    *boundary* if j marked another part of i's phrase, else as *detection*. Each counts 2 / (m - 1),
    as in ℓ - Σ ℓ_cc; if both marked it, with different labels, it is seen from both sides.
    """
    pieces = marks.pieces
    touched = pieces.shared(marks) > 0
    parts = np.zeros((pieces.length.size, _PARTS))
    for label in range(size):
        at = np.flatnonzero(marks.label[pieces.span] == label)
        span, piece = pieces.span[at], pieces.piece[at]
        same = np.zeros_like(pieces.marked)
        same[piece, marks.slot[span]] = True
        people = marks.people[marks.document[span]]
        here = np.arange(same.shape[1]) < people[:, None]
        missing = here & ~same[piece]
        other = missing & pieces.marked[piece]
        beside = missing & ~other & touched[span]
        counts = np.stack([(missing & ~other & ~beside), beside, other], axis=-1).sum(axis=1)
        weight = 2 * pieces.length[piece] / (people - 1)
        np.add.at(parts, piece, counts * weight[:, None])
    return pieces.by_document(parts, marks.documents)
