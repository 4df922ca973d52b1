"""Who takes part in a project, and as what; `actor_id` None is the command line."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts import queries as accounts
from annotator.db import table
from annotator.errors import Invalid, NotFound
from annotator.journal.actions import Change, record
from annotator.projects import queries
from annotator.projects.models import Participant, ParticipantRole
from annotator.projects.roles import Role

_participant, _role = table(Participant), table(ParticipantRole)


def set_roles(
    session: Session,
    project_id: int,
    username: str,
    roles: Collection[str],
    *,
    actor_id: int | None,
) -> int:
    """Give a person exactly these roles, joining them if they take no part; none removes them."""
    account = accounts.account(session, username)
    if account is None:
        raise NotFound(f"There is no account named “{username}”.")
    if not roles:
        return remove_person(session, project_id, account.id, actor_id=actor_id)
    participant_id = join(session, project_id, account.id, actor_id=actor_id)
    before = _roles(session, participant_id)
    after = sorted({Role(role).value for role in roles})
    if account.id == actor_id and Role.LEAD in before and Role.LEAD not in after:
        raise Invalid("You cannot take the lead's role from yourself. Another lead can do it.")
    if before != after:
        _write(session, project_id, participant_id, after)
        _keep_a_lead(session, project_id)
        change = Change(
            "set roles",
            "participant",
            participant_id,
            project_id=project_id,
            actor_id=actor_id,
            before=before,
            after=after,
        )
        record(session, change)
    return participant_id


def add_role(
    session: Session, project_id: int, username: str, role: str, *, actor_id: int | None
) -> int:
    """Give a person one role beside those they have, joining them if they take no part."""
    found = {one.username: one.roles for one in queries.members(session, project_id)}
    account = accounts.account(session, username)
    has = found.get(account.username, ()) if account else ()
    return set_roles(session, project_id, username, {*has, role}, actor_id=actor_id)


def join(session: Session, project_id: int, user_id: int, *, actor_id: int | None) -> int:
    """Make a person a participant, under the pseudonym that they had if they return."""
    row = session.execute(
        sa.select(_participant.c.id, _participant.c.left_at).where(
            _participant.c.project_id == project_id, _participant.c.user_id == user_id
        )
    ).first()
    if row is None:
        participant_id = _first_time(session, project_id, user_id)
    elif row.left_at is None:
        return int(row.id)
    else:
        participant_id = int(row.id)
        # What was given for the time before, such as API tokens, does not come back.
        session.execute(
            sa.update(_participant)
            .where(_participant.c.id == participant_id)
            .values(left_at=None, joined_at=clock.now())
        )
    change = Change(
        "rejoin" if row else "join",
        "participant",
        participant_id,
        project_id=project_id,
        actor_id=actor_id,
    )
    record(session, change)
    return participant_id


def remove(session: Session, project_id: int, participant_id: int, *, actor_id: int | None) -> None:
    """Take a person's way in; their labels, pseudonym and open work stay for their return."""
    found = session.execute(
        sa.select(_participant.c.left_at).where(
            _participant.c.id == participant_id, _participant.c.project_id == project_id
        )
    ).first()
    if found is None:
        raise NotFound("There is no such person in this project.")
    if found.left_at is not None:
        return
    before = _roles(session, participant_id)
    _write(session, project_id, participant_id, [])
    _keep_a_lead(session, project_id)
    session.execute(
        sa.update(_participant)
        .where(_participant.c.id == participant_id)
        .values(left_at=clock.now())
    )
    change = Change(
        "remove",
        "participant",
        participant_id,
        project_id=project_id,
        actor_id=actor_id,
        before=before,
    )
    record(session, change)


def remove_person(session: Session, project_id: int, user_id: int, *, actor_id: int | None) -> int:
    """Like `remove`, by the person's number; returns that of the participant."""
    participant_id = session.execute(
        sa.select(_participant.c.id).where(
            _participant.c.project_id == project_id, _participant.c.user_id == user_id
        )
    ).scalar()
    if participant_id is None:
        raise Invalid(
            "This person has no part in this project, and without a role there is no way in."
        )
    remove(session, project_id, int(participant_id), actor_id=actor_id)
    return int(participant_id)


def _first_time(session: Session, project_id: int, user_id: int) -> int:
    count = session.execute(
        sa.select(sa.func.count()).where(_participant.c.project_id == project_id)
    ).scalar_one()
    return int(
        session.execute(
            sa.insert(_participant)
            .values(
                project_id=project_id,
                user_id=user_id,
                pseudonym=f"P{count + 1}",
                joined_at=clock.now(),
            )
            .returning(_participant.c.id)
        ).scalar_one()
    )


def _roles(session: Session, participant_id: int) -> list[str]:
    rows = session.execute(sa.select(_role.c.role).where(_role.c.participant_id == participant_id))
    return sorted(rows.scalars())


def _write(session: Session, project_id: int, participant_id: int, roles: Collection[str]) -> None:
    session.execute(sa.delete(_role).where(_role.c.participant_id == participant_id))
    if roles:
        session.execute(
            sa.insert(_role),
            [
                {"project_id": project_id, "participant_id": participant_id, "role": role}
                for role in roles
            ],
        )


def _keep_a_lead(session: Session, project_id: int) -> None:
    if not queries.leads(session, project_id):
        raise Invalid("A project keeps at least one lead. Make somebody else a lead first.")
