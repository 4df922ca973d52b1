"""What every two annotators of a document share: the sums behind the F1 measures.

Of the two, A is the one whose name sorts first. Spans meet if they overlap and have the same label.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.phrases.marks import Marks
from annotator.agreement.phrases.ranges import spread
from annotator.agreement.sums import FloatArray, IntArray

SPANS, COMMON, CHARACTERS, SHARED, TOUCHED, COVERED = (
    slice(0, 2),
    2,
    slice(3, 5),
    5,
    slice(6, 8),
    slice(8, 10),
)
"""Columns of the table, those of A and B together where there are two:

    |A|, |B|        spans
    |A ∩ B|         spans with the same bounds and label
    characters      (character, label) marked by A and by B
    shared          (character, label) marked by both
    touched         spans of A that meet one of B, and the other way round
    covered         Σ |s ∩ t| / |s| over all spans s of A and t of B that meet, and the other way
"""
_COLUMNS = 10


@dataclass(frozen=True, eq=False)
class PairTable:
    """One row for each two annotators of each document."""

    names: tuple[tuple[str, str], ...]
    """Every two annotators who share a document, sorted."""
    pair: IntArray
    """Position of each row's names."""
    document: IntArray
    """Position of its document."""
    table: FloatArray
    """Shape (rows, 10)."""


def pair_table(marks: Marks, annotators: Sequence[tuple[str, ...]]) -> PairTable:
    """The rows of all documents; `annotators` are each document's, sorted."""
    document, one, other = _everybody(marks)
    names = [
        (annotators[at][a], annotators[at][b])
        for at, a, b in zip(document.tolist(), one.tolist(), other.tolist(), strict=True)
    ]
    known = sorted(set(names))
    place = {pair: position for position, pair in enumerate(known)}
    table = np.zeros((document.size, _COLUMNS))
    own = np.stack([one, other], axis=1)
    cell = document[:, None] * _most(marks) + own
    table[:, SPANS] = _each_coder(marks, np.ones(marks.start.size))[cell]
    table[:, CHARACTERS] = _each_coder(marks.merged, marks.merged.width.astype(np.float64))[cell]
    _add_meetings(table, marks)
    return PairTable(
        names=tuple(known),
        pair=np.array([place[pair] for pair in names], dtype=np.int64),
        document=document,
        table=table,
    )


def _add_meetings(table: FloatArray, marks: Marks) -> None:
    """Fill in what spans of two annotators have in common."""
    a, b, length = _meetings(marks)
    row, rows = _row(marks, a, b), len(table)
    same = (marks.start[a] == marks.start[b]) & (marks.end[a] == marks.end[b])
    table[:, COMMON] = np.bincount(row, weights=same, minlength=rows)
    for column, mine in enumerate((a, b)):
        at = TOUCHED.start + column
        touched = np.unique(np.stack([row, mine]), axis=1)[0]
        table[:, at] = np.bincount(touched, minlength=rows)
        share = length / marks.width[mine]
        table[:, COVERED.start + column] = np.bincount(row, weights=share, minlength=rows)
    first, second, length = _meetings(marks.merged)
    row = _row(marks.merged, first, second)
    table[:, SHARED] = np.bincount(row, weights=length, minlength=rows)


def _meetings(marks: Marks) -> tuple[IntArray, IntArray, IntArray]:
    """Every span of A with every span of B that it meets, and how long they overlap."""
    order = np.lexsort((marks.start, marks.label))
    label, start = marks.label[order], marks.start[order]
    above = label * (int(marks.edges[-1]) + 1)
    own = np.arange(order.size)
    until = np.searchsorted(start + above, marks.end[order] + above, side="left")
    one, other = spread(own + 1, np.maximum(until, own + 1))
    one, other = order[one], order[other]
    differ = marks.slot[one] != marks.slot[other]
    one, other = one[differ], other[differ]
    swap = marks.slot[one] > marks.slot[other]
    a, b = np.where(swap, other, one), np.where(swap, one, other)
    length = np.minimum(marks.end[a], marks.end[b]) - np.maximum(marks.start[a], marks.start[b])
    return a, b, length


def _everybody(marks: Marks) -> tuple[IntArray, IntArray, IntArray]:
    """Document, first and second annotator of every row."""
    people = marks.people
    document, one = spread(np.zeros_like(people), people)
    row, other = spread(one + 1, people[document])
    return document[row], one[row], other


def _row(marks: Marks, a: IntArray, b: IntArray) -> IntArray:
    """The row of the annotators of spans a and b, in the order of `_everybody`."""
    people = marks.people
    pairs = people * (people - 1) // 2
    before = np.cumsum(pairs) - pairs
    document, one, other = marks.document[a], marks.slot[a], marks.slot[b]
    many = people[document]
    inside: IntArray = before[document] + one * many - one * (one + 1) // 2 + other - one - 1
    return inside


def _each_coder(marks: Marks, values: FloatArray) -> FloatArray:
    """The values of the spans, added up for each annotator of each document."""
    cells = np.bincount(marks.coder, weights=values, minlength=marks.documents * _most(marks))
    return cells.astype(np.float64)


def _most(marks: Marks) -> int:
    return int(marks.people.max(initial=1))
