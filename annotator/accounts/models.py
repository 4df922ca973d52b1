"""Tables of people and their ways in; of every secret only a hash is stored."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from annotator import columns


class User(SQLModel, table=True):
    """A person."""

    __tablename__ = "user"
    __table_args__ = columns.strict(
        sa.CheckConstraint("is_administrator IN (0, 1)", name="is_administrator"),
        sa.CheckConstraint("length(username) > 0", name="username"),
    )

    id: int | None = columns.key()
    public_id: str = Field(unique=True)
    username: str
    username_key: str = Field(unique=True)
    display_name: str
    password_hash: str
    is_administrator: bool = Field(default=False, sa_type=sa.Integer)
    created_at: int = columns.moment()
    disabled_at: int | None = columns.moment()


class UserSession(SQLModel, table=True):
    """One browser in which a person is signed in."""

    __tablename__ = "session"
    __table_args__ = columns.strict(sa.Index("ix_session_user_id", "user_id"))

    id: int | None = columns.key()
    user_id: int = columns.refers("user.id")
    token_hash: str = Field(unique=True)
    created_at: int = columns.moment()
    expires_at: int = columns.moment()
    revoked_at: int | None = columns.moment()


class SetupToken(SQLModel, table=True):
    """The one-time token with which the first account is made."""

    __tablename__ = "setup_token"
    __table_args__ = columns.strict()

    id: int | None = columns.key()
    token_hash: str = Field(unique=True)
    created_at: int = columns.moment()
    used_at: int | None = columns.moment()
