from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from annotator.db import Database
from annotator.projects.queries import project_id
from conftest import SignIn
from factories import Study, make_study

Recorded = Callable[[Database], AbstractContextManager[list[str]]]

SLUG = "orvania-one-week-in-the-news"


@pytest.fixture
def study(database: Database) -> Study:
    return make_study(database, "ana", "ben")


@pytest.fixture
def demo_id(demo: Database) -> int:
    return demo.read(project_id, SLUG)


@pytest.fixture
def ravi(demo_sign_in: SignIn) -> FlaskClient:
    return demo_sign_in("ravi")


@pytest.fixture
def at(demo_app: Flask) -> Callable[[str], str]:
    """Return the address of a page of the demo's export, such as `at("csv")`."""
    del demo_app
    return lambda page: f"/p/{SLUG}/export/{page}".rstrip("/")


@pytest.fixture
def recorded() -> Recorded:
    """Collect what is asked of the database meanwhile."""

    @contextmanager
    def record(database: Database) -> Iterator[list[str]]:
        found: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            found.append(statement)

        sa.event.listen(database.reader, "before_cursor_execute", note)
        yield found
        sa.event.remove(database.reader, "before_cursor_execute", note)

    return record
