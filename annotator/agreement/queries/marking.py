"""Phrases as they were submitted, and who worked on which article."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.agreement.choice import Choice
from annotator.agreement.queries.submitting import left_out
from annotator.articles.models import Article
from annotator.db import table
from annotator.labelling.models import SubmittedPhrase

_phrase, _article = table(SubmittedPhrase), table(Article)


@dataclass(frozen=True, slots=True)
class Marked:
    """The phrases of the chosen submissions, and how long their articles are."""

    phrases: tuple[tuple[int, int, int, int], ...]
    """(submission, start, end, label)."""
    lengths: dict[int, int]
    """Of each article's text, in code points."""


def marked(session: Session, project_id: int, choice: Choice) -> Marked:
    """All phrases; zones play no part, for phrases may cross them."""
    phrases = session.execute(
        sa.select(_phrase.c.submission_id, _phrase.c.start, _phrase.c.end, _phrase.c.label).where(
            _phrase.c.project_id == project_id,
            _phrase.c.submission_id.not_in(left_out(project_id, choice)),
        )
    )
    lengths = session.execute(
        sa.select(_article.c.id, sa.func.length(_article.c.text)).where(
            _article.c.project_id == project_id
        )
    )
    return Marked(
        phrases=tuple((row[0], row[1], row[2], row[3]) for row in phrases),
        lengths={row[0]: row[1] for row in lengths},
    )
