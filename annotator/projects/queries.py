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
from annotator.projects.roles import Role
from annotator.tombstones import PASSWORD_HASH

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
        _project.c.archived_at,
        _participant.c.id.label("participant_id"),
        _role.c.role,
    )
    .join(_participant, _participant.c.project_id == _project.c.id)
    .join(_role, _role.c.participant_id == _participant.c.id)
    .join(_user, _user.c.id == _participant.c.user_id)
    .where(
        _participant.c.user_id == sa.bindparam("user_id"),
        _participant.c.left_at.is_(None),
        _user.c.disabled_at.is_(None),
    )
    .order_by(_project.c.name, _project.c.id)
)
# Nearly every request runs this one, so it is built once.
_PLACE = _PLACES.where(_project.c.slug == sa.bindparam("slug"))


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a project, or who was in it."""

    participant_id: int
    user_id: int
    username: str
    display_name: str
    pseudonym: str
    left_at: int | None
    disabled_at: int | None
    roles: tuple[str, ...]

    @property
    def is_here(self) -> bool:
        """Whether the person takes part now and can sign in."""
        return self.left_at is None and self.disabled_at is None


@dataclass(frozen=True, slots=True)
class Settings:
    """What is said of a project, as it stands."""

    slug: str
    name: str
    language: str
    overlap: int
    hides_source: bool
    shows_names: bool
    archived_at: int | None


@dataclass(frozen=True, slots=True)
class Study:
    """A project in the list of all, with the user names of its leads."""

    id: int
    slug: str
    name: str
    archived_at: int | None
    leads: tuple[str, ...]


def place(session: Session, slug: str, user_id: int) -> Place | None:
    """Where a person stands in the project of that address; None if they have no part in it."""
    found = _gathered(session.execute(_PLACE, {"slug": slug, "user_id": user_id}))
    return found[0] if found else None


def places(session: Session, user_id: int) -> list[Place]:
    """All projects of a person by name, archived ones included."""
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
    """The people who take part in a project now, by name, with their roles."""
    return [one for one in _everybody(session, project) if one.is_here]


def former_members(session: Session, project: int) -> list[Member]:
    """Those who took part and cannot enter now: they left, or their account is disabled."""
    return [one for one in _everybody(session, project) if not one.is_here]


def member(session: Session, project: int, participant_id: int) -> Member:
    """One person who takes part in a project now."""
    for one in members(session, project):
        if one.participant_id == participant_id:
            return one
    raise NotFound("There is no such person in this project.")


def holders(project: int, role: Role) -> sa.Select[int]:
    """The numbers of the participants who hold a role in a project and can enter it."""
    return (
        sa.select(_role.c.participant_id)
        .join(_participant, _participant.c.id == _role.c.participant_id)
        .join(_user, _user.c.id == _participant.c.user_id)
        .where(
            _role.c.project_id == project,
            _role.c.role == role.value,
            _participant.c.left_at.is_(None),
            _user.c.disabled_at.is_(None),
        )
    )


def leads(session: Session, project: int) -> set[int]:
    """The participants who lead a project and can enter it."""
    return set(session.execute(holders(project, Role.LEAD)).scalars())


def settings(session: Session, project: int) -> Settings:
    """What is said of a project."""
    row = session.execute(
        sa.select(
            _project.c.slug,
            _project.c.name,
            _project.c.language,
            _project.c.overlap,
            _project.c.hides_source,
            _project.c.shows_names,
            _project.c.archived_at,
        ).where(_project.c.id == project)
    ).first()
    if row is None:
        raise NotFound("There is no such project.")
    return Settings(*row[:4], bool(row.hides_source), bool(row.shows_names), row.archived_at)


def study(session: Session, project: int) -> Study:
    """One project of the server."""
    for one in studies(session):
        if one.id == project:
            return one
    raise NotFound("There is no such project.")


def studies(session: Session) -> list[Study]:
    """All projects of the server by name, with the names of those who lead them."""
    led = defaultdict(list)
    for project, name in session.execute(
        sa.select(_role.c.project_id, _user.c.username)
        .join(_participant, _participant.c.id == _role.c.participant_id)
        .join(_user, _user.c.id == _participant.c.user_id)
        .where(
            _role.c.role == Role.LEAD.value,
            _participant.c.left_at.is_(None),
            _user.c.disabled_at.is_(None),
        )
        .order_by(_user.c.username_key)
    ):
        led[project].append(name)
    rows = session.execute(
        sa.select(_project.c.id, _project.c.slug, _project.c.name, _project.c.archived_at).order_by(
            _project.c.name, _project.c.id
        )
    )
    return [Study(*row, leads=tuple(led[row.id])) for row in rows]


def _everybody(session: Session, project: int) -> list[Member]:
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
            _participant.c.left_at,
            _user.c.disabled_at,
        )
        .join(_user, _user.c.id == _participant.c.user_id)
        .where(_participant.c.project_id == project, _user.c.password_hash != PASSWORD_HASH)
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
            archived=group[0].archived_at is not None,
        )
        for number, group in by_project.items()
    ]
