from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from flask_login import current_user
from werkzeug.routing import Rule

from annotator.app import PROGRAMS_WRITE
from annotator.dashboard.actions import start_project
from annotator.projects.actions import ProjectSettings
from annotator.web import bearer
from conftest import SignIn
from factories import Study

MakeToken = Callable[..., str]
Program = Callable[[str], FlaskClient]


def ways(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield rule, method


def knock(client: FlaskClient, rule: Rule, method: str, slug: str) -> int:
    values: dict[str, Any] = dict.fromkeys(rule.arguments, 1) | {"slug": slug, "filename": "x"}
    with client.application.test_request_context():
        built = rule.build({name: values[name] for name in rule.arguments})
    assert built is not None
    return client.open(built[1], method=method).status_code


def test_no_address_outside_projects_is_open_to_a_token_even_of_an_administrator(
    app: Flask, study: Study, make_token: MakeToken, program: Program
) -> None:
    client = program(make_token("lead", may_write=True))
    found = {
        (rule.rule, method): knock(client, rule, method, study.slug)
        for rule, method in ways(app)
        if "slug" not in rule.arguments
    }
    assert len(found) > 8
    assert set(found.values()) == {403}


def test_a_token_that_may_read_is_refused_by_every_write(
    app: Flask, study: Study, make_token: MakeToken, program: Program
) -> None:
    client = program(make_token("lead"))
    found = {
        rule.rule: knock(client, rule, method, study.slug)
        for rule, method in ways(app)
        if method == "POST"
    }
    assert len(found) > 12
    assert set(found.values()) == {403}


def test_a_token_that_may_write_is_refused_where_rights_are_given_or_things_end_for_good(
    app: Flask, study: Study, make_token: MakeToken, program: Program
) -> None:
    client = program(make_token("lead", may_write=True))
    found = {
        rule.endpoint: knock(client, rule, method, study.slug)
        for rule, method in ways(app)
        if method == "POST" and rule.endpoint.split(".")[0] not in PROGRAMS_WRITE
    }
    assert {"projects.set_roles", "tokens.make", "tokens.revoke_in_project"} <= found.keys()
    assert set(found.values()) == {403}


def test_no_token_reaches_a_project_that_is_not_its_own(
    app: Flask, study: Study, make_token: MakeToken, program: Program
) -> None:
    lead = study.users["lead"]
    _, other = study.database.write(start_project, ProjectSettings("Else", "en", 2), lead, "lead")
    client = program(make_token("lead", may_write=True))
    found = {
        (rule.rule, method): knock(client, rule, method, other)
        for rule, method in ways(app)
        if "slug" in rule.arguments
        and getattr(app.view_functions[rule.endpoint], bearer.FOR_PROGRAMS, False)
        and (method == "GET" or rule.endpoint.split(".")[0] in PROGRAMS_WRITE)
    }
    assert len(found) > 20
    assert set(found.values()) == {404}


def test_a_token_makes_lists_and_revokes_no_tokens(
    study: Study, make_token: MakeToken, program: Program
) -> None:
    client = program(make_token("lead", may_write=True))
    for address in ("/tokens", f"/p/{study.slug}/tokens"):
        assert client.get(address).status_code == 403
    form = {"name": "more", "project": study.project_id, "days": 365, "rights": "write"}
    assert client.post("/tokens", data=form).status_code == 403
    assert client.post("/tokens/1/revoke").status_code == 403
    assert client.post(f"/p/{study.slug}/tokens/1/revoke").status_code == 403


def test_a_token_of_an_administrator_is_no_administrator(
    study: Study, make_token: MakeToken, program: Program, sign_in: SignIn
) -> None:
    address, words = f"/p/{study.slug}/articles", "administrator: "
    app = sign_in("lead").application

    def tell(**_kwargs: object) -> str:
        return words + str(current_user.is_administrator)

    setattr(tell, bearer.FOR_PROGRAMS, True)
    app.view_functions["articles.articles"] = tell
    assert sign_in("lead").get(address).text == words + "True"
    assert program(make_token("lead", may_write=True)).get(address).text == words + "False"
