import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from joserfc.jwk import OctKey, RSAKey
from werkzeug.test import TestResponse

from annotator import clock
from annotator.accounts import passwords
from annotator.accounts.actions import add_user
from annotator.accounts.models import User
from annotator.accounts.openid import actions, queries
from annotator.accounts.openid.identity import Identity
from annotator.accounts.queries import account
from annotator.accounts.second_factor import actions as second_factor
from annotator.accounts.second_factor import queries as standings
from annotator.db import Database, table
from annotator.errors import Conflict
from annotator.projects.invitations import actions as invitations
from factories import make_study

pytestmark = pytest.mark.slow

PASSWORD, START = "three calm readers", "/sign-in/openid"
HOUR_AGO = int(time.time()) - 3600
SignIn = Callable[[str], FlaskClient]
# The provider of conftest.py, which tests cannot import from.
Provider = Any


@pytest.fixture
def ana(database: Database) -> int:
    return database.write(add_user, "ana", "Ana", passwords.hashed(PASSWORD))


@pytest.fixture
def linked(ana: int, database: Database, provider: Provider) -> int:
    database.write(actions.link, ana, Identity(provider.issuer, provider.subject, ""))
    return ana


def come_back(client: FlaskClient, provider: Provider, start: str = START) -> TestResponse:
    return client.get(provider.sign_in(client.get(start).location))


def signed_in(client: FlaskClient) -> bool:
    return client.get("/profile/second-factor").status_code == 200


@pytest.mark.usefixtures("linked")
def test_a_linked_person_signs_in(app: Flask, provider: Provider) -> None:
    client = app.test_client()
    answer = come_back(client, provider, f"{START}?next=/profile")
    assert (answer.status_code, answer.location) == (303, "/profile")
    assert signed_in(client)


@pytest.mark.usefixtures("provider")
def test_the_request_carries_pkce_state_and_nonce(app: Flask) -> None:
    first, second = (
        parse_qs(urlsplit(app.test_client().get(START).location).query) for _ in range(2)
    )
    assert first["response_type"] == ["code"]
    assert first["code_challenge_method"] == ["S256"]
    assert first["redirect_uri"] == ["http://localhost/sign-in/openid/return"]
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name][0]) >= 20
        assert first[name] != second[name]


def test_the_sign_in_page_offers_it_by_name(app: Flask) -> None:
    assert "Sign in with Faculty" in app.test_client().get("/sign-in").text


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "of somebody else"},
        {"nonce": None},
        {"aud": "another-client"},
        {"aud": ["another-client"], "azp": "annotator"},
        {"iss": "https://elsewhere.example"},
        {"exp": HOUR_AGO, "iat": HOUR_AGO - 3600},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 300},
    ],
    ids=["nonce", "no nonce", "aud", "azp", "iss", "exp", "no sub", "sub", "long sub"],
)
@pytest.mark.usefixtures("linked")
def test_an_id_token_that_lies_signs_nobody_in(
    app: Flask, provider: Provider, lie: dict[str, object]
) -> None:
    provider.claims = lie
    client = app.test_client()
    answer = come_back(client, provider)
    assert answer.status_code == 400
    assert "could not be verified" in answer.text
    assert not signed_in(client)


@pytest.mark.usefixtures("linked")
def test_a_token_of_another_key_signs_nobody_in(app: Flask, provider: Provider) -> None:
    provider.key = RSAKey.generate_key(2048, {"kid": "k"})
    client = app.test_client()
    assert come_back(client, provider).status_code == 400
    assert not signed_in(client)


