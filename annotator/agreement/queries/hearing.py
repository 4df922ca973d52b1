"""Sentences with everything that was said of them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.agreement.choice import Choice
from annotator.agreement.queries.answering import answers
from annotator.agreement.queries.submitting import left_out
from annotator.articles.queries import SentenceInContext, in_context
from annotator.db import table
from annotator.labelling.kinds import Origin, Rank
from annotator.labelling.models import Assignment, Submission
from annotator.projects.models import Participant

_submission, _assignment = table(Submission), table(Assignment)
_participant = table(Participant)

IMPLIED = (Origin.IMPLIED, Origin.CARRIED_IMPLIED)


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person said of a sentence."""

    pseudonym: str
    label: int
    implied: bool
    """Whether it follows from submitting the article without a label there."""
    also: bool
    """Whether it is an also label."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence with everything said of it."""

    sentence: SentenceInContext
    voices: tuple[Voice, ...]


def heard(
    session: Session,
    project_id: int,
    sentence_ids: Collection[int],
    choice: Choice,
    *,
    with_also: bool = False,
) -> list[Heard]:
    """These sentences of the project in the order asked for, with what was chosen to be heard."""
    voices = _voices(session, project_id, sentence_ids, choice, with_also=with_also)
    found = in_context(session, project_id, sentence_ids)
    return [
        Heard(found[number], tuple(voices[number])) for number in sentence_ids if number in found
    ]


def _voices(
    session: Session,
    project_id: int,
    sentence_ids: Collection[int],
    choice: Choice,
    *,
    with_also: bool,
) -> defaultdict[int, list[Voice]]:
    """What was said of each sentence; people in a fixed order."""
    ranks = [Rank.MAIN, Rank.ALSO] if with_also else [Rank.MAIN]
    voices = defaultdict(list)
    rating = answers(session, project_id, choice).c
    for row in session.execute(
        sa.select(
            rating.sentence_id,
            _participant.c.pseudonym,
            rating.label,
            rating.origin,
            rating.rank,
        )
        .join(_submission, _submission.c.id == rating.submission_id)
        .join(_assignment, _assignment.c.id == _submission.c.assignment_id)
        .join(_participant, _participant.c.id == _assignment.c.participant_id)
        .where(
            rating.project_id == project_id,
            rating.sentence_id.in_(sentence_ids),
            rating.rank.in_(ranks),
            rating.submission_id.not_in(left_out(project_id, choice)),
        )
        .order_by(_participant.c.id, rating.rank, rating.label)
    ):
        voices[row.sentence_id].append(
            Voice(
                row.pseudonym,
                row.label,
                implied=row.origin in IMPLIED,
                also=row.rank == Rank.ALSO,
            )
        )
    return voices
