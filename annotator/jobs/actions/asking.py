"""Asking for work as part of another write, and asking it to stop."""

from collections.abc import Callable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db import table
from annotator.jobs.models import Job
from annotator.jobs.states import JobState

_job = table(Job)

WAKERS: "WeakKeyDictionary[object, Callable[[int], None]]" = WeakKeyDictionary()
"""How the worker of a database is woken, by the engine that writes to it."""


def enqueue(
    session: Session,
    project_id: int,
    kind: str,
    parameters: Mapping[str, Any],
    *,
    actor_id: int,
    done: int = 0,
) -> int:
    """Ask for work; it begins once the caller's transaction is committed, and only then.

    `done` is how far an earlier job came that this one goes on with.
    """
    job_id = session.execute(
        sa.insert(_job)
        .values(
            project_id=project_id,
            kind=kind,
            state=JobState.WAITING,
            parameters=dict(parameters),
            done=done,
            made_by=actor_id,
            made_at=clock.now(),
        )
        .returning(_job.c.id)
    ).scalar_one()
    wake = WAKERS.get(session.get_bind())
    if wake:

        @sa.event.listens_for(session, "after_commit", once=True)
        def committed(_session: Session) -> None:
            wake(job_id)

    return int(job_id)


def ask_to_stop(session: Session, project_id: int, job_id: int) -> bool:
    """Let a job end at its next stop, or not begin at all; False if it is over already."""
    mine = sa.and_(_job.c.project_id == project_id, _job.c.id == job_id)
    now = clock.now()
    not_begun = session.execute(
        sa.update(_job)
        .where(mine, _job.c.state == JobState.WAITING)
        .values(
            state=JobState.CANCELLED,
            cancel_asked_at=now,
            finished_at=now,
            message="It was stopped before it began.",
        )
        .returning(_job.c.id)
    ).first()
    running = session.execute(
        sa.update(_job)
        .where(mine, _job.c.state == JobState.RUNNING)
        .values(cancel_asked_at=now)
        .returning(_job.c.id)
    ).first()
    return not_begun is not None or running is not None
