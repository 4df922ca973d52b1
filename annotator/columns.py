"""Kinds of column that the models share, each said once, and how they read in SQLite."""

import enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import SchemaItem
from sqlmodel import Field, SQLModel

# Every constraint has a name, so that a migration can find it again.
SQLModel.metadata.naming_convention = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}


# STRICT tables know five types; everything else is mapped to one of them here, once.
@compiles(sa.String, "sqlite")
@compiles(sa.Text, "sqlite")
@compiles(sa.JSON, "sqlite")
def _text(_type: object, _compiler: object, **_kwargs: object) -> str:
    return "TEXT"


@compiles(sa.BigInteger, "sqlite")
def _integer(_type: object, _compiler: object, **_kwargs: object) -> str:
    return "INTEGER"


def key() -> Any:
    """A table's own number: a local 64-bit integer, unique in its table."""
    return Field(default=None, primary_key=True, sa_type=sa.BigInteger)


def refers(target: str, *, primary_key: bool = False) -> Any:
    """A reference to another table's row, as `table.column`."""
    return Field(foreign_key=target, primary_key=primary_key, sa_type=sa.BigInteger)


def moment() -> Any:
    """A time in microseconds since 1970, UTC."""
    return Field(sa_type=sa.BigInteger)


def json() -> Any:
    """A small value kept as JSON."""
    return Field(sa_type=sa.JSON)


def within(column: str, choices: type[enum.Enum]) -> sa.CheckConstraint:
    """The database's own guard that a column holds one of the values of an enumeration."""
    values = ", ".join(
        f"'{choice.value}'" if isinstance(choice.value, str) else str(choice.value)
        for choice in choices
    )
    return sa.CheckConstraint(f"{column} IN ({values})", name=column)


def unique_where(name: str, *names: str, where: str) -> sa.Index:
    """A unique index over the rows that meet a condition, on either database."""
    condition = sa.text(where)
    return sa.Index(name, *names, unique=True, sqlite_where=condition, postgresql_where=condition)


def strict(*constraints: SchemaItem, **options: Any) -> tuple[Any, ...]:
    """Table arguments: named constraints and indexes, and SQLite's STRICT."""
    return (*constraints, {"sqlite_strict": True, **options})
