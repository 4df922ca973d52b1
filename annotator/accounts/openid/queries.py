"""Reads about identities at other servers."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.accounts.models import Identity, User
from annotator.db import table

_identity, _user = table(Identity), table(User)


@dataclass(frozen=True, slots=True)
class Linked:
    """An identity that signs a person in."""

    id: int
    issuer: str
    subject: str
    created_at: int


def person_of(session: Session, issuer: str, subject: str) -> int | None:
    """The person whom this identity signs in, unless they are disabled; nothing else is matched."""
    found: int | None = session.execute(
        sa.select(_user.c.id)
        .join(_identity, _identity.c.user_id == _user.c.id)
        .where(
            _identity.c.issuer == issuer,
            _identity.c.subject == subject,
            _user.c.disabled_at.is_(None),
        )
    ).scalar()
    return found


def linked(session: Session, user_id: int) -> list[Linked]:
    """The identities linked to a person, oldest first."""
    rows = session.execute(
        sa.select(_identity.c.id, _identity.c.issuer, _identity.c.subject, _identity.c.created_at)
        .where(_identity.c.user_id == user_id)
        .order_by(_identity.c.id)
    )
    return [Linked(*row) for row in rows]
