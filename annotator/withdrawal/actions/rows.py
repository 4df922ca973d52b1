"""Emptying the journal and deleting rows, for articles and people alike."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.db import table
from annotator.errors import Conflict
from annotator.journal.models import Event
from annotator.withdrawal.queries import Toll
from annotator.withdrawal.queries.rows import Condition, Rows

_event = table(Event)

NO_ROW = 0


def check_seen(toll: Toll, seen: str) -> None:
    """Refuse when the numbers are not those that the person was shown."""
    if toll.seal != seen:
        raise Conflict(
            "Something changed since you were shown what goes, so nothing was withdrawn. "
            "Look at it once more."
        )


def empty_events(session: Session, which: Condition) -> None:
    """Take what was before and after these changes out of the journal."""
    session.execute(sa.update(_event).where(which).values(before=None, after=None))


def cut_loose(session: Session, which: Condition) -> None:
    """Let events name no copy and no thing in it: the numbers may be given again."""
    session.execute(sa.update(_event).where(which).values(assignment_id=None, subject_id=NO_ROW))


def delete(session: Session, rows: Iterable[Rows]) -> None:
    """Delete each kind, in this order."""
    for kind in rows:
        session.execute(sa.delete(kind.table).where(kind.where))
