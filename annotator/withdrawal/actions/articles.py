"""Withdrawing an article: its words go everywhere, a tombstone stays."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import tombstones
from annotator.articles.models import Article, ImportBatch, Refused
from annotator.articles.search.actions import purge_words
from annotator.db import table
from annotator.journal.actions import Change, record
from annotator.withdrawal import queries
from annotator.withdrawal.actions.rows import check_seen, cut_loose, delete, empty_events
from annotator.withdrawal.queries import articles as rows
from annotator.withdrawal.queries.articles import ArticleSubject

_article, _batch, _refused = table(Article), table(ImportBatch), table(Refused)

TOMBSTONE = dict.fromkeys(
    ("outlet", "byline", "url", "published_on", "published_precision"), ""
) | {
    "title": tombstones.ARTICLE_TITLE,
    "text": tombstones.ARTICLE_TEXT,
    "external_id": "",
    "text_licence": "",
}
EMPTY_REPORT: dict[str, list[str]] = {"notes": [], "dropped": []}


def withdraw_article(
    session: Session, project_id: int, article_id: int, *, seen: str, actor_id: int
) -> None:
    """Take an article's words and everything said of them out, as the person was shown."""
    subject = queries.article(session, project_id, article_id)
    check_seen(queries.article_toll(session, subject), seen)
    empty_events(session, rows.article_events(subject))
    sentences = rows.article_sentences(subject)
    cut_loose(session, rows.events_of_sentences(sentences))
    cut_loose(session, rows.events_of_repairs(subject))
    cut_loose(session, rows.events_of_copies(subject))
    delete(session, rows.article_rows(subject))
    _bury(session, subject)
    change = Change(
        "withdraw", "article", subject.id, project_id=subject.project_id, actor_id=actor_id
    )
    record(session, change)


def _bury(session: Session, subject: ArticleSubject) -> None:
    """Leave the tombstone in an import of its own that is not live: nothing reads those."""
    found = sa.select(_batch).where(_batch.c.id == _article.c.batch_id)
    batch = session.execute(found.where(_article.c.id == subject.id)).one()
    grave = session.execute(
        sa.insert(_batch)
        .values(
            project_id=subject.project_id,
            imported_by=batch.imported_by,
            created_at=batch.created_at,
            source="",
            report=EMPTY_REPORT,
        )
        .returning(_batch.c.id)
    ).scalar_one()
    buried = sa.update(_article).where(_article.c.id == subject.id)
    session.execute(buried.values(batch_id=grave, receipt=EMPTY_REPORT, **TOMBSTONE))
    purge_words(session, [subject.id])
    _clear_import(session, batch.id)


def _clear_import(session: Session, batch_id: int) -> None:
    """Its report quotes lines that were left out of the text, its source may be the title."""
    one = _batch.c.id == batch_id
    session.execute(sa.update(_batch).where(one).values(source="", report=EMPTY_REPORT))
    empty = sa.and_(one, ~sa.exists().where(_article.c.batch_id == _batch.c.id))
    left = sa.select(_batch.c.id).where(empty)
    session.execute(sa.delete(_refused).where(_refused.c.batch_id.in_(left)))
    session.execute(sa.delete(_batch).where(empty))
