"""How often each pattern of labels occurs, counted by the database.

The labels of a sentence are packed into one integer, so that one GROUP BY over an index in the
order of sentences counts them. All people submit whole articles, so the smallest number among a
sentence's submissions is the same all over an article and names it, without a look at the sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.agreement.choice import Choice
from annotator.agreement.packed import BITS, fits, unpacked, unpacked_texts
from annotator.agreement.queries.answering import answers
from annotator.agreement.queries.submitting import left_out, numbers, sentences_left_out
from annotator.agreement.sums import IntArray
from annotator.articles.models import Sentence
from annotator.db import table
from annotator.labelling.kinds import Rank
from annotator.labelling.models import Rating

_rating, _sentence = table(Rating), table(Sentence)


@dataclass(frozen=True, eq=False, slots=True)
class Counted:
    """Sentences counted by what was said of them."""

    submission: IntArray
    """A submission of each row's article; 0 everywhere if articles are not told apart."""
    counts: IntArray
    """How often each label was given, shape (rows, labels)."""
    times: IntArray
    """How many sentences are like this."""


@dataclass(frozen=True, eq=False, slots=True)
class LeftOut:
    """Subqueries of what does not count, or None where there is nothing of it."""

    submissions: sa.Select[Any] | None = None
    sentences: sa.Select[Any] | None = None
    ratings: sa.FromClause = _rating
    """What is counted before anything is left out."""


def count_patterns(
    session: Session,
    project_id: int,
    choice: Choice,
    labels: Sequence[int],
    voices: int,
    *,
    by_article: bool = True,
) -> Counted:
    """Count the patterns of main labels.

    Args:
        session: on the database.
        project_id: the project.
        choice: which submissions and zones.
        labels: the numbers of all labels of the project, in the order of the columns.
        voices: the most people who labelled one sentence.
        by_article: whether articles are told apart.
    """
    left = _left_out(session, project_id, choice)
    if fits(labels, voices):
        packing = packed(min(labels), left.ratings)
        rows = numbers(session, counting(project_id, packing, left, by_article), 3)
        return Counted(rows[:, 0], unpacked(rows[:, 1], labels), rows[:, 2])
    texts = sa.func.aggregate_strings(sa.cast(left.ratings.c.label, sa.Text), ",")
    found = session.execute(counting(project_id, texts, left, by_article)).all()
    return Counted(
        np.array([row[0] for row in found], np.int64),
        unpacked_texts([row[1] for row in found], labels),
        np.array([row[2] for row in found], np.int64),
    )


def packed(lowest: int, ratings: sa.FromClause = _rating) -> sa.ColumnElement[int]:
    """A sentence's labels as one integer; PostgreSQL needs to be told that it is a long one."""
    long = sa.BigInteger()
    one = sa.cast(sa.literal_column("1"), long)
    shift = sa.cast(BITS * (ratings.c.label - lowest), sa.Integer)
    return sa.cast(sa.func.sum(one.bitwise_lshift(shift)), long)


def counting(
    project_id: int,
    pattern: sa.ColumnElement[Any],
    left: LeftOut,
    by_article: bool,  # noqa: FBT001 - passed on
) -> sa.Select[Any]:
    """The statement: submission, pattern, how many sentences."""
    rating = left.ratings.c
    home = sa.func.min(rating.submission_id) if by_article else sa.literal_column("0")
    said = (
        sa.select(home.label("home"), pattern.label("pattern"))
        .where(
            rating.project_id == project_id,
            rating.rank == sa.literal_column(str(int(Rank.MAIN))),
        )
        .group_by(rating.sentence_id)
    )
    if left.submissions is not None:
        said = said.where(rating.submission_id.not_in(left.submissions))
    if left.sentences is not None:
        # As an aggregate it is asked once for a sentence, not once for a rating.
        said = said.having(sa.func.min(rating.sentence_id).not_in(left.sentences))
    rows = said.subquery()
    keys = (rows.c.home, rows.c.pattern) if by_article else (rows.c.pattern,)
    first = rows.c.home if by_article else sa.literal_column("0")
    return sa.select(first, rows.c.pattern, sa.func.count()).group_by(*keys)


def _left_out(session: Session, project_id: int, choice: Choice) -> LeftOut:
    """What has to be left out; mostly nothing, and then the database need not look for it."""
    submissions = left_out(project_id, choice)
    sentences = sentences_left_out(project_id, choice)
    rated = sentences.join(
        _rating,
        sa.and_(_rating.c.project_id == project_id, _rating.c.sentence_id == _sentence.c.id),
    )
    return LeftOut(
        submissions if session.execute(submissions.limit(1)).first() else None,
        sentences if session.execute(rated.limit(1)).first() else None,
        answers(session, project_id, choice),
    )
