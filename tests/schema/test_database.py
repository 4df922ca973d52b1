"""What the database promises on the live connection."""

import stat
import threading

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.accounts.actions import add_user
from annotator.accounts.models import User
from annotator.config import Settings
from annotator.db import Database, table

FULL = 2


def pragma(session: Session, name: str) -> object:
    return session.execute(sa.text(f"PRAGMA {name}")).scalar_one()


def test_writes_are_durable_and_checked(database: Database) -> None:
    def look(session: Session) -> tuple[object, ...]:
        return tuple(
            pragma(session, name) for name in ("journal_mode", "synchronous", "foreign_keys")
        )

    assert database.write(look) == ("wal", FULL, 1)


def test_a_read_cannot_write(database: Database) -> None:
    with pytest.raises(sa.exc.OperationalError, match="readonly"):
        database.read(add_user, "ada", "Ada", "!")


def test_a_reader_never_moves_the_log_into_the_file(database: Database) -> None:
    assert database.read(pragma, "wal_autocheckpoint") == 0
    assert database.write(pragma, "wal_autocheckpoint") != 0


def test_a_read_sees_one_snapshot(database: Database) -> None:
    count = sa.select(sa.func.count()).select_from(table(User))
    with database.snapshot() as session:
        before = session.execute(count).scalar_one()
        database.write(add_user, "ada", "Ada", "!")
        assert session.execute(count).scalar_one() == before
    assert database.read(lambda s: s.execute(count).scalar_one()) == before + 1


def test_an_action_that_raises_leaves_nothing(database: Database) -> None:
    def add_and_fail(session: Session) -> None:
        add_user(session, "ada", "Ada", "!")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.write(add_and_fail)
    count = sa.select(sa.func.count()).select_from(table(User))
    assert database.read(lambda s: s.execute(count).scalar_one()) == 0


def test_many_writers_at_once_are_never_refused(database: Database) -> None:
    people, errors = 60, []

    def add(number: int) -> None:
        try:
            database.write(add_user, f"person-{number}", "", "!")
        except sa.exc.SQLAlchemyError as error:
            errors.append(error)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    count = sa.select(sa.func.count()).select_from(table(User))
    assert database.read(lambda s: s.execute(count).scalar_one()) == people


def test_the_data_directory_is_its_owners_alone(settings: Settings) -> None:
    assert settings.secret_key
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in (
            settings.data,
            settings.data / "annotator.sqlite3",
            settings.data / "secret-key",
        )
    }
    assert modes == {"data": 0o700, "annotator.sqlite3": 0o600, "secret-key": 0o600}


def test_each_installation_has_a_key_of_its_own_that_stays(settings: Settings) -> None:
    other = Settings(data=settings.data.parent / "other")
    assert settings.secret_key != other.secret_key
    assert Settings(data=settings.data).secret_key == settings.secret_key
