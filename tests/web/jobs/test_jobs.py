"""Jobs on a real database: claimed once, taken up again, stopped, and told to people."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db import Database, table
from annotator.errors import Invalid
from annotator.jobs import queries
from annotator.jobs.actions import Kind, Runner, Work, ask_to_stop, enqueue
from annotator.jobs.actions.asking import WAKERS
from annotator.jobs.actions.runner import SILENT, TIMES
from annotator.jobs.models import Job
from conftest import SignIn
from factories import Study, make_study

_job = table(Job)


@pytest.fixture
def study(database: Database) -> Study:
    return make_study(database, "ana")


@pytest.fixture
def ask(study: Study) -> Callable[..., int]:
    """Ask for work of a kind: `ask("count", to=3)`."""

    def enqueued(kind: str = "count", **parameters: Any) -> int:
        lead = study.users["lead"]
        return study.database.write(enqueue, study.project_id, kind, parameters, actor_id=lead)

    return enqueued


def nothing(_session: Session) -> None:
    """A step that writes nothing of its own."""


def count(work: Work) -> str:
    work.total = work.parameters["to"]
    for number in range(work.done + 1, work.total + 1):
        work.step(number, nothing)
    return f"Counted to {work.total}."


def runner(database: Database, **kinds: Kind) -> Runner:
    return Runner(database, {"count": count, **kinds})


def stands(study: Study, job_id: int) -> queries.JobView:
    return study.database.read(queries.job, study.project_id, job_id)


def died(database: Database, job_id: int, *, ago: int = SILENT + 1, **values: Any) -> None:
    """Leave a job as it stands when its process was killed in the middle."""
    then = clock.now() - ago

    def put(session: Session) -> None:
        told: Mapping[str, Any] = {"state": "running", "started_at": then, "seen_at": then}
        session.execute(sa.update(_job).where(_job.c.id == job_id).values({**told, **values}))

    database.write(put)


def test_a_job_runs_to_its_end_and_tells_what_came_of_it(
    study: Study, ask: Callable[..., int]
) -> None:
    number = ask(to=3)
    assert (stands(study, number).state, stands(study, number).is_over) == ("waiting", False)
    assert runner(study.database).run_waiting() == 1
    job = stands(study, number)
    assert (job.state, job.done, job.total, job.message) == ("done", 3, 3, "Counted to 3.")
    assert job.is_over


def test_work_is_asked_for_when_the_caller_commits_and_only_then(study: Study) -> None:
    database, woken = study.database, list[int]()
    WAKERS[database.writer] = woken.append

    def asked(session: Session, *, fails: bool) -> int:
        number = enqueue(session, study.project_id, "count", {}, actor_id=study.users["lead"])
        assert woken == []
        if fails:
            raise Invalid("no")
        return number

    with pytest.raises(Invalid):
        database.write(asked, fails=True)
    assert (woken, database.read(queries.waiting)) == ([], [])
    number = database.write(asked, fails=False)
    assert (woken, database.read(queries.waiting)) == ([number], [number])


def test_a_job_that_is_told_twice_runs_once(study: Study, ask: Callable[..., int]) -> None:
    ran = []

    def note(work: Work) -> str:
        ran.append(work.claim.job_id)
        second.run(work.claim.job_id)
        return ""

    first, second = runner(study.database, note=note), runner(study.database, note=note)
    number = ask("note")
    first.run(number)
    second.run(number)
    assert ran == [number]


def test_a_job_whose_process_died_goes_on_where_it_was(
    study: Study, ask: Callable[..., int]
) -> None:
    number = ask(to=5)
    died(study.database, number, done=3)
    seen = []

    def watched(work: Work) -> str:
        seen.append(work.done)
        return count(work)

    again = Runner(study.database, {"count": watched})
    again.take_up()
    again.run_waiting()
    assert (seen, stands(study, number).state, stands(study, number).done) == ([3], "done", 5)


def test_a_job_whose_process_gave_a_sign_of_life_is_left_alone(
    study: Study, ask: Callable[..., int]
) -> None:
    number = ask(to=5)
    died(study.database, number, ago=SILENT // 2)
    again = runner(study.database)
    again.take_up()
    assert again.run_waiting() == 0
    assert stands(study, number).state == "running"


def test_a_job_that_takes_the_server_down_with_it_is_not_begun_for_ever(
    study: Study, ask: Callable[..., int]
) -> None:
    number = ask(to=5)
    for _ in range(TIMES + 1):
        died(study.database, number)
        runner(study.database).take_up()
    job = stands(study, number)
    assert job.state == "failed"
    assert "The server ended 4 times while this ran" in job.message


def test_a_process_that_lost_its_job_writes_no_more(study: Study, ask: Callable[..., int]) -> None:
    number = ask("lose")
    wrote = []

    def lose(work: Work) -> str:
        died(study.database, number, started_at=1)
        work.step(1, lambda _session: wrote.append(1))
        return "It was done twice."

    runner(study.database, lose=lose).run(number)
    assert wrote == []
    assert stands(study, number).message == ""


def test_a_job_ends_at_the_next_step_when_it_is_asked_to_stop(
    study: Study, ask: Callable[..., int]
) -> None:
    number = ask("stop")
    wrote = []

    def stop(work: Work) -> str:
        work.step(1, lambda _session: wrote.append(1))
        assert study.database.write(ask_to_stop, study.project_id, number)
        assert stands(study, number).stops
        work.step(2, lambda _session: wrote.append(2))
        return "It went on."

    runner(study.database, stop=stop).run(number)
    job = stands(study, number)
    assert (wrote, job.state, job.done, job.message) == ([1], "cancelled", 1, "It was stopped.")
    assert not study.database.write(ask_to_stop, study.project_id, number)


def test_a_job_that_waits_is_stopped_at_once(study: Study, ask: Callable[..., int]) -> None:
    number = ask(to=3)
    assert study.database.write(ask_to_stop, study.project_id, number)
    assert runner(study.database).run_waiting() == 0
    assert stands(study, number).state == "cancelled"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (Invalid("The file is empty."), "The file is empty."),
        (ValueError("CANARY"), "Something went wrong on our side."),
    ],
)
def test_a_job_that_fails_says_so_and_quotes_nothing(
    study: Study, ask: Callable[..., int], error: Exception, sentence: str
) -> None:
    def fail(_work: Work) -> str:
        raise error

    number = ask("fail")
    runner(study.database, fail=fail).run(number)
    job = stands(study, number)
    assert job.state == "failed"
    assert sentence in job.message
    assert "CANARY" not in job.message


def test_a_fragment_watches_a_job_and_stops_at_its_end(
    app: Flask, study: Study, ask: Callable[..., int], sign_in: SignIn
) -> None:
    number = ask(to=3)
    lead, address = sign_in("lead"), f"/p/{study.slug}/jobs/{number}"
    headers = {"HX-Request": "true"}
    died(study.database, number, done=1, total=3, ago=0)
    running = lead.get(address, headers=headers)
    assert 'role="progressbar"' in running.text
    assert 'aria-valuenow="1"' in running.text
    assert 'hx-trigger="every 1s"' in running.text
    assert "HX-Refresh" not in running.headers
    assert "Look again" in lead.get(address).text
    assert lead.post(f"{address}/stop", data={"back": address}).location == address
    assert "Stopping" in lead.get(address).text
    died(study.database, number, state="done", done=3, message="Counted.")
    over = lead.get(address, headers=headers)
    assert over.headers["HX-Refresh"] == "true"
    assert "hx-trigger" not in over.text
    assert app.extensions["annotator.jobs"].run_waiting() == 0


def test_a_job_is_stopped_by_a_lead_or_by_who_asked_for_it(
    study: Study, ask: Callable[..., int], sign_in: SignIn
) -> None:
    number = ask(to=3)
    address = f"/p/{study.slug}/jobs/{number}/stop"
    assert "can stop it" in sign_in("reader").post(address, follow_redirects=True).text
    assert sign_in("ana").post(address).status_code == 403
    assert stands(study, number).state == "waiting"
