"""Articles in the order of their import, each with everything that was said of it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.models import Article, ImportBatch, Paragraph, Sentence
from annotator.articles.zones import ELIGIBLE
from annotator.db import table
from annotator.export.queries.annotations import annotations
from annotator.export.queries.chunk import Chunk, among, codes
from annotator.export.queries.decisions import decisions
from annotator.export.records import ArticleRecord, ParagraphRecord, SentenceRecord
from annotator.labelling.models import Assignment, Rating, Submission

_article, _batch = table(Article), table(ImportBatch)
_paragraph, _sentence = table(Paragraph), table(Sentence)
_assignment, _submission, _rating = table(Assignment), table(Submission), table(Rating)

# A chunk ends at whichever comes first, so that neither many short articles nor a few very long
# ones need much memory.
ARTICLES = 50
CHARACTERS = 500_000

_LIVE = (
    sa.select(_article.c.id, sa.func.length(_article.c.text))
    .join(_batch, _batch.c.id == _article.c.batch_id)
    .where(_article.c.project_id == sa.bindparam("project_id"), _batch.c.live_at.is_not(None))
    .order_by(_article.c.id)
)
_NEXT = _LIVE.where(_article.c.id > sa.bindparam("after")).limit(ARTICLES)
_RATED = _LIVE.where(
    sa.exists()
    .where(_rating.c.submission_id == _submission.c.id)
    .where(_submission.c.assignment_id == _assignment.c.id)
    .where(_assignment.c.project_id == _article.c.project_id)
    .where(_assignment.c.article_id == _article.c.id)
).limit(1)
_ARTICLES = (
    sa.select(
        _article.c.id,
        _article.c.public_id,
        _article.c.title,
        _article.c.outlet,
        _article.c.byline,
        _article.c.url,
        _article.c.published_on,
        _article.c.published_precision,
        _article.c.language,
        _article.c.text_licence,
        _article.c.text_sha256,
        _article.c.raw_sha256,
        _article.c.extractor,
        _article.c.splitter,
        _article.c.text,
    )
    .where(among(_article.c.id, _article.c.project_id))
    .order_by(_article.c.id)
)
_PARAGRAPHS = (
    sa.select(
        _paragraph.c.article_id,
        _paragraph.c.id,
        _paragraph.c.start,
        _paragraph.c.end,
        _paragraph.c.zone,
        _paragraph.c.reason,
    )
    .where(among(_paragraph.c.article_id))
    .order_by(_paragraph.c.article_id, _paragraph.c.start, _paragraph.c.end)
)
_SENTENCES = (
    sa.select(
        _sentence.c.article_id,
        _sentence.c.paragraph_id,
        _sentence.c.start,
        _sentence.c.end,
        _sentence.c.reason,
        _sentence.c.quote_open,
    )
    .where(among(_sentence.c.article_id), _sentence.c.retired_by.is_(None))
    .order_by(_sentence.c.article_id, _sentence.c.start, _sentence.c.end)
)


def articles(session: Session, project_id: int) -> Iterator[ArticleRecord]:
    """The project's live articles one by one; a few are held at a time."""
    known = codes(session, project_id)
    after = 0
    while ids := _next_ids(session, project_id, after):
        yield from _records(Chunk(session, project_id, ids, known))
        after = ids[-1]


def rated_article(session: Session, project_id: int) -> ArticleRecord | None:
    """The first live article of which a sentence was submitted, if there is one."""
    found = session.execute(_RATED, {"project_id": project_id}).first()
    if found is None:
        return None
    return next(_records(Chunk(session, project_id, (found.id,), codes(session, project_id))))


def _next_ids(session: Session, project_id: int, after: int) -> tuple[int, ...]:
    ids: list[int] = []
    characters = 0
    for number, length in session.execute(_NEXT, {"project_id": project_id, "after": after}):
        characters += length
        if ids and characters > CHARACTERS:
            break
        ids.append(number)
    return tuple(ids)


def _records(chunk: Chunk) -> Iterator[ArticleRecord]:
    zones: dict[int, Any] = {}
    paragraphs = defaultdict(list)
    for article, number, start, end, zone, reason in chunk.rows(_PARAGRAPHS, chunk.ids):
        zones[number] = zone
        record = ParagraphRecord(start=start, end=end, zone=zone, reason=reason)
        paragraphs[article].append(record)
    sentences = _sentences(chunk, zones)
    said = annotations(chunk)
    decided = decisions(chunk)
    for row in chunk.rows(_ARTICLES, chunk.ids):
        fields = row._asdict()
        article = fields.pop("id")
        yield ArticleRecord(
            id=fields.pop("public_id"),
            external_id="",
            **fields,
            paragraphs=tuple(paragraphs[article]),
            sentences=tuple(sentences[article]),
            annotations=tuple(said[article]),
            decisions=tuple(decided[article]),
        )


def _sentences(chunk: Chunk, zones: dict[int, Any]) -> dict[int, list[SentenceRecord]]:
    found = defaultdict(list)
    for article, paragraph, start, end, reason, quote_open in chunk.rows(_SENTENCES, chunk.ids):
        zone = zones[paragraph]
        found[article].append(
            SentenceRecord(
                start=start,
                end=end,
                zone=zone,
                reason=reason,
                quote_open=bool(quote_open),
                eligible=zone in ELIGIBLE,
            )
        )
    return found
