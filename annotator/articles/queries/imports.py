"""Reads of imports: what is open, what an import holds, and what the project holds already."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.models import (
    Article,
    ColumnMapping,
    ImportBatch,
    Paragraph,
    Refused,
    Sentence,
)
from annotator.articles.queries.reading import ArticleView, article, is_text_withdrawn_among
from annotator.articles.zones import ELIGIBLE
from annotator.db import table
from annotator.errors import NotFound
from annotator.jobs import queries as jobs
from annotator.journal.models import Event

_article, _batch = table(Article), table(ImportBatch)
_paragraph, _sentence = table(Paragraph), table(Sentence)
_refused, _mapping, _event = table(Refused), table(ColumnMapping), table(Event)

# A withdrawn article rests in an import of its own, without a source.
_NO_GRAVE = sa.or_(_batch.c.live_at.is_not(None), _batch.c.source != "")

GONE = (
    "There is no such import any more: it was dropped, perhaps in another tab, or it never was in "
    "this project."
)
WITHDRAWN = "This text was withdrawn from the project, so it was not imported again."


@dataclass(frozen=True, slots=True)
class Import:
    """One import as it stands."""

    id: int
    source: str
    created_at: int
    live_at: int | None
    report: Mapping[str, Any]
    job: jobs.JobView | None

    @property
    def is_live(self) -> bool:
        """Whether its articles are in the project."""
        return self.live_at is not None

    @property
    def is_many(self) -> bool:
        """Whether it was brought by files that are read by a job, not previewed at once."""
        return "files" in self.report

    @property
    def is_read(self) -> bool:
        """Whether everything that was sent has been read."""
        return bool(self.report.get("read")) or not self.is_many

    @property
    def waits_for_columns(self) -> bool:
        """Whether a person must say first what the columns of its files mean."""
        return self.is_many and not self.is_read and not self.report.get("job")


@dataclass(frozen=True, slots=True)
class Draft:
    """An import that is not live yet, by its article's title or its files' names."""

    batch_id: int
    title: str
    articles: int
    created_at: int


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One article of an import."""

    id: int
    title: str
    outlet: str
    published_on: str
    language: str
    source: str
    sentences: int


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One item that an import could not take."""

    position: int
    source: str
    reason: str
    record: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What explains how a text came to be; `told` was noted while it was read."""

    told: Mapping[str, Any]
    extractor: str
    splitter: str
    raw_sha256: str


def import_(session: Session, project_id: int, batch_id: int) -> Import:
    """One import of the project, live or not."""
    row = session.execute(
        sa.select(
            _batch.c.id, _batch.c.source, _batch.c.created_at, _batch.c.live_at, _batch.c.report
        ).where(_batch.c.project_id == project_id, _batch.c.id == batch_id, _NO_GRAVE)
    ).first()
    if row is None:
        raise NotFound(GONE)
    job_id = row.report.get("job")
    return Import(*row, job=jobs.job(session, project_id, job_id) if job_id else None)


def open_import(session: Session, project_id: int, batch_id: int) -> Import:
    """One import of the project that is not live yet."""
    found = import_(session, project_id, batch_id)
    if found.is_live:
        raise NotFound("This import was saved to the project already.")
    return found


def drafts(session: Session, project_id: int) -> list[Draft]:
    """Imports that are neither saved nor dropped, the newest first."""
    articles = (
        sa.select(
            _article.c.batch_id,
            sa.func.min(_article.c.title).label("title"),
            sa.func.count().label("articles"),
        )
        .where(_article.c.project_id == project_id)
        .group_by(_article.c.batch_id)
        .subquery()
    )
    rows = session.execute(
        sa.select(
            _batch.c.id,
            _batch.c.source,
            _batch.c.report,
            _batch.c.created_at,
            articles.c.title,
            sa.func.coalesce(articles.c.articles, 0).label("articles"),
        )
        .outerjoin(articles, articles.c.batch_id == _batch.c.id)
        .where(_batch.c.project_id == project_id, _batch.c.live_at.is_(None), _NO_GRAVE)
        .order_by(_batch.c.created_at.desc())
    )
    return [
        Draft(
            row.id,
            row.source if "files" in row.report else row.title or row.source,
            row.articles,
            row.created_at,
        )
        for row in rows
    ]


