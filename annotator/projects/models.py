"""Tables of projects, the people in them and their roles."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from annotator import columns
from annotator.projects.roles import Role


class Project(SQLModel, table=True):
    """A study."""

    __tablename__ = "project"
    __table_args__ = columns.strict(
        sa.CheckConstraint("overlap BETWEEN 1 AND 50", name="overlap"),
        sa.CheckConstraint("hides_source IN (0, 1)", name="hides_source"),
        sa.CheckConstraint("length(slug) > 0", name="slug"),
    )

    id: int | None = columns.key()
    public_id: str = Field(unique=True)
    slug: str = Field(unique=True)
    name: str
    language: str
    overlap: int
    hides_source: bool = Field(default=False, sa_type=sa.Integer)
    created_at: int = columns.moment()
    archived_at: int | None = columns.moment()


class Participant(SQLModel, table=True):
    """A person in a project, under a pseudonym that stays."""

    __tablename__ = "participant"
    __table_args__ = columns.strict(
        sa.UniqueConstraint("project_id", "user_id"),
        sa.UniqueConstraint("project_id", "pseudonym"),
        sa.Index("ix_participant_user_id", "user_id"),
    )

    id: int | None = columns.key()
    project_id: int = columns.refers("project.id")
    user_id: int = columns.refers("user.id")
    pseudonym: str
    joined_at: int = columns.moment()


class ParticipantRole(SQLModel, table=True):
    """One thing that a participant may do in the project."""

    __tablename__ = "role"
    __table_args__ = columns.strict(columns.within("role", Role))

    project_id: int = columns.refers("project.id")
    participant_id: int = columns.refers("participant.id", primary_key=True)
    role: str = Field(primary_key=True)
