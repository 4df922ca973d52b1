"""Which ratings are answers, where sentences were repaired after somebody had submitted them.

Ratings of retired sentences are not counted, nor is what was said of a whole sentence for each of
its parts. Where a repair left a person without an answer for a sentence, the first submission that
has one stands in for their first submission.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.agreement.choice import Choice
from annotator.articles.models import Repair, Sentence
from annotator.db import table
from annotator.labelling.kinds import ANSWERS, Rank
from annotator.labelling.models import Rating, Submission

_rating, _submission, _sentence = table(Rating), table(Submission), table(Sentence)
_repair = table(Repair)
_first, _earlier = _submission.alias("first"), _submission.alias("earlier")
_said = _rating.alias("said")

FIRST = 1


def answers(session: Session, project_id: int, choice: Choice) -> sa.FromClause:
    """The ratings that count, with the columns of the table; without repairs the table itself."""
    repairs = sa.select(_repair.c.id).where(_repair.c.project_id == project_id).limit(1)
    if session.execute(repairs).first() is None:
        return _rating
    return _standing(project_id, choice).subquery()


def _standing(project_id: int, choice: Choice) -> sa.Select[tuple[int, ...]]:
    """Answers to the sentences that stand; a later first answer under the first submission."""
    number = _submission.c.id if choice.latest else _first.c.id
    found = (
        sa.select(
            _rating.c.project_id,
            number.label("submission_id"),
            _rating.c.sentence_id,
            _rating.c.rank,
            _rating.c.label,
            _rating.c.origin,
        )
        .join(_sentence, _sentence.c.id == _rating.c.sentence_id)
        .join(_submission, _submission.c.id == _rating.c.submission_id)
        .where(
            _rating.c.project_id == project_id,
            _rating.c.origin.in_(ANSWERS),
            _sentence.c.retired_by.is_(None),
        )
    )
    if choice.latest:
        return found
    answered_earlier = sa.exists().where(
        _earlier.c.assignment_id == _submission.c.assignment_id,
        _earlier.c.number < _submission.c.number,
        _said.c.submission_id == _earlier.c.id,
        _said.c.sentence_id == _rating.c.sentence_id,
        _said.c.rank == Rank.MAIN,
        _said.c.origin.in_(ANSWERS),
    )
    return found.join(
        _first,
        sa.and_(_first.c.assignment_id == _submission.c.assignment_id, _first.c.number == FIRST),
    ).where(
        sa.or_(
            _submission.c.number == FIRST,
            sa.and_(_sentence.c.made_by.is_not(None), ~answered_earlier),
        )
    )
