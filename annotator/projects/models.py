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
        sa.CheckConstraint("shows_names IN (0, 1)", name="shows_names"),
        sa.CheckConstraint("length(slug) > 0", name="slug"),
    )

    id: int | None = columns.key()
    public_id: str = Field(unique=True)
    slug: str = Field(unique=True)
    name: str
    language: str
    overlap: int
    hides_source: bool = Field(default=False, sa_type=sa.Integer)
    shows_names: bool = Field(default=False, sa_type=sa.Integer)
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
    left_at: int | None = columns.moment()


class ParticipantRole(SQLModel, table=True):
    """One thing that a participant may do in the project."""

    __tablename__ = "role"
    __table_args__ = columns.strict(columns.within("role", Role))

    project_id: int = columns.refers("project.id")
    participant_id: int = columns.refers("participant.id", primary_key=True)
    role: str = Field(primary_key=True)


class Invitation(SQLModel, table=True):
    """A link with which one person joins a project in a role; it works once, until it expires."""

    __tablename__ = "invitation"
    __table_args__ = columns.strict(
        columns.within("role", Role), sa.Index("ix_invitation_project_id", "project_id")
    )

    id: int | None = columns.key()
    project_id: int = columns.refers("project.id")
    role: str
    token_hash: str = Field(unique=True)
    meant_for: str
    invited_by: int = columns.refers("user.id")
    created_at: int = columns.moment()
    expires_at: int = columns.moment()
    used_at: int | None = columns.moment()
    used_by: int | None = columns.refers("user.id")
    revoked_at: int | None = columns.moment()


class ApiToken(SQLModel, table=True):
    """A secret with which a program reads or writes one project as its person."""

    __tablename__ = "api_token"
    __table_args__ = columns.strict(
        sa.CheckConstraint("may_write IN (0, 1)", name="may_write"),
        sa.Index("ix_api_token_user_id", "user_id"),
    )

    id: int | None = columns.key()
    project_id: int = columns.refers("project.id")
    user_id: int = columns.refers("user.id")
    name: str
    token_hash: str = Field(unique=True)
    may_write: bool = Field(sa_type=sa.Integer)
    created_at: int = columns.moment()
    expires_at: int = columns.moment()
    last_used_at: int | None = columns.moment()
    revoked_at: int | None = columns.moment()


class Background(SQLModel, table=True):
    """What a participant chose to say of themselves; deletable alone, never shown per person."""

    __tablename__ = "background"
    __table_args__ = columns.strict()

    participant_id: int = columns.refers("participant.id", primary_key=True)
    project_id: int = columns.refers("project.id")
    self_placement: str
    languages: str
    profession: str
    consented_at: int = columns.moment()
