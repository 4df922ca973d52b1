"""Requests of programs: `Authorization: Bearer` and a secret, instead of a cookie.

A browser never adds that header by itself, so that a page of another site cannot forge such a
request. It needs no CSRF token therefore, unless a cookie that signs in came along: both together
are refused. What is not stated to be for programs is closed to them.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from flask import Flask, Request, Response, current_app, g, request, session
from flask_login import COOKIE_NAME, UserMixin
from flask_wtf.csrf import CSRFProtect
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from annotator.db import Database
from annotator.errors import Invalid, NotAllowed
from annotator.web.database import EXTENSION, read
from annotator.web.errors import answer, sent_by_program

log = logging.getLogger("annotator")

# The guard sets it on the views that programs may use.
FOR_PROGRAMS = "annotator_for_programs"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Bearer(Protocol):
    """What a token stands for: a person, in one project, to read or also to write."""

    token_id: int
    user_id: int
    username: str
    display_name: str
    project_id: int
    may_write: bool
    use_is_old: bool


# Finds what a secret stands for: a `Bearer`, or None if it opens nothing.
Find = Callable[[Session, str], Any]
Used = Callable[[Session, int], None]


class Program(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """A person as their token carries them; never an administrator, whoever they are."""

    is_administrator = False

    def __init__(self, found: Bearer) -> None:
        self.id = found.user_id
        self.username = found.username
        self.display_name = found.display_name


class Csrf(CSRFProtect):  # type: ignore[misc]  # flask-wtf has no types
    """Unsafe requests carry the token of their page, unless a program sent them."""

    def protect(self, *, apply_exemptions: bool = False) -> None:
        """Check the request; a program's was let in by its own secret before this is asked."""
        if _bearer() is None:
            super().protect(apply_exemptions=apply_exemptions)


def register(app: Flask, find: Find, used: Used, writable: frozenset[str]) -> None:
    """Let programs in, or refuse them, before anything else looks at their requests.

    `find` and `used` know the tokens; `writable` names the features that programs may write to.
    """

    @app.before_request
    def admit() -> Response | None:
        return _admit(find, writable) if sent_by_program() else None

    @app.after_request
    def leave(response: Response) -> Response:
        if sent_by_program():
            # A program that keeps cookies would otherwise send one along the next time.
            session.clear()
            session.modified = False
        found = _bearer()
        if found is not None and found.use_is_old:
            database = current_app.extensions[EXTENSION]
            response.call_on_close(partial(_note_use, database, used, found.token_id))
        return response


def person(_request: Request) -> Program | None:
    """Whom flask-login takes as the person of a program's request."""
    found = _bearer()
    return None if found is None else Program(found)


def reaches(project_id: int) -> bool:
    """Whether the request may see this project: a browser's may, a program's only its token's."""
    found = _bearer()
    return found is None or found.project_id == project_id


def _admit(find: Find, writable: frozenset[str]) -> Response | None:
    if {current_app.config["SESSION_COOKIE_NAME"], COOKIE_NAME} & request.cookies.keys():
        raise Invalid(
            "This request came with an API token and with a browser's cookie. Send one of them."
        )
    secret = request.authorization.token if request.authorization else None
    found: Bearer | None = read(find, secret) if secret else None
    if found is None:
        return _unknown()
    g.bearer = found
    _check_rights(found, writable)
    return None


def _check_rights(found: Bearer, writable: frozenset[str]) -> None:
    """Refuse what the token does not open; which project it opens is the guard's to check."""
    view: Any = current_app.view_functions.get(request.endpoint or "")
    if view is not None and not getattr(view, FOR_PROGRAMS, False):
        raise NotAllowed(
            "An API token does not open this address. Sign in with a browser to use it."
        )
    if request.method in SAFE:
        return
    if not found.may_write:
        raise NotAllowed("This API token may read and not write. Make one that may write.")
    if view is not None and request.blueprint not in writable:
        raise NotAllowed("No API token may do this. Sign in with a browser to do it.")


def _unknown() -> Response:
    """The same answer to a secret that never was, one that expired and one that was revoked."""
    response = answer(
        401,
        "The token does not work",
        "This API token does not exist, has expired or was revoked, or its person has no part in "
        "the project any more. Make a new one under “API tokens” in the menu with your name.",
    )
    response.headers["WWW-Authenticate"] = 'Bearer realm="Annotator", error="invalid_token"'
    return response


def _note_use(database: Database, used: Used, token_id: int) -> None:
    """Write down that the token was used, once the answer is out: it never waits for this."""
    try:
        database.write(used, token_id)
    except SQLAlchemyError as error:
        log.warning("the use of API token %d was not noted: %s", token_id, type(error).__name__)


def _bearer() -> Bearer | None:
    found: Bearer | None = g.get("bearer")
    return found
