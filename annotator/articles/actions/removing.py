"""Taking articles that carry no labels out of the tables, with everything that hangs on them."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.duplicates.actions import forget
from annotator.articles.models import Article, ImportBatch, Paragraph, Refused, Repair, Sentence
from annotator.articles.search.actions import drop_words
from annotator.db import table

_article, _batch = table(Article), table(ImportBatch)
_paragraph, _sentence, _repair = table(Paragraph), table(Sentence), table(Repair)
_refused = table(Refused)


def remove_articles(session: Session, project_id: int, article_ids: Sequence[int]) -> None:
    """Delete articles of a project, each row before what it refers to."""
    if not article_ids:
        return
    forget(session, article_ids)
    drop_words(session, article_ids)
    for rows in (_sentence, _paragraph, _repair):
        session.execute(sa.delete(rows).where(rows.c.article_id.in_(article_ids)))
    mine = sa.and_(_article.c.project_id == project_id, _article.c.id.in_(article_ids))
    session.execute(sa.delete(_article).where(mine))


def remove_batch(session: Session, project_id: int, batch_id: int) -> None:
    """Delete an import that holds no article any more, and what it refused."""
    for rows, key in ((_refused, _refused.c.batch_id), (_batch, _batch.c.id)):
        session.execute(sa.delete(rows).where(rows.c.project_id == project_id, key == batch_id))
