"""What `annotator doctor` looks at, and says in words; it changes nothing."""

import os
import re
import shutil
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from annotator import clock, migrations
from annotator.accounts.administration.queries import administrators
from annotator.accounts.queries import anybody
from annotator.config import LOOPBACK, SHORTEST_KEY, Settings
from annotator.db import Database, driver, table
from annotator.journal.models import Event

# Below this, two connections that write and checkpoint at once can damage a database in WAL mode.
SAFE_SQLITE = (3, 51, 3)
ENOUGH_ROOM, TOO_LITTLE_ROOM = 1_000_000_000, 200_000_000
MINUTES_OF_GRACE = 5 * 60 * 1_000_000
EARLIEST = 1_767_225_600 * 1_000_000  # the year 2026 begins

# What stands in the environment beside the settings.
OTHER_VARIABLES = frozenset({"ANNOTATOR_PASSWORD"})

# How SQLite reports what the connections ask for.
EXPECTED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000}


class Level(StrEnum):
    """How a finding is meant; the value is shown."""

    GOOD = "good"
    WARNING = "warning"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, with what to do if it is not good."""

    level: Level
    sentence: str


def examine(settings: Settings, environment: Mapping[str, str] | None = None) -> Iterator[Finding]:
    """Look at everything, the most basic things first."""
    yield from _settings(settings, os.environ if environment is None else environment)
    yield from _modes(settings)
    yield _key(settings.data / "secret-key")
    yield _room(settings.data)
    yield _sqlite(driver().sqlite_version)
    yield from _database(settings)


def _settings(settings: Settings, environment: Mapping[str, str]) -> Iterator[Finding]:
    known = {f"ANNOTATOR_{name.upper()}" for name in Settings.model_fields} | OTHER_VARIABLES
    given = {name.upper() for name in environment if name.upper().startswith("ANNOTATOR_")}
    for name in sorted(given - known):
        yield _warning(f"{name} is no setting of Annotator, so it does nothing. A typing error?")
    named = settings.allowed_hosts - LOOPBACK
    if settings.https:
        yield _good("People reach the server by HTTPS: cookies are bound to it.")
        if not named:
            yield _warning(
                "ANNOTATOR_HTTPS is set, but ANNOTATOR_HOSTS names no host: only this machine "
                "can reach the server."
            )
    elif named or settings.proxies:
        yield _warning(
            "The server is set up for other machines, but ANNOTATOR_HTTPS is not set: passwords "
            "and cookies can be read on the way. Put it behind a proxy with HTTPS."
        )
    else:
        yield _good("The server answers on this machine alone.")
    if (settings.data / "demo-accounts").exists():
        yield _warning("This is the demo's data: the passwords of its accounts are public.")


def _modes(settings: Settings) -> Iterator[Finding]:
    if os.name != "posix":
        yield _warning("File modes cannot be checked on this system.")
        return
    if not settings.data.is_dir():
        yield _wrong(f"There is no data directory {settings.data.absolute()}: see --data.")
        return
    paths = [settings.data, settings.data / "secret-key", *_files(settings)]
    open_ones = [path for path in paths if path.exists() and _is_open(path)]
    for path in open_ones:
        wanted = "700" if path.is_dir() else "600"
        yield _wrong(f"Others on this machine can read {path}. Run: chmod {wanted} {path}")
    if not open_ones:
        yield _good("The data directory and its files are closed to others on this machine.")


def _key(path: Path) -> Finding:
    try:
        key = path.read_text(encoding="ascii")
    except FileNotFoundError:
        return _good("There is no secret key yet; the first start makes one.")
    except (OSError, UnicodeDecodeError) as error:
        return _wrong(f"The secret key {path} cannot be read ({type(error).__name__}).")
    if len(key) < SHORTEST_KEY:
        return _wrong(
            f"The secret key is too short to protect anything. Delete {path} and start again: a "
            "new one is made, and everybody signs in once more."
        )
    return _good("The secret key is there.")


def _room(data: Path) -> Finding:
    place = data if data.exists() else data.absolute().parent
    try:
        free = shutil.disk_usage(place).free
    except OSError as error:
        return _wrong(f"The free space of {place} cannot be told ({type(error).__name__}).")
    told = f"{free / 1_000_000_000:.1f} GB are free on the disk of the data."
    if free < TOO_LITTLE_ROOM:
        return _wrong(f"{told} Make room: a full disk stops all saving.")
    return _good(told) if free >= ENOUGH_ROOM else _warning(f"{told} Make room soon.")


def _sqlite(version: str) -> Finding:
    if tuple(map(int, re.findall(r"\d+", version)[:3])) >= SAFE_SQLITE:
        return _good(f"SQLite is {version}.")
    return _warning(
        f"SQLite is {version}. Before 3.51.3 it has a fault (“WAL reset”) that can, rarely, damage "
        "a database in use. Install the package pysqlite3, or a newer SQLite; keep backups."
    )


def _database(settings: Settings) -> Iterator[Finding]:
    files = list(_files(settings))
    if _is_sqlite(settings) and not files:
        yield _good("There is no database yet; the first start makes one.")
        return
    database = Database(settings.url)
    try:
        yield from _open_database(database, is_sqlite=_is_sqlite(settings))
    except sa.exc.SQLAlchemyError as error:
        yield _wrong(
            f"The database cannot be read ({type(error).__name__}). If it is damaged, put the "
            "newest backup in its place."
        )
    finally:
        database.close()


def _open_database(database: Database, *, is_sqlite: bool) -> Iterator[Finding]:
    with database.reader.connect() as connection:
        if not migrations.is_current(connection):
            yield _wrong(
                "The database is not of this version. `annotator serve` brings an older one up to "
                "date; for a newer one, install the newer Annotator."
            )
            return
    yield _good("The tables are those of this version.")
    if is_sqlite:
        yield from _pragmas(database)
    yield _clock(clock.now(), database.read(_newest))
    if database.read(anybody) and not database.read(administrators):
        yield _wrong(
            "No administrator can sign in. Make one: annotator user add NAME --administrator"
        )


def _pragmas(database: Database) -> Iterator[Finding]:
    differing = [
        f"{name} is {found} and not {wanted}"
        for engine, expected in (
            (database.writer, EXPECTED),
            (database.reader, EXPECTED | {"query_only": 1}),
        )
        for name, wanted in expected.items()
        if (found := _pragma(engine, name)) != wanted
    ]
    if differing:
        yield _wrong(f"SQLite does not do what it was told: {'; '.join(differing)}.")
    else:
        yield _good(
            "SQLite writes ahead (WAL), syncs each commit, watches foreign keys and waits for "
            "locks; readers cannot write."
        )


def _pragma(engine: sa.Engine, name: str) -> Any:
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def _newest(session: Session) -> int:
    event = table(Event)
    # The newest row, not the newest time: that one has an index to be found by.
    row = session.execute(sa.select(event.c.at).order_by(event.c.id.desc()).limit(1)).scalar()
    return int(row or 0)


def _clock(now: int, newest: int) -> Finding:
    told = f"The clock says {clock.iso(now)[:16].replace('T', ' ')} UTC."
    if now < EARLIEST or now + MINUTES_OF_GRACE < newest:
        return _wrong(
            f"{told} That is before what is in the database, or plainly wrong: sessions and "
            "invitations would not end. Set the clock, by NTP if you can."
        )
    return _good(told)


def _files(settings: Settings) -> Iterator[Path]:
    """The files of an SQLite database that are there."""
    if _is_sqlite(settings):
        path = Path(make_url(settings.url).database or "")
        yield from (
            file
            for end in ("", "-wal", "-shm")
            if (file := path.with_name(path.name + end)).exists()
        )


def _is_sqlite(settings: Settings) -> bool:
    return make_url(settings.url).get_backend_name() == "sqlite"


def _is_open(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _good(sentence: str) -> Finding:
    return Finding(Level.GOOD, sentence)


def _warning(sentence: str) -> Finding:
    return Finding(Level.WARNING, sentence)


def _wrong(sentence: str) -> Finding:
    return Finding(Level.WRONG, sentence)
