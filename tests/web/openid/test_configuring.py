"""Sign-in by OpenID Connect is off until it is configured, and refuses to be configured badly."""

from typing import Any

import pytest
from flask import Flask

from annotator.accounts import passwords
from annotator.accounts.actions import add_user
from annotator.app import create_app
from annotator.config import Settings
from annotator.db import Database
from annotator.errors import Invalid

START = "/sign-in/openid"
# The provider of conftest.py, which tests cannot import from.
Provider = Any


def test_an_account_without_a_password_is_entered_by_none(app: Flask, database: Database) -> None:
    database.write(add_user, "mira", "Mira", passwords.UNUSABLE)
    for typed in ("", passwords.UNUSABLE):
        sent = {"username": "mira", "password": typed}
        assert app.test_client().post("/sign-in", data=sent).status_code == 401


def test_unless_configured_there_is_none_of_it(
    settings: Settings,
    provider: Provider,
) -> None:
    app = create_app(Settings(data=settings.data))
    client = app.test_client()
    assert client.get(START).status_code == 404
    assert client.get("/sign-in/openid/return?code=a&state=b").status_code == 404
    assert "/sign-in/openid" not in client.get("/sign-in").text
    assert provider.asked == []
    app.extensions["annotator.database"].close()


def test_an_issuer_without_https_is_refused_at_start(settings: Settings) -> None:
    with pytest.raises(Invalid, match="https"):
        create_app(
            Settings(data=settings.data, openid_issuer="http://a.example", openid_client_id="a")
        )


def test_the_secret_is_not_printed_with_the_settings() -> None:
    found = Settings(openid_client_secret="a secret of the two")  # type: ignore[arg-type]  # as text, like the environment gives it
    assert "a secret of the two" not in repr(found)
