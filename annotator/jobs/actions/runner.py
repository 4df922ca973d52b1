"""Running jobs: each by one process at a time, and again if that process died."""

import logging
import threading
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db import Database, table
from annotator.errors import AnnotatorError
from annotator.jobs import queries
from annotator.jobs.actions.asking import WAKERS
from annotator.jobs.actions.work import Claim, Interrupted, Lost, Stopped, Work
from annotator.jobs.models import Job
from annotator.jobs.queue import Queue
from annotator.jobs.states import JobState
from annotator.web.log import described

Kind = Callable[[Work], str]
"""Does a job, and returns the sentence that says what came of it."""

LOOKS_EVERY = 5.0
SILENT = 20 * 1_000_000
"""After so long without a sign of life (microseconds), a job's process is taken for dead."""
TIMES = 3
"""How often a job is taken up again: one that takes the server down with it must not for ever."""

_job = table(Job)
log = logging.getLogger("annotator")


class Runner:
    """Runs the jobs of one database; `kinds` says by which function each kind is done."""

    def __init__(self, database: Database, kinds: Mapping[str, Kind]) -> None:
        self._database = database
        self._kinds = kinds
        self._stops = threading.Event()
        self._running: set[Claim] = set()

    def start(self, address: str) -> None:
        """Run jobs in threads of this process, until its main thread ends.

        The thread that looks after them is the last one of the process: it stops them in order.
        """
        queue = Queue(address, self.run)
        WAKERS[self._database.writer] = queue.wake
        queue.start()
        threading.Thread(target=self._look_after, args=(queue,), name="jobs", daemon=False).start()

    def run_waiting(self) -> int:
        """Run every job that waits, here and now; returns how many."""
        found = self._database.read(queries.waiting)
        for job_id in found:
            self.run(job_id)
        return len(found)

    def run(self, job_id: int) -> None:
        """Run a job unless another process does, or did."""
        row = self._database.write(_claim, job_id)
        if row is None:
            return
        work = Work(self._database, row, self._stops.is_set)
        self._running.add(work.claim)
        try:
            state, message = self._outcome(work, row["kind"])
            if state is not None:
                self._database.write(_end, work.claim, state, message)
        finally:
            self._running.discard(work.claim)

    def take_up(self, *, now: int | None = None) -> None:
        """Let jobs wait again whose process died, and say so of those that it happened to often."""
        since = (now or clock.now()) - SILENT
        for job_id in self._database.read(queries.silent, since):
            self._database.write(_take_up, job_id, since)

    def _outcome(self, work: Work, kind: str) -> tuple[JobState | None, str]:
        try:
            return JobState.DONE, self._kinds[kind](work)
        except Stopped:
            return JobState.CANCELLED, "It was stopped."
        except Interrupted:
            return JobState.WAITING, ""
        except Lost:
            return None, ""
        except AnnotatorError as error:
            return JobState.FAILED, str(error)
        except Exception as error:  # noqa: BLE001  # whatever it is, the job's row must tell its end
            reference = uuid.uuid4().hex[:8]
            log.error("error %s in job %d: %s", reference, work.claim.job_id, described(error))  # noqa: TRY400  # a traceback may quote an article
            return JobState.FAILED, (
                "Something went wrong on our side. The server's log has the details under "
                f"{reference}."
            )

    def _look_after(self, queue: Queue) -> None:
        main = threading.main_thread()
        while True:
            try:
                self._look(queue)
            except SQLAlchemyError as error:
                log.warning("the jobs could not be looked after: %s", described(error))
            main.join(LOOKS_EVERY)
            if not main.is_alive():
                break
        self._stops.set()
        WAKERS.pop(self._database.writer, None)
        queue.stop()

    def _look(self, queue: Queue) -> None:
        """Give signs of life of what runs here, and begin what waits and nobody was told of."""
        queue.check()
        running = frozenset(self._running)
        if running:
            self._database.write(_note_alive, running)
        self.take_up()
        if not running:
            for job_id in self._database.read(queries.waiting):
                queue.wake(job_id)


def _claim(session: Session, job_id: int) -> Mapping[str, Any] | None:
    now = clock.now()
    row = session.execute(
        sa.update(_job)
        .where(_job.c.id == job_id, _job.c.state == JobState.WAITING)
        .values(state=JobState.RUNNING, started_at=now, seen_at=now)
        .returning(*_job.c)
    )
    found = row.mappings().first()
    return None if found is None else dict(found)


def _end(session: Session, claim: Claim, state: JobState, message: str) -> None:
    now = clock.now()
    session.execute(
        sa.update(_job)
        .where(_mine(claim))
        .values(
            state=state, message=message, finished_at=None if state is JobState.WAITING else now
        )
    )


def _note_alive(session: Session, claims: frozenset[Claim]) -> None:
    for claim in claims:
        session.execute(sa.update(_job).where(_mine(claim)).values(seen_at=clock.now()))


def _take_up(session: Session, job_id: int, since: int) -> None:
    silent = sa.and_(_job.c.id == job_id, _job.c.state == JobState.RUNNING, _job.c.seen_at < since)
    parameters = session.execute(sa.select(_job.c.parameters).where(silent)).scalar()
    if parameters is None:
        return
    times = parameters.get("taken_up", 0) + 1
    values: dict[str, Any] = {
        "state": JobState.WAITING,
        "parameters": parameters | {"taken_up": times},
    }
    if times > TIMES:
        values = {
            "state": JobState.FAILED,
            "finished_at": clock.now(),
            "message": f"The server ended {times} times while this ran, so it is not begun again.",
        }
    session.execute(sa.update(_job).where(silent).values(**values))


def _mine(claim: Claim) -> sa.ColumnElement[bool]:
    return sa.and_(
        _job.c.id == claim.job_id,
        _job.c.state == JobState.RUNNING,
        _job.c.started_at == claim.since,
    )
