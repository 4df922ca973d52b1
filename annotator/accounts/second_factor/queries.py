"""Reads about second factors; each is limited to one person."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts.models import RecoveryCode, SecondFactor, SignInAttempt
from annotator.db import table

_factor, _code, _attempt = table(SecondFactor), table(RecoveryCode), table(SignInAttempt)

MINUTE = 60 * 1_000_000
# Wrong answers that a person may give within a time. A code has three right values in a million.
LIMITS = ((5, 15 * MINUTE), (30, 24 * 60 * MINUTE))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person's second factor stands; `secret` is there only until it is confirmed."""

    is_on: bool = False
    since: int | None = None
    secret: str = ""
    codes_left: int = 0


def standing(session: Session, user_id: int) -> Standing:
    """How a person's second factor stands."""
    row = session.execute(
        sa.select(_factor.c.secret, _factor.c.confirmed_at).where(_factor.c.user_id == user_id)
    ).first()
    if row is None:
        return Standing()
    if row.confirmed_at is None:
        return Standing(secret=row.secret)
    left = session.execute(
        sa.select(sa.func.count()).where(_code.c.user_id == user_id, _code.c.used_at.is_(None))
    ).scalar_one()
    return Standing(is_on=True, since=row.confirmed_at, codes_left=left)


def is_on(session: Session, user_id: int) -> bool:
    """Whether sign-in asks this person for a code."""
    confirmed = sa.select(_factor.c.user_id).where(
        _factor.c.user_id == user_id, _factor.c.confirmed_at.is_not(None)
    )
    return session.execute(confirmed).first() is not None


def seconds_to_wait(session: Session, user_id: int, device: int | None = None) -> int:
    """How long a person has to wait after too many wrong answers; 0 if they need not.

    A browser in which they signed in before (`device`) is held by its own wrong answers alone:
    who knows the password cannot lock the person out. All other browsers are counted together.
    """
    now = clock.now()
    waits = [0]
    for limit, window in LIMITS:
        # The wait ends when the oldest of the last so many failures leaves the window.
        oldest = session.execute(
            sa.select(_attempt.c.at)
            .where(
                _attempt.c.username_key == attempts_key(user_id),
                _attempt.c.device_id.is_not_distinct_from(device),
                _attempt.c.succeeded == 0,
                _attempt.c.at > now - window,
                _attempt.c.at <= now,
            )
            .order_by(_attempt.c.at.desc())
            .offset(limit - 1)
            .limit(1)
        ).scalar()
        if oldest is not None:
            waits.append((oldest + window - now) // 1_000_000 + 1)
    return max(waits)


def attempts_key(user_id: int) -> str:
    """Under what a person's codes are counted; no user name has a space in it."""
    return f"second factor {user_id}"
