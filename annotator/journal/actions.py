"""Writing changes down, once each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db import table
from annotator.journal.models import Event

_event = table(Event)

_APPEND = sa.insert(_event).returning(_event.c.id)


@dataclass(frozen=True, slots=True)
class Change:
    """What is written down of one change; `sequence` None means: after all earlier ones."""

    verb: str
    subject: str
    subject_id: int
    project_id: int | None = None
    actor_id: int | None = None
    assignment_id: int | None = None
    before: Any = None
    after: Any = None
    undoes: int | None = None
    sequence: int | None = None
    op_id: str = field(default_factory=lambda: str(uuid4()))


def record_all(session: Session, changes: Iterable[Change]) -> None:
    """Append many changes that need no number, in one statement."""
    now = clock.now()
    rows = [
        {name: getattr(change, name) for name in Change.__dataclass_fields__} | {"at": now}
        for change in changes
    ]
    for row in rows:
        row["sequence"] = now if row["sequence"] is None else row["sequence"]
    if rows:
        session.execute(sa.insert(_event), rows)


def record(session: Session, change: Change) -> int:
    """Append a change to the journal and return its number."""
    values = {name: getattr(change, name) for name in Change.__dataclass_fields__}
    now = clock.now()
    values["sequence"] = now if change.sequence is None else change.sequence
    return int(session.execute(_APPEND, values | {"at": now}).scalar_one())
