from collections.abc import Iterator

import grimp
import pytest

# In a feature these modules or packages may touch the database or Flask; all others are pure.
NAMED = {"models", "queries", "actions", "pages", "routes", "commands"}

# What is not a feature: the parts that exist to touch them.
PLUMBING = {"app", "cli", "columns", "db", "dialects", "doctor", "schema", "migrations", "web"}

FORBIDDEN = {
    "flask",
    "flask_htmx",
    "flask_login",
    "flask_wtf",
    "werkzeug",
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "sqlite3",
    "pysqlite3",
    "annotator.columns",
    "annotator.dialects",
    "annotator.db",
    "annotator.web",
}


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("annotator", include_external_packages=True, cache_dir=None)


def test_pure_modules_reach_neither_flask_nor_the_database(imports: grimp.ImportGraph) -> None:
    reached = {
        module: sorted(FORBIDDEN & imports.find_upstream_modules(module))
        for module in pure(imports)
    }
    assert {module: found for module, found in reached.items() if found} == {}


def test_the_graph_sees_the_database_where_it_is_used(imports: grimp.ImportGraph) -> None:
    assert "sqlalchemy" in imports.find_upstream_modules("annotator.db")


def pure(imports: grimp.ImportGraph) -> Iterator[str]:
    for module in sorted(imports.modules):
        package, *rest = module.split(".")
        if package == "annotator" and not (PLUMBING & set(rest[:1]) or NAMED & set(rest[1:])):
            yield module
