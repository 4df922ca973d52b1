"""Signing in and out, the profile, and what a sign-in leaves in the browser."""

import logging
from functools import partial

from flask import Blueprint, Response, after_this_request, current_app, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user
from sqlalchemy.exc import SQLAlchemyError

from annotator import clock
from annotator.accounts import actions, queries
from annotator.accounts.agents import described
from annotator.accounts.attempts.actions import DEVICE_LASTS, PEOPLE_OF_A_DEVICE
from annotator.config import Settings
from annotator.db import Database
from annotator.web import database
from annotator.web.database import read, write

# Under these names the application keeps its settings, and how to find the projects of a person.
SETTINGS, PLACES = "annotator.settings", "annotator.find_places"

SEEN_EVERY = 5 * 60 * 1_000_000

routes = Blueprint("accounts", __name__)
login = LoginManager()
log = logging.getLogger("annotator")


class SignedIn(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """The person of this request, as flask-login carries them: by their session's secret."""

    def __init__(self, person: queries.Person) -> None:
        self.id = person.id
        self.username = person.username
        self.display_name = person.display_name
        self.is_administrator = person.is_administrator
        self.token = person.token
        self.session_id = person.session_id

    def get_id(self) -> str:
        """The secret that the cookie holds; the person is found by its hash."""
        return self.token


@login.user_loader  # type: ignore[untyped-decorator]  # flask-login has no types
def load(token: str) -> SignedIn | None:
    """Find the person whose session this is."""
    person = read(queries.signed_in_person, token, settings().session_idle_lasts)
    if person is None:
        return None
    if clock.now() - person.last_seen_at > SEEN_EVERY:
        after_this_request(partial(_note_seen_afterwards, person.session_id))
    return SignedIn(person)


def settings() -> Settings:
    """The settings that the application was made with."""
    found: Settings = current_app.extensions[SETTINGS]
    return found


def finish_sign_in(user_id: int) -> None:
    """Sign a person in with a new session, and make this browser one that is known to be theirs.

    An earlier session of this browser ends, and nothing of what its cookie held is kept: what was
    planted there before opens nothing now. To be called whenever rights change, too.
    """
    entered = write(
        actions.enter,
        user_id,
        actions.Browser(
            described=described(request.headers.get("User-Agent", "")),
            session=current_user.get_id() if current_user.is_authenticated else None,
            devices=known_devices(),
        ),
        lasts=settings().session_lasts,
    )
    session.clear()
    person = read(queries.signed_in_person, entered.token, settings().session_idle_lasts)
    if person:
        login_user(SignedIn(person))
        after_this_request(partial(_remember_devices, entered.devices))


def known_devices() -> tuple[str, ...]:
    """The secrets by which this browser is known, one for each person who signed in with it."""
    return tuple(filter(None, request.cookies.get(_device_cookie(), "").split(".")))[
        -PEOPLE_OF_A_DEVICE:
    ]


def _remember_devices(secrets: tuple[str, ...], response: Response) -> Response:
    response.set_cookie(
        _device_cookie(),
        ".".join(secrets),
        max_age=DEVICE_LASTS // 1_000_000,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return response


def _device_cookie() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-device"


def _note_seen_afterwards(session_id: int, response: Response) -> Response:
    """Write down that the session was used once the answer is out: reading never waits for it."""
    found: Database = current_app.extensions[database.EXTENSION]
    response.call_on_close(partial(_note_seen, found, session_id))
    return response


def _note_seen(found: Database, session_id: int) -> None:
    """A disk that is full must not stop reading."""
    try:
        found.write(actions.note_seen, session_id)
    except SQLAlchemyError as error:
        log.warning("the use of a session was not noted: %s", type(error).__name__)


# They register their addresses on `routes`, so they come when it is there.
from annotator.accounts.routes import openid, profile, second_factor, signing_in  # noqa: E402, F401