@pytest.mark.usefixtures("linked")
def test_a_token_signed_with_the_shared_secret_or_not_at_all_signs_nobody_in(
    app: Flask,
    provider: Provider,
    shared_secret: OctKey,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    provider.key, provider.header = shared_secret, {"alg": "HS256"}
    client = app.test_client()
    assert come_back(client, provider).status_code == 400
    monkeypatch.setattr(
        type(provider), "id_token", lambda *_: "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzdWJqZWN0LTEifQ."
    )
    assert come_back(client, provider).status_code == 400
    assert not signed_in(client)


@pytest.mark.usefixtures("linked")
def test_no_id_token_no_sign_in(app: Flask, provider: Provider) -> None:
    provider.with_id_token = False
    client = app.test_client()
    assert come_back(client, provider).status_code == 400
    assert not signed_in(client)


@pytest.mark.usefixtures("linked")
def test_a_new_key_of_the_provider_is_fetched(app: Flask, provider: Provider) -> None:
    come_back(app.test_client(), provider)
    provider.key = provider.published = RSAKey.generate_key(2048, {"kid": "k2"})
    provider.header = {"alg": "RS256", "kid": "k2"}
    client = app.test_client()
    come_back(client, provider)
    assert signed_in(client)


@pytest.mark.usefixtures("linked")
def test_a_wrong_state_signs_nobody_in(app: Flask, provider: Provider) -> None:
    client = app.test_client()
    path = provider.sign_in(client.get(START).location)
    answer = client.get(path.partition("&state=")[0] + "&state=forged")
    assert answer.status_code == 400
    assert not signed_in(client)
    # The attempt is over: its own state is worth nothing any more.
    assert client.get(path).status_code == 400
    assert not signed_in(client)


@pytest.mark.usefixtures("linked")
def test_an_answer_meant_for_another_browser_signs_nobody_in(
    app: Flask, provider: Provider
) -> None:
    thief, victim = app.test_client(), app.test_client()
    path = provider.sign_in(thief.get(START).location)
    victim.get(START)
    assert victim.get(path).status_code == 400
    assert not signed_in(victim)


@pytest.mark.usefixtures("linked")
def test_an_answer_works_once(app: Flask, provider: Provider) -> None:
    client = app.test_client()
    path = provider.sign_in(client.get(START).location)
    client.get(path)
    client.post("/sign-out")
    assert client.get(path).status_code == 400
    assert not signed_in(client)


def test_an_unknown_subject_is_told_so_and_matches_no_name(
    ana: int, app: Flask, database: Database, provider: Provider
) -> None:
    client = app.test_client()
    answer = come_back(client, provider)
    assert answer.status_code == 403
    assert "No account here is linked with" in answer.text
    assert not signed_in(client)
    assert database.read(queries.linked, ana) == []


def test_the_same_subject_of_another_issuer_is_somebody_else(
    ana: int, app: Flask, database: Database, provider: Provider
) -> None:
    database.write(actions.link, ana, Identity("https://elsewhere.example", provider.subject, ""))
    client = app.test_client()
    assert come_back(client, provider).status_code == 403
    assert not signed_in(client)


@pytest.mark.usefixtures("linked")
def test_a_disabled_person_stays_out(app: Flask, database: Database, provider: Provider) -> None:
    user = table(User)
    database.write(lambda session: session.execute(sa.update(user).values(disabled_at=1)))
    client = app.test_client()
    assert come_back(client, provider).status_code == 403
    assert not signed_in(client)


@pytest.mark.usefixtures("linked")
def test_a_provider_that_is_down_is_named_and_the_password_still_works(
    app: Flask, provider: Provider
) -> None:
    provider.down = True
    client = app.test_client()
    answer = client.get(START)
    assert answer.status_code == 503
    assert "Faculty does not answer" in answer.text
    client.post("/sign-in", data={"username": "ana", "password": PASSWORD})
    assert signed_in(client)


@pytest.mark.usefixtures("linked")
def test_a_provider_that_goes_down_half_way_is_named(app: Flask, provider: Provider) -> None:
    client = app.test_client()
    path = provider.sign_in(client.get(START).location)
    provider.down = True
    answer = client.get(path)
    assert answer.status_code == 503
    assert "Faculty does not answer" in answer.text
    assert not signed_in(client)


@pytest.mark.usefixtures("linked")
def test_a_provider_that_was_down_is_asked_again(app: Flask, provider: Provider) -> None:
    provider.down = True
    app.test_client().get(START)
    provider.down = False
    client = app.test_client()
    come_back(client, provider)
    assert signed_in(client)


@pytest.mark.usefixtures("linked")
def test_a_provider_under_another_name_is_refused(app: Flask, provider: Provider) -> None:
    provider.metadata = {"issuer": "https://elsewhere.example"}
    assert app.test_client().get(START).status_code == 503


@pytest.mark.usefixtures("provider")
def test_somebody_who_says_no_there_is_told_that_nothing_happened(
    app: Flask,
) -> None:
    client = app.test_client()
    client.get(START)
    answer = client.get("/sign-in/openid/return?error=access_denied&error_description=<b>x</b>")
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.text
    assert "<b>x" not in answer.text


@pytest.mark.usefixtures("linked")
def test_the_way_back_leads_nowhere_else(app: Flask, provider: Provider) -> None:
    answer = come_back(app.test_client(), provider, f"{START}?next=//elsewhere.example/")
    assert answer.location == "/"


def test_the_second_step_is_asked_for_here_too(
    linked: int, app: Flask, database: Database, provider: Provider
) -> None:
    database.write(second_factor.begin, linked)
    secret = database.read(standings.standing, linked).secret
    totp, seconds = pyotp.TOTP(secret), clock.now() // 1_000_000
    database.write(second_factor.confirm, linked, totp.at(seconds))
    client = app.test_client()
    assert come_back(client, provider).location == "/sign-in/code"
    assert not signed_in(client)
    client.post("/sign-in/code", data={"code": totp.at(seconds, counter_offset=1)})
    assert signed_in(client)


def test_a_person_links_after_seeing_the_name_and_giving_the_password(
    ana: int, app: Flask, database: Database, provider: Provider, sign_in: SignIn
) -> None:
    client = sign_in("ana")
    answer = come_back(client, provider, "/profile/openid/start")
    assert answer.location == "/profile/openid/confirm"
    assert database.read(queries.linked, ana) == []
    assert "Ana of the Faculty" in client.get(answer.location).text
    assert client.post(answer.location, data={"password": "no"}).status_code == 400
    assert database.read(queries.linked, ana) == []
    assert client.post(answer.location, data={"password": PASSWORD}).status_code == 303
    assert [link.subject for link in database.read(queries.linked, ana)] == ["subject-1"]
    assert client.get("/profile/openid/confirm").status_code == 404
    other = app.test_client()
    come_back(other, provider)
    assert signed_in(other)


@pytest.mark.usefixtures("ana", "app")
def test_what_one_person_began_to_link_is_not_linked_to_the_next(
    database: Database, provider: Provider, sign_in: SignIn
) -> None:
    boris = database.write(add_user, "boris", "Boris", passwords.hashed(PASSWORD))
    client = sign_in("ana")
    come_back(client, provider, "/profile/openid/start")
    client.post("/sign-out")
    client.post("/sign-in", data={"username": "boris", "password": PASSWORD})
    answer = client.post("/profile/openid/confirm", data={"password": PASSWORD})
    assert answer.status_code == 404
    assert database.read(queries.linked, boris) == []


@pytest.mark.usefixtures("linked")
def test_an_identity_signs_in_one_person_only(database: Database, provider: Provider) -> None:
    boris = database.write(add_user, "boris", "Boris", "!")
    with pytest.raises(Conflict, match="linked already"):
        database.write(actions.link, boris, Identity(provider.issuer, provider.subject, ""))


def test_a_link_taken_away_signs_nobody_in_and_ends_other_sessions(
    linked: int, app: Flask, database: Database, provider: Provider, sign_in: SignIn
) -> None:
    here, elsewhere = sign_in("ana"), app.test_client()
    come_back(elsewhere, provider)
    number = database.read(queries.linked, linked)[0].id
    path = f"/profile/openid/{number}/unlink"
    assert here.post(path, data={"password": "no"}).status_code == 400
    assert here.post(path, data={"password": PASSWORD}).status_code == 303
    assert signed_in(here)
    assert not signed_in(elsewhere)
    assert come_back(app.test_client(), provider).status_code == 403


def test_nobody_takes_somebody_elses_link_away(
    linked: int, database: Database, sign_in: SignIn
) -> None:
    database.write(add_user, "boris", "Boris", passwords.hashed(PASSWORD))
    number = database.read(queries.linked, linked)[0].id
    answer = sign_in("boris").post(f"/profile/openid/{number}/unlink", data={"password": PASSWORD})
    assert answer.status_code == 404
    assert len(database.read(queries.linked, linked)) == 1


def test_an_invited_person_is_linked_when_their_account_is_made(
    app: Flask, database: Database, provider: Provider
) -> None:
    study = make_study(database)
    wish = invitations.Wish("annotator", "", 7)
    token = database.write(invitations.invite, study.project_id, wish, actor_id=study.users["lead"])
    client, path = app.test_client(), f"/join/{token}"
    assert 'name="password"' in client.get(path).text
    assert f"{START}?for=invitation&amp;next={path}" in client.get(path).text
    answer = come_back(client, provider, f"{START}?for=invitation&next={path}")
    assert answer.location == path
    assert not signed_in(client)
    page = client.get(path).text
    assert "Ana of the Faculty" in page
    assert 'name="password"' not in page
    assert client.post(path, data={"username": "mira"}).status_code == 303
    found = database.read(account, "mira")
    assert found is not None
    assert [link.subject for link in database.read(queries.linked, found.id)] == ["subject-1"]
    assert come_back(client, provider).status_code == 303
    assert signed_in(client)
