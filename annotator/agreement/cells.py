"""Which units stand behind a cell of a matrix or behind a label's count."""

from dataclasses import dataclass

import numpy as np

from annotator.agreement.coefficients.matrix import units_in_cell
from annotator.agreement.ratings import Id, Ratings


@dataclass(frozen=True, slots=True)
class Cell:
    """A question to the ratings: who said what, and who said what else."""

    row: str | None
    """A label that somebody gave; None: any two labels that differ."""
    column: str | None = None
    """The label that another person gave; the same one asks for agreement, None for no matter."""
    pair: tuple[str, str] | None = None
    """Whose labels the row and the column are; None: any two people."""


def units_behind(ratings: Ratings, cell: Cell) -> tuple[Id, ...]:
    """The units that answer the question, in the order of their articles.

    Raises:
        Invalid: a label is not declared.
    """
    if cell.row is None:
        return _differing(ratings, cell.pair)
    if cell.column is None:
        given = ratings.counts[:, ratings.labels.index(cell.row)] > 0
        return tuple(ratings.units[at] for at in np.flatnonzero(given))
    if cell.pair is None:
        return units_in_cell(ratings, cell.row, cell.column)
    return _between(ratings, cell.pair, (cell.row, cell.column))


def against_majority(ratings: Ratings, annotator: str) -> tuple[Id, ...]:
    """The units on which an annotator differs from the majority of the others, in order.

    Raises:
        Invalid: these ratings know no such annotator.
    """
    position = ratings.position(annotator)
    own = ratings.annotator == position
    units, label = ratings.unit[own], ratings.label[own]
    others = ratings.counts[units]
    others[np.arange(units.size), label] -= 1
    most = others.max(axis=1, initial=0)
    decided = (most > 0) & ((others == most[:, None]).sum(axis=1) == 1)
    differs = decided & (others[np.arange(units.size), label] < most)
    return tuple(ratings.units[at] for at in units[differs])


def _differing(ratings: Ratings, pair: tuple[str, str] | None) -> tuple[Id, ...]:
    """The units to which two people, or these two, gave different labels."""
    if pair is None:
        several = (ratings.counts > 0).sum(axis=1) > 1
        return tuple(ratings.units[at] for at in np.flatnonzero(several))
    found = ratings.pairings
    first, second = sorted(ratings.position(name) for name in pair)
    meets = (found.first == first) & (found.second == second)
    differs = meets & (found.first_label != found.second_label)
    return tuple(ratings.units[at] for at in np.sort(found.unit[differs]))


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
