"""What the pages of invitations receive."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.errors import NotFound
from annotator.projects.invitations import queries
from annotator.projects.invitations.actions import DAYS, OVER, Wish
from annotator.projects.invitations.state import State
from annotator.projects.pages import ROLES, RoleChoice, day
from annotator.projects.roles import Role


@dataclass(frozen=True, slots=True)
class Row:
    """An invitation in the list; moments are days, in UTC."""

    id: int
    role: str
    meant_for: str
    made: str
    expires: str
    used_by: str
    state: State

    @property
    def is_revocable(self) -> bool:
        """Whether revoking it would change anything, now or when its lead returns."""
        return self.state in {State.WORKS, State.ENDED}


@dataclass(frozen=True, slots=True)
class InvitationsPage:
    """A project's invitations and the form for another; `link` is shown once and never again."""

    waiting: tuple[Row, ...]
    over: tuple[Row, ...]
    wish: Wish
    choices: tuple[RoleChoice, ...] = ROLES
    days: tuple[int, ...] = DAYS
    link: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class JoinPage:
    """An invitation as its guest reads it, and what they typed to make an account.

    `comes_as` is how another server calls them, by which they will sign in.
    """

    project: str
    role: str
    does: str
    expires: str
    username: str = ""
    display_name: str = ""
    comes_as: str = ""
    error: str = ""


def invitations_page(session: Session, project_id: int) -> InvitationsPage:
    """Gather a project's invitations."""
    rows = [_row(one) for one in queries.of_project(session, project_id)]
    return InvitationsPage(
        waiting=tuple(row for row in rows if row.is_revocable),
        over=tuple(row for row in rows if not row.is_revocable),
        wish=Wish(Role.ANNOTATOR.value, "", DAYS[1]),
    )


def join_page(session: Session, token: str) -> JoinPage:
    """Gather what a guest reads; raises NotFound, in the same words, if the link works no more."""
    found = queries.opened(session, token)
    if found is None:
        raise NotFound(OVER)
    does = next(choice.explained for choice in ROLES if choice.value == found.role)
    return JoinPage(found.project, found.role, does, day(found.expires_at))


def _row(one: queries.Listed) -> Row:
    return Row(
        id=one.id,
        role=one.role,
        meant_for=one.meant_for,
        made=day(one.created_at),
        expires=day(one.expires_at),
        used_by=one.used_by,
        state=one.state,
    )
