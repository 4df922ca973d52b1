from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from annotator.db import Database
from annotator.tokens.actions import Wish, make
from factories import CLAIM, Study, make_study

MakeToken = Callable[..., str]
Program = Callable[[str], FlaskClient]


@pytest.fixture
def study(database: Database) -> Study:
    """One submitted article, so that row number 1 of most kinds is this study's."""
    made = make_study(database, "ana")
    made.submit(made.desk("ana", made.add_article("It rained. It stopped.")), CLAIM, CLAIM)
    return made


@pytest.fixture
def make_token(study: Study) -> MakeToken:
    """Make a token of a person: `make_token("reader", may_write=True)` returns its secret."""

    def make_one(
        username: str = "reader",
        *,
        may_write: bool = False,
        days: int = 30,
        project_id: int | None = None,
    ) -> str:
        wish = Wish("nightly", project_id or study.project_id, may_write, days)
        return study.database.write(make, study.users[username], wish)

    return make_one


@pytest.fixture
def program(app: Flask) -> Program:
    """Return a client that sends a token with each request and begins without cookies."""

    def run(secret: str) -> FlaskClient:
        client = app.test_client()
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
        return client

    return run


@pytest.fixture
def export(study: Study) -> str:
    """The address of the study's whole data set."""
    return f"/p/{study.slug}/export/jsonl"
