"""Alembic migrations and how a database is brought up to date."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from annotator import schema
from annotator.db import migration_engine, protect
from annotator.errors import Invalid

HERE = Path(__file__).parent


def bring_up_to_date(url: str) -> None:
    """Make an empty database from the schema, or take an older one to the newest version.

    Raises Invalid, and changes nothing, when a newer version of the program wrote the database.
    """
    protect(url)
    engine = migration_engine(url)
    try:
        with engine.begin() as connection:
            revision = _revision(connection)
            if revision is None and not sa.inspect(connection).get_table_names():
                schema.create(connection)
                command.stamp(_config(connection), "head")
            elif revision not in _known():
                raise Invalid(
                    f"The database {engine.url.database} was written by a newer version of "
                    "Annotator, or is not one of its databases. Install the newer version; "
                    "nothing was changed."
                )
            else:
                command.upgrade(_config(connection), "head")
    finally:
        engine.dispose()


def upgrade(url: str, revision: str = "head") -> None:
    """Run the migrations alone, from whatever the database holds."""
    protect(url)
    engine = migration_engine(url)
    try:
        with engine.begin() as connection:
            command.upgrade(_config(connection), revision)
    finally:
        engine.dispose()


def is_current(connection: sa.Connection) -> bool:
    """Whether the database stands at the newest version."""
    return _revision(connection) == ScriptDirectory(str(HERE)).get_current_head()


def _config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    return config


def _revision(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _known() -> set[str]:
    return {script.revision for script in ScriptDirectory(str(HERE)).walk_revisions()}
