"""Projects and their people on the command line."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from annotator.accounts.actions import add_user
from annotator.cli import main
from annotator.codebook import queries as codebook
from annotator.config import Settings
from annotator.db import Database
from annotator.projects import queries

Run = Callable[..., Result]


@pytest.fixture
def run(settings: Settings, database: Database) -> Run:
    """Run `annotator --data <the test's data> ...` where lea and ana have accounts."""
    for name in ("lea", "ana"):
        database.write(add_user, name, name.title(), "!")

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--data", str(settings.data), *arguments])

    return call


def members(database: Database, slug: str) -> dict[str, tuple[str, ...]]:
    number = database.read(queries.project_id, slug)
    return {one.username: one.roles for one in database.read(queries.members, number)}


def test_a_project_is_made_with_its_settings_and_the_default_codebook(
    run: Run, database: Database
) -> None:
    done = run(
        "project", "add", "Border law", "--lead", "lea", "--language", "SR, en",
        "--overlap", "3", "--hide-source",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "/p/border-law" in done.output
    number = database.read(queries.project_id, "border-law")
    found = database.read(queries.settings, number)
    assert (found.language, found.overlap, found.hides_source) == ("sr,en", 3, True)
    assert database.read(codebook.scheme, number).labels
    assert members(database, "border-law") == {"lea": ("lead",)}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--lead", "nobody"), "no account named “nobody”"),
        (("--lead", "lea", "--language", "not a code"), "is not a language code"),
        (("--lead", "lea", "--overlap", "51"), "between 1 and 50"),
    ],
)
def test_a_project_that_cannot_be_is_told_and_not_made(
    run: Run, database: Database, options: tuple[str, ...], sentence: str
) -> None:
    done = run("project", "add", "Border law", *options)
    assert done.exit_code == 1
    assert sentence in done.output
    assert database.read(queries.slugs) == []


def test_projects_are_listed_archived_and_opened_again(run: Run) -> None:
    run("project", "add", "Border law", "--lead", "lea")
    assert run("project", "list").output == "border-law\tBorder law\tlea\n"
    assert run("project", "archive", "border-law").exit_code == 0
    assert run("project", "list").output == "border-law\tBorder law\tlea\tarchived\n"
    assert run("project", "unarchive", "border-law").exit_code == 0
    assert "archived" not in run("project", "list").output


def test_people_are_added_in_roles_and_removed(run: Run, database: Database) -> None:
    run("project", "add", "Border law", "--lead", "lea")
    added = run("member", "add", "border-law", "Ana", "--role", "annotator", "--role", "researcher")
    assert added.exit_code == 0, added.output
    assert members(database, "border-law")["ana"] == ("annotator", "researcher")
    assert run("member", "remove", "border-law", "ana").exit_code == 0
    assert "ana" not in members(database, "border-law")


def test_the_last_lead_is_not_removed(run: Run, database: Database) -> None:
    run("project", "add", "Border law", "--lead", "lea")
    done = run("member", "remove", "border-law", "lea")
    assert done.exit_code == 1
    assert "keeps at least one lead" in done.output
    assert members(database, "border-law") == {"lea": ("lead",)}


def test_what_is_not_there_is_named(run: Run) -> None:
    run("project", "add", "Border law", "--lead", "lea")
    for arguments, sentence in (
        (("project", "archive", "nowhere"), "There is no project “nowhere”."),
        (("member", "add", "nowhere", "ana", "--role", "lead"), "There is no project “nowhere”."),
        (("member", "remove", "border-law", "nobody"), "There is no account named “nobody”."),
        (("member", "remove", "border-law", "ana"), "no part in this project"),
    ):
        done = run(*arguments)
        assert done.exit_code == 1
        assert sentence in done.output
