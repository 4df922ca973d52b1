"""Reads of what was submitted first, and of the sentences behind a figure.

Agreement rests on the ratings of each person's first submission of an article: what was said
independently, before anything was discussed. Later submissions and the live spans play no part,
except where a repair left a person without an answer for a sentence: there it rests on the first
submission that has one. Retired sentences are not counted, nor is what was said of a whole sentence
for each of its parts.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.models import Article, ImportBatch, Repair, Sentence
from annotator.articles.queries import SentenceInContext, in_context
from annotator.db import table
from annotator.labelling.kinds import ANSWERS, Origin, Rank
from annotator.labelling.models import Assignment, Rating, Submission
from annotator.projects.models import Participant
from annotator.projects.queries import holders
from annotator.projects.roles import Role

_rating, _submission, _assignment = table(Rating), table(Submission), table(Assignment)
_participant = table(Participant)
_article, _batch = table(Article), table(ImportBatch)
_sentence, _repair = table(Sentence), table(Repair)
_earlier, _said = _submission.alias("earlier"), _rating.alias("said")

FIRST = 1
IMPLIED = (Origin.IMPLIED, Origin.CARRIED_IMPLIED)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the project has come; the ratings change only when one of the marks does."""

    submissions: int
    """First submissions."""
    newest: int
    """When the newest of them was made, 0 without any. Its number would not do: after a
    withdrawal, the numbers of rows are given again."""
    articles: int
    """Live articles."""
    annotators: int
    """People who may label."""
    repaired: tuple[int, int]
    """When sentences were repaired last, and how many submissions there are; zeros without repairs,
    for later submissions count only then."""

    @property
    def mark(self) -> tuple[int, ...]:
        """All that the ratings depend on."""
        return self.submissions, self.newest, *self.repaired


@dataclass(frozen=True, slots=True)
class SubmittedLabel:
    """The main label that one person submitted for one sentence."""

    sentence_id: int
    pseudonym: str
    label: int
    article_id: int


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person said of a sentence."""

    pseudonym: str
    label: int
    implied: bool
    """Whether it follows from submitting the article without a label there."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence with everything said of it."""

    sentence: SentenceInContext
    voices: tuple[Voice, ...]


def standing(session: Session, project_id: int) -> Standing:
    """How many submissions, articles and annotators there are."""
    submissions = sa.select(sa.func.count()).where(*_first(project_id))
    newest = (
        sa.select(_submission.c.submitted_at)
        .where(*_first(project_id))
        .order_by(_submission.c.id.desc())
        .limit(1)
    )
    articles = (
        sa.select(sa.func.count())
        .select_from(_article.join(_batch, _batch.c.id == _article.c.batch_id))
        .where(_article.c.project_id == project_id, _batch.c.live_at.is_not(None))
    )
    annotators = sa.select(sa.func.count()).select_from(
        holders(project_id, Role.ANNOTATOR).subquery()
    )
    latest = sa.func.max(sa.func.coalesce(_repair.c.undone_at, _repair.c.made_at))
    repaired = sa.select(sa.func.coalesce(latest, 0)).where(_repair.c.project_id == project_id)
    every = sa.select(sa.func.count()).where(_submission.c.project_id == project_id)
    counts = (submissions, articles, annotators, repaired, every)
    row = session.execute(
        sa.select(
            *(count.scalar_subquery() for count in counts),
            sa.func.coalesce(newest.scalar_subquery(), 0),
        )
    ).one()
    return Standing(
        submissions=row[0],
        articles=row[1],
        annotators=row[2],
        newest=row[5],
        repaired=(row[3], row[4]) if row[3] else (0, 0),
    )


def submitted_labels(session: Session, project_id: int) -> list[SubmittedLabel]:
    """Every person's first main label of every sentence, implied ones included."""
    rows = session.execute(
        sa.select(
            _rating.c.sentence_id,
            _participant.c.pseudonym,
            _rating.c.label,
            _assignment.c.article_id,
        )
        .select_from(_submission)
        .join(_assignment, _assignment.c.id == _submission.c.assignment_id)
        .join(_participant, _participant.c.id == _assignment.c.participant_id)
        .join(_rating, _rating.c.submission_id == _submission.c.id)
        .join(_sentence, _sentence.c.id == _rating.c.sentence_id)
        .where(*_first_answers(project_id))
    )
    return [SubmittedLabel(*row) for row in rows]


def heard(session: Session, project_id: int, sentence_ids: Collection[int]) -> list[Heard]:
    """These sentences of the project in the order asked for."""
    voices = _voices(session, project_id, sentence_ids)
    found = in_context(session, project_id, sentence_ids)
    return [
        Heard(found[number], tuple(voices[number])) for number in sentence_ids if number in found
    ]


def _first(project_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    return _submission.c.project_id == project_id, _submission.c.number == FIRST


def _first_answers(project_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    """Limits ratings to the first that each person gave to each sentence that stands.

    Only where a repair made the sentence can that be one of a later submission.
    """
    earlier = (
        sa.exists()
        .where(_earlier.c.assignment_id == _submission.c.assignment_id)
        .where(_earlier.c.number < _submission.c.number)
        .where(_said.c.project_id == project_id)
        .where(_said.c.submission_id == _earlier.c.id)
        .where(_said.c.sentence_id == _rating.c.sentence_id)
        .where(_said.c.rank == Rank.MAIN, _said.c.origin.in_(ANSWERS))
    )
    return (
        _submission.c.project_id == project_id,
        _rating.c.rank == Rank.MAIN,
        _rating.c.origin.in_(ANSWERS),
        _sentence.c.retired_by.is_(None),
        sa.or_(_submission.c.number == FIRST, sa.and_(_sentence.c.made_by.is_not(None), ~earlier)),
    )


def _voices(
    session: Session, project_id: int, sentence_ids: Collection[int]
) -> defaultdict[int, list[Voice]]:
    """What people said first of these sentences; people in a fixed order."""
    found = defaultdict(list)
    for row in session.execute(
        sa.select(
            _rating.c.sentence_id, _participant.c.pseudonym, _rating.c.label, _rating.c.origin
        )
        .join(_submission, _submission.c.id == _rating.c.submission_id)
        .join(_assignment, _assignment.c.id == _submission.c.assignment_id)
        .join(_participant, _participant.c.id == _assignment.c.participant_id)
        .join(_sentence, _sentence.c.id == _rating.c.sentence_id)
        .where(
            _rating.c.project_id == project_id,
            _rating.c.sentence_id.in_(sentence_ids),
            *_first_answers(project_id),
        )
        .order_by(_participant.c.id)
    ):
        voice = Voice(row.pseudonym, row.label, implied=row.origin in IMPLIED)
        found[row.sentence_id].append(voice)
    return found
