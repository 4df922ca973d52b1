"""Which articles a change to many concerns."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.bulk.changes import BulkChange, Kind
from annotator.articles.models import Article
from annotator.db import table

_article = table(Article)
CHUNK = 500


def differing(session: Session, article_ids: Sequence[int], change: BulkChange) -> list[int]:
    """Those of the articles that the change makes different."""
    found: list[int] = []
    for first in range(0, len(article_ids), CHUNK):
        some = _article.c.id.in_(article_ids[first : first + CHUNK])
        found += session.execute(sa.select(_article.c.id).where(some, differs(change))).scalars()
    return found


def differs(change: BulkChange) -> sa.ColumnElement[bool]:
    """Whether an article is not yet as the change makes it."""
    if change.kind == Kind.HOLD:
        return _article.c.held_at.is_(None)
    if change.kind == Kind.RELEASE:
        return _article.c.held_at.is_not(None)
    return column(change) != change.value


def column(change: BulkChange) -> sa.Column[Any]:
    """The column that the change sets."""
    is_holding = change.kind in {Kind.HOLD, Kind.RELEASE}
    return _article.c.held_at if is_holding else _article.c[change.kind.value]
