"""What the pages of signing in and the profile receive."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts import passwords, queries
from annotator.accounts.second_factor.queries import is_on

# Last uses are written down every few minutes, so that this is as good as now.
JUST_NOW = 10 * 60 * 1_000_000


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The form to sign in, and the error it ran into; a password is never sent back."""

    username: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class SetupPage:
    """The form for the first account."""

    username: str = ""
    display_name: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A browser in which a person is signed in; moments are given to the minute, in UTC."""

    id: int
    described: str
    began: str
    seen: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """A person's name, password and sessions, and the errors that the forms ran into."""

    display_name: str
    shortest: int
    sessions: tuple[SessionRow, ...]
    name_error: str = ""
    password_error: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose profile it is, read in which session, and for how long sessions may rest."""

    user_id: int
    display_name: str
    session_id: int
    idle: int


def profile_page(
    session: Session, reader: Reader, *, name_error: str = "", password_error: str = ""
) -> ProfilePage:
    """The profile of a person, this session first."""
    rows = [
        SessionRow(
            id=one.id,
            described=one.described or "An unknown browser",
            began=_minute(one.created_at),
            seen="now" if clock.now() - one.last_seen_at < JUST_NOW else _minute(one.last_seen_at),
            is_here=one.id == reader.session_id,
        )
        for one in queries.open_sessions(session, reader.user_id, reader.idle)
    ]
    return ProfilePage(
        display_name=reader.display_name,
        shortest=passwords.shortest(has_second_step=is_on(session, reader.user_id)),
        sessions=tuple(sorted(rows, key=lambda row: not row.is_here)),
        name_error=name_error,
        password_error=password_error,
    )


def _minute(at: int) -> str:
    return f"{clock.moment(at):%d %b %Y, %H:%M}"
