"""How far the work on articles is: not handed out, in work, submitted by enough people, settled."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.listing.filters import Standing
from annotator.articles.models import Sentence
from annotator.articles.queries import Progress, Standings
from annotator.db import table
from annotator.labelling.kinds import ANSWERS, Rank, State
from annotator.labelling.models import Assignment, Rating, Submission
from annotator.review.models import Decision

_assignment, _submission, _rating = table(Assignment), table(Submission), table(Rating)
_decision, _sentence = table(Decision), table(Sentence)

Condition = sa.ColumnElement[bool]


def where(
    standing: Standing, project_id: int, overlap: int, article_id: sa.ColumnElement[int]
) -> Condition:
    """The condition that an article stands so; the four exclude each other."""
    handed_out = article_id.in_(
        sa.select(_assignment.c.article_id).where(_assignment.c.project_id == project_id)
    )
    done = article_id.in_(_submitted_by(project_id, overlap))
    conditions = {
        Standing.WAITING: ~handed_out,
        Standing.IN_WORK: article_id.in_(_begun_by_fewer(project_id, overlap)),
        Standing.SUBMITTED: sa.and_(done, _is_disputed(project_id, article_id)),
        Standing.SETTLED: sa.and_(done, ~_is_disputed(project_id, article_id)),
    }
    return conditions[standing]


def progress(
    session: Session, project_id: int, overlap: int, article_ids: Collection[int]
) -> dict[int, Progress]:
    """The standing of a page of articles."""
    submitted = sa.func.sum(sa.case((_assignment.c.state == State.SUBMITTED, 1), else_=0))
    mine = sa.and_(
        _assignment.c.project_id == project_id, _assignment.c.article_id.in_(article_ids)
    )
    rows = session.execute(
        sa.select(_assignment.c.article_id, sa.func.count(), submitted)
        .where(mine)
        .group_by(_assignment.c.article_id)
    )
    counts = {article_id: (people, done) for article_id, people, done in rows}
    enough = [number for number, (_, done) in counts.items() if done >= overlap]
    disputed = (
        sa.select(_assignment.c.article_id)
        .distinct()
        .where(
            _assignment.c.project_id == project_id,
            _assignment.c.article_id.in_(enough),
            _is_disputed(project_id, _assignment.c.article_id),
        )
    )
    open_ = set(session.execute(disputed).scalars()) if enough else set()
    return {
        number: Progress(*counts.get(number, (0, 0)), _standing(number, counts, enough, open_))
        for number in article_ids
    }


STANDINGS = Standings(where, progress)


def _standing(
    number: int,
    counts: Collection[int],
    enough: Collection[int],
    disputed: Collection[int],
) -> Standing:
    if number not in counts:
        return Standing.WAITING
    if number not in enough:
        return Standing.IN_WORK
    return Standing.SUBMITTED if number in disputed else Standing.SETTLED


def _begun_by_fewer(project_id: int, people: int) -> sa.Select[tuple[int]]:
    submitted = sa.func.sum(sa.case((_assignment.c.state == State.SUBMITTED, 1), else_=0))
    return (
        sa.select(_assignment.c.article_id)
        .where(_assignment.c.project_id == project_id)
        .group_by(_assignment.c.article_id)
        .having(submitted < people)
    )


def _submitted_by(project_id: int, people: int) -> sa.Select[tuple[int]]:
    return (
        sa.select(_assignment.c.article_id)
        .where(_assignment.c.project_id == project_id, _assignment.c.state == State.SUBMITTED)
        .group_by(_assignment.c.article_id)
        .having(sa.func.count() >= people)
    )


def _is_disputed(project_id: int, article_id: sa.ColumnElement[int]) -> Condition:
    """Whether newest submissions give a sentence different labels and no decision holds for it."""
    copy, later = _assignment.alias("copy"), _submission.alias("later")
    newest = (
        sa.select(sa.func.max(later.c.number))
        .where(later.c.assignment_id == copy.c.id)
        .correlate(copy)
        .scalar_subquery()
    )
    decided = sa.exists().where(
        _decision.c.project_id == project_id,
        _decision.c.sentence_id == _rating.c.sentence_id,
        _decision.c.superseded_at.is_(None),
    )
    return (
        sa.select(sa.literal(1))
        .select_from(copy)
        .join(_submission, _submission.c.assignment_id == copy.c.id)
        .join(_rating, _rating.c.submission_id == _submission.c.id)
        .join(_sentence, _sentence.c.id == _rating.c.sentence_id)
        .where(
            copy.c.project_id == project_id,
            copy.c.article_id == article_id,
            _submission.c.number == newest,
            _rating.c.rank == Rank.MAIN,
            _rating.c.origin.in_(ANSWERS),
            _sentence.c.retired_by.is_(None),
            ~decided,
        )
        .group_by(_rating.c.sentence_id)
        .having(sa.func.min(_rating.c.label) != sa.func.max(_rating.c.label))
        .exists()
    )
