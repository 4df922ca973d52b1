"""The data set as a whole: its header, and how much there is."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import __version__, tombstones
from annotator.accounts.models import User
from annotator.articles import queries as articles
from annotator.articles.models import Article, ImportBatch, Sentence
from annotator.clock import iso
from annotator.codebook import queries as codebook
from annotator.db import table
from annotator.export.records import DatasetHeader, LabelRecord, PurgedRecord
from annotator.labelling.models import Assignment, Rating, Submission
from annotator.projects import languages
from annotator.projects.models import Participant, Project
from annotator.review.models import Decision

_project, _article, _batch = table(Project), table(Article), table(ImportBatch)
_assignment, _submission, _rating = table(Assignment), table(Submission), table(Rating)
_decision, _participant, _user = table(Decision), table(Participant), table(User)
_sentence = table(Sentence)


@dataclass(frozen=True, slots=True)
class Counts:
    """What an export of the project holds; sentences are those that somebody submitted."""

    articles: int
    annotators: int
    submissions: int
    sentences: int
    decisions: int


def header(session: Session, project_id: int, at: int) -> DatasetHeader:
    """The data set's header, as exported at that moment."""
    project = session.execute(
        sa.select(_project.c.name, _project.c.slug, _project.c.language).where(
            _project.c.id == project_id
        )
    ).one()
    labels = codebook.scheme(session, project_id).by_number()
    return DatasetHeader(
        project=project.name,
        slug=project.slug,
        exported_at=iso(at),
        software_version=__version__,
        languages=languages.listed(project.language),
        codebook_version=codebook.guidelines(session, project_id).number,
        purged=_purged(session, project_id),
        labels=tuple(
            LabelRecord(
                number=number,
                key=label.key,
                name=label.name,
                description=label.description,
                is_none=label.is_none,
                for_sentences=label.for_sentences,
                for_phrases=label.for_phrases,
            )
            for number, label in sorted(labels.items())
        ),
    )


def _purged(session: Session, project_id: int) -> PurgedRecord:
    """How much was withdrawn from the project."""
    people = (
        sa.select(sa.func.count())
        .select_from(_participant)
        .join(_user, _user.c.id == _participant.c.user_id)
        .where(
            _participant.c.project_id == project_id,
            _user.c.password_hash == tombstones.PASSWORD_HASH,
        )
        .scalar_subquery()
    )
    gone = articles.withdrawn_count(project_id)
    row = session.execute(sa.select(gone, people)).one()
    return PurgedRecord(articles=row[0], people=row[1])


def counts(session: Session, project_id: int) -> Counts:
    """How much there is to export."""
    annotators = sa.func.count(_assignment.c.participant_id.distinct())
    sentences = sa.func.count(_rating.c.sentence_id.distinct())
    live, holds = _batch.c.live_at.is_not(None), _decision.c.superseded_at.is_(None)

    def count(selected: sa.Select[Any], owner: sa.Table) -> sa.ScalarSelect[Any]:
        return selected.where(owner.c.project_id == project_id).scalar_subquery()

    number = sa.select(sa.func.count())
    submitted = _submission.c.assignment_id == _assignment.c.id
    row = session.execute(
        sa.select(
            count(
                number.select_from(_article)
                .join(_batch, _batch.c.id == _article.c.batch_id)
                .where(live),
                _article,
            ),
            count(sa.select(annotators).join(_submission, submitted), _assignment),
            count(number.select_from(_submission), _submission),
            count(
                sa.select(sentences)
                .join(_sentence, _sentence.c.id == _rating.c.sentence_id)
                .where(_sentence.c.retired_by.is_(None)),
                _rating,
            ),
            count(number.select_from(_decision).where(holds), _decision),
        )
    ).one()
    return Counts(*row)
