"""The models, schema.sql and the migrations arrive at the same tables."""

import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from annotator import migrations, schema
from annotator.config import Settings
from annotator.db import Database, migration_engine
from annotator.errors import Invalid
from annotator.paths import SCHEMA


def tables(path: Path) -> dict[str, list[str]]:
    """Return each table's and index's definition, its lines sorted: order carries no meaning."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {
            name: sorted(line.strip().rstrip(",") for line in sql.splitlines() if line.strip())
            for name, sql in rows
            if name != "alembic_version"
        }


@pytest.fixture
def migrated(tmp_path: Path) -> Path:
    path = tmp_path / "migrated.sqlite3"
    migrations.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "made.sqlite3"
    migrations.bring_up_to_date(f"sqlite:///{path}")
    return path


def test_schema_sql_is_what_the_models_say() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema.render()


def test_the_migrations_arrive_at_schema_sql(migrated: Path, made: Path) -> None:
    assert tables(migrated) == tables(made)
    assert len(tables(made)) > 20


def test_a_new_database_stands_at_the_newest_version(made: Path) -> None:
    engine = migration_engine(f"sqlite:///{made}")
    with engine.begin() as connection:
        assert migrations.is_current(connection)


def test_every_table_is_strict(made: Path) -> None:
    with sqlite3.connect(made) as connection:
        loose = connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict"
            " AND type = 'table'"
            " AND name NOT IN ('sqlite_schema', 'alembic_version')"
        ).fetchall()
    assert loose == []


def test_every_constraint_has_a_name() -> None:
    unnamed = [
        f"{table.name}: {constraint}"
        for table in schema.ordered()
        for constraint in table.constraints
        if not constraint.name
    ]
    assert unnamed == []


def test_every_table_of_the_models_is_in_the_schema() -> None:
    assert {table.name for table in schema.ordered()} == set(schema.metadata.tables)


def test_every_table_of_a_project_says_which() -> None:
    of_people = {"user", "session", "setup_token", "sign_in_attempt", "known_device", "identity"}
    sitewide = of_people | {"second_factor", "recovery_code", "project"}
    silent = {t.name for t in schema.ordered() if "project_id" not in t.columns} - sitewide
    assert silent == set()


def test_bringing_a_current_database_up_to_date_changes_nothing(settings: Settings) -> None:
    path = settings.data / "annotator.sqlite3"
    before = path.read_bytes()
    migrations.bring_up_to_date(settings.url)
    assert path.read_bytes() == before


def test_a_database_of_a_newer_version_is_refused_untouched(made: Path) -> None:
    with sqlite3.connect(made) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = made.read_bytes()
    with pytest.raises(Invalid, match="newer version"):
        migrations.bring_up_to_date(f"sqlite:///{made}")
    assert made.read_bytes() == before


def test_a_foreign_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipe (id INTEGER)")
    before = path.read_bytes()
    with pytest.raises(Invalid, match="not one of its databases"):
        migrations.bring_up_to_date(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_rebuilt_table_keeps_the_rows_that_refer_to_it(demo: Database) -> None:
    engine = migration_engine(str(demo.writer.url))
    with engine.begin() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM span").scalar_one()
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("assignment", recreate="always") as batch:
            batch.alter_column("state", server_default="open")
        after = connection.exec_driver_sql("SELECT count(*) FROM span").scalar_one()
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
    assert before == after > 100


LATER = """
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("CREATE TABLE halfway (id INTEGER) STRICT")
    op.execute("{statement}")
"""


@pytest.mark.parametrize(
    "statement", ["ALTER TABLE nowhere ADD COLUMN x INTEGER", "DELETE FROM article"]
)
def test_an_upgrade_that_fails_or_orphans_rows_changes_nothing(
    demo_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(migrations.HERE, scripts)
    version = scripts / "versions" / "0002_later.py"
    version.write_text(LATER.format(statement=statement), encoding="utf-8")
    monkeypatch.setattr(migrations, "HERE", scripts)
    path = demo_settings.data / "annotator.sqlite3"
    before = path.read_bytes()
    with pytest.raises((sa.exc.OperationalError, RuntimeError)):
        migrations.bring_up_to_date(demo_settings.url)
    assert path.read_bytes() == before


def test_the_columns_stand_in_the_same_order(migrated: Path, made: Path) -> None:
    def order(path: Path) -> list[tuple[str, str]]:
        with sqlite3.connect(path) as connection:
            return connection.execute(
                "SELECT t.name, c.name FROM pragma_table_list t, pragma_table_info(t.name) c"
                " WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite%'"
                " AND t.name <> 'alembic_version' ORDER BY t.name, c.cid"
            ).fetchall()

    assert order(migrated) == order(made)
