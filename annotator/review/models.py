"""Tables of decisions: a layer of its own beside the labels, never over them."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from annotator import columns
from annotator.review.verdicts import Verdict


class Decision(SQLModel, table=True):
    """How a lead settled a sentence; a later one supersedes it and leaves it in place."""

    __tablename__ = "decision"
    __table_args__ = columns.strict(
        sa.ForeignKeyConstraint(["project_id", "label"], ["label.project_id", "label.number"]),
        columns.within("verdict", Verdict),
        sa.CheckConstraint("(verdict = 'settled') = (label IS NOT NULL)", name="label"),
        columns.unique_where(
            "uq_decision_live", "project_id", "sentence_id", where="superseded_at IS NULL"
        ),
    )

    id: int | None = columns.key()
    project_id: int = columns.refers("project.id")
    sentence_id: int = columns.refers("sentence.id")
    verdict: str
    label: int | None = Field(default=None)
    reason: str
    clause: str
    decided_by: int = columns.refers("user.id")
    decided_at: int = columns.moment()
    superseded_at: int | None = columns.moment()


class DecisionBasis(SQLModel, table=True):
    """A rating that a decision rested on."""

    __tablename__ = "decision_basis"
    __table_args__ = columns.strict(
        sa.ForeignKeyConstraint(["project_id", "label"], ["label.project_id", "label.number"]),
    )

    project_id: int = columns.refers("project.id")
    decision_id: int = columns.refers("decision.id", primary_key=True)
    submission_id: int = columns.refers("submission.id", primary_key=True)
    label: int
