"""The table of changes: rows are added and never changed."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from annotator import columns


class Event(SQLModel, table=True):
    """One change: who did what to which thing, what it was before and after, and when.

    `sequence` counts each person's own acts, so that an old one that arrives late never
    overwrites a newer one; `undoes` names the event that this one takes back.
    """

    __tablename__ = "event"
    __table_args__ = columns.strict(
        sa.Index(
            "ix_event_assignment_id",
            "project_id",
            "assignment_id",
            "subject",
            "subject_id",
            "sequence",
            sqlite_where=sa.text("assignment_id IS NOT NULL"),
            postgresql_where=sa.text("assignment_id IS NOT NULL"),
        ),
    )

    id: int | None = columns.key()
    project_id: int | None = columns.refers("project.id")
    actor_id: int | None = columns.refers("user.id")
    assignment_id: int | None = columns.refers("assignment.id")
    op_id: str = Field(unique=True)
    sequence: int = Field(sa_type=sa.BigInteger)
    verb: str
    subject: str
    subject_id: int = Field(sa_type=sa.BigInteger)
    before: Any = columns.json()
    after: Any = columns.json()
    undoes: int | None = columns.refers("event.id")
    at: int = columns.moment()
