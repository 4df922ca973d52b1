from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from annotator.db import Database
from conftest import SignIn
from factories import Study, make_study

Bring = Callable[..., TestResponse]

TABLES = ("import_batch", "article", "paragraph", "sentence")


@pytest.fixture
def study(database: Database) -> Study:
    """A project without articles."""
    return make_study(database, "ana")


@pytest.fixture
def lead(study: Study, sign_in: SignIn) -> FlaskClient:
    """The project's lead."""
    assert "lead" in study.users
    return sign_in("lead")


@pytest.fixture
def bring(study: Study, lead: FlaskClient) -> Bring:
    """Send a pasted text or a file: `bring(text=...)`, `bring(b"...", "a.html")`."""

    def send(raw: bytes | None = None, name: str = "article.txt", text: str = "") -> TestResponse:
        form: dict[str, object] = {"text": text}
        if raw is not None:
            form["file"] = FileStorage(BytesIO(raw), name)
        # Encoded in memory: the test client would leave a temporary file open.
        boundary, body = encode_multipart(form)
        kind = f"multipart/form-data; boundary={boundary}"
        return lead.post(f"/p/{study.slug}/imports", data=body, content_type=kind)

    return send


@pytest.fixture
def stored(database: Database) -> Callable[[], dict[str, int]]:
    """Count the rows that imports make."""

    def count() -> dict[str, int]:
        with database.snapshot() as session:
            ask = session.connection().exec_driver_sql
            return {name: ask(f"SELECT count(*) FROM {name}").scalar_one() for name in TABLES}  # noqa: S608  # our own names

    return count
