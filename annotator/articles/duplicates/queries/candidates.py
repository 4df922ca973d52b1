"""Which articles have sentences of an article, found through indexes, never by a scan.

Of each sentence no more holders are read than tell that it is common.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.duplicates.linking import COMMON, FEWEST_COMMON
from annotator.articles.models import Article, Paragraph, Sentence, SentenceShingle
from annotator.articles.zones import ELIGIBLE
from annotator.db import table

_article, _paragraph = table(Article), table(Paragraph)
_sentence, _shingle = table(Sentence), table(SentenceShingle)

MOST = 12
"""So many articles are compared with one, those that hold most of its sentences."""

LIVE = _sentence.c.retired_by.is_(None)
"""Sentences that no repair took out."""


_PROJECT = sa.bindparam("project", type_=sa.BigInteger)
_ARTICLE = sa.bindparam("article", type_=sa.BigInteger)
_own, _other = _sentence.alias("own"), _sentence.alias("other")
_mine = sa.and_(_own.c.article_id == _ARTICLE, _own.c.retired_by.is_(None))
_theirs = sa.and_(_other.c.article_id != _ARTICLE, _other.c.retired_by.is_(None))


def _first(found: sa.Select[int], outer: sa.Subquery) -> sa.ScalarSelect[str]:
    """The first articles found for each row of the outer query, as text with commas."""
    few = found.limit(COMMON + 1).correlate(outer).subquery()
    text = sa.cast(few.c.article_id, sa.Text)
    return sa.select(sa.func.aggregate_strings(text, ",")).correlate(outer).scalar_subquery()


def _exact() -> sa.Select[int, str]:
    """Each hash of the article with the first articles that hold it."""
    hashes = sa.select(_own.c.text_hash).where(_mine).distinct().subquery("hashes")
    same = (
        sa.select(_other.c.article_id)
        .where(_other.c.project_id == _PROJECT, _other.c.text_hash == hashes.c.text_hash, _theirs)
        .order_by(_other.c.id)
    )
    return sa.select(hashes.c.text_hash, _first(same, hashes))


def _near() -> sa.Select[int, int, str]:
    """Each hash and shingle of the article with the first articles that hold the shingle."""
    mark, its = _shingle.alias("mark"), _shingle.alias("its")
    shingles = (
        sa.select(_own.c.text_hash, mark.c.shingle)
        .join_from(_own, mark, mark.c.sentence_id == _own.c.id)
        .where(_mine)
        .distinct()
        .subquery("shingles")
    )
    alike = (
        sa.select(_other.c.article_id)
        .join_from(its, _other, _other.c.id == its.c.sentence_id)
        .where(its.c.project_id == _PROJECT, its.c.shingle == shingles.c.shingle, _theirs)
        .order_by(its.c.sentence_id)
    )
    return sa.select(shingles.c.text_hash, shingles.c.shingle, _first(alike, shingles))


_EXACT, _NEAR = _exact(), _near()


@dataclass(frozen=True, slots=True)
class Holders:
    """The first articles that hold a sentence, by what tells it: its hash, or its shingles."""

    exact: Mapping[int, frozenset[int]]
    near: Mapping[int, Mapping[int, frozenset[int]]]

    def is_common(self, text_hash: int) -> bool:
        """Whether more articles hold a sentence, or all its shingles, than make it telling."""
        shingles = self.near.get(text_hash, {}).values()
        return len(self.exact.get(text_hash, ())) > COMMON or (
            bool(shingles) and all(len(found) > COMMON for found in shingles)
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that holds so many telling sentences, and so many with the common ones."""

    article_id: int
    rare: int
    every: int


@dataclass(frozen=True, slots=True)
class Sentences:
    """An article's sentences that are labelled, in reading order, each with its hash."""

    article_id: int
    texts: tuple[str, ...]
    hashes: tuple[int, ...]


def holders(session: Session, project_id: int, article_id: int) -> Holders:
    """Which other articles of the project hold the article's sentences, word for word or nearly."""
    bound = {"project": project_id, "article": article_id}
    exact = session.execute(_EXACT, bound)
    near: dict[int, dict[int, frozenset[int]]] = defaultdict(dict)
    for text_hash, shingle, found in session.execute(_NEAR, bound):
        near[text_hash][shingle] = _numbers(found)
    return Holders({text_hash: _numbers(found) for text_hash, found in exact}, near)


def candidates(found: Holders) -> list[Candidate]:
    """The articles that hold most of the sentences, those that hold most first.

    One that holds a single sentence, or few that are common, is not worth a comparison.
    """
    rare: Counter[int] = Counter()
    every: Counter[int] = Counter()
    hashes = found.exact.keys() | found.near.keys()
    for text_hash in hashes:
        near = found.near.get(text_hash, {}).values()
        holders = found.exact.get(text_hash, frozenset()).union(*near)
        every.update(holders)
        if not found.is_common(text_hash):
            rare.update(holders)
    needed = min(2, len(hashes))
    worth = (
        Candidate(one, rare[one], number)
        for one, number in every.items()
        if rare[one] >= needed or number >= FEWEST_COMMON
    )
    return sorted(worth, key=lambda one: (-one.rare, -one.every, one.article_id))[:MOST]


def sentences(
    session: Session, project_id: int, article_ids: Collection[int]
) -> dict[int, Sentences]:
    """The articles of the project among these, with their sentences that are labelled."""
    texts = dict(
        session.execute(
            sa.select(_article.c.id, _article.c.text).where(
                _article.c.project_id == project_id, _article.c.id.in_(article_ids)
            )
        ).all()
    )
    rows = session.execute(
        sa.select(_sentence.c.article_id, _sentence.c.start, _sentence.c.end, _sentence.c.text_hash)
        .join(_paragraph, _paragraph.c.id == _sentence.c.paragraph_id)
        .where(_sentence.c.article_id.in_(texts), LIVE, _paragraph.c.zone.in_(ELIGIBLE))
        .order_by(_sentence.c.article_id, _sentence.c.position)
    )
    words, hashes = defaultdict(list), defaultdict(list)
    for number, start, end, text_hash in rows:
        words[number].append(texts[number][start:end])
        hashes[number].append(text_hash)
    return {
        number: Sentences(number, tuple(words[number]), tuple(hashes[number])) for number in texts
    }


def _numbers(text: str | None) -> frozenset[int]:
    return frozenset(map(int, _split(text)))


def _split(text: str | None) -> Iterable[str]:
    return text.split(",") if text else ()
