"""Single ratings, for what needs to know who said what of which sentence."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.agreement.choice import Choice
from annotator.agreement.queries.answering import answers
from annotator.agreement.queries.submitting import left_out, numbers, sentences_left_out
from annotator.agreement.sums import IntArray
from annotator.labelling.kinds import Rank


def main_rows(session: Session, project_id: int, choice: Choice) -> IntArray:
    """Main labels as (sentence, submission, label), shape (ratings, 3)."""
    return numbers(session, _rows(session, project_id, choice, Rank.MAIN), 3)


def also_rows(session: Session, project_id: int, choice: Choice) -> IntArray:
    """Also labels as (sentence, submission, label), shape (labels, 3); few, or none."""
    return numbers(session, _rows(session, project_id, choice, Rank.ALSO), 3)


def _rows(session: Session, project_id: int, choice: Choice, rank: Rank) -> sa.Select[Any]:
    rating = answers(session, project_id, choice).c
    return sa.select(rating.sentence_id, rating.submission_id, rating.label).where(
        rating.project_id == project_id,
        rating.rank == rank,
        rating.submission_id.not_in(left_out(project_id, choice)),
        rating.sentence_id.not_in(sentences_left_out(project_id, choice)),
    )
