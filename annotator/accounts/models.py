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
    last_seen_at: int = columns.moment()
    described: str
    revoked_at: int | None = columns.moment()


class SetupToken(SQLModel, table=True):
    """The one-time token with which the first account is made."""

    __tablename__ = "setup_token"
    __table_args__ = columns.strict()

    id: int | None = columns.key()
    token_hash: str = Field(unique=True)
    created_at: int = columns.moment()
    used_at: int | None = columns.moment()


class SignInAttempt(SQLModel, table=True):
    """One try to sign in; every worker counts the same rows."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = columns.strict(
        sa.CheckConstraint("succeeded IN (0, 1)", name="succeeded"),
        sa.Index("ix_sign_in_attempt_username_key", "username_key", "at"),
        sa.Index("ix_sign_in_attempt_address", "address", "at"),
    )

    id: int | None = columns.key()
    username_key: str
    address: str
    device_id: int | None = columns.refers("known_device.id")
    succeeded: bool = Field(sa_type=sa.Integer)
    at: int = columns.moment()


class KnownDevice(SQLModel, table=True):
    """A browser in which a person signed in before; failures from elsewhere do not hold it."""

    __tablename__ = "known_device"
    __table_args__ = columns.strict(sa.Index("ix_known_device_user_id", "user_id"))

    id: int | None = columns.key()
    user_id: int = columns.refers("user.id")
    token_hash: str = Field(unique=True)
    created_at: int = columns.moment()


class SecondFactor(SQLModel, table=True):
    """A person's authenticator; `last_step` is the newest step used: no code works twice."""

    __tablename__ = "second_factor"
    __table_args__ = columns.strict()

    user_id: int = columns.refers("user.id", primary_key=True)
    secret: str
    last_step: int = Field(sa_type=sa.BigInteger)
    created_at: int = columns.moment()
    confirmed_at: int | None = columns.moment()


class RecoveryCode(SQLModel, table=True):
    """A code that stands in once for a lost authenticator."""

    __tablename__ = "recovery_code"
    __table_args__ = columns.strict(sa.Index("ix_recovery_code_user_id", "user_id"))

    id: int | None = columns.key()
    user_id: int = columns.refers("user.id")
    code_hash: str
    used_at: int | None = columns.moment()


class Identity(SQLModel, table=True):
    """A person as another server knows them, for sign-in by OpenID Connect."""

    __tablename__ = "identity"
    __table_args__ = columns.strict(
        sa.UniqueConstraint("issuer", "subject"), sa.Index("ix_identity_user_id", "user_id")
    )

    id: int | None = columns.key()
    user_id: int = columns.refers("user.id")
    issuer: str
    subject: str
    created_at: int = columns.moment()
