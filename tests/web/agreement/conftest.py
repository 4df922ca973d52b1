from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from annotator.db import Database
from conftest import SignIn
from factories import CLAIM, DENIAL, FRAMING, NONE, Study, make_study

Ask = Callable[..., str]
Statements = Callable[[], AbstractContextManager[list[str]]]

BRIDGE = ("The bridge opened.", "The town cheered.", "A band played.")
FERRY = ("The ferry sank.", "Nobody was told.", "It rained.")


@pytest.fixture
def study(database: Database) -> Study:
    """Two annotators on two articles; `ana` leaves one sentence unlabelled, an implied none.

    The bridge: claim claim, claim denial, none none. The ferry: denial denial, framing claim,
    none none.
    """
    made = make_study(database, "ana", "ben")
    bridge = made.add_article(*BRIDGE, title="Bridge")
    ferry = made.add_article(*FERRY, title="Ferry")
    made.submit(made.desk("ana", bridge), CLAIM, CLAIM, None)
    made.submit(made.desk("ben", bridge), CLAIM, DENIAL, NONE)
    made.submit(made.desk("ana", ferry), DENIAL, FRAMING, NONE)
    made.submit(made.desk("ben", ferry), DENIAL, CLAIM, NONE)
    return made


@pytest.fixture
def reader(study: Study, sign_in: SignIn) -> Ask:
    """Open a page below the project's agreement page as its researcher."""
    return asking(sign_in("reader"), study)


@pytest.fixture
def lead(study: Study, sign_in: SignIn) -> Ask:
    """Open a page below the project's agreement page as its lead."""
    return asking(sign_in("lead"), study)


def asking(client: FlaskClient, study: Study) -> Ask:
    def ask(path: str = "", status: int = 200, **headers: str) -> str:
        answer = client.get(f"/p/{study.slug}/agreement{path}", headers=headers)
        assert answer.status_code == status, answer.text
        return answer.text

    return ask


@pytest.fixture
def statements(app: Flask) -> Statements:
    """Collect what is asked of the database inside `with statements() as found:`."""

    @contextmanager
    def collect() -> Iterator[list[str]]:
        engine = app.extensions["annotator.database"].reader
        found: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            found.append(statement)

        sa.event.listen(engine, "before_cursor_execute", note)
        yield found
        sa.event.remove(engine, "before_cursor_execute", note)

    return collect
