"""All spans on one axis: the documents one after the other, so that numpy sees them at once."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from annotator.agreement.phrases.ranges import spread
from annotator.agreement.sums import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Marks:
    """Spans of the documents that two annotators or more worked on."""

    document: IntArray
    """Position of each span's document."""
    slot: IntArray
    """Position of its annotator among those of the document."""
    start: IntArray
    """On the common axis."""
    end: IntArray
    label: IntArray
    """Position of its label."""
    people: IntArray
    """How many annotators each document has; shape (documents,)."""
    edges: IntArray
    """Where on the axis each document begins, and where the last ends; shape (documents + 1,)."""

    @classmethod
    def of(cls, rows: IntArray, people: IntArray, lengths: IntArray) -> "Marks":
        """Marks from rows of (document, slot, start, end, label), offsets within the document."""
        edges = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        base = edges[rows[:, 0]]
        return cls(
            document=rows[:, 0],
            slot=rows[:, 1],
            start=rows[:, 2] + base,
            end=rows[:, 3] + base,
            label=rows[:, 4],
            people=people,
            edges=edges,
        )

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return self.people.size

    @property
    def width(self) -> IntArray:
        """How long each span is."""
        return self.end - self.start

    @cached_property
    def coder(self) -> IntArray:
        """A number for each span's annotator in its document."""
        return self.document * self._most_people + self.slot

    @cached_property
    def _most_people(self) -> int:
        return int(self.people.max(initial=1))

    def where(self, keep: BoolArray | IntArray) -> "Marks":
        """Some of the spans; the documents stay."""
        return replace(
            self,
            document=self.document[keep],
            slot=self.slot[keep],
            start=self.start[keep],
            end=self.end[keep],
            label=self.label[keep],
        )

    def as_one_label(self) -> "Marks":
        """The same spans, all with the same label."""
        return replace(self, label=np.zeros_like(self.label))

    @cached_property
    def merged(self) -> "Marks":
        """Overlapping spans with the same annotator and label become one; touching ones stay."""
        group = self.coder * (int(self.label.max(initial=0)) + 1) + self.label
        order = np.lexsort((self.start, group))
        ordered, group = self.where(order), group[order]
        _, rank = np.unique(group, return_inverse=True)
        # a group's numbers all lie above those of the groups before it
        above = rank * (int(self.edges[-1]) + 1)
        reached = np.maximum.accumulate(ordered.end + above)
        is_new = np.ones(group.size, dtype=bool)
        is_new[1:] = (np.diff(group) > 0) | ((ordered.start + above)[1:] >= reached[:-1])
        first = np.flatnonzero(is_new)
        last = np.append(first[1:], group.size) - 1
        return replace(ordered.where(first), end=(reached - above)[last[: first.size]])

    @cached_property
    def crossing(self) -> BoolArray:
        """In which documents spans of one annotator overlap; shape (documents,)."""
        order = np.lexsort((self.start, self.coder))
        coder, start = self.coder[order], self.start[order]
        above = coder * (int(self.edges[-1]) + 1)
        reached = np.maximum.accumulate(self.end[order] + above)
        overlap = (np.diff(coder) == 0) & ((start + above)[1:] < reached[:-1])
        found = np.zeros(self.documents, dtype=bool)
        found[self.document[order][1:][overlap]] = True
        return found

    @cached_property
    def pieces(self) -> "Pieces":
        """The axis cut wherever a span or a document begins or ends."""
        return Pieces.of(self)


@dataclass(frozen=True, eq=False)
class Pieces:
    """Stretches of text within which nothing changes."""

    length: IntArray
    document: IntArray
    span: IntArray
    """Each pair of a span and a piece that it covers: the span, in order, ..."""
    piece: IntArray
    """... and the piece."""
    marked: BoolArray
    """Whether an annotator marked the piece at all; shape (pieces, most annotators)."""

    @classmethod
    def of(cls, marks: Marks) -> "Pieces":
        """Cut the axis at all bounds."""
        points = np.unique(np.concatenate([marks.edges, marks.start, marks.end]))
        span, piece = spread(
            np.searchsorted(points, marks.start), np.searchsorted(points, marks.end)
        )
        marked = np.zeros((points.size - 1, int(marks.people.max(initial=1))), dtype=bool)
        marked[piece, marks.slot[span]] = True
        return cls(
            length=np.diff(points),
            document=np.searchsorted(marks.edges, points[:-1], side="right") - 1,
            span=span,
            piece=piece,
            marked=marked,
        )

    def unambiguous(self, marks: Marks) -> "Pieces":
        """The pieces with no length where one annotator's spans overlap."""
        coder = self.piece * self.marked.shape[1] + marks.slot[self.span]
        _, again, times = np.unique(coder, return_index=True, return_counts=True)
        length = self.length.copy()
        length[self.piece[again[times > 1]]] = 0
        return replace(self, length=length)

    def shared(self, marks: Marks) -> FloatArray:
        """How much of each span each other annotator marked; shape (spans, most annotators)."""
        shared = np.zeros((marks.start.size, self.marked.shape[1]))
        if self.span.size:
            covered = self.length[self.piece, None] * self.marked[self.piece]
            present, first = np.unique(self.span, return_index=True)
            shared[present] = np.add.reduceat(covered, first, axis=0)
        shared[np.arange(marks.start.size), marks.slot] = 0
        return shared

    def by_document(self, values: FloatArray, documents: int) -> FloatArray:
        """The values of the pieces, added up for each document; shape (documents, ...)."""
        total = np.zeros((documents, *values.shape[1:]))
        if self.document.size:
            present, first = np.unique(self.document, return_index=True)
            total[present] = np.add.reduceat(values, first, axis=0)
        return total
