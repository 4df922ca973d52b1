"""Reads of all people, those who may not sign in included."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import tombstones
from annotator.accounts.models import SecondFactor, User
from annotator.accounts.names import name_key
from annotator.db import table
from annotator.errors import NotFound

_user, _factor = table(User), table(SecondFactor)


@dataclass(frozen=True, slots=True)
class Listed:
    """A person in an administrator's list; moments in microseconds."""

    id: int
    username: str
    display_name: str
    created_at: int
    disabled_at: int | None
    is_administrator: bool
    has_second_factor: bool

    @property
    def is_disabled(self) -> bool:
        """Whether the person may not sign in."""
        return self.disabled_at is not None


def people(session: Session) -> list[Listed]:
    """Everybody by name; those who withdrew are no people any more."""
    return [_listed(row) for row in session.execute(_people().order_by(_user.c.username_key))]


def person(session: Session, user_id: int) -> Listed:
    """One person by number."""
    return _one(session, _user.c.id == user_id)


def person_named(session: Session, username: str) -> Listed:
    """One person by user name, however it is written."""
    found = session.execute(_people().where(_user.c.username_key == name_key(username))).first()
    if found is None:
        raise NotFound(f"There is no account named “{username}”.")
    return _listed(found)


def administrators(session: Session) -> set[int]:
    """The numbers of the administrators who may sign in."""
    found = sa.select(_user.c.id).where(
        _user.c.is_administrator == 1, _user.c.disabled_at.is_(None)
    )
    return set(session.execute(found).scalars())


def _one(session: Session, which: sa.ColumnElement[bool]) -> Listed:
    found = session.execute(_people().where(which)).first()
    if found is None:
        raise NotFound("There is no such person.")
    return _listed(found)


def _people() -> sa.Select[Any]:
    has_factor = (
        sa.exists()
        .where(_factor.c.user_id == _user.c.id, _factor.c.confirmed_at.is_not(None))
        .correlate(_user)
    )
    return sa.select(
        _user.c.id,
        _user.c.username,
        _user.c.display_name,
        _user.c.created_at,
        _user.c.disabled_at,
        _user.c.is_administrator,
        has_factor.label("has_second_factor"),
    ).where(_user.c.password_hash != tombstones.PASSWORD_HASH)


def _listed(row: Any) -> Listed:
    return Listed(
        row.id,
        row.username,
        row.display_name,
        row.created_at,
        row.disabled_at,
        bool(row.is_administrator),
        bool(row.has_second_factor),
    )
