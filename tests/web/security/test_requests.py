"""Hosts, origins, proxies and HTTPS: which requests the application takes for its own."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from annotator.accounts.actions import add_user
from annotator.app import create_app
from annotator.config import Settings
from annotator.web import guard
from annotator.web.guard import own_path
from conftest import signed_in

pytestmark = pytest.mark.slow

Make = Callable[..., Flask]

WHERE_FROM = "/where-from"


@pytest.fixture
def make(settings: Settings) -> Iterator[Make]:
    """Make an application with these settings; it has a route that says how it was reached."""
    made = []

    def with_settings(**changed: object) -> Flask:
        app = create_app(settings.model_copy(update=changed))
        made.append(app)

        @guard.anyone
        def where_from() -> str:
            return f"{request.remote_addr} {request.scheme} {request.host}"

        app.add_url_rule(WHERE_FROM, view_func=where_from, methods=["GET", "POST"])
        app.config["WTF_CSRF_ENABLED"] = False
        return app

    yield with_settings
    for app in made:
        app.extensions["annotator.database"].close()


def got(client: FlaskClient, **headers: str) -> str:
    return client.get(WHERE_FROM, headers={k.replace("_", "-"): v for k, v in headers.items()}).text


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "[::1]", "LOCALHOST"]
)
def test_a_server_answers_under_the_names_of_its_own_machine(make: Make, host: str) -> None:
    assert make().test_client().get("/sign-in", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evil.example:80",
        "evil-localhost",
        "localhost@evil.example",
        "localhost, evil.example",
        "127.0.0.1.evil.example",
        "labels.example.org.evil.example",
        "sub.labels.example.org",
        "xlabels.example.org",
        "[::2]",
        "local host",
        "localhost:99999",
        "",
    ],
)
@pytest.mark.parametrize("address", ["/sign-in", "/nowhere", "/static/css/base.css"])
def test_another_host_is_refused_with_a_sentence(make: Make, host: str, address: str) -> None:
    client = make(hosts="labels.example.org").test_client()
    answer = client.get(address, headers={"Host": host}, buffered=True)
    assert answer.status_code == 400
    assert "does not answer under this name" in answer.text
    assert "evil" not in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_host_that_the_setting_names_is_answered(make: Make) -> None:
    client = make(hosts=" Labels.Example.org , 192.0.2.7").test_client()
    for host in ("labels.example.org", "LABELS.example.org:8443", "192.0.2.7", "localhost"):
        assert client.get("/sign-in", headers={"Host": host}).status_code == 200


GOOD = [
    {},
    {"Origin": "http://localhost"},
    {"Sec-Fetch-Site": "same-origin"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
]
FORGED = [
    {"Origin": "http://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost:81"},
    {"Origin": "http://localhos"},
    {"Origin": "https://localhost"},
    {"Origin": "http://localhost/"},
    {"Origin": "http://localhost http://evil.example"},
    {"Origin": "HTTP://LOCALHOST"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "same-origin, cross-site"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"},
]


@pytest.mark.parametrize("headers", GOOD)
def test_a_form_of_our_own_pages_is_taken(make: Make, headers: dict[str, str]) -> None:
    answer = make().test_client().post(WHERE_FROM, headers=headers)
    assert answer.status_code == 200


@pytest.mark.parametrize("headers", FORGED)
def test_a_form_of_another_site_is_refused_though_it_carries_the_cookie_and_no_token_is_asked(
    make: Make, headers: dict[str, str]
) -> None:
    app = make()
    app.extensions["annotator.database"].write(add_user, "ada", "Ada", "!")
    client = signed_in(app, "ada")
    for address in (WHERE_FROM, "/sign-out", "/sign-in"):
        answer = client.post(address, headers=headers)
        assert answer.status_code == 403
        assert "another site" in answer.text
    assert client.get("/").status_code == 200


def test_reading_is_open_to_links_from_other_sites(make: Make) -> None:
    client = make().test_client()
    for headers in FORGED:
        assert client.get(WHERE_FROM, headers=headers).status_code == 200


FORWARDED = {
    "X_Forwarded_For": "203.0.113.9",
    "X_Forwarded_Proto": "https",
    "X_Forwarded_Host": "evil.example",
    "X_Forwarded_Port": "1",
    "Forwarded": "for=203.0.113.9;proto=https;host=evil.example",
    "X_Real_IP": "203.0.113.9",
}


def test_what_proxies_add_is_not_believed_unless_it_is_said(make: Make) -> None:
    assert got(make().test_client(), **FORWARDED) == "127.0.0.1 http localhost"


@pytest.mark.parametrize(
    ("proxies", "added", "address"),
    [
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "203.0.113.9", "127.0.0.1"),
    ],
)
def test_of_the_addresses_the_trusted_step_is_believed_alone(
    make: Make, proxies: int, added: str, address: str
) -> None:
    client = make(proxies=proxies).test_client()
    assert got(client, X_Forwarded_For=added) == f"{address} http localhost"


def test_a_trusted_proxy_still_does_not_name_the_host_or_the_scheme(make: Make) -> None:
    assert got(make(proxies=1).test_client(), **FORWARDED) == "203.0.113.9 http localhost"


def test_behind_https_cookies_are_bound_to_the_host_and_http_is_given_up(make: Make) -> None:
    app = make(https=True, hosts="labels.example.org")
    client = app.test_client()
    answer = client.get("/sign-in", headers={"Host": "labels.example.org"})
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-annotator=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert int(answer.headers["Strict-Transport-Security"].removeprefix("max-age=")) >= 31_536_000
    for origin, status in (("https", 200), ("http", 403)):
        headers = {"Host": "labels.example.org", "Origin": f"{origin}://labels.example.org"}
        assert client.post(WHERE_FROM, headers=headers).status_code == status


def test_without_https_no_browser_is_told_to_insist_on_it(make: Make) -> None:
    answer = make().test_client().get("/sign-in")
    assert "Strict-Transport-Security" not in answer.headers
    assert answer.headers["Set-Cookie"].startswith("annotator=")


AWAY = [
    "//evil.example/",
    "///evil.example",
    "////evil.example",
    "https://evil.example/",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/a\r\nSet-Cookie: a=b",
    "\t//evil.example",
    " //evil.example",
    "/\x00/evil.example",
    "/\u2028/evil.example",
    "/\u202e/evil.example",
    "evil.example",
    "?next=//evil.example",
    "",
]


@pytest.mark.parametrize("target", AWAY)
def test_no_address_leads_away_after_signing_in(make: Make, target: str) -> None:
    app = make()
    with app.test_request_context():
        assert own_path(target) == "/"
    app.extensions["annotator.database"].write(add_user, "ada", "Ada", "!")
    answer = signed_in(app, "ada").get("/sign-in", query_string={"next": target})
    assert answer.location in {None, "/"}


@pytest.mark.parametrize("target", ["/p/study?x=1", "/.//evil.example", "/p/ä", "/@evil.example"])
def test_a_path_of_our_own_is_kept(make: Make, target: str) -> None:
    with make().test_request_context():
        assert own_path(target) == target
