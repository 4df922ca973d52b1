"""The profile: one's name and one's password."""

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from annotator import clock
from annotator.accounts import passwords
from annotator.accounts.actions import add_user
from annotator.accounts.models import SecondFactor, User
from annotator.db import Database, table
from annotator.errors import Conflict
from annotator.journal.models import Event
from conftest import SignIn

PASSWORD = "seven grey herons"
NEW = "eleven loud magpies"


@pytest.fixture(autouse=True)
def mira(database: Database) -> int:
    return database.write(add_user, "mira", "Mira Lund", passwords.hashed(PASSWORD))


def enter(client: FlaskClient, password: str = PASSWORD) -> int:
    return client.post("/sign-in", data={"username": "mira", "password": password}).status_code


def change(
    client: FlaskClient, new: str = NEW, old: str = PASSWORD, again: str = ""
) -> TestResponse:
    return client.post(
        "/profile/password",
        data={"password": old, "new_password": new, "new_password_again": again or new},
    )


def is_in(client: FlaskClient) -> bool:
    return client.get("/profile").status_code == 200


def events(database: Database) -> list[tuple[object, ...]]:
    event = table(Event)
    columns = (event.c.verb, event.c.actor_id, event.c.subject_id, event.c.before, event.c.after)
    return database.read(
        lambda session: [tuple(row) for row in session.execute(sa.select(*columns))]
    )


def test_a_person_can_be_shown_under_another_name(
    mira: int, database: Database, sign_in: SignIn
) -> None:
    client = sign_in("mira")
    answer = client.post("/profile/name", data={"display_name": " Mira <Lund> "})
    assert answer.location == "/profile"
    page = client.get("/profile").text
    assert 'value="Mira &lt;Lund&gt;"' in page
    assert "<Lund>" not in page
    assert events(database) == [("rename", mira, mira, "Mira Lund", "Mira <Lund>")]


def test_without_a_name_the_user_name_is_shown(sign_in: SignIn) -> None:
    client = sign_in("mira")
    client.post("/profile/name", data={"display_name": " "})
    assert '<input id="display_name" name="display_name" type="text" value="mira"' in (
        client.get("/profile").text
    )


def test_a_name_that_is_too_long_is_refused(database: Database, sign_in: SignIn) -> None:
    answer = sign_in("mira").post("/profile/name", data={"display_name": "M" * 121})
    assert answer.status_code == 400
    assert "at most 120 characters" in answer.text
    assert events(database) == []


def test_a_changed_password_signs_in_and_the_old_one_does_not(
    app: Flask, mira: int, database: Database, sign_in: SignIn
) -> None:
    assert change(sign_in("mira")).location == "/profile"
    assert enter(app.test_client(), PASSWORD) == 401
    assert enter(app.test_client(), NEW) == 303
    assert events(database) == [("password-changed", mira, mira, None, None)]


def test_a_changed_password_ends_other_sessions_and_renews_this_one(sign_in: SignIn) -> None:
    here, elsewhere = sign_in("mira"), sign_in("mira")
    with here.session_transaction() as cookie:
        before = cookie["_user_id"]
    change(here)
    with here.session_transaction() as cookie:
        assert cookie["_user_id"] != before
    assert is_in(here)
    assert not is_in(elsewhere)
    with elsewhere.session_transaction() as cookie:
        cookie["_user_id"] = before
    assert not is_in(elsewhere)


def test_a_changed_password_forgets_the_persons_other_browsers(app: Flask) -> None:
    here, elsewhere = app.test_client(), app.test_client()
    enter(here)
    enter(elsewhere)
    change(here)
    elsewhere.get("/sign-in")
    for _ in range(5):
        enter(app.test_client(), "wrong")
    assert enter(elsewhere, NEW) == 429
    assert enter(here, NEW) == 303


def test_the_old_password_is_asked_for(app: Flask, database: Database, sign_in: SignIn) -> None:
    here, elsewhere = sign_in("mira"), sign_in("mira")
    answer = change(here, old="not it at all")
    assert answer.status_code == 400
    assert "Your current password is not right" in answer.text
    assert is_in(elsewhere)
    assert enter(app.test_client(), PASSWORD) == 303
    assert events(database) == []


def test_guesses_of_the_old_password_are_held(sign_in: SignIn) -> None:
    client = sign_in("mira")
    statuses = [change(client, old="not it").status_code for _ in range(6)]
    assert statuses == [400] * 5 + [429]
    held = change(client)
    assert "Retry-After" in held.headers
    assert "Too many attempts failed" in held.text


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("fourteen chars", "between 15 and 256 characters"),
        ("passwordpassword", "guessed first"),
        ("Mira Lund 2026 2026", "names that people know"),
        ("annotator mira 1", "names that people know"),
    ],
)
def test_a_password_that_is_guessed_first_is_refused(
    app: Flask, sign_in: SignIn, new: str, sentence: str
) -> None:
    answer = change(sign_in("mira"), new)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert f'value="{new}"' not in answer.text
    assert enter(app.test_client(), PASSWORD) == 303


def test_a_new_password_is_typed_twice(sign_in: SignIn) -> None:
    answer = change(sign_in("mira"), again=NEW + "x")
    assert answer.status_code == 400
    assert "not typed the same twice" in answer.text


def test_with_the_second_step_eight_characters_are_enough(
    mira: int, database: Database, sign_in: SignIn
) -> None:
    client = sign_in("mira")
    assert change(client, "qK7#vP2m").status_code == 400
    factor = sa.insert(table(SecondFactor)).values(
        user_id=mira, secret="A" * 32, last_step=0, created_at=1, confirmed_at=clock.now()
    )
    database.write(lambda session: session.execute(factor))
    assert "8 characters or more" in client.get("/profile").text
    assert change(client, "qK7#vP2m").status_code == 303


def test_a_second_step_that_is_not_confirmed_shortens_nothing(
    mira: int, database: Database, sign_in: SignIn
) -> None:
    factor = sa.insert(table(SecondFactor)).values(
        user_id=mira, secret="A" * 32, last_step=0, created_at=1
    )
    database.write(lambda session: session.execute(factor))
    assert change(sign_in("mira"), "qK7#vP2m").status_code == 400


def test_no_password_is_written_to_the_journal_or_the_table(
    database: Database, sign_in: SignIn
) -> None:
    change(sign_in("mira"))
    user = sa.select(table(User))
    stored = database.read(lambda session: str(session.execute(user).all()))
    assert NEW not in stored
    assert NEW not in str(events(database))


def test_a_name_that_a_disabled_account_has_is_taken(mira: int, database: Database) -> None:
    user = table(User)
    disable = sa.update(user).where(user.c.id == mira).values(disabled_at=clock.now())
    database.write(lambda session: session.execute(disable))
    with pytest.raises(Conflict, match="already an account"):
        database.write(add_user, "MIRA", "Another", "!")
