"""Reads about projects and the people in them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.accounts.models import User
from annotator.db import table
from annotator.errors import NotFound
from annotator.projects.models import Participant, ParticipantRole, Project
from annotator.projects.place import Place

_project, _participant = table(Project), table(Participant)
_role, _user = table(ParticipantRole), table(User)

_PLACES = (
    sa.select(
        _project.c.id,
        _project.c.slug,
        _project.c.name,
        _project.c.language,
        _project.c.overlap,
        _project.c.hides_source,
        _participant.c.id.label("participant_id"),
        _role.c.role,
    )
    .join(_participant, _participant.c.project_id == _project.c.id)
    .join(_role, _role.c.participant_id == _participant.c.id)
    .where(_project.c.archived_at.is_(None), _participant.c.user_id == sa.bindparam("user_id"))
    .order_by(_project.c.name, _project.c.id)
)
# Nearly every request runs this one, so it is built once.
_PLACE = _PLACES.where(_project.c.slug == sa.bindparam("slug"))


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a project."""

    participant_id: int
    user_id: int
    username: str
    display_name: str
    pseudonym: str
    roles: tuple[str, ...]


def place(session: Session, slug: str, user_id: int) -> Place | None:
    """Where a person stands in the project of that address; None if they have no part in it."""
    found = _gathered(session.execute(_PLACE, {"slug": slug, "user_id": user_id}))
    return found[0] if found else None


def places(session: Session, user_id: int) -> list[Place]:
    """All projects of a person, by name."""
    return _gathered(session.execute(_PLACES, {"user_id": user_id}))


def project_id(session: Session, slug: str) -> int:
    """The number of the project of that address."""
    found = session.execute(sa.select(_project.c.id).where(_project.c.slug == slug)).scalar()
    if found is None:
        raise NotFound(f"There is no project “{slug}”.")
    return int(found)


def slugs(session: Session) -> list[str]:
    """The addresses of all projects."""
    return list(session.execute(sa.select(_project.c.slug).order_by(_project.c.slug)).scalars())


def members(session: Session, project: int) -> list[Member]:
    """The people of a project by name, with their roles."""
    roles = defaultdict(list)
    for participant_id, role in session.execute(
        sa.select(_role.c.participant_id, _role.c.role)
        .where(_role.c.project_id == project)
        .order_by(_role.c.role)
    ):
        roles[participant_id].append(role)
    rows = session.execute(
        sa.select(
            _participant.c.id,
            _user.c.id,
            _user.c.username,
            _user.c.display_name,
            _participant.c.pseudonym,
        )
        .join(_user, _user.c.id == _participant.c.user_id)
        .where(_participant.c.project_id == project)
        .order_by(_user.c.username_key)
    )
    return [Member(*row, roles=tuple(roles[row[0]])) for row in rows]


def _gathered(rows: Iterable[Any]) -> list[Place]:
    """One place for each project, from one row for each role."""
    by_project = {number: list(group) for number, group in groupby(rows, lambda row: row[0])}
    return [
        Place(
            project_id=number,
            slug=group[0].slug,
            name=group[0].name,
            language=group[0].language,
            overlap=group[0].overlap,
            hides_source=bool(group[0].hides_source),
            participant_id=group[0].participant_id,
            roles=frozenset(row.role for row in group),
        )
        for number, group in by_project.items()
    ]
