"""Writes about people and their sessions."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts import names, queries
from annotator.accounts.models import SetupToken, User, UserSession
from annotator.accounts.tokens import new_token, token_hash
from annotator.db import table
from annotator.errors import Conflict, NotAllowed

_user, _session, _setup = table(User), table(UserSession), table(SetupToken)

SESSION_LASTS = 30 * 24 * 3600 * 1_000_000


def add_user(
    session: Session,
    username: str,
    display_name: str,
    password_hash: str,
    *,
    is_administrator: bool = False,
) -> int:
    """Make an account; raises Conflict when the name, however it is written, is taken."""
    name = names.checked(username)
    if queries.account(session, name):
        raise Conflict(f"There is already an account named “{name}”. Choose another name.")
    return int(
        session.execute(
            sa.insert(_user)
            .values(
                public_id=str(uuid.uuid4()),
                username=name,
                username_key=names.name_key(name),
                display_name=display_name.strip() or name,
                password_hash=password_hash,
                is_administrator=int(is_administrator),
                created_at=clock.now(),
            )
            .returning(_user.c.id)
        ).scalar_one()
    )


def offer_setup(session: Session) -> str | None:
    """A new one-time token while there is no account; earlier tokens end."""
    if queries.anybody(session):
        return None
    token = new_token()
    session.execute(sa.delete(_setup))
    session.execute(sa.insert(_setup).values(token_hash=token_hash(token), created_at=clock.now()))
    return token


def use_setup(
    session: Session, token: str, username: str, display_name: str, password_hash: str
) -> int:
    """Make the first account, an administrator, with the one-time token."""
    if not queries.setup_is_open(session, token):
        raise NotAllowed(
            "This setup link was used already or is not the newest. "
            "Start the server again to get a new one."
        )
    session.execute(
        sa.update(_setup)
        .where(_setup.c.token_hash == token_hash(token))
        .values(used_at=clock.now())
    )
    return add_user(session, username, display_name, password_hash, is_administrator=True)


def start_session(session: Session, user_id: int) -> str:
    """Sign a person in: the returned secret goes into the cookie, its hash into the database."""
    token = new_token()
    now = clock.now()
    session.execute(
        sa.insert(_session).values(
            user_id=user_id,
            token_hash=token_hash(token),
            created_at=now,
            expires_at=now + SESSION_LASTS,
        )
    )
    return token


def end_session(session: Session, token: str) -> None:
    """Sign out: a copy of the cookie is worth nothing afterwards."""
    session.execute(
        sa.update(_session)
        .where(_session.c.token_hash == token_hash(token))
        .values(revoked_at=clock.now())
    )
