"""Documents with the phrases that annotators marked in them: what all measures of phrases read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from annotator.agreement.phrases.marks import Marks
from annotator.agreement.phrases.pairs import PairTable, pair_table
from annotator.agreement.phrases.tables import Tables, tables
from annotator.agreement.ratings import Id
from annotator.errors import Invalid

LONGEST = 100_000_000
"""So many characters a document may have."""

PAIRED = 2
"""So many annotators make agreement possible."""


class Span(NamedTuple):
    """A phrase as one annotator marked it: code points, the end exclusive."""

    annotator: str
    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Document:
    """One text and what was marked in it. Make one with `Document.of`."""

    id: Id
    length: int
    """In code points."""
    annotators: tuple[str, ...]
    """Who worked on the text, sorted. To mark nothing is an answer; not to be listed is absence."""
    spans: tuple[Span, ...]
    """Sorted."""

    @classmethod
    def of(
        cls,
        id: Id,  # noqa: A002 - what it is called in files
        length: int,
        annotators: Iterable[str],
        spans: Iterable[tuple[str, int, int, str]],
        *,
        where: str | None = None,
    ) -> "Document":
        """A document that has been checked.

        >>> Document.of("d1", 40, ["ana", "ben"], [("ana", 5, 12, "claim")]).spans
        (Span(annotator='ana', start=5, end=12, label='claim'),)

        Args:
            id: names the document.
            length: of its text, in code points.
            annotators: everybody who worked on it, whether they marked something or not.
            spans: (annotator, start, end, label).
            where: what an error begins with, as "Line 3"; without it, the document's name.

        Raises:
            Invalid: the length is negative or above 100 million, an annotator is named twice, or a
                span has an unknown annotator, lies outside the text, is not at least one character
                long, has no label, or stands there twice.
        """
        place = where or f"Document '{id}'"
        people = tuple(annotators)
        if not 0 <= length <= LONGEST:
            raise Invalid(f"{place}: the length {length} is not between 0 and {LONGEST:,}.")
        for name in people:
            if not name:
                raise Invalid(f"{place}: an annotator has no name; give each one a name.")
            if people.count(name) > 1:
                raise Invalid(f"{place}: annotator '{name}' is listed twice; list each one once.")
        marked = sorted(Span(*span) for span in spans)
        known = frozenset(people)
        for at, span in enumerate(marked):
            _refuse_bad(span, length, known, place)
            if at and span == marked[at - 1]:
                raise Invalid(
                    f"{place}: annotator '{span.annotator}' marked {_shown(span)} as "
                    f"'{span.label}' twice; keep it once."
                )
        return cls(id, length, tuple(sorted(people)), tuple(marked))


@dataclass(frozen=True, eq=False)
class Documents:
    """All documents of a study. Make it with `Documents.of`.

    The order in which documents, annotators and spans came has no influence: they are sorted, so
    that a seed always draws the same.
    """

    documents: tuple[Document, ...]
    labels: tuple[str, ...]
    """The declared labels, in the order in which they were declared, else those that occur."""

    @classmethod
    def of(
        cls, documents: Iterable[Document], *, labels: Sequence[str] | None = None
    ) -> "Documents":
        """Gather documents.

        Args:
            documents: each made with `Document.of`.
            labels: the declared label set; without it, the labels that occur, sorted.

        Raises:
            Invalid: two documents have the same id, or a span has a label that is not declared.
        """
        listed = sorted(documents, key=lambda one: (isinstance(one.id, str), one.id))
        for one, after in pairwise(listed):
            if one.id == after.id:
                raise Invalid(f"Document '{one.id}' is given twice; give each document once.")
        used = {span.label for document in listed for span in document.spans}
        if labels is None:
            return cls(tuple(listed), tuple(sorted(used)))
        if len(set(labels)) != len(labels):
            raise Invalid("The declared label set names a label twice; name each label once.")
        unknown = sorted(used.difference(labels))
        if unknown:
            raise Invalid(
                f"Label '{unknown[0]}' is not among the declared labels {', '.join(labels)}."
            )
        return cls(tuple(listed), tuple(labels))

    @cached_property
    def paired(self) -> tuple[Document, ...]:
        """The documents that two annotators or more worked on; only these say anything."""
        return tuple(one for one in self.documents if len(one.annotators) >= PAIRED)

    @cached_property
    def spans(self) -> int:
        """How many phrases are marked."""
        return sum(len(document.spans) for document in self.documents)

    @cached_property
    def paired_spans(self) -> int:
        """How many of them are in paired documents."""
        return sum(len(document.spans) for document in self.paired)

    @cached_property
    def marks(self) -> Marks:
        """The spans of the paired documents, on one axis."""
        code = {label: position for position, label in enumerate(self.labels)}
        slots = [{name: at for at, name in enumerate(one.annotators)} for one in self.paired]
        rows = [
            (document, slots[document][span.annotator], span.start, span.end, code[span.label])
            for document, one in enumerate(self.paired)
            for span in one.spans
        ]
        return Marks.of(
            np.array(rows, dtype=np.int64).reshape(len(rows), 5),
            people=np.array([len(one.annotators) for one in self.paired], dtype=np.int64),
            lengths=np.array([one.length for one in self.paired], dtype=np.int64),
        )

    @cached_property
    def tables(self) -> Tables:
        """What each paired document adds to the unitizing coefficients."""
        return tables(self.marks, len(self.labels))

    @cached_property
    def pairs(self) -> PairTable:
        """What each pair of annotators adds, in each paired document, to the F1 measures."""
        return pair_table(self.marks, [one.annotators for one in self.paired])

    def only(self, document: Document) -> "Documents":
        """One of the documents alone, with the same label set."""
        return Documents((document,), self.labels)


def _refuse_bad(span: Span, length: int, people: frozenset[str], place: str) -> None:
    """Refuse a span that cannot be in the text."""
    if span.annotator not in people:
        raise Invalid(
            f"{place}: {_shown(span)} is by '{span.annotator}', who is not among the annotators; "
            "list everybody who worked on the document."
        )
    if span.end <= span.start:
        raise Invalid(
            f"{place}: {_shown(span)} by '{span.annotator}' has the length "
            f"{span.end - span.start}; a span ends after it starts."
        )
    if span.start < 0 or span.end > length:
        raise Invalid(
            f"{place}: {_shown(span)} by '{span.annotator}' lies outside the document, "
            f"which runs from 0 to {length}."
        )
    if not span.label:
        raise Invalid(f"{place}: {_shown(span)} by '{span.annotator}' has no label; give it one.")


def _shown(span: Span) -> str:
    return f"the span {span.start} to {span.end}"
