"""People on the command line."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from annotator.accounts.actions import start_session
from annotator.accounts.models import UserSession
from annotator.accounts.passwords import matches
from annotator.accounts.queries import account
from annotator.cli import main
from annotator.config import Settings
from annotator.db import Database, table
from annotator.journal.models import Event
from annotator.projects.actions import ProjectSettings, add_project

PASSWORD, OTHER = "three calm readers", "seven plain wooden spoons"
Run = Callable[..., Result]


@pytest.fixture
def run(settings: Settings) -> Run:
    """Run `annotator --data <the test's data> user ...`."""

    def call(*arguments: str, password: str = PASSWORD) -> Result:
        command = ["--data", str(settings.data), "user", *arguments]
        return CliRunner().invoke(main, command, env={"ANNOTATOR_PASSWORD": password})

    return call


def open_sessions(database: Database) -> int:
    one = table(UserSession)
    with database.snapshot() as session:
        return len(session.execute(sa.select(one.c.id).where(one.c.revoked_at.is_(None))).all())


def signed_in(database: Database, username: str) -> None:
    found = database.read(account, username)
    assert found is not None
    database.write(start_session, found.id)


def test_a_disabled_person_is_marked_and_their_sessions_end(run: Run, database: Database) -> None:
    run("add", "root", "--administrator")
    run("add", "ada")
    signed_in(database, "ada")
    done = run("disable", "ADA")
    assert done.exit_code == 0, done.output
    assert open_sessions(database) == 0
    assert "ada\tada\tdisabled" in run("list").output
    assert run("enable", "ada").exit_code == 0
    assert "disabled" not in run("list").output


def test_the_name_of_a_disabled_person_is_taken(run: Run) -> None:
    run("add", "root", "--administrator")
    run("add", "ada")
    run("disable", "ada")
    again = run("add", "Ada")
    assert again.exit_code == 1
    assert "already an account" in again.output


def test_one_administrator_stays(run: Run) -> None:
    run("add", "root", "--administrator")
    refused = run("disable", "root")
    assert refused.exit_code == 1
    assert "at least one administrator" in refused.output


def test_a_new_password_replaces_the_old_one_and_ends_the_sessions(
    run: Run, database: Database
) -> None:
    run("add", "ada")
    signed_in(database, "ada")
    done = run("reset-password", "ada", password=OTHER)
    assert done.exit_code == 0, done.output
    assert OTHER not in done.output
    assert open_sessions(database) == 0
    found = database.read(account, "ada")
    assert found is not None
    assert matches(found.password_hash, OTHER)
    assert not matches(found.password_hash, PASSWORD)


def test_a_short_new_password_is_refused_and_the_old_one_stays(
    run: Run, database: Database
) -> None:
    run("add", "ada")
    refused = run("reset-password", "ada", password="short")
    assert refused.exit_code == 1
    assert "between 15 and 256" in refused.output
    found = database.read(account, "ada")
    assert found is not None
    assert matches(found.password_hash, PASSWORD)


def test_a_new_password_is_not_the_name_of_their_project(run: Run, database: Database) -> None:
    run("add", "ada")
    settings = ProjectSettings("Mill closures", "en", 2)
    database.write(add_project, settings, None, "ada")
    refused = run("reset-password", "ada", password="mill closures 1")
    assert refused.exit_code == 1
    assert "Little is left" in refused.output


@pytest.mark.parametrize("act", ["disable", "enable", "reset-password"])
def test_somebody_who_is_not_there_is_named(run: Run, act: str) -> None:
    done = run(act, "nobody")
    assert done.exit_code == 1
    assert "There is no account named “nobody”." in done.output


def test_every_act_is_journalled_and_none_holds_a_password(run: Run, database: Database) -> None:
    run("add", "root", "--administrator")
    run("add", "ada")
    run("disable", "ada")
    run("enable", "ada")
    run("reset-password", "ada", password=OTHER)
    with database.snapshot() as session:
        events = session.execute(sa.select(table(Event)).order_by(table(Event).c.id)).all()
    assert [event.verb for event in events] == [
        "add",
        "add",
        "disable",
        "enable",
        "password-changed",
    ]
    assert not any(word in str(events) for word in (PASSWORD, OTHER, "argon2"))
