"""An error says a reference and no more; the log has it, and nothing that a person wrote."""

import logging
import re

import pytest
import sqlalchemy as sa
from flask import Flask

from annotator.accounts.actions import add_user
from annotator.db import Database
from annotator.web import guard
from annotator.web.log import described
from conftest import signed_in

SECRET = "the minister's own words"


def failing(app: Flask, error: BaseException) -> None:
    """Add a route that fails with an error, caused by another one."""
    error.__cause__ = ValueError(SECRET)

    @guard.anyone
    def fail() -> str:
        raise error

    app.add_url_rule("/fail", view_func=fail, methods=["GET", "POST"])


def test_an_unexpected_error_has_a_reference_that_the_log_carries(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    failing(app, RuntimeError(SECRET))
    answer = app.test_client().get("/fail")
    assert answer.status_code == 500
    reference = re.search(r"under ([0-9a-f]{8})\.", answer.text)
    assert reference is not None
    assert reference[1] in caplog.text
    assert "RuntimeError" in caplog.text
    assert "ValueError" in caplog.text
    assert "test_logs.py" in caplog.text
    for inside in ("Traceback", "RuntimeError", "test_logs", ".py", SECRET):
        assert inside not in answer.text


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_no_word_of_a_person_reaches_the_log(
    app: Flask, database: Database, caplog: pytest.LogCaptureFixture, accept: str
) -> None:
    caplog.set_level(logging.DEBUG)
    database.write(add_user, "ada", "Ada", "!")
    failing(app, RuntimeError(SECRET))
    client = signed_in(app, "ada")
    cookie = client.get_cookie("annotator")
    assert cookie is not None
    answer = client.post(
        f"/fail?q={SECRET}",
        data={"text": SECRET, "password": SECRET},
        headers={"Accept": accept, "Authorization": f"Basic {SECRET}", "X-Note": SECRET},
    )
    assert answer.status_code == 500
    assert SECRET not in caplog.text
    assert cookie.value not in caplog.text
    with client.session_transaction() as held:
        assert held["_user_id"] not in caplog.text


def test_a_failed_statement_is_logged_without_its_values(
    app: Flask, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    @guard.anyone
    def fail() -> str:
        statement = sa.text("INSERT INTO nowhere VALUES (:words)")
        app.extensions["annotator.database"].write(
            lambda s: s.execute(statement, {"words": SECRET})
        )
        return ""

    app.add_url_rule("/fail", view_func=fail)
    assert app.test_client().get("/fail").status_code == 500
    assert "no such table: nowhere" in caplog.text
    assert SECRET not in caplog.text
    with pytest.raises(sa.exc.OperationalError) as raised:
        database.write(
            lambda s: s.execute(sa.text("INSERT INTO nowhere VALUES (:w)"), {"w": SECRET})
        )
    assert SECRET not in str(raised.value)


def test_a_record_is_one_line_whatever_it_is_about(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    forged = "x\r\n2026-01-01 ERROR forged\u2028line\x1b[31m"
    failing(app, OSError(5, forged))
    app.test_client().get("/fail")
    app.test_client().post("/sign-in", headers={"Origin": "http://evil.example"})
    app.test_client().get("/", headers={"Host": "evil.example"})
    assert len(caplog.records) >= 3
    for record in caplog.records:
        assert record.getMessage().isprintable()


def test_an_error_that_caused_itself_ends() -> None:
    error = RuntimeError("round")
    error.__cause__ = error
    assert described(error).startswith("RuntimeError")
