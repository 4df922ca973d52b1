import pytest

from annotator.db import Database
from conftest import SignIn
from factories import Study, make_study
from web.labelling.bench import TEXT, Bench, Rows


@pytest.fixture
def study(database: Database) -> Study:
    return make_study(database, "ana", "ben")


@pytest.fixture
def bench(study: Study, sign_in: SignIn) -> Bench:
    """Ana at an article of five sentences in two paragraphs."""
    return Bench(study, sign_in("ana"), study.desk("ana", study.add_article(*TEXT)))


@pytest.fixture
def rows(database: Database) -> Rows:
    """Count the rows of a table."""

    def count(table: str) -> int:
        with database.snapshot() as session:
            connection = session.connection()
            return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608  # a test's own word

    return count
