"""Real databases and a signed-in client; rows come from `factories`."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

from annotator import migrations
from annotator.accounts.actions import start_session
from annotator.accounts.queries import account
from annotator.app import create_app
from annotator.config import Settings
from annotator.db import Database
from annotator.demo.actions import build

sys.path.insert(0, str(Path(__file__).parent))

# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

# Each test makes an application, whose addresses are the same ones every time: compiling them again
# took a quarter of all tests' time.
_compile = Rule._compile_builder
_compiled: dict[object, Any] = {}


def _compiled_once(rule: Rule, append_unknown: bool = True) -> Any:
    if rule.defaults:
        return _compile(rule, append_unknown)
    key = rule.rule, rule.subdomain, rule.host, append_unknown
    if key not in _compiled:
        _compiled[key] = _compile(rule, append_unknown)
    return _compiled[key]


Rule._compile_builder = _compiled_once  # type: ignore[method-assign, assignment]  # for the tests alone

SignIn = Callable[[str], FlaskClient]


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demo project, made once for each test process."""
    folder = tmp_path_factory.mktemp("demo")
    settings = Settings(data=folder)
    migrations.bring_up_to_date(settings.url)
    database = Database(settings.url)
    database.write(build)
    database.close()
    return folder / "annotator.sqlite3"


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, made once for each test process."""
    settings = Settings(data=tmp_path_factory.mktemp("empty"))
    migrations.bring_up_to_date(settings.url)
    return settings.data / "annotator.sqlite3"


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates that are compiled once for each test process instead of for each application."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def settings(tmp_path: Path, empty_file: Path) -> Settings:
    """An empty, up-to-date database in a folder of its own."""
    found = Settings(data=tmp_path / "data")
    found.prepare()
    shutil.copy(empty_file, found.data / "annotator.sqlite3")
    return found


@pytest.fixture
def demo_settings(tmp_path: Path, demo_file: Path) -> Settings:
    """A copy of the demo's database in a folder of its own."""
    found = Settings(data=tmp_path / "demo")
    found.prepare()
    shutil.copy(demo_file, found.data / "annotator.sqlite3")
    return found


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """An empty, up-to-date database."""
    found = Database(settings.url)
    yield found
    found.close()


@pytest.fixture
def demo(demo_settings: Settings) -> Iterator[Database]:
    """The demo's database."""
    found = Database(demo_settings.url)
    yield found
    found.close()


@pytest.fixture
def app(settings: Settings, compiled: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The application on an empty database."""
    yield from _app(settings, compiled)


@pytest.fixture
def demo_app(demo_settings: Settings, compiled: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The application on the demo's database."""
    yield from _app(demo_settings, compiled)


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """Sign a person of the empty database in, by user name: `client = sign_in("ada")`."""
    return lambda username: signed_in(app, username)


@pytest.fixture
def demo_sign_in(demo_app: Flask) -> SignIn:
    """Sign a person of the demo in: lena leads, ana, boris and chiara label, ravi researches."""
    return lambda username: signed_in(demo_app, username)


def signed_in(app: Flask, username: str) -> FlaskClient:
    """Return a client that carries a live session of this person; forms need no CSRF token."""
    database: Database = app.extensions["annotator.database"]
    found = database.read(account, username)
    assert found is not None, f"no account {username}"
    token = database.write(start_session, found.id)
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
    return client


def _app(settings: Settings, compiled: FileSystemBytecodeCache) -> Iterator[Flask]:
    found = create_app(settings)
    found.jinja_env.bytecode_cache = compiled
    # One test in tests/web/ switches this back on; everywhere else forms are posted plainly.
    found.config["WTF_CSRF_ENABLED"] = False
    yield found
    found.extensions["annotator.database"].close()
