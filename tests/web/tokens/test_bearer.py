from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask, url_for
from flask.testing import FlaskClient
from flask_login import COOKIE_NAME

from annotator import clock
from annotator.accounts.actions import start_session
from annotator.accounts.models import User
from annotator.dashboard.actions import start_project
from annotator.db import Database, table
from annotator.projects.actions import ProjectSettings, set_roles
from annotator.projects.models import ApiToken, Participant
from annotator.tokens import actions
from conftest import SignIn
from factories import Study

MakeToken = Callable[..., str]
Program = Callable[[str], FlaskClient]

_token, _user, _participant = table(ApiToken), table(User), table(Participant)

DAY = 24 * 3600 * 1_000_000


def change(database: Database, statement: sa.Update) -> None:
    database.write(lambda session: session.execute(statement))


def assert_refused(client: FlaskClient, address: str) -> None:
    """A token that does not work gets the same answer, whatever became of it."""
    answer = client.get(address)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Annotator", error="invalid_token"'
    assert answer.content_type == "application/json"
    assert answer.json is not None
    assert answer.json.keys() == {"title", "detail"}
    assert "has expired or was revoked" in answer.json["detail"]
    assert "Location" not in answer.headers
    assert client.post(address).status_code == 401


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_a_token_downloads_what_its_person_may(
    study: Study, make_token: MakeToken, program: Program, name: str
) -> None:
    answer = program(make_token()).get(f"/p/{study.slug}/export/{name}")
    assert answer.status_code == 200
    assert "It rained." in answer.text


def test_a_token_opens_the_pages_that_its_person_may_open_and_no_others(
    study: Study, make_token: MakeToken, program: Program
) -> None:
    reader, ana = program(make_token("reader")), program(make_token("ana"))
    assert reader.get(f"/p/{study.slug}/agreement").status_code == 200
    assert reader.get(f"/p/{study.slug}/articles").status_code == 403
    assert ana.get(f"/p/{study.slug}").status_code == 200
    assert ana.get(f"/p/{study.slug}/export/jsonl").status_code == 403


def test_a_token_does_not_open_another_project_of_its_person(
    study: Study, make_token: MakeToken, program: Program, sign_in: SignIn
) -> None:
    reader = study.users["reader"]
    number, other = study.database.write(
        start_project, ProjectSettings("Else", "en", 2), reader, "reader"
    )
    assert sign_in("reader").get(f"/p/{other}/export/jsonl").status_code == 200
    assert program(make_token()).get(f"/p/{other}/export/jsonl").status_code == 404
    of_other = program(make_token(project_id=number, may_write=True))
    assert of_other.get(f"/p/{other}/export/jsonl").status_code == 200
    assert of_other.get(f"/p/{study.slug}/export/jsonl").status_code == 404
    missing = of_other.get("/p/nowhere/export/jsonl").json
    assert of_other.get(f"/p/{study.slug}/export/jsonl").json == missing


@pytest.mark.parametrize(
    "secret",
    ["", "wrong", "annotator_" + "x" * 43, "a=b, c=d", "annotator_ü", "x" * 5000],
)
def test_a_secret_that_never_was_is_refused(
    study: Study, program: Program, export: str, secret: str
) -> None:
    del study
    assert_refused(program(secret), export)


def test_a_session_is_no_token(study: Study, program: Program, export: str) -> None:
    secret = study.database.write(start_session, study.users["lead"])
    assert_refused(program(secret), export)


def test_the_stored_hash_is_no_token(
    study: Study, make_token: MakeToken, program: Program, export: str
) -> None:
    make_token()
    with study.database.snapshot() as session:
        stored = session.execute(sa.select(_token.c.token_hash)).scalar_one()
    assert_refused(program(stored), export)


def test_a_token_of_any_case_of_the_word_bearer_works_and_one_in_the_address_does_not(
    app: Flask, make_token: MakeToken, export: str
) -> None:
    secret = make_token()
    client = app.test_client()
    assert client.get(export, headers={"Authorization": f"bearer {secret}"}).status_code == 200
    for name in ("token", "access_token", "api_key"):
        assert client.get(f"{export}?{name}={secret}").status_code == 303
    assert client.get(export, headers={"Authorization": f"Basic {secret}"}).status_code == 303


def test_a_revoked_token_is_refused(
    study: Study, make_token: MakeToken, program: Program, export: str
) -> None:
    client = program(make_token())
    assert client.get(export).status_code == 200
    study.database.write(actions.revoke_own, study.users["reader"], 1)
    assert_refused(client, export)


def test_a_token_works_until_its_last_day_ends(
    make_token: MakeToken, program: Program, export: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = clock.now()
    client = program(make_token(days=30))
    monkeypatch.setattr(clock, "now", lambda: made + 30 * DAY - 1)
    assert client.get(export).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: made + 31 * DAY)
    assert_refused(client, export)


