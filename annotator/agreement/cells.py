"""Which units stand behind a cell of a matrix or behind a label's count."""

from dataclasses import dataclass

import numpy as np

from annotator.agreement.coefficients.matrix import units_in_cell
from annotator.agreement.ratings import Id, Ratings


@dataclass(frozen=True, slots=True)
class Cell:
    """A question to the ratings: who said what, and who said what else."""

    row: str
    """A label that somebody gave."""
    column: str | None = None
    """The label that another person gave; the same one asks for agreement, None for no matter."""
    pair: tuple[str, str] | None = None
    """Whose labels the row and the column are; None: any two people."""


def units_behind(ratings: Ratings, cell: Cell) -> tuple[Id, ...]:
    """The units that answer the question, in the order of their articles.

    Raises:
        Invalid: a label is not declared.
    """
    if cell.column is None:
        given = ratings.counts[:, ratings.labels.index(cell.row)] > 0
        return tuple(ratings.units[at] for at in np.flatnonzero(given))
    if cell.pair is None:
        return units_in_cell(ratings, cell.row, cell.column)
    return _between(ratings, cell.pair, (cell.row, cell.column))


def _between(ratings: Ratings, pair: tuple[str, str], labels: tuple[str, str]) -> tuple[Id, ...]:
    """The units that the first person gave the first label and the second the second."""
    (first, one), (second, other) = sorted(
        (ratings.annotators.index(name), ratings.labels.index(label))
        for name, label in zip(pair, labels, strict=True)
    )
    found = ratings.pairings
    meets = (
        (found.first == first)
        & (found.second == second)
        & (found.first_label == one)
        & (found.second_label == other)
    )
    return tuple(ratings.units[at] for at in np.sort(found.unit[meets]))
