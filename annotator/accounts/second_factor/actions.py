"""Writes about second factors; changing one ends all of the person's sessions."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts.attempts.queries import device_of
from annotator.accounts.models import RecoveryCode, SecondFactor, SignInAttempt, UserSession
from annotator.accounts.second_factor import codes, queries
from annotator.db import table
from annotator.errors import Conflict, Invalid, NotFound
from annotator.journal.actions import Change, record

_factor, _code = table(SecondFactor), table(RecoveryCode)
_attempt, _session = table(SignInAttempt), table(UserSession)


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a code: it was right, or it was not, or it was not even looked at."""

    is_right: bool
    seconds_to_wait: int = 0


def begin(session: Session, user_id: int) -> None:
    """Make a secret; it counts once a code confirms it, and replaces an unconfirmed one."""
    if queries.is_on(session, user_id):
        raise Conflict("The second step is on already. Switch it off before you set up another.")
    session.execute(sa.delete(_factor).where(_factor.c.user_id == user_id))
    session.execute(
        sa.insert(_factor).values(
            user_id=user_id, secret=codes.new_secret(), last_step=0, created_at=clock.now()
        )
    )


def confirm(session: Session, user_id: int, code: str) -> list[str]:
    """Switch the second factor on with a code of it; returns the recovery codes to show once."""
    standing = queries.standing(session, user_id)
    if standing.is_on or not standing.secret:
        raise Conflict("There is nothing to confirm: the second step is on, or was not begun.")
    now = clock.now()
    step = codes.step_of(standing.secret, code, 0, now)
    if step is None:
        raise Invalid(
            "This is not the code of this moment. Wait for the next one and type that; if it is "
            "refused too, check that the clock of your phone is set automatically."
        )
    session.execute(
        sa.update(_factor)
        .where(_factor.c.user_id == user_id)
        .values(confirmed_at=now, last_step=step)
    )
    _note(session, "second-factor-on", user_id, user_id)
    _end_sessions(session, user_id)
    return _new_codes(session, user_id)


def try_code(
    session: Session, user_id: int, code: str, address: str, devices: tuple[str, ...] = ()
) -> Tried:
    """Check a code at sign-in and use it up: of the app, or a recovery code.

    Looking, counting and using happen in one transaction, so that many tries at once gain nothing.
    """
    device = device_of(session, user_id, devices)
    wait = queries.seconds_to_wait(session, user_id, device)
    if wait:
        return Tried(is_right=False, seconds_to_wait=wait)
    is_right = _use_step(session, user_id, code) or _use_recovery(session, user_id, code)
    _count_attempt(session, user_id, (address, device), succeeded=is_right)
    return Tried(is_right)


def _count_attempt(
    session: Session, user_id: int, origin: tuple[str, int | None], *, succeeded: bool
) -> None:
    """Write a try down, so that every worker counts the same ones."""
    address, device = origin
    session.execute(
        sa.insert(_attempt).values(
            username_key=queries.attempts_key(user_id),
            address=address,
            device_id=device,
            succeeded=int(succeeded),
            at=clock.now(),
        )
    )


def renew_codes(session: Session, user_id: int) -> list[str]:
    """New recovery codes, to show once; the earlier ones end."""
    if not queries.is_on(session, user_id):
        raise Conflict("The second step is off, so there are no recovery codes.")
    _note(session, "recovery-codes-renewed", user_id, user_id)
    _end_sessions(session, user_id)
    return _new_codes(session, user_id)


def switch_off(session: Session, user_id: int) -> None:
    """Ask this person for no code any more."""
    _remove(session, user_id)
    _note(session, "second-factor-off", user_id, user_id)


def reset_second_factor(session: Session, user_id: int, actor_id: int | None) -> None:
    """Take the second factor off a person who lost it; `actor_id` None is the command line."""
    if not queries.is_on(session, user_id):
        raise NotFound("This person has no second step at sign-in.")
    _remove(session, user_id)
    _note(session, "second-factor-reset", user_id, actor_id)


def _use_step(session: Session, user_id: int, code: str) -> bool:
    row = session.execute(
        sa.select(_factor.c.secret, _factor.c.last_step).where(
            _factor.c.user_id == user_id, _factor.c.confirmed_at.is_not(None)
        )
    ).first()
    step = codes.step_of(row.secret, code, row.last_step, clock.now()) if row else None
    if step is None:
        return False
    used = session.execute(
        sa.update(_factor)
        .where(_factor.c.user_id == user_id, _factor.c.last_step < step)
        .values(last_step=step)
        .returning(_factor.c.user_id)
    )
    return used.first() is not None


def _use_recovery(session: Session, user_id: int, code: str) -> bool:
    used = session.execute(
        sa.update(_code)
        .where(
            _code.c.user_id == user_id,
            _code.c.code_hash == codes.recovery_hash(code),
            _code.c.used_at.is_(None),
        )
        .values(used_at=clock.now())
        .returning(_code.c.id)
    )
    if used.first() is None:
        return False
    _note(session, "recovery-code-used", user_id, user_id)
    return True


def _new_codes(session: Session, user_id: int) -> list[str]:
    session.execute(sa.delete(_code).where(_code.c.user_id == user_id))
    made = codes.new_recovery_codes()
    session.execute(
        sa.insert(_code),
        [{"user_id": user_id, "code_hash": codes.recovery_hash(code)} for code in made],
    )
    return made


def _remove(session: Session, user_id: int) -> None:
    session.execute(sa.delete(_code).where(_code.c.user_id == user_id))
    session.execute(sa.delete(_factor).where(_factor.c.user_id == user_id))
    _end_sessions(session, user_id)


def _end_sessions(session: Session, user_id: int) -> None:
    session.execute(
        sa.update(_session)
        .where(_session.c.user_id == user_id, _session.c.revoked_at.is_(None))
        .values(revoked_at=clock.now())
    )


def _note(session: Session, verb: str, user_id: int, actor_id: int | None) -> None:
    record(session, Change(verb, "user", user_id, actor_id=actor_id))
