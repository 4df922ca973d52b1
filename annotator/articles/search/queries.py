"""Which articles hold the words that somebody typed."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import dialects
from annotator.articles.models import ArticleWords
from annotator.articles.search.typed import Term
from annotator.db import table

_words = table(ArticleWords)


def search(session: Session, project_id: int, terms: Sequence[Term]) -> sa.Select[tuple[int]]:
    """The numbers of the project's articles, live or not, that hold all terms, to select from."""
    dialect = session.get_bind().dialect.name
    return dialects.matching(dialect, _words, _words.c.article_id.name, project_id, terms)
