"""Marks by which an article's sentences are found again, and the links to articles with them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.duplicates import queries
from annotator.articles.duplicates.alignment import Folded, align, fold, tally
from annotator.articles.duplicates.linking import links, may_link
from annotator.articles.duplicates.normalising import words
from annotator.articles.duplicates.queries import Holders, Sentences
from annotator.articles.duplicates.sketching import is_telling, sketch
from annotator.articles.links import LinkState
from annotator.articles.models import Article, ArticleLink, Sentence, SentenceShingle
from annotator.db import table

_article, _sentence = table(Article), table(Sentence)
_shingle, _link = table(SentenceShingle), table(ArticleLink)


def index_article(session: Session, project_id: int, article_id: int) -> None:
    """Write the marks of an article's sentences, whatever their zones, in place of earlier ones."""
    text = session.execute(
        sa.select(_article.c.text).where(
            _article.c.project_id == project_id, _article.c.id == article_id
        )
    ).scalar_one()
    sentences = session.execute(
        sa.select(_sentence.c.id, _sentence.c.start, _sentence.c.end).where(
            _sentence.c.article_id == article_id, _sentence.c.retired_by.is_(None)
        )
    )
    rows = [
        {"project_id": project_id, "shingle": shingle, "sentence_id": number}
        for number, start, end in sentences
        for shingle in sketch(words(text[start:end]))
    ]
    forget_marks(session, [article_id])
    if rows:
        session.execute(sa.insert(_shingle), rows)


def link(session: Session, project_id: int, article_id: int) -> None:
    """Find the articles that share sentences with one that is indexed, and write the links down.

    What a lead decided stays. The number of statements does not depend on the project or the
    article.
    """
    found = queries.holders(session, project_id, article_id)
    others = {one.article_id: one for one in queries.candidates(found)}
    sides = queries.sentences(session, project_id, [*others, article_id])
    mine = _Side.of(sides.pop(article_id))
    shared = {}
    for number, sentences in sides.items():
        other = _Side.of(sentences)
        seems = others[number].rare, others[number].every
        if may_link(*seems, (mine.telling, other.telling)):
            counts = _shared(mine, other, found)
            if counts:
                shared[number] = counts
    _write(session, project_id, article_id, shared)


def forget(session: Session, article_ids: Collection[int]) -> None:
    """Delete the marks and links of articles that are about to be deleted."""
    forget_marks(session, article_ids)
    linked = sa.or_(_link.c.article_id.in_(article_ids), _link.c.other_id.in_(article_ids))
    session.execute(sa.delete(_link).where(linked))


def forget_marks(session: Session, article_ids: Collection[int]) -> None:
    """Delete the marks of articles whose sentences are about to be deleted."""
    theirs = sa.select(_sentence.c.id).where(_sentence.c.article_id.in_(article_ids))
    session.execute(sa.delete(_shingle).where(_shingle.c.sentence_id.in_(theirs)))


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two articles, folded for comparison, with the number of its telling sentences."""

    article_id: int
    hashes: tuple[int, ...]
    folded: Folded
    telling: int

    @classmethod
    def of(cls, one: Sentences) -> "_Side":
        folded = fold(one.texts)
        return cls(one.article_id, one.hashes, folded, sum(map(is_telling, folded.words)))


def _shared(mine: _Side, other: _Side, found: Holders) -> tuple[int, int] | None:
    """How many sentences are the same and how many edited, if so many make a link."""
    is_later = mine.article_id > other.article_id
    earlier, later = (other, mine) if is_later else (mine, other)
    rows = align(earlier.folded, later.folded)
    own = (row.later if is_later else row.earlier for row in rows if row.is_pair)
    places = [n for n in own if n is not None and is_telling(mine.folded.words[n])]
    common = sum(found.is_common(mine.hashes[place]) for place in places)
    linked = links(len(places), common, (mine.telling, other.telling))
    return tally(rows) if linked else None


def _write(
    session: Session, project_id: int, article_id: int, shared: Mapping[int, tuple[int, int]]
) -> None:
    of_it = sa.and_(
        _link.c.project_id == project_id,
        sa.or_(_link.c.article_id == article_id, _link.c.other_id == article_id),
    )
    session.execute(sa.delete(_link).where(of_it, _link.c.state == LinkState.FOUND.value))
    decided = set(session.execute(sa.select(_link.c.article_id, _link.c.other_id).where(of_it)))
    rows = [
        {
            "later": max(article_id, other),
            "earlier": min(article_id, other),
            "same": same,
            "edited": edited,
        }
        for other, (same, edited) in shared.items()
    ]
    stays = [row for row in rows if (row["later"], row["earlier"]) in decided]
    _insert(session, project_id, (row for row in rows if row not in stays))
    if stays:
        again = sa.update(_link).where(
            _link.c.article_id == sa.bindparam("later"), _link.c.other_id == sa.bindparam("earlier")
        )
        counts = again.values(shared=sa.bindparam("same"), near=sa.bindparam("edited"))
        session.connection().execute(counts, stays)


def _insert(session: Session, project_id: int, rows: Iterable[Mapping[str, int]]) -> None:
    found = [
        {
            "article_id": row["later"],
            "other_id": row["earlier"],
            "project_id": project_id,
            "shared": row["same"],
            "near": row["edited"],
            "state": LinkState.FOUND.value,
        }
        for row in rows
    ]
    if found:
        session.execute(sa.insert(_link), found)
