import logging
import threading
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from annotator import clock
from annotator.db import Database, table
from annotator.projects.models import ApiToken
from annotator.web import bearer
from factories import Study

MakeToken = Callable[..., str]
Program = Callable[[str], FlaskClient]

_token = table(ApiToken)


def last_used(database: Database) -> int | None:
    with database.snapshot() as session:
        found: int | None = session.execute(sa.select(_token.c.last_used_at)).scalar_one()
    return found


def test_the_last_use_is_written_once_a_minute(
    study: Study,
    make_token: MakeToken,
    program: Program,
    export: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = program(make_token())
    start = clock.now()
    seen = []
    for seconds in (0, 30, 59, 61, 62):
        monkeypatch.setattr(clock, "now", lambda at=start + seconds * 1_000_000: at)
        assert client.get(export, buffered=True).status_code == 200
        seen.append(last_used(study.database))
    assert [None if at is None else (at - start) // 1_000_000 for at in seen] == [0, 0, 0, 61, 61]


def test_a_use_that_cannot_be_written_down_fails_no_read(
    app: Flask,
    make_token: MakeToken,
    program: Program,
    export: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    secret = make_token()
    database: Database = app.extensions["annotator.database"]

    @sa.event.listens_for(database.writer, "before_cursor_execute")
    def full(*_args: object) -> None:
        raise sa.exc.OperationalError("UPDATE", {}, Exception("database or disk is full"))

    answer = program(secret).get(export, buffered=True)
    assert answer.status_code == 200
    assert "It rained." in answer.text
    assert "the use of API token 1 was not noted: OperationalError" in caplog.text


def test_a_read_does_not_wait_until_its_use_is_written_down(
    app: Flask, make_token: MakeToken, program: Program, export: str
) -> None:
    client = program(make_token())
    database: Database = app.extensions["annotator.database"]
    held, done = threading.Event(), threading.Event()

    def hold(_session: object) -> None:
        held.set()
        done.wait(20)

    writer = threading.Thread(target=database.write, args=(hold,))
    writer.start()
    try:
        assert held.wait(5)
        answer = client.get(export)
        assert "It rained." in answer.text
        assert last_used(database) is None
    finally:
        done.set()
        writer.join()
    answer.close()
    assert last_used(database) is not None


def test_no_secret_reaches_the_log_even_when_something_breaks(
    app: Flask,
    study: Study,
    make_token: MakeToken,
    program: Program,
    export: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(**_kwargs: object) -> str:
        raise RuntimeError("it broke")

    setattr(broken, bearer.FOR_PROGRAMS, True)
    app.view_functions["dashboard.project"] = broken
    caplog.set_level(logging.DEBUG)
    secret = make_token()
    client = program(secret)
    client.get(export, buffered=True)
    assert client.post(export).status_code == 403
    assert program(secret + "x").get(export).status_code == 401
    assert client.get(f"/p/{study.slug}").status_code == 500
    assert "at dashboard.project" in caplog.text
    assert secret not in caplog.text
