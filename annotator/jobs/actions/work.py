"""A job as the function that does it sees it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db import Database, table
from annotator.jobs.models import Job
from annotator.jobs.states import JobState

P = ParamSpec("P")
R = TypeVar("R")

_job = table(Job)


class Stopped(Exception):
    """The job ends here: somebody asked for it."""


class Interrupted(Exception):
    """The server stops: the job is taken up again when it runs the next time."""


class Lost(Exception):
    """Another process has taken the job up; this one must not write any more."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to run a job, until another process takes it up."""

    job_id: int
    since: int


class Work:
    """What a job is about, and the only way in which it writes.

    A job can be begun a second time after the server died, so each of its steps is one transaction
    that also says how far it came: `done` tells the next run where to go on.
    """

    def __init__(
        self, database: Database, row: Mapping[str, Any], stops: Callable[[], bool]
    ) -> None:
        self.claim = Claim(row["id"], row["started_at"])
        self.project_id: int = row["project_id"]
        self.actor_id: int = row["made_by"]
        self.parameters: dict[str, Any] = row["parameters"]
        self.done: int = row["done"]
        self.total: int = row["total"]
        self._database = database
        self._stops = stops

    def read(
        self, query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a query on one consistent snapshot."""
        return self._database.read(query, *args, **kwargs)

    def step(
        self,
        done: int,
        action: Callable[Concatenate[Session, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Run an action in one short transaction that also keeps how far the job has come.

        Raises Stopped or Interrupted, with nothing written, when the job is to end.
        """
        self.check()

        def both(session: Session) -> R:
            _keep(session, self.claim, done, self.total)
            return action(session, *args, **kwargs)

        result = self._database.write(both)
        self.done = done
        return result

    def check(self) -> None:
        """Raise Interrupted when the server stops; between steps that take long."""
        if self._stops():
            raise Interrupted


def _keep(session: Session, claim: Claim, done: int, total: int) -> None:
    mine = sa.and_(
        _job.c.id == claim.job_id,
        _job.c.state == JobState.RUNNING,
        _job.c.started_at == claim.since,
    )
    kept = session.execute(
        sa.update(_job)
        .where(mine)
        .values(done=done, total=total, seen_at=clock.now())
        .returning(_job.c.cancel_asked_at)
    ).first()
    if kept is None:
        raise Lost
    if kept.cancel_asked_at is not None:
        raise Stopped
