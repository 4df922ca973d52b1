"""Reads about attempts to sign in and known browsers."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts import limits
from annotator.accounts.models import KnownDevice, SignInAttempt, User
from annotator.accounts.names import name_key
from annotator.accounts.tokens import token_hash
from annotator.db import table

_user, _attempt, _device = table(User), table(SignInAttempt), table(KnownDevice)


def seconds_to_wait(session: Session, username: str, origin: limits.Origin) -> int:
    """How long an attempt to sign in has to wait; 0 if it need not.

    A browser known as this person's is held by its own failures since it last signed in, any other
    one by those of the account and those of the address.
    """
    now = clock.now()
    recent = (_attempt.c.succeeded == 0, _attempt.c.at > now - limits.WINDOW, _attempt.c.at <= now)
    device = device_named(session, username, origin.devices)
    if device is not None:
        of_device = (*recent, _attempt.c.device_id == device, _attempt.c.at > _success(device))
        return limits.seconds_to_wait(limits.DEVICE, _failures(session, *of_device), now)
    unknown = (*recent, _attempt.c.device_id.is_(None))
    of_account = _failures(session, *unknown, _attempt.c.username_key == attempts_key(username))
    of_address = _failures(session, *unknown, _attempt.c.address == origin.address)
    return max(
        limits.seconds_to_wait(limits.ACCOUNT, of_account, now),
        limits.seconds_to_wait(limits.ADDRESS, of_address, now),
    )


def attempts_key(username: str) -> str:
    """Under what attempts with this name are counted, whether there is such an account or not."""
    return name_key(username)[: limits.LONGEST_KEY]


def device_named(session: Session, username: str, secrets: Sequence[str]) -> int | None:
    """The number of the browser with one of these secrets, if it is known as that person's."""
    return _known(session, _user.c.username_key == name_key(username), secrets)


def device_of(session: Session, user_id: int, secrets: Sequence[str]) -> int | None:
    """The same, for a person by number."""
    return _known(session, _user.c.id == user_id, secrets)


def _known(session: Session, person: sa.ColumnElement[bool], secrets: Sequence[str]) -> int | None:
    if not secrets:
        return None
    found = session.execute(
        sa.select(_device.c.id)
        .join(_user, _user.c.id == _device.c.user_id)
        .where(person, _device.c.token_hash.in_([token_hash(secret) for secret in secrets]))
        .order_by(_device.c.id.desc())
        .limit(1)
    ).scalar()
    return None if found is None else int(found)


def _success(device_id: int) -> sa.ScalarSelect[int]:
    """When a browser last signed in."""
    return (
        sa.select(sa.func.coalesce(sa.func.max(_attempt.c.at), 0))
        .where(_attempt.c.device_id == device_id, _attempt.c.succeeded == 1)
        .correlate(None)
        .scalar_subquery()
    )


def _failures(session: Session, *which: sa.ColumnElement[bool]) -> limits.Failures:
    row = session.execute(
        sa.select(sa.func.count(), sa.func.coalesce(sa.func.max(_attempt.c.at), 0)).where(*which)
    ).one()
    return limits.Failures(*row)
