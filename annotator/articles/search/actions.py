"""Keeping what the search finds in step with the articles: called by every write of one."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import dialects
from annotator.articles.models import Article, ArticleWords
from annotator.articles.search.folding import fold
from annotator.db import table

_article, _words = table(Article), table(ArticleWords)

# PostgreSQL holds a megabyte of distinct words of one text; a news article is far below.
LONGEST = 200_000
LONGEST_TITLE = 60

_ABOUT = (
    _article.c.title,
    _article.c.outlet,
    _article.c.byline,
    _article.c.url,
    _article.c.external_id,
)


def store_words(session: Session, article_ids: Collection[int]) -> None:
    """Make new articles findable."""
    rows = session.execute(
        sa.select(_article.c.id, _article.c.project_id, _article.c.text, *_ABOUT).where(
            _article.c.id.in_(article_ids)
        )
    )
    found = [
        {"article_id": row.id, "project_id": row.project_id, "words": _cut(fold(row.text))}
        | _about(row[3:])
        for row in rows
    ]
    if found:
        session.execute(sa.insert(_words), found)


def refresh_words(session: Session, article_ids: Collection[int]) -> None:
    """Follow a change of title, outlet, byline, address or external number; texts stay."""
    rows = session.execute(sa.select(_article.c.id, *_ABOUT).where(_article.c.id.in_(article_ids)))
    found = [{"changed": row.id} | _about(row[1:]) for row in rows]
    if found:
        session.connection().execute(
            sa.update(_words)
            .where(_words.c.article_id == sa.bindparam("changed"))
            .values(title=sa.bindparam("title"), about=sa.bindparam("about")),
            found,
        )


def drop_words(session: Session, article_ids: Collection[int]) -> None:
    """Let articles be found no more; before they are deleted themselves."""
    session.execute(sa.delete(_words).where(_words.c.article_id.in_(article_ids)))


def purge_words(session: Session, article_ids: Collection[int]) -> None:
    """Like `drop_words`, and leave no trace of the words in the index."""
    drop_words(session, article_ids)
    merge = dialects.forget_for_good(session.get_bind().dialect.name, _words.name)
    if merge:
        session.execute(sa.text(merge))


def _about(parts: Any) -> dict[str, Any]:
    title = parts[0]
    return {"title": fold(title)[:LONGEST_TITLE], "about": _cut(fold("\n".join(parts)))}


def _cut(folded: str) -> str:
    return folded if len(folded) <= LONGEST else folded[:LONGEST].rsplit(" ", 1)[0]