def test_a_token_ends_with_its_persons_account(
    study: Study, make_token: MakeToken, program: Program, export: str
) -> None:
    client = program(make_token())
    disabled = sa.update(_user).where(_user.c.username == "reader").values(disabled_at=1)
    change(study.database, disabled)
    assert_refused(client, export)


def test_a_token_ends_with_its_persons_last_role_in_its_project(
    study: Study, make_token: MakeToken, program: Program, export: str
) -> None:
    lead, reader = study.users["lead"], study.users["reader"]
    elsewhere = ProjectSettings("Else", "en", 2)
    study.database.write(start_project, elsewhere, reader, "reader")
    client = program(make_token())
    study.database.write(set_roles, study.project_id, "reader", [], actor_id=lead)
    assert_refused(client, export)


def test_a_token_ends_when_its_person_leaves_and_stays_dead_when_they_return(
    study: Study, make_token: MakeToken, program: Program, export: str
) -> None:
    client = program(make_token())
    theirs = sa.update(_participant).where(_participant.c.user_id == study.users["reader"])
    change(study.database, theirs.values(left_at=clock.now()))
    assert_refused(client, export)
    change(study.database, theirs.values(left_at=None, joined_at=clock.now()))
    assert_refused(client, export)


def test_a_token_loses_what_its_person_loses(
    study: Study, make_token: MakeToken, program: Program, export: str
) -> None:
    client = program(make_token())
    lead = study.users["lead"]
    study.database.write(set_roles, study.project_id, "reader", ["annotator"], actor_id=lead)
    assert client.get(export).status_code == 403
    assert client.get(f"/p/{study.slug}").status_code == 200


def test_a_token_that_does_not_work_is_told_on_a_page_to_who_asks_for_one(
    study: Study, program: Program, export: str
) -> None:
    del study
    answer = program("wrong").get(export, headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 401
    assert "Location" not in answer.headers
    assert answer.headers["WWW-Authenticate"].startswith("Bearer ")
    assert "The token does not work" in answer.text
    assert answer.mimetype == "text/html"


def test_errors_reach_a_program_as_json(
    study: Study, make_token: MakeToken, program: Program
) -> None:
    client = program(make_token())
    for address, code in (
        ("/p/nowhere/export/jsonl", 404),
        ("/nowhere", 404),
        (f"/p/{study.slug}/articles", 403),
    ):
        answer = client.get(address, headers={"Accept": "*/*"})
        assert answer.status_code == code
        assert answer.json is not None
        assert answer.json.keys() == {"title", "detail"}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_token_and_a_session_together_are_refused(
    make_token: MakeToken, sign_in: SignIn, export: str, method: str
) -> None:
    headers = {"Authorization": f"Bearer {make_token(may_write=True)}"}
    answer = sign_in("reader").open(export, method=method, headers=headers)
    assert answer.status_code == 400
    assert answer.json is not None
    assert "Send one of them" in answer.json["detail"]


@pytest.mark.parametrize("value", ["", "broken"])
@pytest.mark.parametrize("name", ["SESSION_COOKIE_NAME", "REMEMBER_COOKIE_NAME"])
def test_even_a_broken_cookie_beside_a_token_is_refused(
    app: Flask, make_token: MakeToken, program: Program, export: str, name: str, value: str
) -> None:
    client = program(make_token())
    client.set_cookie(app.config.get(name, COOKIE_NAME), value)
    assert client.get(export).status_code == 400


def test_another_cookie_beside_a_token_does_no_harm(
    make_token: MakeToken, program: Program, export: str
) -> None:
    client = program(make_token())
    client.set_cookie("balancer", "3")
    assert client.get(export).status_code == 200


def test_a_program_that_keeps_cookies_gets_none(
    study: Study, make_token: MakeToken, program: Program
) -> None:
    client = program(make_token())
    for address in (f"/p/{study.slug}", f"/p/{study.slug}/agreement", f"/p/{study.slug}"):
        answer = client.get(address, headers={"Accept": "text/html"})
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers


@pytest.fixture
def onward(app: Flask, study: Study) -> str:
    """Where an annotator asks for their next article: a write that needs no form."""
    with app.test_request_context():
        return url_for("labelling.next_", slug=study.slug)


@pytest.fixture
def guarded(app: Flask) -> Flask:
    """The application with its protection against forged requests, as people run it."""
    app.config["WTF_CSRF_ENABLED"] = True
    return app


def test_a_token_that_may_write_posts_without_the_token_of_a_page(
    guarded: Flask, onward: str, make_token: MakeToken, program: Program
) -> None:
    assert guarded.test_client().post(onward).status_code == 400
    assert program(make_token("ana", may_write=True)).post(onward).status_code == 303
    assert program("wrong").post(onward).status_code == 401


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_token_that_may_read_changes_nothing(
    guarded: Flask, onward: str, make_token: MakeToken, program: Program, method: str
) -> None:
    del guarded
    answer = program(make_token("ana")).open(onward, method=method)
    assert answer.status_code == 403
    assert answer.json is not None
    assert "may read and not write" in answer.json["detail"]
