"""Writes of imports: a draft that nobody else sees, made live by one UPDATE."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.articles import queries
from annotator.articles.details import Details
from annotator.articles.models import Article, ImportBatch, Paragraph, Sentence
from annotator.articles.preparing import Prepared
from annotator.articles.splitting import VERSION
from annotator.articles.splitting import Sentence as Split
from annotator.articles.zones import Zone
from annotator.db import table
from annotator.errors import Conflict, Invalid
from annotator.journal.actions import Change, record

_article, _batch = table(Article), table(ImportBatch)
_paragraph, _sentence = table(Paragraph), table(Sentence)


def save_draft(
    session: Session, project_id: int, prepared: Prepared, source: str, *, actor_id: int
) -> int:
    """Store an article that is not live yet; returns the number of its import.

    Raises Conflict when the project already holds exactly this text, or held it until a takedown.
    """
    if queries.is_text_withdrawn(session, project_id, prepared.text_sha256):
        raise Conflict("This text was withdrawn from the project, so it was not imported again.")
    _refuse_known(session, project_id, prepared.text_sha256)
    batch_id = session.execute(
        sa.insert(_batch)
        .values(
            project_id=project_id,
            imported_by=actor_id,
            created_at=clock.now(),
            source=source,
            report=prepared.report,
        )
        .returning(_batch.c.id)
    ).scalar_one()
    article_id = session.execute(
        sa.insert(_article)
        .values(
            public_id=str(uuid.uuid4()),
            project_id=project_id,
            batch_id=batch_id,
            text=prepared.text,
            text_licence="",
            text_sha256=prepared.text_sha256,
            raw_sha256=prepared.raw_sha256,
            extractor=prepared.extractor,
            splitter=prepared.splitter,
            published_precision=prepared.details.published_precision,
            **asdict(prepared.details),
        )
        .returning(_article.c.id)
    ).scalar_one()
    _insert_paragraphs(session, project_id, article_id, prepared)
    return int(batch_id)


def edit_draft(
    session: Session, article_id: int, details: Details, zones: Mapping[int, Zone]
) -> None:
    """Correct what was understood: title and provenance, and the zones of paragraphs."""
    session.execute(
        sa.update(_article)
        .where(_article.c.id == article_id)
        .values(published_precision=details.published_precision, **asdict(details))
    )
    for paragraph_id, zone in zones.items():
        session.execute(
            sa.update(_paragraph)
            .where(
                _paragraph.c.id == paragraph_id,
                _paragraph.c.article_id == article_id,
                _paragraph.c.zone != zone.value,
            )
            .values(zone=zone.value, reason="set by hand")
        )


def split_again(
    session: Session, article_id: int, sentences: Mapping[int, Sequence[Split]]
) -> None:
    """Replace a draft's sentences, by paragraph, because its language was corrected."""
    owner = sa.select(_article.c.project_id).where(_article.c.id == article_id)
    project_id = session.execute(owner).scalar_one()
    session.execute(sa.delete(_sentence).where(_sentence.c.article_id == article_id))
    session.execute(sa.update(_article).where(_article.c.id == article_id).values(splitter=VERSION))
    rows = _sentence_rows(project_id, article_id, list(sentences.items()))
    if rows:
        session.execute(sa.insert(_sentence), rows)


def make_live(session: Session, project_id: int, batch_id: int, *, actor_id: int) -> int:
    """Let everybody in the project see the article; returns its number."""
    article, _ = queries.draft(session, project_id, batch_id)
    _refuse_known(session, project_id, article.text_sha256)
    if not any(p.is_eligible and p.sentences for p in queries.paragraphs(session, article.id)):
        raise Invalid(
            "No paragraph of this article is headline, deck, body or caption, so there would be "
            "nothing to label. Correct what the paragraphs are."
        )
    session.execute(sa.update(_batch).where(_batch.c.id == batch_id).values(live_at=clock.now()))
    change = Change(
        "import",
        "article",
        article.id,
        project_id=project_id,
        actor_id=actor_id,
        after={"title": article.title},
    )
    record(session, change)
    return article.id


def drop_draft(session: Session, project_id: int, batch_id: int, *, actor_id: int) -> None:
    """Forget an import that was never made live."""
    article, _ = queries.draft(session, project_id, batch_id)
    for rows in (_sentence, _paragraph):
        session.execute(sa.delete(rows).where(rows.c.article_id == article.id))
    session.execute(sa.delete(_article).where(_article.c.id == article.id))
    session.execute(sa.delete(_batch).where(_batch.c.id == batch_id))
    change = Change("drop", "import", batch_id, project_id=project_id, actor_id=actor_id)
    record(session, change)


def _refuse_known(session: Session, project_id: int, text_sha256: str) -> None:
    known = queries.same_text(session, project_id, text_sha256)
    if known is not None:
        raise Conflict(f"This text is already in the project as “{known}”. Nothing was imported.")


def _insert_paragraphs(
    session: Session, project_id: int, article_id: int, prepared: Prepared
) -> None:
    owned = {"project_id": project_id, "article_id": article_id}
    ids = []
    for position, (paragraph, _) in enumerate(prepared.paragraphs):
        values = owned | {"position": position} | asdict(paragraph)
        ids.append(
            session.execute(
                sa.insert(_paragraph).values(**values).returning(_paragraph.c.id)
            ).scalar_one()
        )
    by_paragraph = [
        (number, sentences) for number, (_, sentences) in zip(ids, prepared.paragraphs, strict=True)
    ]
    rows = _sentence_rows(project_id, article_id, by_paragraph)
    if rows:
        session.execute(sa.insert(_sentence), rows)


def _sentence_rows(
    project_id: int, article_id: int, by_paragraph: Sequence[tuple[int, Sequence[Split]]]
) -> list[dict[str, object]]:
    found = [(number, sentence) for number, sentences in by_paragraph for sentence in sentences]
    return [
        {
            "project_id": project_id,
            "article_id": article_id,
            "paragraph_id": paragraph_id,
            "position": position,
            "start": sentence.start,
            "end": sentence.end,
            "reason": sentence.reason,
            "quote_open": int(sentence.quote_open),
        }
        for position, (paragraph_id, sentence) in enumerate(found)
    ]
