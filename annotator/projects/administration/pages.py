"""What the administrator's pages receive."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.accounts.administration import queries as accounts
from annotator.projects import queries
from annotator.projects.pages import day


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everybody, the form for another person, and once the password that was made."""

    people: tuple[accounts.Listed, ...]
    new_username: str = ""
    new_password: str = ""
    username: str = ""
    display_name: str = ""
    is_administrator: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person with what can be done to their account."""

    person: accounts.Listed
    since: str
    disabled_on: str
    new_password: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class ProjectsPage:
    """All projects."""

    open: tuple[queries.Study, ...]
    archived: tuple[queries.Study, ...]


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """One project as an administrator sees it: who leads it, whether it is archived."""

    project: queries.Study
    archived_on: str
    username: str = ""
    error: str = ""


def people_page(session: Session) -> PeoplePage:
    """Gather everybody."""
    return PeoplePage(tuple(accounts.people(session)))


def person_page(session: Session, user_id: int) -> PersonPage:
    """Gather one person."""
    found = accounts.person(session, user_id)
    return PersonPage(found, day(found.created_at), _day(found.disabled_at))


def projects_page(session: Session) -> ProjectsPage:
    """Gather all projects."""
    found = queries.studies(session)
    return ProjectsPage(
        tuple(one for one in found if one.archived_at is None),
        tuple(one for one in found if one.archived_at is not None),
    )


def project_page(session: Session, project_id: int) -> ProjectPage:
    """Gather one project."""
    found = queries.study(session, project_id)
    return ProjectPage(found, _day(found.archived_at))


def _day(at: int | None) -> str:
    return "" if at is None else day(at)
