"""What the pages about API tokens receive."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator import clock
from annotator.projects.queries import places
from annotator.tokens import queries
from annotator.tokens.actions import DAYS, Wish
from annotator.tokens.state import State


@dataclass(frozen=True, slots=True)
class Row:
    """A token in a list; moments are given to the minute, in UTC."""

    id: int
    name: str
    project: str
    slug: str
    owner: str
    may_write: bool
    made: str
    expires: str
    last_used: str
    state: State

    @property
    def works(self) -> bool:
        """Whether a program can use it now."""
        return self.state is State.WORKS

    @property
    def is_revocable(self) -> bool:
        """Whether revoking it would change anything."""
        return self.state in {State.WORKS, State.NO_ACCESS}


@dataclass(frozen=True, slots=True)
class OwnTokensPage:
    """A person's tokens and the form for another one; `secret` is shown once and never again."""

    tokens: tuple[Row, ...]
    ended: tuple[Row, ...]
    projects: tuple[tuple[int, str], ...]
    leads: tuple[tuple[str, str], ...]
    wish: Wish
    days: tuple[int, ...] = DAYS
    secret: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class ProjectTokensPage:
    """The tokens that open a project, whoever made them."""

    tokens: tuple[Row, ...]
    ended: tuple[Row, ...]


def own_tokens_page(session: Session, user_id: int) -> OwnTokensPage:
    """Gather a person's tokens and the projects that they could make one for."""
    tokens, ended = _parted(queries.of_person(session, user_id))
    mine = places(session, user_id)
    return OwnTokensPage(
        tokens,
        ended,
        projects=tuple((place.project_id, place.name) for place in mine),
        leads=tuple((place.slug, place.name) for place in mine if place.is_lead()),
        wish=Wish("", mine[0].project_id if mine else 0, may_write=False, days=DAYS[1]),
    )


def project_tokens_page(session: Session, project_id: int) -> ProjectTokensPage:
    """Gather the tokens of a project."""
    return ProjectTokensPage(*_parted(queries.of_project(session, project_id)))


def _parted(tokens: list[queries.Token]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The tokens that can still open something, and those that ended for good."""
    rows = [_row(token) for token in tokens]
    return (
        tuple(row for row in rows if row.is_revocable),
        tuple(row for row in rows if not row.is_revocable),
    )


def _row(token: queries.Token) -> Row:
    return Row(
        id=token.id,
        name=token.name,
        project=token.project,
        slug=token.slug,
        owner=token.owner,
        may_write=token.may_write,
        made=_day(token.created_at),
        expires=_day(token.expires_at),
        last_used="never" if token.last_used_at is None else _minute(token.last_used_at),
        state=token.state,
    )


def _day(at: int) -> str:
    moment = clock.moment(at)
    return f"{moment.day} {moment:%b %Y}"


def _minute(at: int) -> str:
    return f"{_day(at)}, {clock.moment(at):%H:%M} UTC"
