"""Reads of the names behind a project's pseudonyms."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.accounts.models import User
from annotator.db import table
from annotator.projects.models import Participant, Project
from annotator.projects.place import Place

_project, _participant, _user = table(Project), table(Participant), table(User)

NOBODY: Mapping[str, str] = {}


def are_shown(session: Session, project_id: int) -> bool:
    """Whether the project shows its leads names."""
    shown = sa.select(_project.c.shows_names).where(_project.c.id == project_id)
    return bool(session.execute(shown).scalar_one())


def names(session: Session, place: Place) -> Mapping[str, str]:
    """Display names by pseudonym, as far as this person may read them: leads, where shown."""
    if not place.is_lead():
        return NOBODY
    rows = session.execute(
        sa.select(_participant.c.pseudonym, _user.c.display_name)
        .join(_user, _user.c.id == _participant.c.user_id)
        .join(_project, _project.c.id == _participant.c.project_id)
        .where(_participant.c.project_id == place.project_id, _project.c.shows_names == 1)
    )
    return {row.pseudonym: row.display_name for row in rows}
