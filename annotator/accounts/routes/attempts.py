"""Trying a password: slowed when too many were wrong, the same for every name there may be."""

from dataclasses import dataclass

from flask import Response, make_response, request
from flask_login import current_user

from annotator.accounts import limits, passwords, queries
from annotator.accounts.attempts import actions
from annotator.accounts.attempts.queries import seconds_to_wait
from annotator.accounts.routes import known_devices
from annotator.web.database import read, write
from annotator.web.rendering import render

WRONG = "The user name or the password is not right."
NOT_YOURS = "Your current password is not right. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a password: an account, or None, or a wait before it is even looked at."""

    account: queries.Account | None = None
    seconds_to_wait: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a password did not let a change through, and how long to wait before the next one."""

    sentence: str
    seconds_to_wait: int = 0


def try_password(username: str, password: str) -> Tried:
    """Compare a password with that of a name.

    The attempt is written down as a failure before the slow comparison begins, so that guesses
    sent at once are counted like guesses sent one after the other.
    """
    origin = limits.Origin(limits.address_key(request.remote_addr or ""), known_devices())
    seconds = read(seconds_to_wait, username, origin)
    if seconds:
        return Tried(seconds_to_wait=seconds)
    account = read(queries.account, username)
    attempt = write(actions.begin_attempt, username, origin)
    if attempt.seconds_to_wait:
        return Tried(seconds_to_wait=attempt.seconds_to_wait)
    stored = account.password_hash if account else None
    if not passwords.matches(stored, password) or account is None:
        return Tried()
    write(actions.succeed, attempt.id, account, passwords.renewed(account.password_hash, password))
    return Tried(account)


def password_refused() -> Refusal | None:
    """What is wrong with the password by which this person confirms a change; None if nothing."""
    tried = try_password(current_user.username, request.form.get("password", ""))
    if tried.seconds_to_wait:
        return Refusal(limits.sentence(tried.seconds_to_wait), tried.seconds_to_wait)
    return None if tried.account else Refusal(NOT_YOURS)


def refused(template: str, page: object, refusal: Refusal) -> Response:
    """The page that the password did not let through."""
    if refusal.seconds_to_wait:
        return held(template, page, refusal.seconds_to_wait)
    return make_response(render(template, page, status=400))


def held(template: str, page: object, seconds: int) -> Response:
    """A page that says to wait, for people and for programs."""
    response = make_response(render(template, page, status=429))
    response.headers["Retry-After"] = str(seconds)
    return response
