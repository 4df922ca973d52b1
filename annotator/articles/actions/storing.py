"""One understood article into the tables, with its paragraphs, sentences and their hashes."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.duplicates.actions import forget_marks, index_article, link
from annotator.articles.duplicates.normalising import text_hash
from annotator.articles.models import Article, Paragraph, Sentence
from annotator.articles.preparing import Prepared
from annotator.articles.search.actions import store_words
from annotator.articles.splitting import VERSION
from annotator.articles.splitting import Sentence as Split
from annotator.db import table

_article, _paragraph, _sentence = table(Article), table(Paragraph), table(Sentence)


def store_article(
    session: Session, project_id: int, batch_id: int, prepared: Prepared, external_id: str = ""
) -> int:
    """Store an article of an import that is not live yet; returns its number."""
    article_id = session.execute(
        sa.insert(_article)
        .values(
            public_id=str(uuid.uuid4()),
            project_id=project_id,
            batch_id=batch_id,
            text=prepared.text,
            text_sha256=prepared.text_sha256,
            raw_sha256=prepared.raw_sha256,
            extractor=prepared.extractor,
            splitter=prepared.splitter,
            external_id=external_id,
            receipt=prepared.report,
            published_precision=prepared.details.published_precision,
            **asdict(prepared.details),
        )
        .returning(_article.c.id)
    ).scalar_one()
    _insert_paragraphs(session, project_id, article_id, prepared)
    store_words(session, [article_id])
    index_article(session, project_id, article_id)
    link(session, project_id, article_id)
    return int(article_id)


def split_again(
    session: Session, article_id: int, sentences: Mapping[int, Sequence[Split]]
) -> None:
    """Replace a draft's sentences, by paragraph, because its language was corrected."""
    of_it = sa.select(_article.c.project_id, _article.c.text).where(_article.c.id == article_id)
    project_id, text = session.execute(of_it).one()
    forget_marks(session, [article_id])
    session.execute(sa.delete(_sentence).where(_sentence.c.article_id == article_id))
    session.execute(sa.update(_article).where(_article.c.id == article_id).values(splitter=VERSION))
    _insert_sentences(session, (project_id, article_id), text, list(sentences.items()))
    index_article(session, project_id, article_id)
    link(session, project_id, article_id)


def _insert_paragraphs(
    session: Session, project_id: int, article_id: int, prepared: Prepared
) -> None:
    owned = {"project_id": project_id, "article_id": article_id}
    rows = [
        owned | {"position": position} | asdict(paragraph)
        for position, (paragraph, _) in enumerate(prepared.paragraphs)
    ]
    if not rows:
        return
    returned = _paragraph.c.id, _paragraph.c.position
    found = session.execute(sa.insert(_paragraph).returning(*returned), rows)
    ids = {position: number for number, position in found}
    by_paragraph = [
        (ids[position], sentences) for position, (_, sentences) in enumerate(prepared.paragraphs)
    ]
    _insert_sentences(session, (project_id, article_id), prepared.text, by_paragraph)


def _insert_sentences(
    session: Session,
    owner: tuple[int, int],
    text: str,
    by_paragraph: Sequence[tuple[int, Sequence[Split]]],
) -> None:
    project_id, article_id = owner
    found = [(number, sentence) for number, sentences in by_paragraph for sentence in sentences]
    rows = [
        {
            "project_id": project_id,
            "article_id": article_id,
            "paragraph_id": paragraph_id,
            "position": position,
            "start": sentence.start,
            "end": sentence.end,
            "reason": sentence.reason,
            "quote_open": int(sentence.quote_open),
            "text_hash": text_hash(text[sentence.start : sentence.end]),
        }
        for position, (paragraph_id, sentence) in enumerate(found)
    ]
    if rows:
        session.execute(sa.insert(_sentence), rows)
