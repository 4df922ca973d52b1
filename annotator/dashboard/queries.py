"""Counts for the homes of projects."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.models import Article, ImportBatch
from annotator.db import table
from annotator.labelling.kinds import State
from annotator.labelling.models import Assignment
from annotator.projects.models import Participant
from annotator.projects.queries import holders
from annotator.projects.roles import Role

_article, _batch, _assignment = table(Article), table(ImportBatch), table(Assignment)
_participant = table(Participant)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a project has come: copies of articles, of which each goes to `overlap` people."""

    articles: int
    wanted: int
    submitted: int
    open: int


@dataclass(frozen=True, slots=True)
class AnnotatorProgress:
    """One annotator's copies."""

    pseudonym: str
    submitted: int
    open: int


def progress(session: Session, project_id: int, overlap: int) -> Progress:
    """The project's progress over its live articles; open work counts of those who are here."""
    articles = session.execute(
        sa.select(sa.func.count())
        .select_from(_article)
        .join(_batch, _batch.c.id == _article.c.batch_id)
        .where(_article.c.project_id == project_id, _batch.c.live_at.is_not(None))
    ).scalar_one()
    rows = session.execute(
        sa.select(_assignment.c.state, sa.func.count().label("copies"))
        .where(
            _assignment.c.project_id == project_id,
            sa.or_(
                _assignment.c.state == State.SUBMITTED,
                _assignment.c.participant_id.in_(holders(project_id, Role.ANNOTATOR)),
            ),
        )
        .group_by(_assignment.c.state)
    )
    counts = {row.state: row.copies for row in rows}
    return Progress(
        articles, articles * overlap, counts.get(State.SUBMITTED, 0), counts.get(State.OPEN, 0)
    )


def annotators(session: Session, project_id: int) -> list[AnnotatorProgress]:
    """The project's annotators as they joined, each with what they submitted and have open."""
    submitted = sa.func.count().filter(_assignment.c.state == State.SUBMITTED)
    unfinished = sa.func.count().filter(_assignment.c.state == State.OPEN)
    rows = session.execute(
        sa.select(_participant.c.pseudonym, submitted, unfinished)
        .select_from(_participant)
        .outerjoin(_assignment, _assignment.c.participant_id == _participant.c.id)
        .where(_participant.c.id.in_(holders(project_id, Role.ANNOTATOR)))
        .group_by(_participant.c.id, _participant.c.pseudonym)
        .order_by(_participant.c.id)
    )
    return [AnnotatorProgress(*row) for row in rows]
