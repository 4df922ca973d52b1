"""Making, changing and archiving a project."""

import uuid
from dataclasses import asdict, dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts.names import shows
from annotator.db import table
from annotator.errors import Invalid
from annotator.journal.actions import Change, record
from annotator.projects import languages, queries
from annotator.projects.actions.people import set_roles
from annotator.projects.models import Project
from annotator.projects.roles import Role
from annotator.projects.slugs import free_slug

_project = table(Project)

LARGEST_OVERLAP = 50
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """What is said of a project; `language` holds one or several codes, with commas between."""

    name: str
    language: str
    overlap: int
    hides_source: bool = False

    def checked(self) -> "ProjectSettings":
        """The settings as they are stored; raises Invalid with what to change."""
        name = self.name.strip()
        if not shows(name) or len(name) > LONGEST_NAME:
            raise Invalid(f"A project needs a name, of at most {LONGEST_NAME} characters.")
        if not 1 <= self.overlap <= LARGEST_OVERLAP:
            raise Invalid(f"An article goes to between 1 and {LARGEST_OVERLAP} annotators.")
        return ProjectSettings(
            name, languages.checked(self.language), self.overlap, self.hides_source
        )


def add_project(
    session: Session, settings: ProjectSettings, actor_id: int | None, lead: str
) -> tuple[int, str]:
    """Make a project led by `lead` (a user name); returns its number and its address."""
    wanted = settings.checked()
    slug = free_slug(wanted.name, frozenset(queries.slugs(session)))
    project_id = session.execute(
        sa.insert(_project)
        .values(public_id=str(uuid.uuid4()), slug=slug, created_at=clock.now(), **_stored(wanted))
        .returning(_project.c.id)
    ).scalar_one()
    _note(session, "create", project_id, actor_id)
    set_roles(session, project_id, lead, [Role.LEAD], actor_id=actor_id)
    return int(project_id), slug


def edit_project(
    session: Session, project_id: int, settings: ProjectSettings, *, actor_id: int | None
) -> None:
    """Change what is said of a project; its address stays, so that links go on working."""
    wanted, found = settings.checked(), queries.settings(session, project_id)
    now = ProjectSettings(found.name, found.language, found.overlap, found.hides_source)
    if wanted == now:
        return
    session.execute(
        sa.update(_project).where(_project.c.id == project_id).values(**_stored(wanted))
    )
    before, after = asdict(now), asdict(wanted)
    if now.hides_source != wanted.hides_source:
        verb = "hide source" if wanted.hides_source else "show source"
        _note(session, verb, project_id, actor_id, before=_hidden(now), after=_hidden(wanted))
    changed = {name for name in after if before[name] != after[name]} - {"hides_source"}
    if changed:
        was, becomes = ({name: told[name] for name in changed} for told in (before, after))
        _note(session, "edit", project_id, actor_id, before=was, after=becomes)


def archive(session: Session, project_id: int, *, actor_id: int | None) -> None:
    """Close a project: from now on it is read and exported, and nothing in it changes."""
    if queries.settings(session, project_id).archived_at is None:
        _set_archived(session, project_id, clock.now())
        _note(session, "archive", project_id, actor_id)


def unarchive(session: Session, project_id: int, *, actor_id: int | None) -> None:
    """Open an archived project again."""
    if queries.settings(session, project_id).archived_at is not None:
        _set_archived(session, project_id, None)
        _note(session, "unarchive", project_id, actor_id)


def _set_archived(session: Session, project_id: int, at: int | None) -> None:
    session.execute(sa.update(_project).where(_project.c.id == project_id).values(archived_at=at))


def _stored(settings: ProjectSettings) -> dict[str, object]:
    return asdict(settings) | {"hides_source": int(settings.hides_source)}


def _hidden(settings: ProjectSettings) -> dict[str, bool]:
    return {"hides_source": settings.hides_source}


def _note(
    session: Session,
    verb: str,
    project_id: int,
    actor_id: int | None,
    *,
    before: object = None,
    after: object = None,
) -> None:
    change = Change(
        verb,
        "project",
        project_id,
        project_id=project_id,
        actor_id=actor_id,
        before=before,
        after=after,
    )
    record(session, change)
