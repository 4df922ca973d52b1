"""The database: engines, PRAGMAs, and the two ways in, a read snapshot and a write transaction."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from types import ModuleType
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

try:
    import pysqlite3.dbapi2 as sqlite_driver
except ImportError:
    sqlite_driver = sqlite3

P = ParamSpec("P")
R = TypeVar("R")

PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "busy_timeout": "10000",
    "temp_store": "MEMORY",
    "mmap_size": "0",
    "cache_size": "-65536",
    "journal_size_limit": "67108864",
}


def table(model: type[SQLModel]) -> sa.Table:
    """A model's table, for statements in SQLAlchemy Core."""
    found: sa.Table = model.__table__  # type: ignore[attr-defined]  # SQLModel does not type it
    return found


class Database:
    """One database behind two engines: short write transactions, and reads that cannot write.

    On SQLite all write transactions of the process pass one lock: measured, that is several times
    the saves and a tenth of the tail of leaving the order to SQLite's busy handler.
    """

    def __init__(self, url: str) -> None:
        self._sqlite = make_url(url).get_backend_name() == "sqlite"
        self.writer = (
            _sqlite_engine(url, read_only=False)
            if self._sqlite
            else sa.create_engine(url, hide_parameters=True)
        )
        self.reader = (
            _sqlite_engine(url, read_only=True)
            if self._sqlite
            else self.writer.execution_options(isolation_level="REPEATABLE READ")
        )
        self._lock = threading.Lock()

    def write(
        self, action: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run an action in one transaction; when this returns, the change is on disk."""
        with (
            self._lock if self._sqlite else nullcontext(),
            Session(self.writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            return action(session, *args, **kwargs)

    def erase(
        self, action: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Like `write`, but what the action deletes is overwritten in SQLite's files too.

        SQLite otherwise only marks the place as free, and its log keeps the pages of before. The
        log is left as it is while a long read, such as an export, still needs it.
        """
        with self._lock:
            with Session(self.writer, expire_on_commit=False) as session, session.begin():
                if self._sqlite:
                    session.execute(sa.text("PRAGMA secure_delete=ON"))
                result = action(session, *args, **kwargs)
            if self._sqlite:
                self._empty_log()
        return result

    def rewrite(self) -> bool:
        """Write SQLite's file anew, without remnants in its unused parts; writers wait meanwhile.

        False if remnants may be left: the disk is full, and then all is as before, or a long read
        still needs the file as it was.
        """
        if not self._sqlite:
            return True
        with self._lock:
            try:
                self._alone("PRAGMA temp_store=FILE", "VACUUM")
            except sqlite_driver.OperationalError:
                return False
            return self._empty_log()

    def _empty_log(self) -> bool:
        """Bring the log into the file and empty it; False while a long read holds it up."""
        rows = self._alone("PRAGMA busy_timeout=1000", "PRAGMA wal_checkpoint(TRUNCATE)")
        held_up = rows[0][0]
        return not held_up

    def _alone(self, *statements: str) -> list[Any]:
        """Run statements outside of any transaction, on a connection of their own.

        Returns the rows of the last one.
        """
        connection = self.writer.raw_connection()
        rows: list[Any] = []
        try:
            for statement in statements:
                rows = connection.cursor().execute(statement).fetchall()
            return rows
        finally:
            # Its PRAGMAs go with it.
            connection.invalidate()
            connection.close()

    def read(
        self, query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a query on one consistent snapshot."""
        with self.snapshot() as session:
            return query(session, *args, **kwargs)

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """A session on one consistent snapshot, for answers that are streamed."""
        with Session(self.reader) as session:
            yield session

    def close(self) -> None:
        """Let go of all connections."""
        self.writer.dispose()
        self.reader.dispose()


def _sqlite_engine(url: str, *, read_only: bool) -> sa.Engine:
    engine = sa.create_engine(
        url,
        module=sqlite_driver,
        # An error's words may reach the log; what people wrote must not.
        hide_parameters=True,
        pool_size=32,
        max_overflow=0,
        connect_args={"check_same_thread": False, "cached_statements": 256},
    )

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name}={value}")
        if read_only:
            connection.execute("PRAGMA query_only=ON")
            connection.execute("PRAGMA wal_autocheckpoint=0")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def migration_engine(url: str) -> sa.Engine:
    """An engine on which a table can be rebuilt without its children being deleted.

    SQLite ignores `foreign_keys` inside a transaction, so it is off from the first moment; the
    migration itself checks all foreign keys before it commits.
    """
    if make_url(url).get_backend_name() != "sqlite":
        return sa.create_engine(url, poolclass=sa.NullPool)
    engine = sa.create_engine(url, module=sqlite_driver, poolclass=sa.NullPool)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA busy_timeout=10000")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def driver() -> ModuleType:
    """The SQLite driver in use: pysqlite3 where it has a wheel, else the standard library's."""
    found: ModuleType = sqlite_driver
    return found


def protect(url: str) -> None:
    """Make a new SQLite file readable by its owner alone, whatever the umask."""
    path = make_url(url).database
    if make_url(url).get_backend_name() == "sqlite" and path and not os.path.exists(path):  # noqa: PTH110  # a URL's path is a string
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
