"""Sessions: new at each sign-in, ended by time and by their person, never in the way of reading."""

import re

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from annotator import clock
from annotator.accounts import passwords
from annotator.accounts.actions import add_user, end_session, note_seen, start_session
from annotator.accounts.models import UserSession
from annotator.config import Settings
from annotator.db import Database, table
from conftest import SignIn

PASSWORD = "seven grey herons"
DAY = 24 * 3600 * 1_000_000
MINUTE = 60 * 1_000_000
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"


@pytest.fixture
def mira(database: Database) -> int:
    return database.write(add_user, "mira", "Mira Lund", passwords.hashed(PASSWORD))


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Time stands still until a test moves it."""
    now = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: now[0])
    return now


def enter(client: FlaskClient) -> str:
    """Sign mira in; returns the session's secret."""
    answer = client.post(
        "/sign-in",
        data={"username": "mira", "password": PASSWORD},
        headers={"User-Agent": FIREFOX},
    )
    assert answer.status_code == 303
    with client.session_transaction() as cookie:
        return str(cookie["_user_id"])


def is_in(client: FlaskClient) -> bool:
    return client.get("/profile", buffered=True).status_code == 200


def seen_at(database: Database) -> int:
    latest = sa.select(sa.func.max(table(UserSession).c.last_seen_at))
    return database.read(lambda session: int(session.execute(latest).scalar_one()))


@pytest.mark.usefixtures("mira")
def test_each_sign_in_has_a_session_of_its_own(app: Flask) -> None:
    first, second = app.test_client(), app.test_client()
    assert enter(first) != enter(second)


@pytest.mark.usefixtures("mira")
def test_a_session_planted_before_sign_in_is_not_taken_over(app: Flask, database: Database) -> None:
    eve = database.write(add_user, "eve", "Eve", "!")
    planted = database.write(start_session, eve)
    victim, thief = app.test_client(), app.test_client()
    for client in (victim, thief):
        with client.session_transaction() as cookie:
            cookie["_user_id"] = planted
            cookie["csrf_token"] = "known to the thief"
            cookie["half_sign_in"] = {"user_id": eve, "until": clock.now() + DAY, "onward": ""}
    token = enter(victim)
    assert token != planted
    assert "Mira Lund" in victim.get("/profile").text
    assert not is_in(thief)
    with victim.session_transaction() as cookie:
        assert "csrf_token" not in cookie or cookie["csrf_token"] != "known to the thief"
        assert "half_sign_in" not in cookie


@pytest.mark.usefixtures("mira")
def test_the_same_browser_signing_in_again_ends_its_earlier_session(app: Flask) -> None:
    client, thief = app.test_client(), app.test_client()
    enter(client)
    cookie = client.get_cookie("annotator")
    assert cookie is not None
    thief.set_cookie("annotator", cookie.value)
    assert is_in(thief)
    enter(client)
    assert is_in(client)
    assert not is_in(thief)


@pytest.mark.usefixtures("mira")
def test_signing_out_leaves_nothing_of_the_session_in_the_cookie(app: Flask) -> None:
    client = app.test_client()
    enter(client)
    client.post("/sign-out")
    with client.session_transaction() as cookie:
        assert not dict(cookie)


@pytest.mark.usefixtures("mira")
def test_a_session_that_is_not_used_ends(app: Flask, moment: list[int]) -> None:
    client = app.test_client()
    enter(client)
    moment[0] += 7 * DAY - MINUTE
    assert is_in(client)
    moment[0] += 7 * DAY - MINUTE
    assert is_in(client)
    moment[0] += 7 * DAY
    assert not is_in(client)


@pytest.mark.usefixtures("mira")
def test_a_session_ends_however_much_it_is_used(app: Flask, moment: list[int]) -> None:
    client = app.test_client()
    enter(client)
    for _ in range(29):
        moment[0] += DAY
        assert is_in(client)
    moment[0] += DAY
    assert not is_in(client)


@pytest.mark.usefixtures("mira")
def test_both_limits_are_settings(app: Flask, settings: Settings, moment: list[int]) -> None:
    app.extensions["annotator.settings"] = settings.model_copy(
        update={"session_days": 3, "session_idle_days": 1}
    )
    idle, busy = app.test_client(), app.test_client()
    enter(idle)
    enter(busy)
    for _ in range(3):
        assert is_in(busy)
        moment[0] += DAY - MINUTE
    assert not is_in(idle)
    moment[0] += 4 * MINUTE
    assert not is_in(busy)


