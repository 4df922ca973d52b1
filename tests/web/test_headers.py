import pytest
from flask import Flask

from annotator.web.guard import own_path

PAGES = ["/sign-in", "/nowhere", "/static/css/base.css", "/p/none", "/setup/wrong"]


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_carries_the_policy_errors_included(app: Flask, address: str) -> None:
    headers = app.test_client().get(address, buffered=True).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_pages_are_never_kept_by_a_cache(app: Flask) -> None:
    assert app.test_client().get("/sign-in").headers["Cache-Control"] == "no-store"


def test_static_files_are_kept_only_under_an_address_that_changes_with_them(app: Flask) -> None:
    client = app.test_client()
    assert (
        "immutable"
        in client.get("/static/css/base.css?v=1", buffered=True).headers["Cache-Control"]
    )
    assert client.get("/static/css/base.css", buffered=True).headers["Cache-Control"] == "no-cache"


def test_the_page_for_a_missing_file_is_never_kept(app: Flask) -> None:
    missing = app.test_client().get("/static/css/none.css?v=1")
    assert missing.status_code == 404
    assert missing.headers["Cache-Control"] == "no-store"


def test_a_number_that_no_row_can_have_is_a_page_that_does_not_exist(app: Flask) -> None:
    client = app.test_client()
    for number in ("0", "-1", "99999999999999999999", "1e3"):
        assert client.get(f"/p/study/work/{number}").status_code == 404


def test_a_script_gets_its_error_as_json(app: Flask) -> None:
    answer = app.test_client().get("/nowhere", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    said = answer.get_json()
    assert said["title"] == "Not Found"
    assert "no such page" in said["detail"]


@pytest.mark.parametrize(
    "target", ["//evil.example/", "https://evil.example/", "/\\evil.example", "/a\n/b", ""]
)
def test_signing_in_never_leads_to_another_host(app: Flask, target: str) -> None:

    with app.test_request_context():
        assert own_path(target) == "/"
        assert own_path("/p/study?x=1") == "/p/study?x=1"


def test_a_method_that_an_address_does_not_take_is_answered_with_those_it_does(app: Flask) -> None:
    answer = app.test_client().delete("/sign-in")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) >= {"GET", "POST"}


def test_a_large_form_is_refused_where_nothing_is_uploaded(app: Flask) -> None:
    answer = app.test_client().post("/sign-in", data={"username": "x" * 3_000_000})
    assert answer.status_code == 413
    assert "larger than the server takes" in answer.text


@pytest.mark.usefixtures("database")
def test_an_upload_is_read_from_those_signed_in_alone(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    large = {"text": "x" * 3_000_000}
    assert app.test_client().post("/p/none/imports", data=large).status_code == 413
