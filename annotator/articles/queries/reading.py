"""Reads of articles, their paragraphs and sentences."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import tombstones
from annotator.articles.direction import direction_of
from annotator.articles.models import Article, ImportBatch, Paragraph, Sentence
from annotator.articles.zones import ELIGIBLE
from annotator.db import table
from annotator.errors import NotFound

_article, _batch = table(Article), table(ImportBatch)
_paragraph, _sentence = table(Paragraph), table(Sentence)

_WITHDRAWN = sa.and_(
    _article.c.text == tombstones.ARTICLE_TEXT,
    _article.c.text_sha256 != tombstones.ARTICLE_TEXT_SHA256,
)


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article with its text."""

    id: int
    public_id: str
    batch_id: int
    title: str
    outlet: str
    byline: str
    url: str
    published_on: str
    language: str
    text: str
    text_sha256: str
    text_licence: str

    @property
    def direction(self) -> str:
        """Which way the text runs: ltr or rtl."""
        return direction_of(self.language)


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """One sentence of a paragraph."""

    id: int
    start: int
    end: int
    reason: str
    quote_open: bool


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """One paragraph with its sentences in reading order."""

    id: int
    start: int
    end: int
    zone: str
    reason: str
    sentences: tuple[SentenceRow, ...]

    @property
    def is_eligible(self) -> bool:
        """Whether its sentences are labelled."""
        return self.zone in ELIGIBLE


@dataclass(frozen=True, slots=True)
class SentenceInContext:
    """One sentence between its neighbours."""

    id: int
    article_id: int
    title: str
    language: str
    zone: str
    before: str
    text: str
    after: str

    @property
    def direction(self) -> str:
        """Which way the text runs: ltr or rtl."""
        return direction_of(self.language)


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """One article in the list."""

    id: int
    title: str
    outlet: str
    published_on: str
    language: str
    sentences: int


def article(session: Session, project_id: int, article_id: int) -> ArticleView:
    """One article of the project, live or not."""
    row = session.execute(
        _articles().where(_article.c.project_id == project_id, _article.c.id == article_id)
    ).first()
    if row is None:
        raise NotFound("There is no such article in this project.")
    return ArticleView(*row)


def paragraphs(session: Session, article_id: int) -> list[ParagraphRow]:
    """An article's paragraphs with their sentences, in reading order."""
    sentences = defaultdict(list)
    for row in session.execute(
        sa.select(
            _sentence.c.paragraph_id,
            _sentence.c.id,
            _sentence.c.start,
            _sentence.c.end,
            _sentence.c.reason,
            _sentence.c.quote_open,
        )
        .where(_sentence.c.article_id == article_id, _sentence.c.retired_by.is_(None))
        .order_by(_sentence.c.position)
    ):
        sentences[row[0]].append(SentenceRow(*row[1:5], quote_open=bool(row.quote_open)))
    rows = session.execute(
        sa.select(
            _paragraph.c.id,
            _paragraph.c.start,
            _paragraph.c.end,
            _paragraph.c.zone,
            _paragraph.c.reason,
        )
        .where(_paragraph.c.article_id == article_id)
        .order_by(_paragraph.c.position)
    )
    return [ParagraphRow(*row, sentences=tuple(sentences[row[0]])) for row in rows]


def in_context(
    session: Session, project_id: int, sentence_ids: Collection[int]
) -> dict[int, SentenceInContext]:
    """Those of these sentences of the project that stand, with the ones before and after each."""
    before, after = _sentence.alias("previous"), _sentence.alias("following")

    def words(row: sa.FromClause) -> sa.ColumnElement[str]:
        length = row.c.end - row.c.start
        return sa.func.coalesce(sa.func.substr(_article.c.text, row.c.start + 1, length), "")

    def beside(row: sa.FromClause, distance: int) -> sa.ColumnElement[bool]:
        return sa.and_(
            row.c.article_id == _sentence.c.article_id,
            row.c.retired_by.is_(None),
            row.c.position == _sentence.c.position + distance,
        )

    rows = session.execute(
        sa.select(
            _sentence.c.id,
            _article.c.id,
            _article.c.title,
            _article.c.language,
            _paragraph.c.zone,
            words(before),
            words(_sentence),
            words(after),
        )
        .select_from(_sentence)
        .join(_article, _article.c.id == _sentence.c.article_id)
        .join(_paragraph, _paragraph.c.id == _sentence.c.paragraph_id)
        .outerjoin(before, beside(before, -1))
        .outerjoin(after, beside(after, 1))
        .where(
            _sentence.c.project_id == project_id,
            _sentence.c.id.in_(sentence_ids),
            _sentence.c.retired_by.is_(None),
        )
    )
    return {row[0]: SentenceInContext(*row) for row in rows}


