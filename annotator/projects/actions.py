"""Writes to projects and their participants."""

import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts import queries as accounts
from annotator.accounts.names import shows
from annotator.db import table
from annotator.errors import Invalid, NotFound
from annotator.journal.actions import Change, record
from annotator.projects import queries
from annotator.projects.models import Participant, ParticipantRole, Project
from annotator.projects.roles import Role
from annotator.projects.slugs import free_slug

_project, _participant, _role = table(Project), table(Participant), table(ParticipantRole)

LARGEST_OVERLAP = 50
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """What is said of a project when it is made."""

    name: str
    language: str
    overlap: int
    hides_source: bool = False


def add_project(
    session: Session, settings: ProjectSettings, actor_id: int, lead: str
) -> tuple[int, str]:
    """Make a project led by `lead` (a user name); returns its number and its address."""
    if not shows(settings.name) or len(settings.name) > LONGEST_NAME:
        raise Invalid(f"A project needs a name, of at most {LONGEST_NAME} characters.")
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", settings.language):
        raise Invalid("The language is a code such as en, sr or pt-BR; und if there are several.")
    if not 1 <= settings.overlap <= LARGEST_OVERLAP:
        raise Invalid(f"An article goes to between 1 and {LARGEST_OVERLAP} annotators.")
    slug = free_slug(settings.name, frozenset(queries.slugs(session)))
    project_id = session.execute(
        sa.insert(_project)
        .values(
            public_id=str(uuid.uuid4()),
            slug=slug,
            name=settings.name.strip(),
            language=settings.language,
            overlap=settings.overlap,
            hides_source=int(settings.hides_source),
            created_at=clock.now(),
        )
        .returning(_project.c.id)
    ).scalar_one()
    record(
        session, Change("create", "project", project_id, project_id=project_id, actor_id=actor_id)
    )
    set_roles(session, project_id, lead, [Role.LEAD], actor_id=actor_id)
    return int(project_id), slug


def set_roles(
    session: Session, project_id: int, username: str, roles: Collection[str], *, actor_id: int
) -> int:
    """Give a person exactly these roles in a project, joining them if they are new to it."""
    wanted = sorted({Role(role) for role in roles})
    account = accounts.account(session, username)
    if account is None:
        raise NotFound(f"There is no account named “{username}”.")
    participant_id = _join(session, project_id, account.id)
    before = _roles(session, participant_id)
    if account.id == actor_id and Role.LEAD in before and Role.LEAD not in wanted:
        raise Invalid("You cannot take the lead's role from yourself. Another lead can do it.")
    session.execute(sa.delete(_role).where(_role.c.participant_id == participant_id))
    if wanted:
        session.execute(
            sa.insert(_role),
            [
                {"project_id": project_id, "participant_id": participant_id, "role": role.value}
                for role in wanted
            ],
        )
    if not _leads(session, project_id):
        raise Invalid("A project keeps at least one lead. Make somebody else a lead first.")
    record(
        session,
        Change(
            "set roles",
            "participant",
            participant_id,
            project_id=project_id,
            actor_id=actor_id,
            before=before,
            after=[role.value for role in wanted],
        ),
    )
    return participant_id


def _join(session: Session, project_id: int, user_id: int) -> int:
    mine = sa.select(_participant.c.id).where(
        _participant.c.project_id == project_id, _participant.c.user_id == user_id
    )
    found = session.execute(mine).scalar()
    if found is None:
        count = session.execute(
            sa.select(sa.func.count()).where(_participant.c.project_id == project_id)
        ).scalar_one()
        found = session.execute(
            sa.insert(_participant)
            .values(
                project_id=project_id,
                user_id=user_id,
                pseudonym=f"P{count + 1}",
                joined_at=clock.now(),
            )
            .returning(_participant.c.id)
        ).scalar_one()
    return int(found)


def _roles(session: Session, participant_id: int) -> list[str]:
    rows = session.execute(sa.select(_role.c.role).where(_role.c.participant_id == participant_id))
    return sorted(rows.scalars())


def _leads(session: Session, project_id: int) -> int:
    leads = sa.select(sa.func.count()).where(
        _role.c.project_id == project_id, _role.c.role == Role.LEAD.value
    )
    return int(session.execute(leads).scalar_one())
