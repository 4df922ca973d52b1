"""What an undone import concerns: the copies that annotators have, and what they labelled."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.models import Article, ImportBatch
from annotator.db import table
from annotator.errors import NotFound
from annotator.labelling.models import Assignment, Span, Submission
from annotator.withdrawal.queries.rows import Condition

_article, _batch, _assignment = table(Article), table(ImportBatch), table(Assignment)
_span, _submission = table(Span), table(Submission)

NAMED = 3


@dataclass(frozen=True, slots=True)
class ImportSubject:
    """An import that is in the project, and what its undoing meets."""

    id: int
    project_id: int
    source: str
    articles: int
    copies: int
    labelled: int
    titles: tuple[str, ...]
    """Of the first labelled articles."""

    @property
    def refusal(self) -> str:
        """Why it cannot be undone; "" if it can."""
        if not self.labelled:
            return ""
        named = " and ".join(f"“{title}”" for title in self.titles[:NAMED])
        more = self.labelled - len(self.titles)
        others = f" and {more} more" if more > 0 else ""
        are = "is" if self.labelled == 1 else "are"
        return (
            f"{self.labelled} of its {self.articles} articles {are} labelled already: "
            f"{named}{others}. Labels are never deleted by undoing an import; withdraw an article "
            "if its text has to go."
        )


def live_import(session: Session, project_id: int, batch_id: int) -> ImportSubject:
    """An import of the project that is live."""
    where = sa.and_(_batch.c.project_id == project_id, _batch.c.id == batch_id)
    row = session.execute(
        sa.select(_batch.c.source).where(where, _batch.c.live_at.is_not(None))
    ).first()
    if row is None:
        raise NotFound("There is no such import in this project, or it is not saved.")
    mine = _mine(project_id, batch_id)
    labelled = sa.select(_article.c.title).where(mine, _is_labelled()).order_by(_article.c.id)
    return ImportSubject(
        batch_id,
        project_id,
        row.source,
        articles=_count(session, sa.select(_article.c.id).where(mine)),
        copies=_count(session, sa.select(_assignment.c.id).where(copies(project_id, batch_id))),
        labelled=_count(session, labelled.order_by(None)),
        titles=tuple(session.execute(labelled.limit(NAMED)).scalars()),
    )


def copies(project_id: int, batch_id: int) -> Condition:
    """The copies of its articles that annotators have."""
    articles = sa.select(_article.c.id).where(_mine(project_id, batch_id))
    return sa.and_(_assignment.c.project_id == project_id, _assignment.c.article_id.in_(articles))


def _mine(project_id: int, batch_id: int) -> Condition:
    return sa.and_(_article.c.project_id == project_id, _article.c.batch_id == batch_id)


def _is_labelled() -> Condition:
    """Whether anybody marked anything in it, even if it was taken back, or submitted it."""
    on = sa.and_(
        _assignment.c.article_id == _article.c.id,
        _assignment.c.project_id == _article.c.project_id,
    )
    span = sa.exists().where(on, _span.c.assignment_id == _assignment.c.id)
    submission = sa.exists().where(on, _submission.c.assignment_id == _assignment.c.id)
    return sa.or_(span, submission)


def _count(session: Session, found: sa.Select[tuple[int]] | sa.Select[tuple[str]]) -> int:
    counted = sa.select(sa.func.count()).select_from(found.subquery())
    return int(session.execute(counted).scalar_one())
