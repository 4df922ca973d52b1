"""Rows that a withdrawal concerns: the same conditions count them first and delete them later."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.db import table
from annotator.journal.models import Event
from annotator.labelling.models import (
    Assignment,
    Rating,
    SecondLook,
    Span,
    Submission,
    SubmittedPhrase,
)

_event, _assignment, _span = table(Event), table(Assignment), table(Span)
_submission, _rating, _phrase = table(Submission), table(Rating), table(SubmittedPhrase)
_look = table(SecondLook)

Condition = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of one table, with what one of them and several are called."""

    one: str
    many: str
    table: sa.Table
    where: Condition


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of one kind."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Toll:
    """What goes and what stays, counted; `seal` changes when a number does."""

    goes: tuple[Counted, ...]
    stays: tuple[Counted, ...]

    @property
    def seal(self) -> str:
        """All numbers, so that a confirmation can say which ones the person saw."""
        return ".".join(str(one.number) for one in (*self.goes, *self.stays))


def counted(session: Session, rows: Iterable[Rows]) -> tuple[Counted, ...]:
    """Each kind with its number, also when that is none."""
    kinds = tuple(rows)
    counts = [
        sa.select(sa.func.count())
        .select_from(kind.table)
        .where(kind.where)
        .scalar_subquery()
        .label(f"n{place}")
        for place, kind in enumerate(kinds)
    ]
    numbers = session.execute(sa.select(*counts)).one() if counts else ()
    return tuple(
        Counted(number, kind.one if number == 1 else kind.many)
        for kind, number in zip(kinds, numbers, strict=True)
    )


def submissions(copies: Condition) -> sa.Select[tuple[int]]:
    """The numbers of what was submitted of these copies."""
    assignments = sa.select(_assignment.c.id).where(copies)
    return sa.select(_submission.c.id).where(_submission.c.assignment_id.in_(assignments))


def copy_rows(copies: Condition) -> tuple[Rows, ...]:
    """What annotators made of these copies of articles, each before what it refers to."""
    assignments = sa.select(_assignment.c.id).where(copies)
    submitted = submissions(copies)
    rating, phrase = _rating.c.submission_id, _phrase.c.submission_id
    submission, span = _submission.c.assignment_id, _span.c.assignment_id
    look = _look.c.assignment_id
    return (
        Rows("submitted rating", "submitted ratings", _rating, rating.in_(submitted)),
        Rows("submitted phrase", "submitted phrases", _phrase, phrase.in_(submitted)),
        Rows("submission", "submissions", _submission, submission.in_(assignments)),
        Rows(
            "sentence to look at again after a repair",
            "sentences to look at again after a repair",
            _look,
            look.in_(assignments),
        ),
        Rows(
            "label or phrase with its note, also taken back",
            "labels and phrases with their notes, also those taken back",
            _span,
            span.in_(assignments),
        ),
        Rows("copy of an article", "copies of articles", _assignment, copies),
    )


def mention(names: Collection[str]) -> Condition:
    """Events outside of labelling whose values are, or contain as one of them, such a name.

    A label's note that happens to be a name is another person's, and undo needs it.
    """
    texts = [json.dumps(name) for name in names if name]
    if not texts:
        return sa.false()
    return sa.and_(
        _event.c.assignment_id.is_(None),
        sa.or_(
            *(
                sa.cast(column, sa.Text).contains(text, autoescape=True)
                for column in (_event.c.before, _event.c.after)
                for text in texts
            )
        ),
    )


def scrubbed(where: Condition) -> Rows:
    """Events that lose what was before and after the change, and keep the rest."""
    return Rows(
        "entry of the journal is emptied: its act and time stay",
        "entries of the journal are emptied: their acts and times stay",
        _event,
        where,
    )
