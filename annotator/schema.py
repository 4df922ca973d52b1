"""All tables together: `schema.sql` is their readable rendering and makes a new SQLite database."""

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement
from sqlmodel import SQLModel

from annotator.accounts import models as accounts
from annotator.articles import models as articles
from annotator.codebook import models as codebook
from annotator.dialects import FULL_TEXT
from annotator.jobs import models as jobs
from annotator.journal import models as journal
from annotator.labelling import models as labelling
from annotator.paths import SCHEMA
from annotator.projects import models as projects
from annotator.review import models as review

FEATURES = (accounts, projects, codebook, articles, labelling, jobs, journal, review)

metadata = SQLModel.metadata

HEADER = """\
-- The tables of Annotator as SQLite sees them. This file is rendered from the models by
-- `annotator schema`; change a model and render it again. Times are microseconds since 1970 in
-- UTC, offsets are Unicode code points into article.text with the end exclusive.
"""


def ordered() -> list[sa.Table]:
    """The tables in the order of the features, each after what most of it refers to."""
    names = [
        model.__tablename__
        for feature in FEATURES
        for model in vars(feature).values()
        if isinstance(model, type)
        and issubclass(model, SQLModel)
        and hasattr(model, "__table__")
        and model.__module__ == feature.__name__
    ]
    return [metadata.tables[str(name)] for name in names]


def render() -> str:
    """The schema as SQL for SQLite, in a stable order."""
    dialect = sqlite.dialect()
    parts = [HEADER]
    for table in ordered():
        statements: list[ExecutableDDLElement] = [
            CreateTable(table),
            *map(CreateIndex, _indexes(table)),
        ]
        parts += [
            "\n".join(
                line.rstrip() for line in str(s.compile(dialect=dialect)).strip().splitlines()
            ).replace("\t", "    ")
            + ";\n"
            for s in statements
        ]
        parts += [f"{statement};\n" for statement in full_text(table, "sqlite")]
    return "\n".join(parts)


def full_text(table: sa.Table, dialect: str) -> tuple[str, ...]:
    """The statements that make a table's full-text index, where it has one."""
    found: tuple[str, ...] = table.info.get(FULL_TEXT, {}).get(dialect, ())
    return found


def _indexes(table: sa.Table) -> list[sa.Index]:
    return sorted(table.indexes, key=lambda index: str(index.name))


def create(connection: sa.Connection) -> None:
    """Make all tables in an empty database: from `schema.sql` on SQLite, else from the models."""
    if connection.dialect.name != "sqlite":
        metadata.create_all(connection)
        for table in ordered():
            for statement in full_text(table, connection.dialect.name):
                connection.exec_driver_sql(statement)
        return
    for statement in SCHEMA.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