def draft_article(
    session: Session, project_id: int, batch_id: int, article_id: int | None = None
) -> ArticleView:
    """One article of an import that is not live yet; its only one if none is named."""
    open_import(session, project_id, batch_id)
    found = articles_of(session, project_id, batch_id, limit=1, article_id=article_id)
    if not found:
        raise NotFound("This article is not in the import any more; it may have been dropped.")
    return article(session, project_id, found[0])


def articles_of(
    session: Session,
    project_id: int,
    batch_id: int,
    *,
    limit: int | None,
    article_id: int | None = None,
) -> list[int]:
    """The numbers of an import's articles."""
    found = sa.select(_article.c.id).where(_in(project_id, batch_id)).order_by(_article.c.id)
    if article_id is not None:
        found = found.where(_article.c.id == article_id)
    return list(session.execute(found.limit(limit)).scalars())


def article_count(session: Session, project_id: int, batch_id: int) -> int:
    """How many articles an import holds."""
    found = sa.select(sa.func.count()).select_from(_article).where(_in(project_id, batch_id))
    return int(session.execute(found).scalar_one())


def refused_count(session: Session, project_id: int, batch_id: int) -> int:
    """How many items of an import were refused."""
    mine = sa.and_(_refused.c.project_id == project_id, _refused.c.batch_id == batch_id)
    found = sa.select(sa.func.count()).select_from(_refused).where(mine)
    return int(session.execute(found).scalar_one())


def imported(
    session: Session, project_id: int, batch_id: int, *, after: int, limit: int
) -> list[ImportedRow]:
    """The articles of an import behind this one, with how many sentences of each are labelled."""
    sentences = (
        sa.select(sa.func.count())
        .select_from(_sentence)
        .join(_paragraph, _paragraph.c.id == _sentence.c.paragraph_id)
        .where(
            _sentence.c.article_id == _article.c.id,
            _sentence.c.retired_by.is_(None),
            _paragraph.c.zone.in_(ELIGIBLE),
        )
        .scalar_subquery()
    )
    rows = session.execute(
        sa.select(
            _article.c.id,
            _article.c.title,
            _article.c.outlet,
            _article.c.published_on,
            _article.c.language,
            _article.c.receipt,
            sentences,
        )
        .where(_in(project_id, batch_id), _article.c.id > after)
        .order_by(_article.c.id)
        .limit(limit)
    )
    return [ImportedRow(*row[:5], row.receipt.get("source", ""), row[6]) for row in rows]


def refused(
    session: Session, project_id: int, batch_id: int, *, after: int = -1, limit: int | None = None
) -> list[RefusedRow]:
    """What an import could not take, behind this position."""
    rows = session.execute(
        sa.select(_refused.c.position, _refused.c.source, _refused.c.reason, _refused.c.record)
        .where(
            _refused.c.project_id == project_id,
            _refused.c.batch_id == batch_id,
            _refused.c.position > after,
        )
        .order_by(_refused.c.position)
        .limit(limit)
    )
    return [RefusedRow(*row) for row in rows]


def next_refused(session: Session, project_id: int, batch_id: int) -> int:
    """A position behind everything that was refused."""
    mine = sa.and_(_refused.c.project_id == project_id, _refused.c.batch_id == batch_id)
    last = session.execute(sa.select(sa.func.max(_refused.c.position)).where(mine)).scalar()
    return (last or 0) + 1


