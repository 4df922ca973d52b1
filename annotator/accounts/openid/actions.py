"""Linking a person with an identity at another server, and taking the link away."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts.models import Identity as LinkedIdentity
from annotator.accounts.models import UserSession
from annotator.accounts.openid.identity import Identity
from annotator.db import table
from annotator.errors import Conflict, NotFound
from annotator.journal.actions import Change, record

_identity, _session = table(LinkedIdentity), table(UserSession)


def link(session: Session, user_id: int, identity: Identity) -> None:
    """Let this identity sign the person in; raises Conflict when it signs in anybody already."""
    taken = sa.select(_identity.c.user_id).where(
        _identity.c.issuer == identity.issuer, _identity.c.subject == identity.subject
    )
    if session.execute(taken).first() is not None:
        raise Conflict("This identity is linked already, to your account or to somebody else’s.")
    session.execute(
        sa.insert(_identity).values(
            user_id=user_id,
            issuer=identity.issuer,
            subject=identity.subject,
            created_at=clock.now(),
        )
    )
    record(
        session,
        Change(
            "identity-linked", "user", user_id, actor_id=user_id, after={"issuer": identity.issuer}
        ),
    )


def unlink(session: Session, user_id: int, identity_id: int) -> None:
    """Take one of the person's links away and end their sessions: it may have started one."""
    issuer = session.execute(
        sa.delete(_identity)
        .where(_identity.c.id == identity_id, _identity.c.user_id == user_id)
        .returning(_identity.c.issuer)
    ).scalar()
    if issuer is None:
        raise NotFound("There is no such link; it may have been taken away in another tab.")
    session.execute(
        sa.update(_session)
        .where(_session.c.user_id == user_id, _session.c.revoked_at.is_(None))
        .values(revoked_at=clock.now())
    )
    record(
        session,
        Change("identity-unlinked", "user", user_id, actor_id=user_id, before={"issuer": issuer}),
    )
