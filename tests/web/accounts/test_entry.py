"""Who may enter, walked over every route; whom each lets in is told in tests/web/security/."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from annotator.accounts.actions import add_user
from annotator.app import csrf
from annotator.dashboard.actions import start_project
from annotator.db import Database
from annotator.projects.actions import ProjectSettings
from annotator.web import guard
from conftest import SignIn
from factories import CLAIM, DENIAL, Study, make_study


@pytest.fixture
def study(database: Database) -> Study:
    """Two people differ on one sentence, so that row number 1 of every kind is this study's."""
    made = make_study(database, "ana", "ben")
    article = made.add_article("It rained. It stopped.")
    made.submit(made.desk("ana", article), CLAIM, CLAIM)
    made.submit(made.desk("ben", article), DENIAL, CLAIM)
    return made


@pytest.fixture
def other(study: Study) -> str:
    """Another project on the same server, led by zoe."""
    zoe = study.database.write(add_user, "zoe", "Zoe", "!")
    _, slug = study.database.write(start_project, ProjectSettings("Else", "en", 2), zoe, "zoe")
    return slug


def ways(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every route with each of its methods."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            if rule.endpoint != "static":
                yield rule, method


def knock(client: FlaskClient, rule: Rule, method: str, slug: str) -> int:
    address = rule.rule.replace("<slug>", slug).replace("<token>", "wrong")
    address = re.sub(r"<number:\w+>", "1", address).replace("<public_id>", "none")
    address = address.replace("<name>", "labels")
    assert "<" not in address, f"the walk does not know how to fill {rule.rule}"
    return client.open(address, method=method).status_code


def test_an_application_with_a_route_that_does_not_say_refuses_to_start() -> None:
    app = Flask("careless")
    app.add_url_rule("/secret", view_func=lambda: "everything", endpoint="secret")
    with pytest.raises(RuntimeError, match="secret"):
        guard.check_that_every_route_states_who_may_enter(app)


def test_nobody_enters_without_signing_in(app: Flask, study: Study) -> None:
    client = app.test_client()
    found = {
        (rule.endpoint, method): knock(client, rule, method, study.slug)
        for rule, method in ways(app)
        if getattr(app.view_functions[rule.endpoint], guard.STATED) != "anyone"
    }
    assert len(found) > 20
    assert set(found.values()) == {303}


def test_a_project_does_not_exist_for_people_of_another_one(
    app: Flask, study: Study, other: str, sign_in: SignIn
) -> None:
    client = sign_in("zoe")
    found = {
        (rule.endpoint, method): knock(client, rule, method, study.slug)
        for rule, method in ways(app)
        if "<slug>" in rule.rule
    }
    assert set(found.values()) == {404}
    assert client.get(f"/p/{other}").status_code == 200


def test_rows_of_another_project_do_not_exist_under_ones_own_address(
    app: Flask, other: str, sign_in: SignIn
) -> None:
    client = sign_in("zoe")
    found = {
        (rule.endpoint, method): knock(client, rule, method, other)
        for rule, method in ways(app)
        if "<number:" in rule.rule and "<slug>" in rule.rule
    }
    assert len(found) > 5
    assert set(found.values()) == {403, 404}


@pytest.mark.usefixtures("study")
def test_making_projects_is_for_administrators(sign_in: SignIn) -> None:
    assert sign_in("lead").get("/projects/new").status_code == 200
    assert sign_in("ana").get("/projects/new").status_code == 403
    assert sign_in("ana").post("/projects/new", data={"name": "Mine"}).status_code == 403


def test_a_person_who_lost_every_role_has_no_way_in(study: Study, sign_in: SignIn) -> None:
    ana = sign_in("ana")
    assert ana.get(f"/p/{study.slug}").status_code == 200
    sign_in("lead").post(f"/p/{study.slug}/people", data={"username": "ana"})
    assert ana.get(f"/p/{study.slug}").status_code == 404


@pytest.fixture
def guarded(app: Flask) -> Flask:
    """The application with its protection against forged requests, as people run it."""
    app.config["WTF_CSRF_ENABLED"] = True
    return app


def test_a_write_without_its_token_is_refused_everywhere(
    guarded: Flask, study: Study, sign_in: SignIn
) -> None:
    assert not csrf._exempt_views
    assert not csrf._exempt_blueprints
    client = sign_in("lead")
    found = {
        rule.endpoint: knock(client, rule, method, study.slug)
        for rule, method in ways(guarded)
        if method == "POST"
    }
    assert len(found) > 12
    assert set(found.values()) == {400}


@pytest.mark.usefixtures("guarded", "study")
def test_a_write_with_the_token_of_its_page_is_taken(sign_in: SignIn) -> None:
    client = sign_in("lead")
    page = client.get("/projects/new").text
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    answer = client.post("/projects/new", data={"csrf_token": found[1], "name": "Second"})
    assert answer.location == "/p/second"
