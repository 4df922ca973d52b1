"""Reads about API tokens: by their secret, by their person, by their project."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts.models import User
from annotator.accounts.tokens import token_hash
from annotator.db import table
from annotator.projects.models import ApiToken, Participant, ParticipantRole, Project
from annotator.tokens.state import State, state_at

_token, _user, _project = table(ApiToken), table(User), table(Project)
_participant, _role = table(Participant), table(ParticipantRole)

# A use is written down again when the last one is this old, in microseconds.
MINUTE = 60 * 1_000_000

# A token ends with its person's part in the project, and does not return with a new one.
_HAS_ACCESS = (
    sa.exists()
    .where(
        _participant.c.project_id == _token.c.project_id,
        _participant.c.user_id == _token.c.user_id,
        _participant.c.left_at.is_(None),
        _participant.c.joined_at <= _token.c.created_at,
        _role.c.participant_id == _participant.c.id,
        _user.c.disabled_at.is_(None),
    )
    .correlate(_token, _user)
)

# Every request of a program runs this one, so it is built once.
_BEARER = (
    sa.select(
        _token.c.id,
        _token.c.user_id,
        _user.c.username,
        _user.c.display_name,
        _token.c.project_id,
        _token.c.may_write,
        _token.c.last_used_at,
    )
    .join(_user, _user.c.id == _token.c.user_id)
    .where(
        _token.c.token_hash == sa.bindparam("token_hash"),
        _token.c.revoked_at.is_(None),
        _token.c.expires_at > sa.bindparam("now"),
        _HAS_ACCESS,
    )
)


@dataclass(frozen=True, slots=True)
class Bearer:
    """What a token that works stands for."""

    token_id: int
    user_id: int
    username: str
    display_name: str
    project_id: int
    may_write: bool
    use_is_old: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A token as lists show it, without its secret, which nobody has."""

    id: int
    name: str
    project: str
    slug: str
    owner: str
    may_write: bool
    created_at: int
    expires_at: int
    last_used_at: int | None
    state: State


def bearer(session: Session, secret: str) -> Bearer | None:
    """Whom and what a secret stands for.

    It is found by its hash: how long that takes says nothing about the secrets there are.
    """
    now = clock.now()
    row = session.execute(_BEARER, {"token_hash": token_hash(secret), "now": now}).first()
    if row is None:
        return None
    use_is_old = row.last_used_at is None or row.last_used_at <= now - MINUTE
    return Bearer(*row[:5], may_write=bool(row.may_write), use_is_old=use_is_old)


def of_person(session: Session, user_id: int) -> list[Token]:
    """A person's own tokens in all projects, the newest first."""
    return _tokens(session, _token.c.user_id == user_id)


def of_project(session: Session, project_id: int) -> list[Token]:
    """Everybody's tokens in one project, the newest first."""
    return _tokens(session, _token.c.project_id == project_id)


def count_working(session: Session, user_id: int) -> int:
    """How many of a person's tokens are neither revoked nor expired."""
    working = sa.select(sa.func.count()).where(
        _token.c.user_id == user_id,
        _token.c.revoked_at.is_(None),
        _token.c.expires_at > clock.now(),
    )
    return int(session.execute(working).scalar_one())


def _tokens(session: Session, *which: sa.ColumnElement[bool]) -> list[Token]:
    now = clock.now()
    rows = session.execute(
        sa.select(
            _token,
            _project.c.name.label("project"),
            _project.c.slug,
            _user.c.display_name.label("owner"),
            _HAS_ACCESS.label("has_access"),
        )
        .join(_user, _user.c.id == _token.c.user_id)
        .join(_project, _project.c.id == _token.c.project_id)
        .where(*which)
        .order_by(_token.c.created_at.desc(), _token.c.id.desc())
    )
    return [_listed(row, now) for row in rows]


def _listed(row: Any, now: int) -> Token:
    return Token(
        id=row.id,
        name=row.name,
        project=row.project,
        slug=row.slug,
        owner=row.owner,
        may_write=bool(row.may_write),
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        state=state_at(
            now,
            expires_at=row.expires_at,
            revoked_at=row.revoked_at,
            owner_has_access=bool(row.has_access),
        ),
    )
