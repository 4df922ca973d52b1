"""Reads about people and their sessions."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts.models import SetupToken, User, UserSession
from annotator.accounts.names import name_key
from annotator.accounts.tokens import token_hash
from annotator.db import table

_user, _session, _setup = table(User), table(UserSession), table(SetupToken)

# Every request runs this one, so it is built once.
_SIGNED_IN = (
    sa.select(
        _user.c.id,
        _user.c.username,
        _user.c.display_name,
        _user.c.is_administrator,
        _session.c.id.label("session_id"),
        _session.c.last_seen_at,
    )
    .join(_session, _session.c.user_id == _user.c.id)
    .where(
        _session.c.token_hash == sa.bindparam("token_hash"),
        _session.c.revoked_at.is_(None),
        _session.c.expires_at > sa.bindparam("now"),
        _session.c.last_seen_at > sa.bindparam("idle_since"),
        _user.c.disabled_at.is_(None),
    )
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person who is signed in, through one session."""

    id: int
    username: str
    display_name: str
    is_administrator: bool
    session_id: int
    last_seen_at: int
    token: str


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that has not ended; moments in microseconds."""

    id: int
    described: str
    created_at: int
    last_seen_at: int


@dataclass(frozen=True, slots=True)
class Account:
    """A person as an administrator sees them."""

    id: int
    username: str
    display_name: str
    is_administrator: bool
    password_hash: str


def signed_in_person(session: Session, token: str, idle: int) -> Person | None:
    """The person of a live session, found by its secret's hash; `idle` is how long it may rest."""
    now = clock.now()
    row = session.execute(
        _SIGNED_IN, {"token_hash": token_hash(token), "now": now, "idle_since": now - idle}
    ).first()
    if row is None:
        return None
    return Person(
        id=row.id,
        username=row.username,
        display_name=row.display_name,
        is_administrator=bool(row.is_administrator),
        session_id=row.session_id,
        last_seen_at=row.last_seen_at,
        token=token,
    )


def open_sessions(session: Session, user_id: int, idle: int) -> list[OpenSession]:
    """A person's sessions that have not ended, the one used last first."""
    now = clock.now()
    rows = session.execute(
        sa.select(
            _session.c.id, _session.c.described, _session.c.created_at, _session.c.last_seen_at
        )
        .where(
            _session.c.user_id == user_id,
            _session.c.revoked_at.is_(None),
            _session.c.expires_at > now,
            _session.c.last_seen_at > now - idle,
        )
        .order_by(_session.c.last_seen_at.desc(), _session.c.id.desc())
    )
    return [OpenSession(*row) for row in rows]


def account(session: Session, username: str) -> Account | None:
    """The account of that name, unless it is disabled."""
    row = session.execute(
        _accounts().where(_user.c.username_key == name_key(username), _user.c.disabled_at.is_(None))
    ).first()
    return Account(*row) if row else None


def password_seal(session: Session, user_id: int) -> str | None:
    """What changes whenever the person's password does; None while they may not sign in."""
    found = sa.select(_user.c.password_hash).where(
        _user.c.id == user_id, _user.c.disabled_at.is_(None)
    )
    stored = session.execute(found).scalar()
    return None if stored is None else token_hash(stored)


def accounts(session: Session) -> list[Account]:
    """All accounts by name."""
    return [Account(*row) for row in session.execute(_accounts().order_by(_user.c.username_key))]


def is_taken(session: Session, username: str) -> bool:
    """Whether somebody has that name, be it a disabled account."""
    taken = sa.select(_user.c.id).where(_user.c.username_key == name_key(username))
    return session.execute(taken).first() is not None


def anybody(session: Session) -> bool:
    """Whether the server has an account at all."""
    return session.execute(sa.select(_user.c.id).limit(1)).first() is not None


def setup_is_open(session: Session, token: str) -> bool:
    """Whether this one-time token may still make the first account."""
    unused = sa.select(_setup.c.id).where(
        _setup.c.token_hash == token_hash(token), _setup.c.used_at.is_(None)
    )
    return not anybody(session) and session.execute(unused).first() is not None


def _accounts() -> sa.Select[Any]:
    return sa.select(
        _user.c.id,
        _user.c.username,
        _user.c.display_name,
        _user.c.is_administrator,
        _user.c.password_hash,
    )
