import re
from collections.abc import Callable
from functools import partial

import pyotp
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from annotator import clock
from annotator.accounts import passwords
from annotator.accounts.actions import add_user
from annotator.accounts.administration.actions import disable, reset_password
from annotator.accounts.models import RecoveryCode
from annotator.accounts.second_factor import actions, queries
from annotator.db import Database, table
from annotator.errors import Conflict, Invalid, NotFound
from annotator.journal.models import Event

PASSWORD = "three calm readers"
PAGE = "/profile/second-factor"

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def ana(database: Database) -> int:
    return database.write(add_user, "ana", "Ana", passwords.hashed(PASSWORD))


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    now = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: now[0])
    return now


def later(moment: list[int], seconds: int) -> None:
    moment[0] += seconds * 1_000_000


def code(database: Database, user_id: int, secret: str = "", steps: int = 0) -> str:
    secret = secret or database.read(queries.standing, user_id).secret
    return pyotp.TOTP(secret).at(clock.now() // 1_000_000, counter_offset=steps)


def switch_on(database: Database, user_id: int) -> tuple[str, list[str]]:
    database.write(actions.begin, user_id)
    secret = database.read(queries.standing, user_id).secret
    return secret, database.write(actions.confirm, user_id, code(database, user_id))


def give_password(client: FlaskClient, onward: str = "") -> int:
    address = f"/sign-in?next={onward}" if onward else "/sign-in"
    return client.post(address, data={"username": "ana", "password": PASSWORD}).status_code


def signed_in(client: FlaskClient) -> bool:
    return client.get(PAGE).status_code == 200


def verbs(database: Database) -> list[str]:
    event = table(Event)
    return database.read(lambda session: list(session.scalars(sa.select(event.c.verb))))


@pytest.mark.usefixtures("moment")
def test_setting_up_shows_the_secret_until_a_code_confirms_it(
    ana: int,
    database: Database,
    sign_in: SignIn,
) -> None:
    client = sign_in("ana")
    assert client.post(f"{PAGE}/begin", data={"password": PASSWORD}).status_code == 303
    secret = database.read(queries.standing, ana).secret
    html = client.get(PAGE).text
    assert secret in html.replace(" ", "")
    assert 'd="M4 4h7v1h-7z' in html
    assert "style=" not in html
    assert "data:" not in html
    assert not database.read(queries.is_on, ana)
    wrong = client.post(f"{PAGE}/confirm", data={"code": "000000"})
    assert wrong.status_code == 400
    assert secret in wrong.text.replace(" ", "")
    shown = client.post(f"{PAGE}/confirm", data={"code": code(database, ana)})
    assert shown.status_code == 200
    assert len(set(re.findall(r"<code>([a-z2-7-]{27})</code>", shown.text))) == 10
    after = client.get(PAGE).text
    assert secret not in after.replace(" ", "")
    assert "10 of 10 left" in after
    assert verbs(database) == ["second-factor-on"]


def test_until_it_is_confirmed_sign_in_asks_for_no_code(
    ana: int, app: Flask, database: Database
) -> None:
    database.write(actions.begin, ana)
    client = app.test_client()
    give_password(client)
    assert signed_in(client)


@pytest.mark.parametrize("act", ["begin", "recovery-codes", "off"])
def test_every_change_asks_for_the_password(
    ana: int, database: Database, sign_in: SignIn, act: str
) -> None:
    if act != "begin":
        switch_on(database, ana)
    before = database.read(queries.standing, ana)
    answer = sign_in("ana").post(f"{PAGE}/{act}", data={"password": "three calm writers"})
    assert answer.status_code == 400
    assert "password is not right" in answer.text
    assert database.read(queries.standing, ana) == before


def test_the_password_alone_does_not_sign_in(
    ana: int, app: Flask, database: Database, moment: list[int]
) -> None:
    secret, _ = switch_on(database, ana)
    client = app.test_client()
    give_password(client, "/profile")
    assert not signed_in(client)
    assert client.get("/sign-in/code").status_code == 200
    later(moment, 30)
    answer = client.post("/sign-in/code", data={"code": code(database, ana, secret)})
    assert (answer.status_code, answer.location) == (303, "/profile")
    assert signed_in(client)


def test_the_code_page_needs_the_password_first(ana: int, app: Flask, database: Database) -> None:
    secret, _ = switch_on(database, ana)
    client = app.test_client()
    assert client.get("/sign-in/code").location == "/sign-in"
    answer = client.post("/sign-in/code", data={"code": code(database, ana, secret, 1)})
    assert answer.location == "/sign-in"
    assert not signed_in(client)


def test_the_first_step_is_forgotten_after_five_minutes(
    ana: int, app: Flask, database: Database, moment: list[int]
) -> None:
    secret, _ = switch_on(database, ana)
    client = app.test_client()
    give_password(client)
    later(moment, 301)
    answer = client.post("/sign-in/code", data={"code": code(database, ana, secret)})
    assert answer.location == "/sign-in"
    assert not signed_in(client)


def test_the_first_step_is_forgotten_when_the_password_changes_or_the_account_is_disabled(
    ana: int, app: Flask, database: Database
) -> None:
    _, recovery = switch_on(database, ana)
    database.write(add_user, "root", "Root", "!", is_administrator=True)
    client = app.test_client()
    anew = partial(reset_password, password_hash=passwords.hashed(PASSWORD))
    for act in (anew, disable):
        give_password(client)
        database.write(act, user_id=ana, actor_id=None)
        answer = client.post("/sign-in/code", data={"code": recovery[0]})
        assert answer.location == "/sign-in"
        assert not signed_in(client)
    assert database.read(queries.standing, ana).codes_left == len(recovery)


def test_a_code_works_once(ana: int, app: Flask, database: Database, moment: list[int]) -> None:
    secret, _ = switch_on(database, ana)
    later(moment, 30)
    used = code(database, ana, secret)
    first, second = app.test_client(), app.test_client()
    for client in (first, second):
        give_password(client)
    assert first.post("/sign-in/code", data={"code": used}).status_code == 303
    assert second.post("/sign-in/code", data={"code": used}).status_code == 401
    assert not signed_in(second)


@pytest.mark.usefixtures("moment")
def test_the_code_that_confirmed_signs_nobody_in(
    ana: int,
    app: Flask,
    database: Database,
) -> None:
    secret, _ = switch_on(database, ana)
    client = app.test_client()
    give_password(client)
    answer = client.post("/sign-in/code", data={"code": code(database, ana, secret)})
    assert answer.status_code == 401


@pytest.mark.usefixtures("moment")
def test_a_recovery_code_works_once_and_only_for_its_owner(
    ana: int,
    database: Database,
) -> None:
    boris = database.write(add_user, "boris", "Boris", "!")
    _, recovery = switch_on(database, ana)
    switch_on(database, boris)
    assert not database.write(actions.try_code, boris, recovery[0], "::1").is_right
    assert database.write(actions.try_code, ana, recovery[0], "::1").is_right
    assert not database.write(actions.try_code, ana, recovery[0], "::1").is_right
    assert database.write(actions.try_code, ana, recovery[1].upper(), "::1").is_right
    assert database.read(queries.standing, ana).codes_left == 8


def test_only_hashes_of_recovery_codes_are_stored(ana: int, database: Database) -> None:
    _, recovery = switch_on(database, ana)
    stored = table(RecoveryCode)
    hashes = database.read(lambda session: list(session.scalars(sa.select(stored.c.code_hash))))
    plain = {form for text in recovery for form in (text, text.replace("-", ""))}
    assert len(hashes) == 10
    assert not plain & set(hashes)


def test_new_recovery_codes_end_the_earlier_ones(
    ana: int, database: Database, sign_in: SignIn
) -> None:
    _, recovery = switch_on(database, ana)
    client = sign_in("ana")
    answer = client.post(f"{PAGE}/recovery-codes", data={"password": PASSWORD})
    fresh = re.findall(r"<code>([a-z2-7-]{27})</code>", answer.text)
    assert len(fresh) == 10
    assert not set(fresh) & set(recovery)
    assert not database.write(actions.try_code, ana, recovery[0], "::1").is_right
    assert database.write(actions.try_code, ana, fresh[0], "::1").is_right


def test_wrong_codes_are_held_for_a_while_with_a_clear_answer(
    ana: int, app: Flask, database: Database, moment: list[int]
) -> None:
    secret, recovery = switch_on(database, ana)
    client = app.test_client()
    give_password(client)
    for _ in range(5):
        assert client.post("/sign-in/code", data={"code": "000000"}).status_code == 401
    later(moment, 30)
    held = client.post("/sign-in/code", data={"code": code(database, ana, secret)})
    assert held.status_code == 429
    assert 0 < int(held.headers["Retry-After"]) <= 15 * 60
    assert "then try again" in held.text
    assert not signed_in(client)
    later(moment, int(held.headers["Retry-After"]))
    assert database.write(actions.try_code, ana, recovery[0], "::1").is_right


def test_a_browser_that_signed_in_before_is_held_by_its_own_wrong_codes_alone(
    ana: int, app: Flask, database: Database, moment: list[int]
) -> None:
    secret, recovery = switch_on(database, ana)
    known, other = app.test_client(), app.test_client()
    give_password(known)
    known.post("/sign-in/code", data={"code": recovery[0]})
    assert signed_in(known)
    known.post("/sign-out")
    give_password(other)
    wrong = [other.post("/sign-in/code", data={"code": "000000"}).status_code for _ in range(6)]
    assert wrong == [401] * 5 + [429]
    later(moment, 30)
    give_password(known)
    known.post("/sign-in/code", data={"code": code(database, ana, secret)})
    assert signed_in(known)
    known.post("/sign-out")
    later(moment, 600)
    tried = []
    for _ in range(6):
        give_password(known)
        tried.append(known.post("/sign-in/code", data={"code": "000000"}).status_code)
    assert tried == [401] * 5 + [429]


def test_a_day_holds_thirty_wrong_codes(ana: int, database: Database, moment: list[int]) -> None:
    switch_on(database, ana)
    looked_at = 0
    for _ in range(200):
        looked_at += not database.write(actions.try_code, ana, "000000", "::1").seconds_to_wait
        later(moment, 200)
    assert looked_at == 30


@pytest.mark.usefixtures("ana", "database")
def test_wrong_passwords_on_the_profile_are_held_too(sign_in: SignIn) -> None:
    client = sign_in("ana")
    answers = [client.post(f"{PAGE}/begin", data={"password": "no"}).status_code for _ in range(6)]
    assert answers == [400] * 5 + [429]


@pytest.mark.parametrize("act", ["confirm", "recovery-codes", "off"])
def test_a_change_ends_other_sessions_and_renews_this_one(
    ana: int, database: Database, sign_in: SignIn, act: str
) -> None:
    if act == "confirm":
        database.write(actions.begin, ana)
    else:
        switch_on(database, ana)
    here, elsewhere = sign_in("ana"), sign_in("ana")
    with here.session_transaction() as cookie:
        before = cookie["_user_id"]
    data = {"code": code(database, ana)} if act == "confirm" else {"password": PASSWORD}
    assert here.post(f"{PAGE}/{act}", data=data).status_code in (200, 303)
    with here.session_transaction() as cookie:
        assert cookie["_user_id"] != before
    assert signed_in(here)
    assert not signed_in(elsewhere)
    with elsewhere.session_transaction() as cookie:
        cookie["_user_id"] = before
    assert not signed_in(elsewhere)


def test_switched_off_the_password_is_enough(
    ana: int, app: Flask, database: Database, sign_in: SignIn
) -> None:
    switch_on(database, ana)
    sign_in("ana").post(f"{PAGE}/off", data={"password": PASSWORD})
    client = app.test_client()
    give_password(client)
    assert signed_in(client)
    assert verbs(database)[-1] == "second-factor-off"


def test_a_password_that_is_short_for_a_password_alone_keeps_the_second_step(
    ana: int, database: Database, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "SHORTEST", len(PASSWORD) + 1)
    switch_on(database, ana)
    answer = sign_in("ana").post(f"{PAGE}/off", data={"password": PASSWORD})
    assert answer.status_code == 400
    assert "Change your password first" in answer.text
    assert database.read(queries.is_on, ana)


def test_an_administrator_can_reset_it_and_that_is_written_down(
    ana: int, database: Database, sign_in: SignIn
) -> None:
    boss = database.write(add_user, "boss", "Boss", "!", is_administrator=True)
    _, recovery = switch_on(database, ana)
    client = sign_in("ana")
    database.write(actions.reset_second_factor, ana, boss)
    assert not database.read(queries.is_on, ana)
    assert not signed_in(client)
    assert not database.write(actions.try_code, ana, recovery[0], "::1").is_right
    event = table(Event)
    row = database.read(
        lambda session: session.execute(sa.select(event).order_by(event.c.id.desc())).first()
    )
    assert row is not None
    assert (row.verb, row.subject_id, row.actor_id) == ("second-factor-reset", ana, boss)
    with pytest.raises(NotFound):
        database.write(actions.reset_second_factor, ana, boss)


def test_a_second_set_up_does_not_replace_the_first(ana: int, database: Database) -> None:
    switch_on(database, ana)
    with pytest.raises(Conflict):
        database.write(actions.begin, ana)
    with pytest.raises(Conflict):
        database.write(actions.confirm, ana, "000000")


def test_no_secret_is_written_to_the_journal(ana: int, database: Database) -> None:
    secret, recovery = switch_on(database, ana)
    database.write(actions.try_code, ana, recovery[0], "::1")
    event = table(Event)
    rows = database.read(lambda session: str(session.execute(sa.select(event)).all()))
    assert secret not in rows
    assert not any(text in rows for text in recovery)


def test_an_early_clock_says_so_and_changes_nothing(ana: int, database: Database) -> None:
    database.write(actions.begin, ana)
    with pytest.raises(Invalid, match="clock"):
        database.write(actions.confirm, ana, code(database, ana, steps=5))
    assert not database.read(queries.is_on, ana)
