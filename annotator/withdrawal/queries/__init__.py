"""What goes and what stays when an article or a person is withdrawn."""

from annotator.withdrawal.queries.articles import (
    ArticleSubject,
    Twin,
    article,
    article_by_public_id,
    article_toll,
    twins,
)
from annotator.withdrawal.queries.imports import ImportSubject, live_import
from annotator.withdrawal.queries.people import (
    Account,
    Participation,
    account,
    account_toll,
    own_participation,
    participation,
    participation_toll,
    participations,
)
from annotator.withdrawal.queries.rows import Counted, Toll

__all__ = [
    "Account",
    "ArticleSubject",
    "Counted",
    "ImportSubject",
    "Participation",
    "Toll",
    "Twin",
    "account",
    "account_toll",
    "article",
    "article_by_public_id",
    "article_toll",
    "live_import",
    "own_participation",
    "participation",
    "participation_toll",
    "participations",
    "twins",
]
