"""Reads of invitations; only the hash of a link's secret is known."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts.models import User
from annotator.accounts.tokens import token_hash
from annotator.db import table
from annotator.projects.invitations.state import State, state_at
from annotator.projects.models import Invitation, Participant, ParticipantRole, Project
from annotator.projects.roles import Role

_invitation, _project, _user = table(Invitation), table(Project), table(User)
_participant, _role = table(Participant), table(ParticipantRole)

# An invitation speaks for the lead who made it, as long as they lead the project.
_MAKER_LEADS = (
    sa.exists()
    .where(
        _participant.c.project_id == _invitation.c.project_id,
        _participant.c.user_id == _invitation.c.invited_by,
        _participant.c.left_at.is_(None),
        _role.c.participant_id == _participant.c.id,
        _role.c.role == Role.LEAD.value,
        _user.c.id == _invitation.c.invited_by,
        _user.c.disabled_at.is_(None),
    )
    .correlate(_invitation)
)


@dataclass(frozen=True, slots=True)
class Open:
    """An invitation that works now, as the person who has its link meets it."""

    id: int
    project_id: int
    slug: str
    project: str
    role: str
    expires_at: int


@dataclass(frozen=True, slots=True)
class Listed:
    """An invitation in the leads' list; `used_by` is the name of the person who came, or empty."""

    id: int
    role: str
    meant_for: str
    created_at: int
    expires_at: int
    used_by: str
    state: State


def works(now: int) -> tuple[sa.ColumnElement[bool], ...]:
    """What holds of an invitation that can still be used."""
    return (
        _invitation.c.used_at.is_(None),
        _invitation.c.revoked_at.is_(None),
        _invitation.c.expires_at > now,
        _MAKER_LEADS,
    )


def opened(session: Session, token: str) -> Open | None:
    """The invitation that a link's secret opens; None if it works no more or never did."""
    row = session.execute(
        sa.select(
            _invitation.c.id,
            _project.c.id,
            _project.c.slug,
            _project.c.name,
            _invitation.c.role,
            _invitation.c.expires_at,
        )
        .join(_project, _project.c.id == _invitation.c.project_id)
        .where(
            _invitation.c.token_hash == token_hash(token),
            _project.c.archived_at.is_(None),
            *works(clock.now()),
        )
    ).first()
    return Open(*row) if row else None


def of_project(session: Session, project_id: int) -> list[Listed]:
    """A project's invitations, the newest first."""
    now, guest = clock.now(), sa.alias(_user)
    rows = session.execute(
        sa.select(
            _invitation.c.id,
            _invitation.c.role,
            _invitation.c.meant_for,
            _invitation.c.created_at,
            _invitation.c.expires_at,
            sa.func.coalesce(guest.c.display_name, "").label("guest"),
            _invitation.c.used_at,
            _invitation.c.revoked_at,
            _MAKER_LEADS.label("maker_leads"),
        )
        .outerjoin(guest, guest.c.id == _invitation.c.used_by)
        .where(_invitation.c.project_id == project_id)
        .order_by(_invitation.c.created_at.desc(), _invitation.c.id.desc())
    )
    return [_listed(row, now) for row in rows]


def _listed(row: Any, now: int) -> Listed:
    state = state_at(
        now,
        expires_at=row.expires_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
        maker_leads=bool(row.maker_leads),
    )
    return Listed(row.id, row.role, row.meant_for, row.created_at, row.expires_at, row.guest, state)
