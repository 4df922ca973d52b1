"""The table of jobs."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from annotator import columns
from annotator.jobs.states import JobState


class Job(SQLModel, table=True):
    """One piece of work: what it is, how far it got, and what came of it."""

    __tablename__ = "job"
    __table_args__ = columns.strict(
        columns.within("state", JobState), sa.Index("ix_job_state", "state", "id")
    )

    id: int | None = columns.key()
    project_id: int = columns.refers("project.id")
    kind: str
    state: str
    parameters: dict[str, Any] = columns.json()
    done: int = 0
    total: int = 0
    message: str = ""
    made_by: int = columns.refers("user.id")
    made_at: int = columns.moment()
    started_at: int | None = columns.moment()
    seen_at: int | None = columns.moment()
    finished_at: int | None = columns.moment()
    cancel_asked_at: int | None = columns.moment()
