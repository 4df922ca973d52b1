"""Writes about attempts to sign in and known browsers."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts import limits
from annotator.accounts.attempts import queries
from annotator.accounts.models import KnownDevice, SignInAttempt, User
from annotator.accounts.queries import Account
from annotator.accounts.tokens import new_token, token_hash
from annotator.db import table

_user, _attempt, _device = table(User), table(SignInAttempt), table(KnownDevice)

# Browsers keep no cookie longer than this.
DEVICE_LASTS = 400 * 24 * 3600 * 1_000_000
# So many browsers of a person are known, and so many people in one browser.
DEVICES, PEOPLE_OF_A_DEVICE = 20, 8
# Attempts that count no more are deleted at each sign-in, and at every so many failures.
CLEANED_EVERY = 100


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that was written down, or how long it has to wait."""

    id: int = 0
    seconds_to_wait: int = 0


def begin_attempt(session: Session, username: str, origin: limits.Origin) -> Attempt:
    """Write an attempt down as failed, unless it has to wait; looking and counting are one step."""
    seconds = queries.seconds_to_wait(session, username, origin)
    if seconds:
        return Attempt(seconds_to_wait=seconds)
    number = session.execute(
        sa.insert(_attempt)
        .values(
            username_key=queries.attempts_key(username),
            address=origin.address,
            device_id=queries.device_named(session, username, origin.devices),
            succeeded=0,
            at=clock.now(),
        )
        .returning(_attempt.c.id)
    ).scalar_one()
    if number % CLEANED_EVERY == 0:
        _clean(session)
    return Attempt(number)


def succeed(session: Session, attempt_id: int, account: Account, renewed: str | None) -> None:
    """Write down that the password was right, and store its renewed hash if there is one.

    A password that was changed while the old one was compared is not touched.
    """
    session.execute(sa.update(_attempt).where(_attempt.c.id == attempt_id).values(succeeded=1))
    _clean(session)
    if renewed:
        session.execute(
            sa.update(_user)
            .where(_user.c.id == account.id, _user.c.password_hash == account.password_hash)
            .values(password_hash=renewed)
        )


def remember_device(session: Session, user_id: int, secrets: tuple[str, ...]) -> tuple[str, ...]:
    """Make a browser known as this person's; returns all secrets that it keeps from now on."""
    if queries.device_of(session, user_id, secrets) is not None:
        return secrets
    return (*secrets[-(PEOPLE_OF_A_DEVICE - 1) :], _add_device(session, user_id))


def forget_other_devices(session: Session, user_id: int, keeps: tuple[str, ...]) -> None:
    """Know none of a person's browsers any more but the one with these secrets."""
    kept = [token_hash(secret) for secret in keeps]
    _forget(session, sa.and_(_device.c.user_id == user_id, _device.c.token_hash.not_in(kept)))


def _add_device(session: Session, user_id: int) -> str:
    """Make a browser known; the oldest ones of the person are forgotten."""
    secret = new_token()
    now = clock.now()
    session.execute(
        sa.insert(_device).values(user_id=user_id, token_hash=token_hash(secret), created_at=now)
    )
    newest = (
        sa.select(_device.c.id)
        .where(_device.c.user_id == user_id)
        .order_by(_device.c.id.desc())
        .limit(DEVICES)
    )
    _forget(
        session,
        sa.and_(
            _device.c.user_id == user_id,
            sa.or_(
                _device.c.id.not_in(newest.scalar_subquery()),
                _device.c.created_at < now - DEVICE_LASTS,
            ),
        ),
    )
    return secret


def _forget(session: Session, which: sa.ColumnElement[bool]) -> None:
    numbers = list(session.execute(sa.select(_device.c.id).where(which)).scalars())
    session.execute(sa.delete(_attempt).where(_attempt.c.device_id.in_(numbers)))
    session.execute(sa.delete(_device).where(_device.c.id.in_(numbers)))


def _clean(session: Session) -> None:
    """Forget attempts that count no more: names and addresses are not kept without need."""
    now = clock.now()
    session.execute(
        sa.delete(_attempt).where(
            sa.or_(_attempt.c.at <= now - limits.WINDOW, _attempt.c.at > now + limits.WINDOW)
        )
    )
