"""Articles that share sentences, as a lead sees them and as a division of the data needs them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.duplicates import grouping
from annotator.articles.duplicates.queries.candidates import LIVE
from annotator.articles.links import LinkState
from annotator.articles.models import Article, ArticleLink, ImportBatch, Paragraph, Sentence
from annotator.articles.zones import ELIGIBLE
from annotator.db import table

_article, _batch, _link = table(Article), table(ImportBatch), table(ArticleLink)
_paragraph, _sentence = table(Paragraph), table(Sentence)


@dataclass(frozen=True, slots=True)
class Link:
    """Another article with sentences of this one; `sentences` counts this one's own."""

    article_id: int
    other_id: int
    title: str
    outlet: str
    published_on: str
    is_live: bool
    shared: int
    near: int
    state: LinkState
    sentences: int


def links(
    session: Session, project_id: int, article_ids: Collection[int]
) -> dict[int, tuple[Link, ...]]:
    """What each of these articles shares with others, most first; two queries for any number."""
    rows = session.execute(_from_either_side(project_id, article_ids)).all()
    counts = _eligible(session, _sentence.c.article_id.in_({row.mine for row in rows}))
    found = defaultdict(list)
    for mine, theirs, title, outlet, published_on, live, shared, near, stored in rows:
        found[mine].append(
            Link(
                mine,
                theirs,
                title,
                outlet,
                published_on,
                is_live=bool(live),
                shared=shared,
                near=near,
                state=LinkState(stored),
                sentences=counts.get(mine, 0),
            )
        )
    return {number: tuple(one) for number, one in found.items()}


def state(session: Session, project_id: int, later: int, earlier: int) -> LinkState | None:
    """What a lead made of two articles; None if they were not found to share sentences."""
    stored = session.execute(
        sa.select(_link.c.state).where(
            _link.c.project_id == project_id,
            _link.c.article_id == later,
            _link.c.other_id == earlier,
        )
    ).scalar()
    return LinkState(stored) if stored else None


def _from_either_side(project_id: int, article_ids: Collection[int]) -> sa.Select[Any]:
    ends = ((_link.c.article_id, _link.c.other_id), (_link.c.other_id, _link.c.article_id))
    shared = _link.c.shared, _link.c.near, _link.c.state
    both = sa.union_all(
        *(
            sa.select(mine.label("mine"), theirs.label("theirs"), *shared).where(
                _link.c.project_id == project_id, mine.in_(article_ids)
            )
            for mine, theirs in ends
        )
    ).subquery()
    return (
        sa.select(
            both.c.mine,
            both.c.theirs,
            _article.c.title,
            _article.c.outlet,
            _article.c.published_on,
            _batch.c.live_at.is_not(None),
            both.c.shared,
            both.c.near,
            both.c.state,
        )
        .join_from(both, _article, _article.c.id == both.c.theirs)
        .join(_batch, _batch.c.id == _article.c.batch_id)
        .order_by(both.c.shared.desc(), both.c.near.desc(), both.c.theirs)
    )


def live(session: Session, project_id: int, article_ids: Collection[int]) -> set[int]:
    """Those of these articles that are saved to the project."""
    return set(
        session.execute(
            sa.select(_article.c.id)
            .join(_batch, _batch.c.id == _article.c.batch_id)
            .where(
                _article.c.project_id == project_id,
                _article.c.id.in_(article_ids),
                _batch.c.live_at.is_not(None),
            )
        ).scalars()
    )


def groups(session: Session, project_id: int) -> list[tuple[int, ...]]:
    """Live articles that are versions of one text, so that no division of the data parts them.

    Two belong together if a lead linked them, or if half of the shorter one's sentences are in the
    other, the same or nearly, and no lead has kept the two apart.
    """
    rows = session.execute(
        sa.select(
            _link.c.article_id, _link.c.other_id, _link.c.shared + _link.c.near, _link.c.state
        )
        .where(
            _link.c.project_id == project_id,
            _link.c.state != LinkState.APART.value,
            *(_is_live(end) for end in (_link.c.article_id, _link.c.other_id)),
        )
        .order_by(_link.c.article_id, _link.c.other_id)
    ).all()
    ends = (
        sa.select(end).where(_link.c.project_id == project_id)
        for end in (_link.c.article_id, _link.c.other_id)
    )
    counts = _eligible(session, _sentence.c.article_id.in_(sa.union(*ends)))
    return grouping.groups(
        (later, earlier)
        for later, earlier, shared, stored in rows
        if stored == LinkState.LINKED.value
        or 2 * shared >= min(counts.get(later, 0), counts.get(earlier, 0))
    )


def _is_live(article_id: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        _article.c.id == article_id,
        _batch.c.id == _article.c.batch_id,
        _batch.c.live_at.is_not(None),
    )


def _eligible(session: Session, which: sa.ColumnElement[bool]) -> dict[int, int]:
    """How many sentences of each article are labelled, among these sentences."""
    rows = session.execute(
        sa.select(_sentence.c.article_id, sa.func.count())
        .join(_paragraph, _paragraph.c.id == _sentence.c.paragraph_id)
        .where(which, LIVE, _paragraph.c.zone.in_(ELIGIBLE))
        .group_by(_sentence.c.article_id)
    )
    return dict(rows.all())
