import pytest
from flask import Flask
from flask.testing import FlaskClient

from annotator.accounts import passwords
from annotator.accounts.actions import add_user
from annotator.db import Database
from conftest import SignIn

PASSWORD = "seven grey herons"


@pytest.fixture
def person(database: Database) -> str:
    """A person with a password, by user name."""
    database.write(add_user, "mira", "Mira Lund", passwords.hashed(PASSWORD))
    return "mira"


def enter(client: FlaskClient, username: str, password: str, onward: str = "") -> tuple[int, str]:
    answer = client.post(
        "/sign-in",
        query_string={"next": onward} if onward else {},
        data={"username": username, "password": password},
    )
    return answer.status_code, answer.location or answer.text


def test_the_right_password_opens_the_home_page(app: Flask, person: str) -> None:
    client = app.test_client()
    assert enter(client, person, PASSWORD) == (303, "/")
    assert "Mira Lund" in client.get("/").text


def test_a_user_name_is_the_same_in_any_case(app: Flask, person: str) -> None:
    assert enter(app.test_client(), person.upper(), PASSWORD) == (303, "/")


def test_after_signing_in_a_person_comes_where_they_wanted_to_go(app: Flask, person: str) -> None:
    client = app.test_client()
    asked = client.get("/projects/new")
    assert asked.status_code == 303
    answer = client.post(asked.location, data={"username": person, "password": PASSWORD})
    assert answer.location == "/projects/new"


def test_signing_in_leads_to_no_other_host(app: Flask, person: str) -> None:
    assert enter(app.test_client(), person, PASSWORD, "//evil.example/") == (303, "/")


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("username", ["mira", "nobody"])
def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_words(
    app: Flask, username: str
) -> None:
    client = app.test_client()
    status, text = enter(client, username, "not " + PASSWORD)
    assert status == 401
    assert "The user name or the password is not right." in text
    assert f'value="{username}"' in text
    assert PASSWORD not in text
    assert client.get("/").status_code == 303


def test_the_sign_in_page_has_nothing_for_a_person_who_is_signed_in(
    app: Flask, person: str
) -> None:
    client = app.test_client()
    enter(client, person, PASSWORD)
    assert client.get("/sign-in").status_code == 303


def test_signing_out_makes_a_copy_of_the_cookie_worthless(app: Flask, person: str) -> None:
    client, thief = app.test_client(), app.test_client()
    enter(client, person, PASSWORD)
    cookie = client.get_cookie("annotator")
    assert cookie is not None
    thief.set_cookie("annotator", cookie.value)
    assert thief.get("/").status_code == 200
    assert client.post("/sign-out").location == "/sign-in"
    assert thief.get("/").status_code == 303
    assert client.get("/").status_code == 303


def test_signing_out_ends_this_browser_alone(person: str, sign_in: SignIn) -> None:
    here, elsewhere = sign_in(person), sign_in(person)
    here.post("/sign-out")
    assert elsewhere.get("/").status_code == 200


def test_the_database_holds_no_secret_that_a_cookie_carries(
    app: Flask, person: str, database: Database
) -> None:
    client = app.test_client()
    enter(client, person, PASSWORD)
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    with database.snapshot() as session:
        dump = str(session.connection().exec_driver_sql("SELECT * FROM session").all())
        people = str(session.connection().exec_driver_sql("SELECT * FROM user").all())
    assert token not in dump
    assert PASSWORD not in people
