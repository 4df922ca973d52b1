"""The command line, as a person types it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.articles.queries import live_articles
from annotator.cli import main
from annotator.config import Settings
from annotator.db import Database
from annotator.demo.actions import PASSWORD
from annotator.projects.actions import archive
from annotator.projects.queries import project_id
from annotator.schema import render
from factories import Study, make_study

Run = Callable[..., Result]

ARTICLE = """Ferry line to Ansel closes

By Ola Brandt

HESTVIK — The ferry line to Ansel closed on Monday. The company said it had lost money for years.

The mayor denied that the town had been told. “We read it in the paper,” she said.
"""


@pytest.fixture
def run(settings: Settings) -> Run:
    """Run `annotator --data <the test's data> ...`."""

    def call(*arguments: str, typed: str = "") -> Result:
        command = ["--data", str(settings.data), *arguments]
        return CliRunner().invoke(main, command, input=typed)

    return call


@pytest.fixture
def study(database: Database) -> Study:
    return make_study(database, "ana")


def test_every_command_explains_itself(run: Run) -> None:
    listed = run("--help").output
    for name in ("demo", "serve", "import", "export", "agreement", "schema", "user"):
        assert f"\n  {name} " in listed
        assert len(run(name, "--help").output) > len("Usage: ")


def test_a_person_added_is_listed_and_can_be_found(run: Run) -> None:
    added = run(
        "user", "add", "ada", "--name", "Ada L.", "--administrator", typed=f"{PASSWORD}\n" * 2
    )
    assert added.exit_code == 0, added.output
    assert "ada\tAda L.\tadministrator" in run("user", "list").output


def test_a_short_password_is_refused_with_a_sentence(run: Run) -> None:
    refused = run("user", "add", "ada", typed="short\nshort\n")
    assert refused.exit_code == 1
    assert "between 15 and 256 characters" in refused.output
    assert run("user", "list").output == ""


def test_a_name_in_another_case_is_the_same_name(run: Run) -> None:
    run("user", "add", "Zoë", typed=f"{PASSWORD}\n" * 2)
    again = run("user", "add", "ZOE\u0308", typed=f"{PASSWORD}\n" * 2)
    assert again.exit_code == 1
    assert "already an account" in again.output


def test_files_are_imported_into_a_project(run: Run, study: Study, tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    done = run("import", str(path), "--project", study.slug, "--by", "lead")
    assert done.exit_code == 0, done.output
    found = study.database.read(live_articles, study.project_id)
    assert [article.title for article in found] == ["Ferry line to Ansel closes"]


def test_a_refused_file_is_named_and_the_others_are_imported(
    run: Run, study: Study, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(ARTICLE, encoding="utf-8")
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    done = run("import", str(bad), str(good), "--project", study.slug, "--by", "lead")
    assert done.exit_code == 1
    assert f"{bad}: refused." in done.output
    assert "1 of 2 were refused." in done.output
    assert len(study.database.read(live_articles, study.project_id)) == 1


def test_only_a_lead_imports(run: Run, study: Study, tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    done = run("import", str(path), "--project", study.slug, "--by", "ana")
    assert done.exit_code == 1
    assert "is not a lead" in done.output


def test_an_archived_project_takes_no_articles(run: Run, study: Study, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A headline\n\nIt rained. It stopped.", encoding="utf-8")
    study.database.write(archive, study.project_id, actor_id=study.users["lead"])
    done = run("import", str(path), "--project", study.slug, "--by", "lead")
    assert done.exit_code == 1
    assert "is archived" in done.output


def test_a_project_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    done = run("import", str(path), "--project", "nowhere", "--by", "lead")
    assert done.exit_code == 1
    assert "There is no project “nowhere”." in done.output


def test_the_schema_is_printed(run: Run) -> None:
    assert run("schema").output == render()
    assert run("schema", "--check").exit_code == 0


def test_the_demo_is_never_served_to_other_machines(run: Run, settings: Settings) -> None:
    (settings.data / "demo-accounts").touch()
    refused = run("serve", "--host", "0.0.0.0")  # noqa: S104  # that it is refused is the test
    assert refused.exit_code == 1
    assert "on this machine alone" in refused.output


def test_the_demo_names_its_project(demo: Database) -> None:
    assert demo.read(project_id, "orvania-one-week-in-the-news")


def test_the_demo_keeps_out_of_another_database(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    other = tmp_path / "other.sqlite3"
    monkeypatch.setenv("ANNOTATOR_DATABASE_URL", f"sqlite:///{other}")
    served: list[Settings] = []
    monkeypatch.setattr("annotator.cli.run_server", lambda found, *_: served.append(found))
    done = CliRunner().invoke(main, ["--data", str(settings.data), "demo", "--port", "0"])
    assert done.exit_code == 0, done.output
    assert not other.exists()
    assert served[0].url == f"sqlite:///{settings.data / 'demo' / 'annotator.sqlite3'}"


@pytest.mark.parametrize("key", ["", "hunter2"])
def test_nothing_starts_with_a_key_that_is_too_short(
    run: Run, settings: Settings, key: str
) -> None:
    (settings.data / "secret-key").write_text(key)
    done = run("serve", "--port", "0")
    assert done.exit_code == 1
    assert "too short" in done.output
    assert "hunter2" not in done.output
