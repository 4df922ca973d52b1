"""What `annotator doctor` says of a healthy installation, and of sick ones."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from annotator import clock, doctor
from annotator.accounts.actions import add_user
from annotator.cli import main
from annotator.config import Settings
from annotator.db import Database, driver, table
from annotator.doctor import Level
from annotator.journal.actions import Change, record
from annotator.journal.models import Event

Run = Callable[..., Result]
FILE = "annotator.sqlite3"


@pytest.fixture
def run(settings: Settings, database: Database) -> Run:
    """Run `annotator --data <the test's data> doctor`, in an environment without settings."""
    assert settings.secret_key
    database.write(add_user, "root", "Root", "!", is_administrator=True)

    def call(**environment: str) -> Result:
        cleared = dict.fromkeys((n for n in os.environ if n.startswith("ANNOTATOR_")), None)
        command = ["--data", str(settings.data), "doctor"]
        return CliRunner().invoke(main, command, env=cleared | environment)

    return call


def test_a_healthy_installation_is_told_so_line_by_line(run: Run) -> None:
    found = run()
    assert found.exit_code == 0, found.output
    assert "WRONG" not in found.output
    for words in (
        "this machine alone",
        "closed to others",
        "secret key is there",
        "GB are free",
        "SQLite is",
        "tables are those of this version",
        "SQLite writes ahead (WAL), syncs each commit",
        "The clock says",
    ):
        assert words in found.output


def test_the_doctor_changes_nothing(run: Run, settings: Settings) -> None:
    path = settings.data / FILE
    before = path.read_bytes()
    run()
    assert path.read_bytes() == before


def test_an_empty_place_is_no_error_but_a_missing_one_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    found = CliRunner().invoke(main, ["--data", str(tmp_path), "doctor"])
    assert found.exit_code == 0, found.output
    assert "no database yet" in found.output
    assert list(tmp_path.iterdir()) == []
    gone = CliRunner().invoke(main, ["--data", str(tmp_path / "gone"), "doctor"])
    assert gone.exit_code == 1
    assert "There is no data directory" in gone.output


@pytest.mark.parametrize(
    ("name", "mode"), [("", "700"), ("secret-key", "600"), (FILE, "600"), (FILE + "-wal", "600")]
)
def test_files_that_others_can_read_are_named_with_the_command_that_helps(
    run: Run, settings: Settings, name: str, mode: str
) -> None:
    path = settings.data / name
    path.chmod(path.stat().st_mode | 0o044)
    found = run()
    assert found.exit_code == 1
    assert f"chmod {mode} {path}" in found.output


def test_a_weak_key_is_found_and_never_printed(run: Run, settings: Settings) -> None:
    (settings.data / "secret-key").write_text("hunter2")
    found = run()
    assert found.exit_code == 1
    assert "too short" in found.output
    assert "hunter2" not in found.output


def test_a_database_of_another_version_is_found_and_left_alone(
    run: Run, settings: Settings
) -> None:
    with sqlite3.connect(settings.data / FILE) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    found = run()
    assert found.exit_code == 1
    assert "not of this version" in found.output


def test_a_damaged_database_is_found(run: Run, settings: Settings, database: Database) -> None:
    database.close()
    (settings.data / FILE).write_bytes(b"no database at all, but long enough to be read " * 200)
    found = run()
    assert found.exit_code == 1
    assert "cannot be read" in found.output


def test_connections_that_do_not_sync_are_found(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(doctor.EXPECTED, "synchronous", 3)
    found = run()
    assert found.exit_code == 1
    assert "synchronous is 2 and not 3" in found.output


def test_a_clock_that_stands_before_the_last_change_is_found(run: Run, database: Database) -> None:
    number = database.write(record, Change("test", "user", 1))
    event = table(Event)

    def later(session: sa.orm.Session) -> None:
        at = clock.now() + 3600 * 1_000_000
        session.execute(sa.update(event).where(event.c.id == number).values(at=at))

    database.write(later)
    found = run()
    assert found.exit_code == 1
    assert "Set the clock" in found.output


def test_a_clock_of_another_decade_is_found(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: 1_000_000_000 * 1_000_000)
    assert run().exit_code == 1


@pytest.mark.parametrize(
    ("free", "level"), [(10**8, Level.WRONG), (5 * 10**8, Level.WARNING), (10**10, Level.GOOD)]
)
def test_room_on_the_disk_is_judged(
    run: Run, monkeypatch: pytest.MonkeyPatch, free: int, level: Level
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    found = run()
    assert found.exit_code == (level is Level.WRONG)
    line = next(line for line in found.output.splitlines() if "GB are free" in line)
    assert line.startswith(level)


@pytest.mark.parametrize(
    ("version", "level"),
    [
        ("3.40.1", Level.WARNING),
        ("3.51.2", Level.WARNING),
        ("3.51.3", Level.GOOD),
        ("3.53.0", Level.GOOD),
        ("4.0.0", Level.GOOD),
    ],
)
def test_an_sqlite_that_can_damage_a_database_is_warned_of(
    run: Run, monkeypatch: pytest.MonkeyPatch, version: str, level: Level
) -> None:
    monkeypatch.setattr(driver(), "sqlite_version", version)
    found = run()
    assert found.exit_code == 0
    line = next(line for line in found.output.splitlines() if f"SQLite is {version}" in line)
    assert line.startswith(level)
    assert ("WAL reset" in line) == (level is Level.WARNING)


def test_a_mistyped_setting_is_named(run: Run) -> None:
    found = run(ANNOTATOR_HTTP="1", ANNOTATOR_PASSWORD="a secret of mine")
    assert found.exit_code == 0
    assert "ANNOTATOR_HTTP is no setting" in found.output
    assert "PASSWORD" not in found.output
    assert "a secret of mine" not in found.output


def test_a_setting_that_cannot_be_used_is_a_sentence(run: Run) -> None:
    found = run(ANNOTATOR_PROXIES="two")
    assert found.exit_code == 1
    assert "The setting ANNOTATOR_PROXIES cannot be used" in found.output
    assert "Traceback" not in found.output


def test_a_public_server_without_https_is_warned_of(run: Run) -> None:
    assert "can be read on the way" in run(ANNOTATOR_HOSTS="labels.example.org").output
    good = run(ANNOTATOR_HOSTS="labels.example.org", ANNOTATOR_HTTPS="1", ANNOTATOR_PROXIES="1")
    assert "warning  The server" not in good.output
    assert "by HTTPS" in good.output
    assert "names no host" in run(ANNOTATOR_HTTPS="1").output


def test_a_server_that_nobody_administers_is_found(run: Run, database: Database) -> None:
    database.write(lambda session: session.execute(sa.text("UPDATE user SET disabled_at = 1")))
    found = run()
    assert found.exit_code == 1
    assert "No administrator can sign in" in found.output


def test_the_demos_open_passwords_are_pointed_out(run: Run, settings: Settings) -> None:
    (settings.data / "demo-accounts").touch(mode=0o600)
    assert "passwords of its accounts are public" in run().output
