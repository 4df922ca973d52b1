"""How far a project has come, and a mark that changes whenever its figures can have changed."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.models import Article, ImportBatch, Repair
from annotator.db import table
from annotator.labelling.models import Submission
from annotator.projects.queries import holders
from annotator.projects.roles import Role

_submission, _repair = table(Submission), table(Repair)
_article, _batch = table(Article), table(ImportBatch)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the project has come.

    Ratings are immutable and zones are settled before an article is live, so figures change only
    when a part of `mark` does; a save changes none, and a decision changes no figure.
    """

    submissions: int
    """All of them, later ones of an article included."""
    newest: int
    """When the newest of them was made, 0 without any. Its number would not do: after a
    withdrawal, the numbers of rows are given again."""
    articles: int
    """Live articles."""
    annotators: int
    """People who may label."""
    repaired: int
    """When sentences were repaired last, or a repair was undone; 0 without repairs."""

    @property
    def mark(self) -> tuple[int, ...]:
        """All that the figures depend on."""
        return self.submissions, self.newest, self.repaired


def standing(session: Session, project_id: int) -> Standing:
    """How many submissions, articles and annotators there are."""
    own = _submission.c.project_id == project_id
    submissions = sa.select(sa.func.count()).select_from(_submission).where(own)
    newest = (
        sa.select(_submission.c.submitted_at).where(own).order_by(_submission.c.id.desc()).limit(1)
    )
    articles = (
        sa.select(sa.func.count())
        .select_from(_article.join(_batch, _batch.c.id == _article.c.batch_id))
        .where(_article.c.project_id == project_id, _batch.c.live_at.is_not(None))
    )
    annotators = sa.select(sa.func.count()).select_from(
        holders(project_id, Role.ANNOTATOR).subquery()
    )
    latest = sa.func.max(sa.func.coalesce(_repair.c.undone_at, _repair.c.made_at))
    repaired = sa.select(sa.func.coalesce(latest, 0)).where(_repair.c.project_id == project_id)
    row = session.execute(
        sa.select(
            submissions.scalar_subquery(),
            sa.func.coalesce(newest.scalar_subquery(), 0),
            articles.scalar_subquery(),
            annotators.scalar_subquery(),
            repaired.scalar_subquery(),
        )
    ).one()
    return Standing(*row)