def live_articles(session: Session, project_id: int) -> list[ListedArticle]:
    """The project's live articles, the newest first."""
    sentences = (
        sa.select(_sentence.c.article_id, sa.func.count().label("sentences"))
        .join(_paragraph, _paragraph.c.id == _sentence.c.paragraph_id)
        .where(
            _sentence.c.project_id == project_id,
            _sentence.c.retired_by.is_(None),
            _paragraph.c.zone.in_(ELIGIBLE),
        )
        .group_by(_sentence.c.article_id)
        .subquery()
    )
    rows = session.execute(
        sa.select(
            _article.c.id,
            _article.c.title,
            _article.c.outlet,
            _article.c.published_on,
            _article.c.language,
            sa.func.coalesce(sentences.c.sentences, 0),
        )
        .join(_batch, _batch.c.id == _article.c.batch_id)
        .outerjoin(sentences, sentences.c.article_id == _article.c.id)
        .where(_article.c.project_id == project_id, _batch.c.live_at.is_not(None))
        .order_by(_article.c.id.desc())
    )
    return [ListedArticle(*row) for row in rows]


def same_text(session: Session, project_id: int, text_sha256: str) -> str | None:
    """The title of a live article of the project with exactly this text, if there is one."""
    return session.execute(
        sa.select(_article.c.title)
        .join(_batch, _batch.c.id == _article.c.batch_id)
        .where(
            _article.c.project_id == project_id,
            _article.c.text_sha256 == text_sha256,
            _batch.c.live_at.is_not(None),
        )
        .limit(1)
    ).scalar()


def withdrawn(session: Session, project_id: int) -> int:
    """How many articles of the project were withdrawn; their tombstones are in no live import."""
    return int(session.execute(sa.select(withdrawn_count(project_id))).scalar_one())


def withdrawn_count(project_id: int) -> sa.ScalarSelect[int]:
    """The same as part of a query."""
    return (
        sa.select(sa.func.count())
        .select_from(_article)
        .join(_batch, _batch.c.id == _article.c.batch_id)
        .where(_article.c.project_id == project_id, _batch.c.live_at.is_(None), _WITHDRAWN)
        .scalar_subquery()
    )


def is_text_withdrawn(session: Session, project_id: int, text_sha256: str) -> bool:
    """Whether an article of exactly this text was withdrawn from the project."""
    known = sa.select(_article.c.id).where(
        _article.c.project_id == project_id, _article.c.text_sha256 == text_sha256, _WITHDRAWN
    )
    return session.execute(known.limit(1)).first() is not None


def is_text_withdrawn_among(session: Session, project_id: int, hashes: Collection[str]) -> set[str]:
    """Which of these texts were withdrawn from the project."""
    known = sa.select(_article.c.text_sha256).where(
        _article.c.project_id == project_id, _article.c.text_sha256.in_(hashes), _WITHDRAWN
    )
    return set(session.execute(known).scalars())


def _articles() -> sa.Select[Any]:
    return sa.select(
        _article.c.id,
        _article.c.public_id,
        _article.c.batch_id,
        _article.c.title,
        _article.c.outlet,
        _article.c.byline,
        _article.c.url,
        _article.c.published_on,
        _article.c.language,
        _article.c.text,
        _article.c.text_sha256,
        _article.c.text_licence,
    )
