"""Withdrawing a person from a project, or from the whole server."""

import secrets
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock, tombstones
from annotator.accounts.models import User
from annotator.articles.models import ArticleLink, ImportBatch, Repair
from annotator.db import table
from annotator.errors import Invalid
from annotator.jobs.models import Job
from annotator.journal.actions import Change, record
from annotator.journal.models import Event
from annotator.projects import queries as projects
from annotator.projects.models import Invitation, Participant
from annotator.review.models import Decision
from annotator.withdrawal import queries
from annotator.withdrawal.actions.rows import check_seen, cut_loose, delete, empty_events
from annotator.withdrawal.queries import people as rows
from annotator.withdrawal.queries.people import Account, Participation

_user, _event, _participant = table(User), table(Event), table(Participant)
_invitation, _link = table(Invitation), table(ArticleLink)
_batch, _decision, _repair = table(ImportBatch), table(Decision), table(Repair)
_job = table(Job)


def withdraw_participation(
    session: Session, part: Participation, *, seen: str, actor_id: int, blind: bool
) -> None:
    """Take a person out of one project, as was shown; their account stays.

    A tombstone without their name takes their place in what stays. `blind` says whether it was
    shown to the person themselves.
    """
    check_seen(queries.participation_toll(session, part, blind=blind), seen)
    empty_events(session, rows.participation_events(part))
    heir = _tombstone(session)
    _clear(session, part)
    for owned, who in (
        (_batch, _batch.c.imported_by),
        (_decision, _decision.c.decided_by),
        (_repair, _repair.c.made_by),
        (_link, _link.c.decided_by),
        (_job, _job.c.made_by),
        (_invitation, _invitation.c.invited_by),
        (_event, _event.c.actor_id),
    ):
        session.execute(
            sa.update(owned)
            .where(owned.c.project_id == part.project_id, who == part.account.user_id)
            .values({who: heir})
        )
    session.execute(
        sa.update(_participant).where(_participant.c.id == part.participant_id).values(user_id=heir)
    )
    _note(session, part, heir if actor_id == part.account.user_id else actor_id)


def withdraw_account(session: Session, user_id: int, *, seen: str, actor_id: int) -> None:
    """Take a person out of every project, and make their account a tombstone."""
    person = queries.account(session, user_id)
    check_seen(queries.account_toll(session, person), seen)
    _keep_an_administrator(session, user_id)
    parts = queries.participations(session, user_id)
    empty_events(session, rows.account_events(person, parts))
    for part in parts:
        _clear(session, part)
        _note(session, part, actor_id)
    delete(session, rows.account_rows(person))
    _bury(session, person)
    record(session, Change("withdraw", "user", user_id, actor_id=actor_id))


def _clear(session: Session, part: Participation) -> None:
    """Delete what a person made in one project, and their part in it; the pseudonym stays."""
    led = part.participant_id in projects.leads(session, part.project_id)
    cut_loose(session, rows.events_of_copies(part))
    delete(session, (*rows.work_rows(part), *rows.membership_rows(part)))
    if led and not projects.leads(session, part.project_id):
        raise Invalid(f"“{part.project}” keeps at least one lead. Make somebody else one first.")
    session.execute(
        sa.update(_participant)
        .where(_participant.c.id == part.participant_id)
        .values(left_at=clock.now())
    )


def _note(session: Session, part: Participation, actor_id: int) -> None:
    change = Change(
        "withdraw",
        "participant",
        part.participant_id,
        project_id=part.project_id,
        actor_id=actor_id,
    )
    record(session, change)


def _keep_an_administrator(session: Session, user_id: int) -> None:
    administrators = session.execute(
        sa.select(_user.c.id).where(_user.c.is_administrator == 1, _user.c.disabled_at.is_(None))
    ).scalars()
    if set(administrators) == {user_id}:
        raise Invalid("The server keeps at least one administrator. Make somebody else one first.")


def _tombstone(session: Session) -> int:
    """A person who never was, to stand where somebody stood."""
    return int(
        session.execute(sa.insert(_user).values(**_nobody()).returning(_user.c.id)).scalar_one()
    )


def _bury(session: Session, person: Account) -> None:
    session.execute(sa.update(_user).where(_user.c.id == person.user_id).values(**_nobody()))


def _nobody() -> dict[str, object]:
    now, name = clock.now(), f"withdrawn-{secrets.token_hex(8)}"
    return {
        "public_id": str(uuid.uuid4()),
        "username": name,
        "username_key": name,
        "display_name": tombstones.PERSON_NAME,
        "password_hash": tombstones.PASSWORD_HASH,
        "is_administrator": 0,
        "created_at": now,
        "disabled_at": now,
    }
