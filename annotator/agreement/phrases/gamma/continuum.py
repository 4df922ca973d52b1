"""A continuum: the units that several annotators placed on one text, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.sums import FloatArray, IntArray


@dataclass(frozen=True)
class Dissimilarity:
    """How far two units are apart, and what it costs to leave one without a partner.

    d(u, v) = α Δ ((|s_u - s_v| + |e_u - e_v|) / (len_u + len_v))² + β Δ [label_u ≠ label_v], and Δ
    for a unit and a gap. Source: Mathet, Widlöcher and Métivier (2015), section 4.
    """

    alpha: float = 1.0
    """The weight of the positions."""
    beta: float = 1.0
    """The weight of the labels."""
    delta_empty: float = 1.0
    """Δ, the cost of a gap."""

    def position(self, continuum: "Continuum", one: IntArray, other: IntArray) -> FloatArray:
        """α times the squared relative distance of the units at these positions, without Δ."""
        apart = np.abs(continuum.start[one] - continuum.start[other])
        apart += np.abs(continuum.end[one] - continuum.end[other])
        apart /= continuum.width[one] + continuum.width[other]
        distance: FloatArray = self.alpha * apart * apart
        return distance

    def between(self, continuum: "Continuum", one: IntArray, other: IntArray) -> FloatArray:
        """The dissimilarity of the units at these positions."""
        differ = continuum.label[one] != continuum.label[other]
        apart = self.position(continuum, one, other) + self.beta * differ
        distance: FloatArray = self.delta_empty * apart
        return distance


@dataclass(frozen=True, eq=False)
class Continuum:
    """Units of n annotators, those of one annotator side by side and sorted by where they start."""

    start: FloatArray
    end: FloatArray
    label: IntArray
    """Only whether two are equal matters."""
    first: IntArray
    """Where each annotator's units begin, and at last the number of units; shape (n + 1,)."""

    @classmethod
    def of(cls, people: Sequence[tuple[FloatArray, FloatArray, IntArray]]) -> "Continuum":
        """A continuum of each annotator's starts, ends and labels, in any order."""
        sizes = [0, *(start.size for start, _, _ in people)]
        first = np.cumsum(np.array(sizes, dtype=np.int64))
        if not people:
            nothing = np.zeros(0)
            return cls(nothing, nothing, nothing.astype(np.int64), first)
        start, end, label = (np.concatenate(column) for column in zip(*people, strict=True))
        owner = np.repeat(np.arange(len(people)), sizes[1:])
        order = np.lexsort((label, end, start, owner))
        return cls(start[order], end[order], label[order], first)

    @property
    def annotators(self) -> int:
        """N."""
        return self.first.size - 1

    @property
    def size(self) -> int:
        """The number of units of all annotators."""
        return self.start.size

    @property
    def width(self) -> FloatArray:
        """How long each unit is."""
        return self.end - self.start

    @property
    def owner(self) -> IntArray:
        """Whose each unit is."""
        return np.repeat(np.arange(self.annotators), np.diff(self.first))
