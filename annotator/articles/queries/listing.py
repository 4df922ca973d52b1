"""The list of live articles: filtered, in order, a page at a time by where the last one ended."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.listing.filters import (
    NOT_STATED,
    Filters,
    Held,
    Sort,
    Standing,
    at_least,
    before,
)
from annotator.articles.models import (
    Article,
    ArticleLink,
    ArticleWords,
    ImportBatch,
    Paragraph,
    Sentence,
)
from annotator.articles.search.queries import search
from annotator.articles.search.typed import terms
from annotator.articles.zones import ELIGIBLE
from annotator.db import table
from annotator.dialects import KEY

_article, _batch, _words = table(Article), table(ImportBatch), table(ArticleWords)
_paragraph, _sentence, _link = table(Paragraph), table(Sentence), table(ArticleLink)

PAGE = 50
COUNTED = 1000
Condition = sa.ColumnElement[bool]
Keys = tuple[sa.ColumnElement[Any], ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the annotators' work on an article is."""

    handed_out: int
    submitted: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Standings:
    """Where the list learns about work on articles, which features above this one know."""

    where: Callable[[Standing, int, int, sa.ColumnElement[int]], Condition]
    """A standing, the project, its overlap, and an article's number: whether it stands so."""
    of: Callable[[Session, int, int, Collection[int]], dict[int, Progress]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for, and by which project."""

    project_id: int
    overlap: int
    filters: Filters
    standings: Standings


@dataclass(frozen=True, slots=True)
class Row:
    """One article in the list."""

    id: int
    title: str
    outlet: str
    published_on: str
    language: str
    batch_id: int
    is_held: bool


@dataclass(frozen=True, slots=True)
class ListedImport:
    """An import that the list can be narrowed to."""

    id: int
    source: str
    live_at: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many; from a thousand on it is only said that there are more."""

    number: int
    is_more: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the list; the numbers of its ends are none where the list ends."""

    rows: tuple[Row, ...]
    previous: int | None
    next: int | None
    count: Count


def listed(session: Session, asked: Asked, *, after: int = 0, previous_to: int = 0) -> Found:
    """The page after an article of the list, or the one before it; the first one without either.

    The first thousand matches are looked up in whatever order is the fastest. If that is all, they
    alone are put in order; else the list is walked in its order, and a page is soon full.
    """
    some = _some(session, asked)
    few = some if len(some) <= COUNTED and asked.filters.is_any else None
    keys, descending = _ORDERS[asked.filters.sort]
    edge = _edge(session, asked, keys, after or previous_to)
    backwards = bool(previous_to) and edge is not None
    downwards = descending != backwards
    statement, keys = _walk(session, asked, keys) if few is None else (_among(asked, few), keys)
    if edge is not None:
        here, there = sa.tuple_(*keys), sa.tuple_(*map(sa.literal, edge))
        statement = statement.where(here < there if downwards else here > there)
    order = [key.desc() if downwards else key.asc() for key in keys]
    rows = session.execute(statement.order_by(*order).limit(PAGE + 1)).mappings().all()
    shown = [_row(row) for row in rows[:PAGE]]
    more = len(rows) > PAGE
    if backwards:
        shown.reverse()
    is_before, is_after = (more, True) if backwards else (edge is not None, more)
    return Found(
        tuple(shown),
        shown[0].id if shown and is_before else None,
        shown[-1].id if shown and is_after else None,
        Count(min(len(some), COUNTED), is_more=len(some) > COUNTED),
    )


def matching_ids(session: Session, asked: Asked) -> list[int]:
    """The numbers of all matching articles, ascending."""
    return sorted(_some(session, asked, limit=None))


def live_ids(session: Session, project_id: int, article_ids: Collection[int]) -> list[int]:
    """Those of the articles that are live in the project, ascending."""
    statement = _live(project_id, (_article.c.id,)).where(_article.c.id.in_(article_ids))
    return list(session.execute(statement.order_by(_article.c.id)).scalars())


def titles(session: Session, article_ids: Collection[int]) -> list[str]:
    """The titles of articles in the order of their numbers."""
    some = sa.select(_article.c.title).where(_article.c.id.in_(article_ids))
    return list(session.execute(some.order_by(_article.c.id)).scalars())


def sentences(session: Session, article_ids: Collection[int]) -> dict[int, int]:
    """How many sentences of each article are labelled."""
    rows = session.execute(
        sa.select(_sentence.c.article_id, sa.func.count())
        .join(_paragraph, _paragraph.c.id == _sentence.c.paragraph_id)
        .where(
            _sentence.c.article_id.in_(article_ids),
            _sentence.c.retired_by.is_(None),
            _paragraph.c.zone.in_(ELIGIBLE),
        )
        .group_by(_sentence.c.article_id)
    )
    return {row[0]: row[1] for row in rows}


def alike(session: Session, project_id: int, article_ids: Collection[int]) -> set[int]:
    """Those of the articles that share sentences with another."""
    asked = sa.select(_article.c.id).where(_article.c.id.in_(article_ids), _is_alike(project_id))
    return set(session.execute(asked).scalars())


def imports(session: Session, project_id: int, limit: int, batch_id: int = 0) -> list[ListedImport]:
    """The project's newest imports that are live, and one more that is asked for."""
    live = sa.select(_batch.c.id, _batch.c.source, _batch.c.live_at).where(
        _batch.c.project_id == project_id, _batch.c.live_at.is_not(None)
    )
    rows = session.execute(live.order_by(_batch.c.live_at.desc()).limit(limit)).all()
    if batch_id and batch_id not in {row.id for row in rows}:
        rows = [*rows, *session.execute(live.where(_batch.c.id == batch_id)).all()]
    return [ListedImport(*row) for row in rows]


def outlets(session: Session, project_id: int, limit: int) -> list[str]:
    """The outlets of the project's articles in order, each looked up after the one before."""
    return _different(session, _article.c.outlet, project_id, limit)


def languages(session: Session, project_id: int, limit: int) -> list[str]:
    """The languages of the project's articles."""
    return _different(session, _article.c.language, project_id, limit)


_LISTED = (
    _article.c.id,
    _article.c.title,
    _article.c.outlet,
    _article.c.published_on,
    _article.c.language,
    _article.c.batch_id,
    _article.c.held_at,
)

# Which columns order the list, and whether downwards. The last one makes the order total.
_ORDERS: dict[Sort, tuple[Keys, bool]] = {
    Sort.NEWEST: ((_article.c.id,), True),
    Sort.DATE: ((_article.c.published_on, _article.c.id), True),
    Sort.EARLIEST: ((_article.c.published_on, _article.c.id), False),
    Sort.TITLE: ((_words.c.title, _words.c.article_id), False),
    Sort.OUTLET: ((_article.c.outlet, _article.c.id), False),
}


def _row(row: Any) -> Row:
    found: dict[str, Any] = dict(row)
    return Row(is_held=found.pop("held_at") is not None, **found)


def _live(project_id: int, columns: Collection[sa.ColumnElement[Any]]) -> sa.Select[Any]:
    return (
        sa.select(*columns)
        .join(_batch, _batch.c.id == _article.c.batch_id)
        .where(_article.c.project_id == project_id, _batch.c.live_at.is_not(None))
    )


def _some(session: Session, asked: Asked, limit: int | None = COUNTED + 1) -> list[int]:
    """Numbers of matching articles, in no order."""
    statement = _live(asked.project_id, (_article.c.id,)).where(*_conditions(asked))
    hits = _hits(session, asked)
    if hits is not None:
        silent = replace(asked, filters=asked.filters.without("q"))
        few = _some(session, silent) if silent.filters.is_any else []
        if 0 < len(few) <= COUNTED:
            # Looked up one by one: reading all articles with a common word takes longer.
            statement = _live(asked.project_id, (_article.c.id,)).where(hits.c[KEY].in_(few))
        statement = statement.join(hits, hits.c[KEY] == _article.c.id)
    return list(session.execute(statement.limit(limit)).scalars())


def _walk(session: Session, asked: Asked, keys: Keys) -> tuple[sa.Select[Any], Keys]:
    """All matches, to be ordered by these keys."""
    statement = _ordered(asked, _live(asked.project_id, _LISTED).where(*_conditions(asked)))
    hits = _hits(session, asked)
    if hits is None:
        return statement, keys
    if asked.filters.sort == Sort.NEWEST:
        # The index hands its hits out in this order.
        return statement.join(hits, hits.c[KEY] == _article.c.id), (hits.c[KEY],)
    return statement.where(_article.c.id.in_(sa.select(hits.c[KEY]))), keys


def _among(asked: Asked, article_ids: Collection[int]) -> sa.Select[Any]:
    some = _live(asked.project_id, _LISTED).where(_article.c.id.in_(article_ids))
    return _ordered(asked, some)


def _ordered(asked: Asked, statement: sa.Select[Any]) -> sa.Select[Any]:
    """With the folded titles, where the order needs them."""
    if asked.filters.sort != Sort.TITLE:
        return statement
    mine = _words.c.project_id == asked.project_id
    return statement.join(_words, _words.c.article_id == _article.c.id).where(mine)


def _hits(session: Session, asked: Asked) -> sa.Subquery | None:
    """The articles that hold the words that were typed; None if none were."""
    if not asked.filters.q:
        return None
    wanted = terms(asked.filters.q)
    if not wanted:
        nothing = sa.select(_article.c.id.label(KEY)).where(sa.false())
        return nothing.subquery()
    return search(session, asked.project_id, wanted).subquery("hits")


def _conditions(asked: Asked) -> list[Condition]:
    filters = asked.filters
    wanted: list[Condition] = []
    if filters.outlet:
        wanted.append(_article.c.outlet == ("" if filters.outlet == NOT_STATED else filters.outlet))
    if filters.language:
        wanted.append(_article.c.language == filters.language)
    if filters.since:
        date = _article.c.published_on
        wanted.append(sa.or_(date >= filters.since, date.in_(at_least(filters.since))))
    if filters.until:
        wanted += [
            _article.c.published_on < before(filters.until),
            _article.c.published_on != "",
        ]
    if filters.held:
        is_held = _article.c.held_at.is_not(None)
        wanted.append(is_held if filters.held == Held.YES else ~is_held)
    if filters.batch:
        wanted.append(_article.c.batch_id == filters.batch)
    if filters.alike:
        wanted.append(_is_alike(asked.project_id))
    if filters.state:
        where = asked.standings.where
        wanted.append(where(filters.state, asked.project_id, asked.overlap, _article.c.id))
    return wanted


def _is_alike(project_id: int) -> Condition:
    mine = _link.c.project_id == project_id
    return sa.or_(
        _article.c.id.in_(sa.select(_link.c.article_id).where(mine)),
        _article.c.id.in_(sa.select(_link.c.other_id).where(mine)),
    )


def _edge(
    session: Session, asked: Asked, keys: Collection[sa.ColumnElement[Any]], article_id: int
) -> tuple[Any, ...] | None:
    """Where the article stands in the order; None when the project does not hold it (any more)."""
    if not article_id:
        return None
    row = session.execute(
        sa.select(*keys)
        .select_from(_article.outerjoin(_words, _words.c.article_id == _article.c.id))
        .where(_article.c.project_id == asked.project_id, _article.c.id == article_id)
    ).first()
    return None if row is None or None in row else tuple(row)


def _different(session: Session, column: sa.Column[str], project_id: int, limit: int) -> list[str]:
    """A column's values by as many steps through its index, however many articles there are."""
    least = sa.select(sa.func.min(column).label("value")).where(_article.c.project_id == project_id)
    steps = least.cte("steps", recursive=True)
    following = least.where(column > steps.c.value).scalar_subquery()
    steps = steps.union_all(sa.select(following).where(steps.c.value.is_not(None)))
    rows = session.execute(sa.select(steps.c.value).where(steps.c.value.is_not(None)).limit(limit))
    return list(rows.scalars())
