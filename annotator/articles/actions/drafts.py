"""An article that nobody else sees yet: stored, corrected, made live or dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles import queries
from annotator.articles.actions import batches, removing, storing
from annotator.articles.details import Details
from annotator.articles.duplicates.actions import link
from annotator.articles.models import Article, Paragraph
from annotator.articles.preparing import Prepared
from annotator.articles.search.actions import refresh_words
from annotator.articles.splitting import Sentence as Split
from annotator.articles.zones import Zone
from annotator.db import table
from annotator.errors import Conflict
from annotator.jobs.actions import ask_to_stop
from annotator.journal.actions import Change, record

_article, _paragraph = table(Article), table(Paragraph)


def save_draft(
    session: Session,
    project_id: int,
    prepared: Prepared,
    source: str,
    *,
    actor_id: int,
    op_id: str | None = None,
) -> int:
    """Store an article that is not live yet; returns the number of its import.

    The same act (`op_id`) a second time returns the import of the first. Raises Conflict when the
    project already holds exactly this text, or held it until a takedown.
    """
    begun = queries.import_begun_by(session, project_id, op_id)
    if begun is not None:
        return begun
    if queries.is_text_withdrawn(session, project_id, prepared.text_sha256):
        raise Conflict("This text was withdrawn from the project, so it was not imported again.")
    known = queries.same_text(session, project_id, prepared.text_sha256)
    if known is not None:
        raise Conflict(f"This text is already in the project as “{known}”. Nothing was imported.")
    new = batches.NewBatch(source, prepared.report, op_id)
    batch_id = batches.begin(session, project_id, new, actor_id=actor_id)
    storing.store_article(session, project_id, batch_id, prepared)
    return batch_id


def edit_draft(
    session: Session, article_id: int, details: Details, zones: Mapping[int, Zone]
) -> None:
    """Correct what was understood: title and provenance, and the zones of paragraphs."""
    session.execute(
        sa.update(_article)
        .where(_article.c.id == article_id)
        .values(published_precision=details.published_precision, **asdict(details))
    )
    refresh_words(session, [article_id])
    set_zones(session, article_id, zones)


def set_zones(session: Session, article_id: int, zones: Mapping[int, Zone]) -> None:
    """Correct what paragraphs of a draft are, and find anew which articles share its sentences."""
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
    if zones:
        owner = sa.select(_article.c.project_id).where(_article.c.id == article_id)
        link(session, session.execute(owner).scalar_one(), article_id)


def split_again(
    session: Session, article_id: int, sentences: Mapping[int, Sequence[Split]]
) -> None:
    """Replace a draft's sentences, by paragraph, because its language was corrected."""
    storing.split_again(session, article_id, sentences)


def make_live(session: Session, project_id: int, batch_id: int, *, actor_id: int) -> int:
    """Let everybody in the project see the article of an import; returns its number."""
    article = queries.draft_article(session, project_id, batch_id)
    known = queries.same_text(session, project_id, article.text_sha256)
    if known is not None:
        raise Conflict(f"This text is already in the project as “{known}”. Nothing was imported.")
    batches.make_live(session, project_id, batch_id, actor_id=actor_id)
    return article.id


def drop_draft(session: Session, project_id: int, batch_id: int, *, actor_id: int) -> None:
    """Forget an import that was never made live, and stop the reading of its files."""
    found = queries.open_import(session, project_id, batch_id)
    if found.job:
        ask_to_stop(session, project_id, found.job.id)
    articles = queries.articles_of(session, project_id, batch_id, limit=None)
    removing.remove_articles(session, project_id, articles)
    removing.remove_batch(session, project_id, batch_id)
    change = Change("drop", "import", batch_id, project_id=project_id, actor_id=actor_id)
    record(session, change)


def drop_some(session: Session, project_id: int, batch_id: int, limit: int) -> int:
    """Forget some articles of an import that is dropped step by step; returns how many."""
    found = queries.open_import(session, project_id, batch_id)
    if found.job:
        ask_to_stop(session, project_id, found.job.id)
    articles = queries.articles_of(session, project_id, batch_id, limit=limit)
    removing.remove_articles(session, project_id, articles)
    return len(articles)


def drop_one(
    session: Session, project_id: int, batch_id: int, article_id: int, *, actor_id: int
) -> None:
    """Leave one article out of an import of many."""
    queries.draft_article(session, project_id, batch_id, article_id)
    removing.remove_articles(session, project_id, [article_id])
    after = {"import": batch_id}
    record(
        session,
        Change("drop", "article", article_id, project_id, actor_id, after=after),
    )
