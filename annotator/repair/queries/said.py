"""The sentences that a repair concerns, and everything that was said of them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.models import Article, ImportBatch, Sentence
from annotator.db import table
from annotator.errors import Conflict, NotFound
from annotator.labelling.kinds import Kind, Look, Origin, Rank
from annotator.labelling.marks import Mark
from annotator.labelling.models import Assignment, Rating, SecondLook, Span, Submission
from annotator.repair.edges import Piece
from annotator.repair.rules import Answer, Ruling, Standing
from annotator.review.models import Decision, DecisionBasis

_article, _batch, _sentence = table(Article), table(ImportBatch), table(Sentence)
_assignment, _span, _look = table(Assignment), table(Span), table(SecondLook)
_submission, _rating = table(Submission), table(Rating)
_decision, _basis = table(Decision), table(DecisionBasis)


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence as it stands."""

    id: int
    paragraph_id: int
    position: int
    piece: Piece


@dataclass(frozen=True, slots=True)
class Person:
    """One person's copy of the article, with what they say of some of its sentences."""

    assignment_id: int
    state: str
    standings: tuple[Standing, ...]
    codebook_version_id: int
    labelled_at: int
    """When they labelled these sentences first; 0 if they have not."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """One submission, with what it says of some sentences."""

    submission_id: int
    assignment_id: int
    number: int
    answers: tuple[Answer | None, ...]


def text(session: Session, project_id: int, article_id: int) -> str:
    """The stored text of a live article of the project."""
    found = session.execute(
        sa.select(_article.c.text)
        .join(_batch, _batch.c.id == _article.c.batch_id)
        .where(
            _article.c.project_id == project_id,
            _article.c.id == article_id,
            _batch.c.live_at.is_not(None),
        )
    ).scalar()
    if found is None:
        raise NotFound("There is no such article, or it is not saved to the project yet.")
    return str(found)


def neighbours(session: Session, article_id: int, sentence_id: int) -> tuple[Unit, ...]:
    """A sentence that stands and the one after it in its paragraph, if there is one.

    Raises Conflict when a repair took the sentence away.
    """
    this = session.execute(
        sa.select(_sentence.c.position, _sentence.c.paragraph_id, _sentence.c.retired_by).where(
            _sentence.c.article_id == article_id, _sentence.c.id == sentence_id
        )
    ).first()
    if this is None:
        raise NotFound("There is no such sentence in this article.")
    if this.retired_by is not None:
        raise Conflict(
            "Somebody repaired this sentence meanwhile, so nothing of yours was done. "
            "Look at the article as it stands now."
        )
    rows = session.execute(
        sa.select(
            _sentence.c.id,
            _sentence.c.paragraph_id,
            _sentence.c.position,
            _sentence.c.start,
            _sentence.c.end,
            _sentence.c.reason,
            _sentence.c.quote_open,
        )
        .where(
            _sentence.c.article_id == article_id,
            _sentence.c.paragraph_id == this.paragraph_id,
            _sentence.c.position.in_((this.position, this.position + 1)),
            _sentence.c.retired_by.is_(None),
        )
        .order_by(_sentence.c.position)
    )
    return tuple(Unit(*row[:3], Piece(*row[3:6], bool(row.quote_open))) for row in rows)


def people(
    session: Session, project_id: int, article_id: int, ids: tuple[int, ...]
) -> list[Person]:
    """Everybody who has a copy of the article."""
    spans = defaultdict(list)
    for row in session.execute(_spans(project_id, ids)):
        spans[row.assignment_id].append(row)
    looks = {
        (row.assignment_id, row.sentence_id): Look(row.reason)
        for row in session.execute(
            sa.select(_look.c.assignment_id, _look.c.sentence_id, _look.c.reason).where(
                _look.c.sentence_id.in_(ids), _look.c.cleared_by.is_(None)
            )
        )
    }
    copies = session.execute(
        sa.select(_assignment.c.id, _assignment.c.state)
        .where(_assignment.c.project_id == project_id, _assignment.c.article_id == article_id)
        .order_by(_assignment.c.id)
    )
    return [_person(copy, spans[copy.id], looks, ids) for copy in copies]


def submitted(session: Session, project_id: int, ids: tuple[int, ...]) -> list[Submitted]:
    """Every submission that says something of these sentences."""
    found = defaultdict(list)
    for row in session.execute(
        sa.select(
            _rating.c.submission_id,
            _submission.c.assignment_id,
            _submission.c.number,
            _rating.c.sentence_id,
            _rating.c.rank,
            _rating.c.label,
            _rating.c.origin,
            _rating.c.sure,
            _rating.c.note,
        )
        .join(_submission, _submission.c.id == _rating.c.submission_id)
        .where(_rating.c.project_id == project_id, _rating.c.sentence_id.in_(ids))
        .order_by(_rating.c.submission_id)
    ):
        found[row.submission_id, row.assignment_id, row.number].append(row)
    return [
        Submitted(*which, tuple(_answer(rows, sentence_id) for sentence_id in ids))
        for which, rows in found.items()
    ]


def rulings(session: Session, project_id: int, ids: tuple[int, ...]) -> tuple[Ruling | None, ...]:
    """The decisions that hold for these sentences."""
    basis = defaultdict(set)
    holds = (
        _decision.c.project_id == project_id,
        _decision.c.sentence_id.in_(ids),
        _decision.c.superseded_at.is_(None),
    )
    for row in session.execute(
        sa.select(_basis.c.decision_id, _basis.c.submission_id, _basis.c.label)
        .join(_decision, _decision.c.id == _basis.c.decision_id)
        .where(*holds)
    ):
        basis[row.decision_id].add((row.submission_id, row.label))
    found = {
        row.sentence_id: Ruling(*row[2:], frozenset(basis[row.id]))
        for row in session.execute(
            sa.select(
                _decision.c.sentence_id,
                _decision.c.id,
                _decision.c.verdict,
                _decision.c.label,
                _decision.c.reason,
                _decision.c.clause,
                _decision.c.decided_by,
                _decision.c.decided_at,
            ).where(*holds)
        )
    }
    return tuple(found.get(sentence_id) for sentence_id in ids)


def _spans(project_id: int, ids: tuple[int, ...]) -> sa.Select[Any]:
    return sa.select(
        _span.c.assignment_id,
        _span.c.sentence_id,
        _span.c.rank,
        _span.c.label,
        _span.c.sure,
        _span.c.note,
        _span.c.codebook_version_id,
        _span.c.created_at,
    ).where(
        _span.c.project_id == project_id,
        _span.c.sentence_id.in_(ids),
        _span.c.kind == Kind.SENTENCE,
        _span.c.deleted_at.is_(None),
    )


def _person(
    copy: Any, spans: list[Any], looks: dict[tuple[int, int], Look], ids: tuple[int, ...]
) -> Person:
    standings = tuple(
        Standing(
            _mark([row for row in spans if row.sentence_id == sentence_id]),
            looks.get((copy.id, sentence_id)),
        )
        for sentence_id in ids
    )
    mains = [row for row in spans if row.rank == Rank.MAIN]
    return Person(
        copy.id,
        copy.state,
        standings,
        codebook_version_id=max((row.codebook_version_id for row in mains), default=0),
        labelled_at=min((row.created_at for row in mains), default=0),
    )


def _answer(rows: list[Any], sentence_id: int) -> Answer | None:
    own = [row for row in rows if row.sentence_id == sentence_id]
    origins = [row.origin for row in own if row.rank == Rank.MAIN]
    return Answer(_mark(own), Origin(origins[0])) if origins else None


def _mark(rows: list[Any]) -> Mark:
    also = tuple(sorted(row.label for row in rows if row.rank == Rank.ALSO))
    for row in rows:
        if row.rank == Rank.MAIN:
            return Mark(row.label, also, row.sure, row.note)
    return Mark()
