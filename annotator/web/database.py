"""The request's way to the database: one read snapshot or one write transaction at a time."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Concatenate, ParamSpec, TypeVar

from flask import current_app
from sqlalchemy.orm import Session

from annotator.db import Database

EXTENSION = "annotator.database"

P = ParamSpec("P")
R = TypeVar("R")


def read(query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a query on one consistent snapshot."""
    return _database().read(query, *args, **kwargs)


def write(action: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run an action in one transaction: committed when this returns, rolled back if it raises."""
    return _database().write(action, *args, **kwargs)


def erase(action: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Like `write`, but what the action deletes leaves no trace in the database's files."""
    return _database().erase(action, *args, **kwargs)


def rewrite() -> bool:
    """Write the database's file anew, without remnants of what was erased; False if it failed."""
    return _database().rewrite()


def snapshot() -> AbstractContextManager[Session]:
    """A session on one consistent snapshot, for an answer that is streamed."""
    return _database().snapshot()


def _database() -> Database:
    database: Database = current_app.extensions[EXTENSION]
    return database
