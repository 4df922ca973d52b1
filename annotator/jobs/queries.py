"""Reads of jobs."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.db import table
from annotator.errors import NotFound
from annotator.jobs.models import Job
from annotator.jobs.states import OVER, JobState

_job = table(Job)


@dataclass(frozen=True, slots=True)
class JobView:
    """How far a job is, as people see it."""

    id: int
    kind: str
    state: str
    done: int
    total: int
    message: str
    made_by: int
    stops: bool
    """Whether somebody asked it to stop."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in OVER


def job(session: Session, project_id: int, job_id: int) -> JobView:
    """One job of the project."""
    row = session.execute(
        sa.select(
            _job.c.id,
            _job.c.kind,
            _job.c.state,
            _job.c.done,
            _job.c.total,
            _job.c.message,
            _job.c.made_by,
            _job.c.cancel_asked_at.is_not(None).label("stops"),
        ).where(_job.c.project_id == project_id, _job.c.id == job_id)
    ).first()
    if row is None:
        raise NotFound("There is no such work in this project.")
    return JobView(
        id=row.id,
        kind=row.kind,
        state=row.state,
        done=row.done,
        total=row.total,
        message=row.message,
        made_by=row.made_by,
        stops=bool(row.stops),
    )


def waiting(session: Session) -> list[int]:
    """The jobs of all projects that wait, the oldest first."""
    found = sa.select(_job.c.id).where(_job.c.state == JobState.WAITING).order_by(_job.c.id)
    return list(session.execute(found).scalars())


def silent(session: Session, since: int) -> list[int]:
    """The jobs that are said to run, but whose process gave no sign since this moment."""
    found = sa.select(_job.c.id).where(_job.c.state == JobState.RUNNING, _job.c.seen_at < since)
    return list(session.execute(found).scalars())
