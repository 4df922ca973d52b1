"""Changing many articles, each written down in the journal as a change of its own."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.articles.bulk.changes import BulkChange, Kind
from annotator.articles.bulk.queries import column, differs
from annotator.articles.models import Article
from annotator.articles.search.actions import refresh_words
from annotator.db import table
from annotator.journal.actions import Change, record_all

_article = table(Article)

# So many a write: labels that are saved meanwhile wait for one of these at most.
CHUNK = 40


def change_articles(
    session: Session,
    project_id: int,
    article_ids: Sequence[int],
    change: BulkChange,
    *,
    actor_id: int,
) -> int:
    """Change those of the project's articles that are different; returns how many these were."""
    target = column(change)
    which = sa.and_(
        _article.c.project_id == project_id, _article.c.id.in_(article_ids), differs(change)
    )
    rows = session.execute(sa.select(_article.c.id, target).where(which)).all()
    new = _value(change)
    numbers = [number for number, _ in rows]
    session.execute(
        sa.update(_article).where(_article.c.id.in_(numbers)).values({target.name: new})
    )
    if change.kind == Kind.OUTLET:
        refresh_words(session, numbers)
    record_all(
        session,
        [
            Change(
                change.verb,
                "article",
                number,
                project_id,
                actor_id,
                before={target.name: old},
                after={target.name: new},
            )
            for number, old in rows
        ],
    )
    return len(rows)


def _value(change: BulkChange) -> str | int | None:
    if change.kind == Kind.HOLD:
        return clock.now()
    return None if change.kind == Kind.RELEASE else change.value
