"""Tables of articles, their paragraphs and sentences, and the imports that brought them."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from annotator import columns, dialects
from annotator.articles.links import LinkState
from annotator.articles.repairs import RepairKind
from annotator.articles.zones import Zone

_LISTED = ("batch_id", "language", "held_at")
_HELD = sa.text("held_at IS NOT NULL")
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
        # The orders of the list, each with what its filters look at.
        sa.Index("ix_article_newest", "project_id", "id", *_LISTED),
        sa.Index("ix_article_published_on", "project_id", "published_on", "id", *_LISTED),
        sa.Index("ix_article_outlet", "project_id", "outlet", "id", *_LISTED),
        sa.Index("ix_article_language", "project_id", "language", "id", "batch_id", "held_at"),
        sa.Index(
            "ix_article_held_at", "project_id", "id", sqlite_where=_HELD, postgresql_where=_HELD
        ),
        sa.Index("ix_article_text_sha256", "project_id", "text_sha256"),
        columns.unique_where(
            "uq_article_external_id", "project_id", "external_id", where="external_id <> ''"
        ),
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
    held_at: int | None = columns.moment()
    text: str
    text_licence: str = ""
    text_sha256: str
    raw_sha256: str
    extractor: str
    splitter: str
    external_id: str = ""
    receipt: dict[str, Any] = columns.json()


class ArticleWords(SQLModel, table=True):
    """What the search finds an article by: its folded words, and its folded title to sort by.

    The full-text index over them is declared here for both databases.
    """

    __tablename__ = "article_words"
    __table_args__ = columns.strict(
        sa.Index("ix_article_words_title", "project_id", "title", "article_id"),
        info={
            "searched": ("about", "words"),
            dialects.FULL_TEXT: dialects.full_text(
                "article_words", "article_id", ("about", "words")
            ),
        },
    )

    article_id: int = columns.refers("article.id", primary_key=True)
    project_id: int = columns.refers("project.id")
    title: str
    about: str
    words: str


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
    """One unit of labelling; a repair retires it and makes others in its place."""

    __tablename__ = "sentence"
    __table_args__ = columns.strict(
        columns.unique_where(
            "uq_sentence_position", "article_id", "position", where="retired_by IS NULL"
        ),
        sa.CheckConstraint(BOUNDS, name="bounds"),
        sa.CheckConstraint("quote_open IN (0, 1)", name="quote_open"),
        sa.Index("ix_sentence_article_id", "article_id"),
        sa.Index("ix_sentence_paragraph_id", "paragraph_id"),
        sa.Index("ix_sentence_text_hash", "project_id", "text_hash"),
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
    text_hash: int = Field(default=0, sa_type=sa.BigInteger)
    made_by: int | None = Field(default=None, foreign_key="repair.id", sa_type=sa.BigInteger)
    retired_by: int | None = Field(default=None, foreign_key="repair.id", sa_type=sa.BigInteger)


class Repair(SQLModel, table=True):
    """One repair of an article's sentences, which name it as what made or retired them."""

    __tablename__ = "repair"
    __table_args__ = columns.strict(
        columns.within("kind", RepairKind),
        sa.Index("ix_repair_article_id", "project_id", "article_id"),
    )

    id: int | None = columns.key()
    project_id: int = columns.refers("project.id")
    article_id: int = columns.refers("article.id")
    kind: str
    made_by: int = columns.refers("user.id")
    made_at: int = columns.moment()
    undone_at: int | None = columns.moment()
    event_id: int | None = columns.refers("event.id")


class Refused(SQLModel, table=True):
    """What an import could not take, and why, kept so that it can be mended and tried again."""

    __tablename__ = "refused"
    __table_args__ = columns.strict()

    batch_id: int = columns.refers("import_batch.id", primary_key=True)
    position: int = Field(primary_key=True)
    project_id: int = columns.refers("project.id")
    source: str
    reason: str
    record: str


class ColumnMapping(SQLModel, table=True):
    """Which column of a file means what, remembered for the next file with the same columns."""

    __tablename__ = "column_mapping"
    __table_args__ = columns.strict()

    project_id: int = columns.refers("project.id", primary_key=True)
    columns_hash: str = Field(primary_key=True)
    meaning: dict[str, Any] = columns.json()


class SentenceShingle(SQLModel, table=True):
    """The smallest shingle hashes of a sentence, by which its near-duplicates are found."""

    __tablename__ = "sentence_shingle"
    __table_args__ = columns.strict(
        sa.Index("ix_sentence_shingle_sentence_id", "sentence_id"), sqlite_with_rowid=False
    )

    project_id: int = columns.refers("project.id", primary_key=True)
    shingle: int = Field(primary_key=True, sa_type=sa.BigInteger)
    sentence_id: int = columns.refers("sentence.id", primary_key=True)


class ArticleLink(SQLModel, table=True):
    """An article that shares sentences with an earlier one, and what the lead made of it."""

    __tablename__ = "article_link"
    __table_args__ = columns.strict(
        columns.within("state", LinkState),
        sa.Index("ix_article_link_other_id", "other_id"),
        sa.Index("ix_article_link_project_id", "project_id", "state"),
    )

    article_id: int = columns.refers("article.id", primary_key=True)
    other_id: int = columns.refers("article.id", primary_key=True)
    project_id: int = columns.refers("project.id")
    shared: int
    near: int
    state: str
    decided_by: int | None = Field(default=None, foreign_key="user.id", sa_type=sa.BigInteger)
    decided_at: int | None = columns.moment()
