"""What a page asks of the database does not grow with the project."""

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from annotator.accounts.actions import add_user
from annotator.dashboard.actions import start_project
from annotator.db import Database
from annotator.projects.actions import ProjectSettings, set_roles
from conftest import SignIn
from factories import CLAIM, DENIAL, FRAMING, NONE, Study, make_study

MOST = 20
PASTED = "A headline of note\n\nIt rained all night. Nobody came to the square.\n"


@pytest.fixture
def study(database: Database) -> Study:
    """A small study in which two annotators differ once."""
    made = make_study(database, "ana", "ben")
    labelled(made, "It rained. It stopped.", 2)
    return made


def labelled(study: Study, text: str, sentences: int) -> None:
    """Add an article on whose first sentence the annotators differ."""
    article = study.add_article(text)
    study.submit(study.desk("ana", article), CLAIM, *[NONE] * (sentences - 1))
    study.submit(study.desk("ben", article), DENIAL, *[NONE] * (sentences - 1))


def grow(study: Study, lead: FlaskClient) -> None:
    """Make everything in the study more, and the longer preview the newest import."""
    for number in range(3):
        labelled(study, f"One {number}. Two. Three. Four.", 4)
        name, actor = f"extra{number}", study.users["lead"]
        study.database.write(add_user, name, name, "!")
        study.database.write(set_roles, study.project_id, name, ["annotator"], actor_id=actor)
        settings = ProjectSettings(f"Another {number}", "en", 2)
        study.database.write(start_project, settings, actor, "lead")
    lead.post(f"/p/{study.slug}/review/1", data={"choice": str(FRAMING), "seen": "0"})


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/p/a-study",
        "/p/a-study/people",
        "/p/a-study/codebook",
        "/p/a-study/articles",
        "/p/a-study/articles/1",
        "/p/a-study/review",
        "/p/a-study/review/1",
    ],
)
def test_a_larger_project_costs_no_more_queries(
    app: Flask, study: Study, sign_in: SignIn, path: str
) -> None:
    lead, statements = sign_in("lead"), watched(app)
    before = cost(lead, path, statements)
    grow(study, lead)
    assert cost(lead, path, statements) == before < MOST


def test_an_annotators_overview_costs_no_more_queries_in_a_larger_project(
    app: Flask, study: Study, sign_in: SignIn
) -> None:
    ana, statements = sign_in("ana"), watched(app)
    before = cost(ana, "/p/a-study", statements)
    grow(study, sign_in("lead"))
    assert cost(ana, "/p/a-study", statements) == before < MOST


def test_the_preview_of_a_longer_article_costs_no_more_queries(
    app: Flask, study: Study, sign_in: SignIn
) -> None:
    lead, statements = sign_in("lead"), watched(app)
    previews = [
        lead.post(f"/p/{study.slug}/imports", data={"text": text}).location
        for text in (PASTED, PASTED + "\nAnother paragraph. It goes on.\n" * 20)
    ]
    short, long = (cost(lead, preview, statements) for preview in previews)
    assert short == long < MOST


def watched(app: Flask) -> list[str]:
    """Return a list that every query of the application is added to."""
    found: list[str] = []
    engine = app.extensions["annotator.database"].reader
    sa.event.listen(engine, "before_cursor_execute", lambda *event: found.append(event[2]))
    return found


def cost(client: FlaskClient, path: str, statements: list[str]) -> int:
    statements.clear()
    assert client.get(path).status_code == 200
    assert statements
    return len(statements)
