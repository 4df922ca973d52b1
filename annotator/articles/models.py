"""Tables of articles, their paragraphs and sentences, and the imports that brought them."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from annotator import columns
from annotator.articles.zones import Zone

BOUNDS = 'start >= 0 AND "end" > start'


class ImportBatch(SQLModel, table=True):
    """One import; its articles are invisible until `live_at` is set by one UPDATE."""

    __tablename__ = "import_batch"
    __table_args__ = columns.strict(sa.Index("ix_import_batch_project_id", "project_id", "live_at"))

    id: int | None = columns.key()
    project_id: int = columns.refers("project.id")
    imported_by: int = columns.refers("user.id")
    created_at: int = columns.moment()
    source: str
    report: dict[str, Any] = columns.json()
    live_at: int | None = columns.moment()


class Article(SQLModel, table=True):
    """One text, kept to the character and never changed once it is live."""

    __tablename__ = "article"
    __table_args__ = columns.strict(
        sa.CheckConstraint(
            "published_precision IN ('', 'year', 'month', 'day')", name="published_precision"
        ),
        sa.CheckConstraint("length(text) > 0", name="text"),
        sa.Index("ix_article_project_id", "project_id", "batch_id"),
        sa.Index("ix_article_text_sha256", "project_id", "text_sha256"),
    )

    id: int | None = columns.key()
    public_id: str = Field(unique=True)
    project_id: int = columns.refers("project.id")
    batch_id: int = columns.refers("import_batch.id")
    title: str
    outlet: str
    byline: str
    url: str
    published_on: str
    published_precision: str
    language: str
    text: str
    text_licence: str = ""
    text_sha256: str
    raw_sha256: str
    extractor: str
    splitter: str


class Paragraph(SQLModel, table=True):
    """A run of sentences in one zone of an article."""

    __tablename__ = "paragraph"
    __table_args__ = columns.strict(
        sa.UniqueConstraint("article_id", "position"),
        columns.within("zone", Zone),
        sa.CheckConstraint(BOUNDS, name="bounds"),
    )

    id: int | None = columns.key()
    project_id: int = columns.refers("project.id")
    article_id: int = columns.refers("article.id")
    position: int
    start: int
    end: int
    zone: str
    reason: str


class Sentence(SQLModel, table=True):
    """One unit of labelling."""

    __tablename__ = "sentence"
    __table_args__ = columns.strict(
        sa.UniqueConstraint("article_id", "position"),
        sa.CheckConstraint(BOUNDS, name="bounds"),
        sa.CheckConstraint("quote_open IN (0, 1)", name="quote_open"),
        sa.Index("ix_sentence_paragraph_id", "paragraph_id"),
    )

    id: int | None = columns.key()
    project_id: int = columns.refers("project.id")
    article_id: int = columns.refers("article.id")
    paragraph_id: int = columns.refers("paragraph.id")
    position: int
    start: int
    end: int
    reason: str
    quote_open: bool = Field(sa_type=sa.Integer)
