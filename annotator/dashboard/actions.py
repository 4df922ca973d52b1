"""Starting a study, from nothing or as a copy of another one."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.codebook import queries as codebook
from annotator.codebook.actions import publish_default
from annotator.codebook.models import CodebookVersion, Label
from annotator.db import table
from annotator.journal.actions import Change, record
from annotator.projects import queries as projects
from annotator.projects.actions import ProjectSettings, add_project

_label, _version = table(Label), table(CodebookVersion)


def start_project(
    session: Session, settings: ProjectSettings, actor_id: int | None, lead: str
) -> tuple[int, str]:
    """Make a project with the default codebook, led by `lead`; returns its number and address."""
    project_id, slug = add_project(session, settings, actor_id, lead)
    publish_default(session, project_id)
    return project_id, slug


def copy_project(
    session: Session, original: int, name: str, *, actor_id: int, lead: str
) -> tuple[int, str]:
    """Make a project with another's settings, scheme and guidelines, and nothing of its data."""
    found = projects.settings(session, original)
    settings = ProjectSettings(name, found.language, found.overlap, found.hides_source)
    project_id, slug = add_project(session, settings, actor_id, lead)
    newest = codebook.guidelines(session, original).version_id
    new = {"project_id": project_id, "number": 1, "published_at": clock.now()}
    _copy(session, _version, _version.c.id == newest, new)
    in_use = sa.and_(_label.c.project_id == original, _label.c.retired_at.is_(None))
    _copy(session, _label, in_use, {"project_id": project_id})
    after = {"copied_from": original}
    change = Change(
        "copy", "project", project_id, project_id=project_id, actor_id=actor_id, after=after
    )
    record(session, change)
    return project_id, slug


def _copy(
    session: Session,
    rows: sa.Table,
    which: sa.ColumnElement[bool],
    changed: Mapping[str, int],
) -> None:
    """Copy rows with all their columns, but for those that are given, and but for their number."""
    columns = [column for column in rows.c if column.name != "id"]
    values = [
        sa.literal(changed[column.name], column.type).label(column.name)
        if column.name in changed
        else column
        for column in columns
    ]
    names = [column.name for column in columns]
    session.execute(sa.insert(rows).from_select(names, sa.select(*values).where(which)))
