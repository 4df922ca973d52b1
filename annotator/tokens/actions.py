"""Writes about API tokens: made, used, revoked."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts.tokens import new_token, token_hash
from annotator.db import table
from annotator.errors import Conflict, Invalid, NotFound
from annotator.journal.actions import Change, record
from annotator.projects.models import ApiToken
from annotator.projects.queries import places
from annotator.tokens import queries

_token = table(ApiToken)

# So that a secret is recognised where it should not be, by people and by scanners.
PREFIX = "annotator_"
DAYS = (30, 90, 365)
LONGEST_NAME = 80
MOST = 50
_DAY = 24 * 3600 * 1_000_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for when they make a token."""

    name: str
    project_id: int
    may_write: bool
    days: int


def make(session: Session, user_id: int, wish: Wish) -> str:
    """Make a token; the returned secret is shown once, its hash is what is stored."""
    _check(session, user_id, wish)
    secret = PREFIX + new_token()
    now = clock.now()
    expires_at = now + wish.days * _DAY
    token_id = session.execute(
        sa.insert(_token)
        .values(
            project_id=wish.project_id,
            user_id=user_id,
            name=wish.name,
            token_hash=token_hash(secret),
            may_write=int(wish.may_write),
            created_at=now,
            expires_at=expires_at,
        )
        .returning(_token.c.id)
    ).scalar_one()
    record(
        session,
        Change(
            "make",
            "api token",
            token_id,
            project_id=wish.project_id,
            actor_id=user_id,
            after={"name": wish.name, "may_write": wish.may_write, "expires_at": expires_at},
        ),
    )
    return secret


def note_use(session: Session, token_id: int) -> None:
    """Write down that a token was used, at most once a minute."""
    now = clock.now()
    session.execute(
        sa.update(_token)
        .where(
            _token.c.id == token_id,
            sa.or_(_token.c.last_used_at.is_(None), _token.c.last_used_at <= now - queries.MINUTE),
        )
        .values(last_used_at=now)
    )


def revoke_own(session: Session, user_id: int, token_id: int) -> str:
    """End one of a person's own tokens; returns its name. A second time changes nothing."""
    return _revoke(session, token_id, user_id, _token.c.user_id == user_id)


def revoke_in_project(session: Session, project_id: int, token_id: int, *, actor_id: int) -> str:
    """End anybody's token in a project; returns its name. A second time changes nothing."""
    return _revoke(session, token_id, actor_id, _token.c.project_id == project_id)


def _check(session: Session, user_id: int, wish: Wish) -> None:
    """Refuse a token that would open nothing, or that nobody could tell from the others."""
    if not wish.name:
        raise Invalid("A token needs a name, so that you know later which program has it.")
    if len(wish.name) > LONGEST_NAME:
        raise Invalid(f"A token's name has at most {LONGEST_NAME} characters.")
    if wish.days not in DAYS:
        raise Invalid("A token works for 30, 90 or 365 days. Choose one of them.")
    if wish.project_id not in {place.project_id for place in places(session, user_id)}:
        raise Invalid("You take no part in that project. Choose one of yours.")
    if queries.count_working(session, user_id) >= MOST:
        raise Conflict(f"You have {MOST} tokens that work. Revoke one that no program needs.")


def _revoke(session: Session, token_id: int, actor_id: int, *which: sa.ColumnElement[bool]) -> str:
    found = session.execute(
        sa.select(_token.c.name, _token.c.project_id, _token.c.revoked_at).where(
            _token.c.id == token_id, *which
        )
    ).first()
    if found is None:
        raise NotFound("There is no such token.")
    if found.revoked_at is None:
        session.execute(
            sa.update(_token).where(_token.c.id == token_id).values(revoked_at=clock.now())
        )
        record(
            session,
            Change(
                "revoke",
                "api token",
                token_id,
                project_id=found.project_id,
                actor_id=actor_id,
            ),
        )
    return str(found.name)
