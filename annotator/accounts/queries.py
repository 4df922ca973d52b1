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
    sa.select(_user.c.id, _user.c.username, _user.c.display_name, _user.c.is_administrator)
    .join(_session, _session.c.user_id == _user.c.id)
    .where(
        _session.c.token_hash == sa.bindparam("token_hash"),
        _session.c.revoked_at.is_(None),
        _session.c.expires_at > sa.bindparam("now"),
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
    token: str


@dataclass(frozen=True, slots=True)
class Account:
    """A person as an administrator sees them."""

    id: int
    username: str
    display_name: str
    is_administrator: bool
    password_hash: str


def signed_in_person(session: Session, token: str) -> Person | None:
    """The person of a live session, found by the hash of its secret."""
    row = session.execute(_SIGNED_IN, {"token_hash": token_hash(token), "now": clock.now()}).first()
    if row is None:
        return None
    return Person(row.id, row.username, row.display_name, bool(row.is_administrator), token)


def account(session: Session, username: str) -> Account | None:
    """The account of that name, unless it is disabled."""
    row = session.execute(
        _accounts().where(_user.c.username_key == name_key(username), _user.c.disabled_at.is_(None))
    ).first()
    return Account(*row) if row else None


def accounts(session: Session) -> list[Account]:
    """All accounts by name."""
    return [Account(*row) for row in session.execute(_accounts().order_by(_user.c.username_key))]


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
