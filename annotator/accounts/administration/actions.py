"""What an administrator does to an account; `actor_id` None is the command line."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts.actions import add_user, end_sessions, set_password
from annotator.accounts.administration import queries
from annotator.accounts.models import User
from annotator.db import table
from annotator.errors import Invalid
from annotator.journal.actions import Change, record

_user = table(User)


def add_person(
    session: Session,
    names: tuple[str, str],
    password_hash: str,
    *,
    actor_id: int | None,
    is_administrator: bool = False,
) -> int:
    """Make an account of a user name and a name to show; raises Conflict when it is taken."""
    user_id = add_user(session, *names, password_hash, is_administrator=is_administrator)
    _note(session, "add", user_id, actor_id, {"is_administrator": is_administrator})
    return user_id


def disable(session: Session, user_id: int, *, actor_id: int | None) -> None:
    """Shut a person out at once, everywhere; what they labelled stays."""
    person = queries.person(session, user_id)
    if user_id == actor_id:
        raise Invalid("You cannot disable your own account. Another administrator can.")
    if person.is_disabled:
        return
    _keep_an_administrator(session, user_id)
    _set(session, user_id, disabled_at=clock.now())
    end_sessions(session, user_id)
    _note(session, "disable", user_id, actor_id)


def enable(session: Session, user_id: int, *, actor_id: int | None) -> None:
    """Let a disabled person sign in again, with their labels and their roles."""
    if not queries.person(session, user_id).is_disabled:
        return
    _set(session, user_id, disabled_at=None)
    _note(session, "enable", user_id, actor_id)


def reset_password(
    session: Session, user_id: int, password_hash: str, *, actor_id: int | None
) -> None:
    """Give a person another password; wherever they are signed in, that ends."""
    queries.person(session, user_id)
    set_password(session, user_id, password_hash, actor_id=actor_id)


def set_administrator(
    session: Session, user_id: int, *, wanted: bool, actor_id: int | None
) -> None:
    """Make a person an administrator, or stop; they sign in anew with their changed rights."""
    person = queries.person(session, user_id)
    if person.is_administrator == wanted:
        return
    if not wanted:
        _keep_an_administrator(session, user_id)
    elif person.is_disabled:
        raise Invalid("This account is disabled. Enable it first.")
    _set(session, user_id, is_administrator=int(wanted))
    end_sessions(session, user_id)
    verb = "make administrator" if wanted else "unmake administrator"
    _note(session, verb, user_id, actor_id)


def _keep_an_administrator(session: Session, user_id: int) -> None:
    if queries.administrators(session) == {user_id}:
        raise Invalid("The server keeps at least one administrator. Make somebody else one first.")


def _set(session: Session, user_id: int, **values: object) -> None:
    session.execute(sa.update(_user).where(_user.c.id == user_id).values(**values))


def _note(
    session: Session, verb: str, user_id: int, actor_id: int | None, after: object = None
) -> None:
    record(session, Change(verb, "user", user_id, actor_id=actor_id, after=after))
