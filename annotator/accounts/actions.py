"""Writes about people and their sessions."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts import names, queries
from annotator.accounts.attempts.actions import forget_other_devices, remember_device
from annotator.accounts.models import SetupToken, User, UserSession
from annotator.accounts.tokens import new_token, token_hash
from annotator.db import table
from annotator.errors import Conflict, NotAllowed, NotFound
from annotator.journal.actions import Change, record

_user, _session, _setup = table(User), table(UserSession), table(SetupToken)

SESSION_LASTS = 30 * 24 * 3600 * 1_000_000


@dataclass(frozen=True, slots=True)
class Browser:
    """What a browser brings when a person signs in with it."""

    described: str = ""
    session: str | None = None
    devices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """What the browser keeps: the session's secret, and those by which it is known."""

    token: str
    devices: tuple[str, ...]


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
    if queries.is_taken(session, name):
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


def rename(session: Session, user_id: int, display_name: str) -> None:
    """Show another name to others; without one, the user name is shown."""
    row = session.execute(
        sa.select(_user.c.username, _user.c.display_name).where(_user.c.id == user_id)
    ).one()
    name = display_name.strip() or row.username
    if name != row.display_name:
        session.execute(sa.update(_user).where(_user.c.id == user_id).values(display_name=name))
        _note(session, "rename", user_id, user_id, row.display_name, name)


def set_password(
    session: Session,
    user_id: int,
    password_hash: str,
    *,
    actor_id: int | None,
    keeps: tuple[str, ...] = (),
) -> None:
    """Change a password: every session ends, and only the browser with these secrets stays known.

    `actor_id` None is the command line.
    """
    session.execute(
        sa.update(_user).where(_user.c.id == user_id).values(password_hash=password_hash)
    )
    end_sessions(session, user_id)
    forget_other_devices(session, user_id, keeps)
    _note(session, "password-changed", user_id, actor_id)


def start_session(
    session: Session, user_id: int, described: str = "", *, lasts: int = SESSION_LASTS
) -> str:
    """Sign a person in: the returned secret goes into the cookie, its hash into the database."""
    token = new_token()
    now = clock.now()
    session.execute(
        sa.insert(_session).values(
            user_id=user_id,
            token_hash=token_hash(token),
            created_at=now,
            expires_at=now + lasts,
            last_seen_at=now,
            described=described,
        )
    )
    return token


def enter(session: Session, user_id: int, browser: Browser, *, lasts: int) -> Entered:
    """Sign a person in with a browser: its earlier session ends, and it is known from now on."""
    if browser.session:
        end_session(session, browser.session)
    _clean_sessions(session, user_id)
    token = start_session(session, user_id, browser.described, lasts=lasts)
    return Entered(token, remember_device(session, user_id, browser.devices))


def note_seen(session: Session, session_id: int) -> None:
    """Write down that a session was used; one that ended meanwhile stays as it is."""
    session.execute(
        sa.update(_session)
        .where(_session.c.id == session_id, _session.c.revoked_at.is_(None))
        .values(last_seen_at=clock.now())
    )


def end_session(session: Session, token: str) -> None:
    """Sign out: a copy of the cookie is worth nothing afterwards."""
    session.execute(
        sa.update(_session)
        .where(_session.c.token_hash == token_hash(token), _session.c.revoked_at.is_(None))
        .values(revoked_at=clock.now())
    )


def end_one_session(session: Session, user_id: int, session_id: int) -> None:
    """Sign a person out of one of their browsers."""
    ended = session.execute(
        sa.update(_session)
        .where(
            _session.c.id == session_id,
            _session.c.user_id == user_id,
            _session.c.revoked_at.is_(None),
        )
        .values(revoked_at=clock.now())
        .returning(_session.c.id)
    )
    if ended.first() is None:
        raise NotFound("This session has ended already, or it is not yours.")
    record(session, Change("session-ended", "session", session_id, actor_id=user_id))


def end_sessions(session: Session, user_id: int) -> None:
    """Sign a person out of every browser."""
    session.execute(
        sa.update(_session)
        .where(_session.c.user_id == user_id, _session.c.revoked_at.is_(None))
        .values(revoked_at=clock.now())
    )


def sign_out_everywhere(session: Session, user_id: int) -> None:
    """Sign a person out of every browser, as they wished."""
    end_sessions(session, user_id)
    _note(session, "signed-out-everywhere", user_id, user_id)


def _clean_sessions(session: Session, user_id: int) -> None:
    """Forget a person's sessions that ended some time ago."""
    now = clock.now()
    session.execute(
        sa.delete(_session).where(
            _session.c.user_id == user_id,
            sa.or_(_session.c.expires_at <= now, _session.c.revoked_at <= now - SESSION_LASTS),
        )
    )


def _note(
    session: Session,
    verb: str,
    user_id: int,
    actor_id: int | None,
    before: str | None = None,
    after: str | None = None,
) -> None:
    change = Change(verb, "user", user_id, actor_id=actor_id, before=before, after=after)
    record(session, change)
