"""What the pages about a project and its people receive."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.projects import queries
from annotator.projects.roles import Role


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """One role as a form offers it."""

    value: str
    name: str
    explained: str


ROLES = (
    RoleChoice(Role.LEAD, "Lead", "imports, adds people, reviews and settles"),
    RoleChoice(Role.ANNOTATOR, "Annotator", "labels articles"),
    RoleChoice(Role.RESEARCHER, "Researcher", "reads agreement and exports"),
)


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The people of a project, and what the form was sent with when it could not be used."""

    members: tuple[queries.Member, ...]
    choices: tuple[RoleChoice, ...]
    may_make_accounts: bool
    new_password: str = ""
    new_username: str = ""
    username: str = ""
    display_name: str = ""
    roles: tuple[str, ...] = ()
    error: str = ""


def people_page(session: Session, project_id: int, *, may_make_accounts: bool) -> PeoplePage:
    """Gather the people of a project."""
    return PeoplePage(tuple(queries.members(session, project_id)), ROLES, may_make_accounts)