def test_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATOR_SESSION_DAYS", "3")
    monkeypatch.setenv("ANNOTATOR_SESSION_IDLE_DAYS", "1")
    found = Settings()
    assert (found.session_lasts, found.session_idle_lasts) == (3 * DAY, DAY)


@pytest.mark.usefixtures("mira")
def test_the_last_use_is_written_down_every_few_minutes_at_most(
    app: Flask, database: Database, moment: list[int]
) -> None:
    client = app.test_client()
    enter(client)
    start = moment[0]
    moment[0] += 5 * MINUTE
    is_in(client)
    assert seen_at(database) == start
    moment[0] += 1
    is_in(client)
    assert seen_at(database) == moment[0]


@pytest.mark.usefixtures("mira")
def test_reading_goes_on_when_the_last_use_cannot_be_written(
    app: Flask, database: Database, moment: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    client = app.test_client()
    token = enter(client)
    start = moment[0]
    with database.writer.connect() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE UPDATE ON session BEGIN"
            " SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
        connection.commit()
    moment[0] += DAY
    assert is_in(client)
    assert seen_at(database) == start
    assert "the use of a session was not noted" in caplog.text
    assert token not in caplog.text


def test_a_session_that_ended_is_not_brought_back_by_its_last_use(
    database: Database, mira: int, moment: list[int]
) -> None:
    token = database.write(start_session, mira)
    database.write(end_session, token)
    start = moment[0]
    moment[0] += DAY
    database.write(note_seen, 1)
    assert seen_at(database) == start


def test_a_second_sign_out_does_not_change_when_the_session_ended(
    database: Database, mira: int, moment: list[int]
) -> None:
    token = database.write(start_session, mira)
    ended = sa.select(table(UserSession).c.revoked_at)
    database.write(end_session, token)
    first = moment[0]
    moment[0] += DAY
    database.write(end_session, token)
    assert database.read(lambda session: session.execute(ended).scalar_one()) == first


@pytest.mark.usefixtures("mira")
def test_sessions_that_ended_long_ago_are_forgotten(
    app: Flask, database: Database, moment: list[int]
) -> None:
    enter(app.test_client())
    moment[0] += 31 * DAY
    enter(app.test_client())
    counted = sa.select(sa.func.count()).select_from(table(UserSession))
    assert database.read(lambda session: session.execute(counted).scalar_one()) == 1


@pytest.mark.usefixtures("mira")
def test_the_profile_lists_ones_sessions_and_marks_this_one(app: Flask, sign_in: SignIn) -> None:
    here = app.test_client()
    sign_in("mira")
    enter(here)
    page = here.get("/profile").text
    listed = re.findall(r'<th scope="row">(.*?)</th>', page)
    assert listed == [
        'Firefox on Linux <span class="badge badge-good">this one</span>',
        "An unknown browser",
    ]


@pytest.mark.usefixtures("mira")
def test_a_session_can_be_ended_from_another_one(app: Flask, sign_in: SignIn) -> None:
    here, elsewhere = app.test_client(), sign_in("mira")
    enter(here)
    action = re.findall(r'action="(/profile/sessions/\d+/end)"', here.get("/profile").text)[1]
    assert here.post(action).location == "/profile"
    assert not is_in(elsewhere)
    assert is_in(here)
    assert here.post(action).status_code == 404


@pytest.mark.usefixtures("mira")
def test_ending_this_session_signs_out_here(app: Flask) -> None:
    here = app.test_client()
    enter(here)
    action = re.findall(r'action="(/profile/sessions/\d+/end)"', here.get("/profile").text)[0]
    assert here.post(action).location == "/sign-in"
    assert "You are signed out here." in here.get("/sign-in").text
    assert not is_in(here)


@pytest.mark.usefixtures("mira")
def test_nobody_can_end_a_session_of_another_person(database: Database, sign_in: SignIn) -> None:
    database.write(add_user, "eve", "Eve", "!")
    mira, eve = sign_in("mira"), sign_in("eve")
    assert eve.post("/profile/sessions/1/end").status_code == 404
    assert is_in(mira)
    assert "/profile/sessions/1/end" not in eve.get("/profile").text


@pytest.mark.usefixtures("mira")
def test_signing_out_everywhere_ends_every_session_of_this_person_alone(
    database: Database, sign_in: SignIn
) -> None:
    database.write(add_user, "eve", "Eve", "!")
    here, elsewhere, eve = sign_in("mira"), sign_in("mira"), sign_in("eve")
    assert here.post("/profile/sign-out-everywhere").location == "/sign-in"
    assert not is_in(here)
    assert not is_in(elsewhere)
    assert is_in(eve)
