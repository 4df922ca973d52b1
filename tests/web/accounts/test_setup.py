import pytest
from flask import Flask

from annotator.accounts import queries
from annotator.accounts.actions import offer_setup
from annotator.db import Database

GOOD = {"username": "ines", "display_name": "Ines Vahl", "password": "four quiet green boats"}


@pytest.fixture
def token(database: Database) -> str:
    """The one-time token of a new server."""
    found = database.write(offer_setup)
    assert found is not None
    return found


def test_the_first_account_is_an_administrator_and_is_signed_in(
    app: Flask, token: str, database: Database
) -> None:
    client = app.test_client()
    page = client.get(f"/setup/{token}").text
    assert "15 characters or more" in page
    assert client.post(f"/setup/{token}", data=GOOD).location == "/"
    assert "Make a project" in client.get("/").text
    (account,) = database.read(queries.accounts)
    assert (account.username, account.is_administrator) == ("ines", True)


def test_the_first_account_is_made_once_only(app: Flask, token: str, database: Database) -> None:
    app.test_client().post(f"/setup/{token}", data=GOOD)
    again = app.test_client()
    assert again.get(f"/setup/{token}").status_code == 403
    answer = again.post(f"/setup/{token}", data=GOOD | {"username": "eve"})
    assert answer.status_code == 403
    assert "used already" in answer.text
    assert len(database.read(queries.accounts)) == 1


def test_a_guessed_token_makes_no_account(app: Flask, token: str, database: Database) -> None:
    assert app.test_client().post(f"/setup/{token}x", data=GOOD).status_code == 403
    assert not database.read(queries.anybody)


def test_a_newer_token_ends_the_earlier_one(app: Flask, token: str, database: Database) -> None:
    newer = database.write(offer_setup)
    assert app.test_client().get(f"/setup/{token}").status_code == 403
    assert app.test_client().get(f"/setup/{newer}").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"password": "fourteen chars"}, "between 15 and 256 characters"),
        ({"username": ""}, "between 1 and 64 characters"),
        ({"username": "two words"}, "no spaces"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_is_kept(
    app: Flask, token: str, database: Database, wrong: dict[str, str], sentence: str
) -> None:
    client = app.test_client()
    answer = client.post(f"/setup/{token}", data=GOOD | wrong)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert 'value="Ines Vahl"' in answer.text
    assert "four quiet" not in answer.text
    assert not database.read(queries.anybody)
    assert client.post(f"/setup/{token}", data=GOOD).status_code == 303