def known_texts(
    session: Session, project_id: int, batch_id: int, hashes: Collection[str]
) -> dict[str, str]:
    """Why each of these texts cannot be taken once more, by its hash."""
    rows = session.execute(
        sa.select(_article.c.text_sha256, _article.c.title, _article.c.receipt, _article.c.batch_id)
        .join(_batch, _batch.c.id == _article.c.batch_id)
        .where(
            _article.c.project_id == project_id,
            _article.c.text_sha256.in_(hashes),
            sa.or_(_batch.c.live_at.is_not(None), _batch.c.id == batch_id),
        )
    )
    found = {
        row.text_sha256: f"This text is already in this import: {row.receipt.get('source', '')}"
        if row.batch_id == batch_id
        else f"This text is already in the project as “{row.title}”."
        for row in rows
    }
    withdrawn = is_text_withdrawn_among(session, project_id, hashes)
    return found | dict.fromkeys(withdrawn, WITHDRAWN)


def known_external_ids(session: Session, project_id: int, names: Collection[str]) -> set[str]:
    """Which of these outside names articles of the project have already."""
    wanted = {name for name in names if name}
    if not wanted:
        return set()
    found = sa.select(_article.c.external_id).where(
        _article.c.project_id == project_id, _article.c.external_id.in_(wanted)
    )
    return set(session.execute(found).scalars())


def known_meanwhile(session: Session, project_id: int, batch_id: int) -> list[tuple[int, str, str]]:
    """Articles of an open import whose text is live by now, with source and the live title."""
    other, others = _article.alias("other"), _batch.alias("others")
    rows = session.execute(
        sa.select(_article.c.id, _article.c.receipt, sa.func.min(other.c.title))
        .join(
            other,
            sa.and_(
                other.c.project_id == project_id,
                other.c.text_sha256 == _article.c.text_sha256,
                other.c.batch_id != batch_id,
            ),
        )
        .join(others, sa.and_(others.c.id == other.c.batch_id, others.c.live_at.is_not(None)))
        .where(_in(project_id, batch_id))
        .group_by(_article.c.id)
        .order_by(_article.c.id)
    )
    return [(row[0], row[1].get("source", ""), row[2]) for row in rows]


def without_sentences(session: Session, project_id: int, batch_id: int) -> list[str]:
    """The titles of an import's first articles in which there is nothing to label."""
    labelled = (
        sa.select(_sentence.c.id)
        .join(_paragraph, _paragraph.c.id == _sentence.c.paragraph_id)
        .where(_sentence.c.article_id == _article.c.id, _paragraph.c.zone.in_(ELIGIBLE))
        .exists()
    )
    found = sa.select(_article.c.title).where(_in(project_id, batch_id), ~labelled)
    return list(session.execute(found.order_by(_article.c.id).limit(3)).scalars())


def receipt(session: Session, project_id: int, article_id: int) -> Receipt:
    """How an article's text came to be."""
    row = session.execute(
        sa.select(
            _article.c.receipt, _article.c.extractor, _article.c.splitter, _article.c.raw_sha256
        ).where(_article.c.project_id == project_id, _article.c.id == article_id)
    ).one()
    return Receipt(*row)


def mapping(session: Session, project_id: int, columns_hash: str) -> dict[str, str] | None:
    """What the columns of such a file meant the last time."""
    found: dict[str, str] | None = session.execute(
        sa.select(_mapping.c.meaning).where(
            _mapping.c.project_id == project_id, _mapping.c.columns_hash == columns_hash
        )
    ).scalar()
    return found


def import_begun_by(session: Session, project_id: int, op_id: str | None) -> int | None:
    """The import that an act began, if it is done already."""
    if op_id is None:
        return None
    return session.execute(
        sa.select(_event.c.subject_id).where(
            _event.c.op_id == op_id,
            _event.c.project_id == project_id,
            _event.c.verb == "begin",
            _event.c.subject == "import",
        )
    ).scalar()


def awaited_uploads(session: Session) -> set[str]:
    """The keys of the uploads that imports of all projects still have to read."""
    found = sa.select(_batch.c.report).where(_batch.c.live_at.is_(None))
    reports = session.execute(found).scalars()
    return {report["uploads"] for report in reports if report.get("uploads")}


def _in(project_id: int, batch_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(_article.c.project_id == project_id, _article.c.batch_id == batch_id)
