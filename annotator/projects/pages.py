"""What the pages about a project and its people receive."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator import clock
from annotator.projects import queries
from annotator.projects.actions import ProjectSettings
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
class FormerRow:
    """A person who cannot enter the project any more, and why."""

    display_name: str
    username: str
    pseudonym: str
    why: str
    may_return: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The people of a project, and what the form was sent with when it could not be used."""

    members: tuple[queries.Member, ...]
    former: tuple[FormerRow, ...]
    shows_names: bool
    choices: tuple[RoleChoice, ...]
    may_make_accounts: bool
    new_password: str = ""
    new_username: str = ""
    username: str = ""
    display_name: str = ""
    roles: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class RemovalPage:
    """A person who is about to lose their way into the project."""

    member: queries.Member


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """A project's settings as they stand, or as they were typed, with the error of the form."""

    settings: ProjectSettings
    archived_on: str
    error: str = ""


def people_page(session: Session, project_id: int, *, may_make_accounts: bool) -> PeoplePage:
    """Gather the people of a project."""
    return PeoplePage(
        tuple(queries.members(session, project_id)),
        tuple(_former(one) for one in queries.former_members(session, project_id)),
        queries.settings(session, project_id).shows_names,
        ROLES,
        may_make_accounts,
    )


def removal_page(session: Session, project_id: int, participant_id: int) -> RemovalPage:
    """Gather what a lead reads before removing a person."""
    return RemovalPage(queries.member(session, project_id, participant_id))


def settings_page(session: Session, project_id: int) -> SettingsPage:
    """Gather the settings of a project."""
    found = queries.settings(session, project_id)
    settings = ProjectSettings(
        found.name, found.language.replace(",", ", "), found.overlap, found.hides_source
    )
    archived_on = "" if found.archived_at is None else day(found.archived_at)
    return SettingsPage(settings, archived_on)


def day(at: int) -> str:
    """A moment as its day, in UTC."""
    moment = clock.moment(at)
    return f"{moment.day} {moment:%b %Y}"


def _former(one: queries.Member) -> FormerRow:
    why = "account disabled" if one.left_at is None else f"left on {day(one.left_at)}"
    return FormerRow(
        one.display_name, one.username, one.pseudonym, why, may_return=one.disabled_at is None
    )
