"""Reading the journal."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.db import table
from annotator.errors import Conflict
from annotator.journal.history import Entry
from annotator.journal.models import Event

_event = table(Event)

# Every save runs these, so they are built once.
_RECORDED = sa.select(_event.c.assignment_id, _event.c.subject_id).where(
    _event.c.op_id == sa.bindparam("op_id")
)
_NEWEST = sa.select(sa.func.max(_event.c.sequence)).where(
    _event.c.project_id == sa.bindparam("project_id"),
    _event.c.assignment_id == sa.bindparam("assignment_id"),
    _event.c.subject == sa.bindparam("subject"),
    _event.c.subject_id == sa.bindparam("thing"),
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One change as it was written down."""

    id: int
    verb: str
    subject: str
    subject_id: int
    before: Any
    after: Any


def is_recorded(
    session: Session, op_id: str, assignment_id: int, subject_id: int | None = None
) -> bool:
    """Whether this act arrived before, so that a replay can be answered without a second one.

    Raises Conflict when the name was given to an act on something else.
    """
    row = session.execute(_RECORDED, {"op_id": op_id}).first()
    if row is None:
        return False
    if row.assignment_id != assignment_id or subject_id not in {None, row.subject_id}:
        raise Conflict("This act bears the name of another one. Reload the page and repeat it.")
    return True


def latest_sequence(session: Session, assignment: tuple[int, int], subject: str, thing: int) -> int:
    """The sequence of the newest act on one thing in an assignment (project, number), or -1."""
    project_id, assignment_id = assignment
    newest = session.execute(
        _NEWEST,
        {
            "project_id": project_id,
            "assignment_id": assignment_id,
            "subject": subject,
            "thing": thing,
        },
    ).scalar()
    return -1 if newest is None else int(newest)


def newest_sequence(session: Session, project_id: int, assignment_id: int) -> int:
    """The sequence of the newest act in an assignment, or 0."""
    newest = sa.select(sa.func.coalesce(sa.func.max(_event.c.sequence), 0)).where(
        _event.c.project_id == project_id, _event.c.assignment_id == assignment_id
    )
    return int(session.execute(newest).scalar_one())


def entries(session: Session, project_id: int, assignment_id: int) -> list[Entry]:
    """An assignment's events in the order of writing, as far as undo needs them."""
    rows = session.execute(
        sa.select(_event.c.id, _event.c.verb, _event.c.undoes)
        .where(_event.c.project_id == project_id, _event.c.assignment_id == assignment_id)
        .order_by(_event.c.id)
    )
    return [Entry(*row) for row in rows]


def recorded(session: Session, event_id: int) -> Recorded:
    """One change with what was before and after it."""
    row = session.execute(
        sa.select(
            _event.c.id,
            _event.c.verb,
            _event.c.subject,
            _event.c.subject_id,
            _event.c.before,
            _event.c.after,
        ).where(_event.c.id == event_id)
    ).one()
    return Recorded(*row)
