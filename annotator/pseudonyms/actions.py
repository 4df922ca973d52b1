"""Showing names, and hiding them again; the journal keeps who did it and when."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.db import table
from annotator.journal.actions import Change, record
from annotator.projects.models import Project
from annotator.pseudonyms import queries

_project = table(Project)


def show_names(session: Session, project_id: int, *, shown: bool, actor_id: int) -> bool:
    """Show a project's leads names beside pseudonyms, or stop; False if nothing changed."""
    if queries.are_shown(session, project_id) == shown:
        return False
    session.execute(
        sa.update(_project).where(_project.c.id == project_id).values(shows_names=int(shown))
    )
    change = Change(
        "show names" if shown else "hide names",
        "project",
        project_id,
        project_id=project_id,
        actor_id=actor_id,
        before={"shows_names": not shown},
        after={"shows_names": shown},
    )
    record(session, change)
    return True
