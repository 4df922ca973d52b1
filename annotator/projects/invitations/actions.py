"""Writes about invitations: made, revoked, used once."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts import queries as accounts
from annotator.accounts.administration.actions import add_person
from annotator.accounts.openid.actions import link
from annotator.accounts.openid.identity import Identity
from annotator.accounts.tokens import new_token, token_hash
from annotator.db import table
from annotator.errors import Conflict, Invalid, NotFound
from annotator.journal.actions import Change, record
from annotator.projects import queries as projects
from annotator.projects.actions.people import set_roles
from annotator.projects.invitations import queries
from annotator.projects.models import Invitation
from annotator.projects.roles import Role

_invitation = table(Invitation)

DAYS = (1, 7, 30)
LONGEST_NOTE = 120
MOST_OPEN = 200
_DAY = 24 * 3600 * 1_000_000

# The same for a secret that never was, was used, was revoked or has expired.
OVER = (
    "This invitation does not work: it was used already, has expired or was revoked, or the link "
    "is not complete. Ask the person who sent it for a new one."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a lead asks for when they make an invitation; the note says whom it is meant for."""

    role: str
    meant_for: str
    days: int


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person who has no account yet; who signs in elsewhere comes with an identity there."""

    username: str
    display_name: str
    password_hash: str
    identity: Identity | None = None


def invite(session: Session, project_id: int, wish: Wish, *, actor_id: int) -> str:
    """Make an invitation; the returned secret is shown once, its hash is what is stored."""
    _check(session, project_id, wish)
    token, now = new_token(), clock.now()
    expires_at = now + wish.days * _DAY
    invitation_id = session.execute(
        sa.insert(_invitation)
        .values(
            project_id=project_id,
            role=Role(wish.role).value,
            token_hash=token_hash(token),
            meant_for=wish.meant_for.strip(),
            invited_by=actor_id,
            created_at=now,
            expires_at=expires_at,
        )
        .returning(_invitation.c.id)
    ).scalar_one()
    after = {"role": wish.role, "expires_at": expires_at}
    _note(session, "invite", (project_id, invitation_id), actor_id, after)
    return token


def revoke(session: Session, project_id: int, invitation_id: int, *, actor_id: int) -> None:
    """End an invitation; a second time changes nothing. Raises Conflict if somebody used it."""
    mine = (_invitation.c.id == invitation_id, _invitation.c.project_id == project_id)
    found = session.execute(
        sa.select(_invitation.c.used_at, _invitation.c.revoked_at).where(*mine)
    ).first()
    if found is None:
        raise NotFound("There is no such invitation in this project.")
    if found.used_at is not None:
        raise Conflict("This invitation was used already. Remove the person instead.")
    if found.revoked_at is None:
        session.execute(sa.update(_invitation).where(*mine).values(revoked_at=clock.now()))
        _note(session, "revoke", (project_id, invitation_id), actor_id)


def accept(session: Session, token: str, username: str) -> str:
    """Let a person join with an invitation, which works no more then; returns the address."""
    found = queries.opened(session, token)
    account = accounts.account(session, username)
    if found is None or account is None:
        raise NotFound(OVER)
    roles = {one.user_id: one.roles for one in projects.members(session, found.project_id)}
    has = roles.get(account.id, ())
    if found.role in has:
        raise Conflict(
            f"You are {found.role} in “{found.project}” already, so the invitation stays unused. "
            "If it was meant for somebody else, give it to them."
        )
    _use_up(session, found.id, account.id)
    set_roles(session, found.project_id, account.username, {*has, found.role}, actor_id=account.id)
    after = {"role": found.role}
    _note(session, "accept", (found.project_id, found.id), account.id, after)
    return found.slug


def accept_newly(session: Session, token: str, newcomer: Newcomer) -> tuple[int, str]:
    """Make an account and join with it, in one transaction: both are done or neither.

    Returns the person's number and the project's address.
    """
    if queries.opened(session, token) is None:
        raise NotFound(OVER)
    user_id = add_person(
        session,
        (newcomer.username, newcomer.display_name),
        newcomer.password_hash,
        actor_id=None,
    )
    if newcomer.identity:
        link(session, user_id, newcomer.identity)
    return user_id, accept(session, token, newcomer.username)


def _use_up(session: Session, invitation_id: int, user_id: int) -> None:
    """Take the invitation, unless somebody else took it in the same moment."""
    now = clock.now()
    taken = session.execute(
        sa.update(_invitation)
        .where(_invitation.c.id == invitation_id, *queries.works(now))
        .values(used_at=now, used_by=user_id)
        .returning(_invitation.c.id)
    )
    if taken.first() is None:
        raise NotFound(OVER)


def _check(session: Session, project_id: int, wish: Wish) -> None:
    if wish.role not in set(Role):
        raise Invalid("Choose what the person shall be: lead, annotator or researcher.")
    if wish.days not in DAYS:
        raise Invalid("An invitation works for 1, 7 or 30 days. Choose one of them.")
    if len(wish.meant_for) > LONGEST_NOTE:
        raise Invalid(f"The note has at most {LONGEST_NOTE} characters.")
    unused = sa.select(sa.func.count()).where(
        _invitation.c.project_id == project_id, *queries.works(clock.now())
    )
    if session.execute(unused).scalar_one() >= MOST_OPEN:
        raise Conflict(f"{MOST_OPEN} invitations are open already. Revoke those nobody needs.")


def _note(
    session: Session,
    verb: str,
    which: tuple[int, int],
    actor_id: int | None,
    after: object = None,
) -> None:
    project_id, invitation_id = which
    change = Change(
        verb, "invitation", invitation_id, project_id=project_id, actor_id=actor_id, after=after
    )
    record(session, change)
