"""Tables of one annotator's work: assignments, spans as they stand, and what was submitted."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from annotator import columns
from annotator.labelling.kinds import Kind, Look, Origin, Rank, State

BOUNDS = 'start >= 0 AND "end" > start'
LIVE_MAIN = "kind = 1 AND rank = 1 AND deleted_at IS NULL"


def _label() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["project_id", "label"], ["label.project_id", "label.number"])


class Assignment(SQLModel, table=True):
    """One person's copy of an article."""

    __tablename__ = "assignment"
    __table_args__ = columns.strict(
        sa.UniqueConstraint("project_id", "article_id", "participant_id"),
        columns.within("state", State),
        sa.Index("ix_assignment_participant_id", "project_id", "participant_id", "state"),
        sa.Index("ix_assignment_article_id", "project_id", "article_id", "state"),
    )

    id: int | None = columns.key()
    project_id: int = columns.refers("project.id")
    article_id: int = columns.refers("article.id")
    participant_id: int = columns.refers("participant.id")
    state: str
    opened_at: int = columns.moment()
    submitted_at: int | None = columns.moment()


class Span(SQLModel, table=True):
    """One label by one person, as it stands now; its history is in the journal.

    A phrase is named by `ref`, given by the browser that made it, so that work which is not yet
    acknowledged can already be taken back.
    """

    __tablename__ = "span"
    __table_args__ = columns.strict(
        _label(),
        columns.within("kind", Kind),
        columns.within("rank", Rank),
        sa.CheckConstraint(BOUNDS, name="bounds"),
        sa.CheckConstraint("sure BETWEEN 1 AND 3", name="sure"),
        sa.CheckConstraint("(kind = 1) = (sentence_id IS NOT NULL)", name="sentence"),
        sa.CheckConstraint("(kind = 2) = (ref IS NOT NULL)", name="ref"),
        columns.unique_where("uq_span_main", "assignment_id", "sentence_id", where=LIVE_MAIN),
        columns.unique_where("uq_span_ref", "assignment_id", "ref", where="ref IS NOT NULL"),
        sa.Index("ix_span_assignment_id", "project_id", "assignment_id", "sentence_id"),
    )

    id: int | None = columns.key()
    project_id: int = columns.refers("project.id")
    assignment_id: int = columns.refers("assignment.id")
    sentence_id: int | None = columns.refers("sentence.id")
    label: int
    kind: int
    rank: int
    start: int
    end: int
    ref: str | None = Field(default=None)
    sure: int = 3
    note: str = ""
    codebook_version_id: int = columns.refers("codebook_version.id")
    revision: int = 1
    created_at: int = columns.moment()
    updated_at: int = columns.moment()
    deleted_at: int | None = columns.moment()


class SecondLook(SQLModel, table=True):
    """A sentence that a repair changed under a person's label, until they look at it again.

    `cleared_by` is the person's act that did so; taking that act back asks again.
    """

    __tablename__ = "second_look"
    __table_args__ = columns.strict(columns.within("reason", Look))

    assignment_id: int = columns.refers("assignment.id", primary_key=True)
    sentence_id: int = columns.refers("sentence.id", primary_key=True)
    project_id: int = columns.refers("project.id")
    reason: str
    cleared_by: int | None = columns.refers("event.id")


class Submission(SQLModel, table=True):
    """The moment at which a person said: this article is done. Immutable."""

    __tablename__ = "submission"
    __table_args__ = columns.strict(
        sa.UniqueConstraint("assignment_id", "number"),
        sa.Index("ix_submission_project_id", "project_id", "number"),
    )

    id: int | None = columns.key()
    project_id: int = columns.refers("project.id")
    assignment_id: int = columns.refers("assignment.id")
    number: int
    codebook_version_id: int = columns.refers("codebook_version.id")
    submitted_at: int = columns.moment()


class Rating(SQLModel, table=True):
    """What a submission said of one sentence. Immutable; agreement reads this and nothing else."""

    __tablename__ = "rating"
    __table_args__ = columns.strict(
        _label(),
        columns.within("rank", Rank),
        columns.within("origin", Origin),
        sa.CheckConstraint("sure BETWEEN 1 AND 3", name="sure"),
        columns.unique_where("uq_rating_main", "submission_id", "sentence_id", where="rank = 1"),
        sa.Index("ix_rating_sentence_id", "project_id", "sentence_id"),
        sqlite_with_rowid=False,
    )

    project_id: int = columns.refers("project.id")
    submission_id: int = columns.refers("submission.id", primary_key=True)
    sentence_id: int = columns.refers("sentence.id", primary_key=True)
    rank: int = Field(primary_key=True)
    label: int = Field(primary_key=True)
    origin: int
    sure: int = 3
    note: str = ""


class SubmittedPhrase(SQLModel, table=True):
    """A phrase as it was submitted. Immutable."""

    __tablename__ = "submitted_phrase"
    __table_args__ = columns.strict(
        _label(),
        sa.CheckConstraint(BOUNDS, name="bounds"),
        sa.Index("ix_submitted_phrase_submission_id", "project_id", "submission_id"),
    )

    id: int | None = columns.key()
    project_id: int = columns.refers("project.id")
    submission_id: int = columns.refers("submission.id")
    label: int
    start: int
    end: int
