"""`annotator import`, as a person types it."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from annotator.articles.actions.reading import ready
from annotator.articles.queries import live_articles
from annotator.articles.sources import Failed, Found
from annotator.cli import main
from annotator.config import Settings
from annotator.db import Database, table
from annotator.journal.models import Event
from annotator.projects.actions import archive
from factories import Study, make_study

Run = Callable[..., Result]

TEXT = (
    "The ferry line {} closed on Monday. The company said it had lost money for years.\n\n"
    "The mayor denied that the town had been told. “We read it in the paper,” she said."
)


@pytest.fixture
def study(database: Database) -> Study:
    return make_study(database, "ana")


@pytest.fixture
def bring(settings: Settings, study: Study) -> Run:
    """Run `annotator --data <the test's data> import ... --project <slug> --by lead`."""

    def call(*arguments: str | Path) -> Result:
        command = ["--data", str(settings.data), "import", *map(str, arguments)]
        return CliRunner().invoke(main, [*command, "--project", study.slug, "--by", "lead"])

    return call


def titles(study: Study) -> set[str]:
    return {article.title for article in study.database.read(live_articles, study.project_id)}


def rows(*numbers: int) -> str:
    return "".join(
        json.dumps({"id": n, "title": f"Line {n}", "text": TEXT.format(n)}) + "\n" for n in numbers
    )


def test_files_of_all_kinds_in_a_folder_become_one_import(
    bring: Run, study: Study, tmp_path: Path
) -> None:
    folder = tmp_path / "press"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "a.txt").write_text(f"Line 1\n\n{TEXT.format(1)}")
    (folder / "b.jsonl").write_text(rows(2, 3))
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / ".hidden.txt").write_text("hidden")
    with zipfile.ZipFile(folder / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("d.csv", f'title,text\nLine 4,"{TEXT.format(4)}"\n')
    done = bring(folder)
    assert done.exit_code == 0, done.output
    assert "1 files of other kinds are passed over." in done.output
    assert f"4 articles are in {study.slug} now." in done.output
    assert titles(study) == {"Line 1", "Line 2", "Line 3", "Line 4"}
    verbs = sa.select(table(Event).c.verb).where(table(Event).c.subject == "import")
    assert study.database.read(lambda session: session.scalars(verbs).all()) == ["begin", "import"]


def test_what_is_refused_is_told_and_written_to_be_mended(
    bring: Run, study: Study, tmp_path: Path
) -> None:
    path, mend = tmp_path / "all.jsonl", tmp_path / "mend.zip"
    path.write_text(rows(1) + "nonsense\n" + rows(2, 1))
    done = bring(path, "--refused", mend)
    assert done.exit_code == 1
    assert "all.jsonl line 2: refused. The row is not valid JSON" in done.output
    assert "already" in done.output
    assert "2 of 4 were refused." in done.output
    assert titles(study) == {"Line 1", "Line 2"}
    with zipfile.ZipFile(mend) as archive:
        kept = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "nonsense\n" in kept


def test_columns_can_be_given_a_meaning_which_is_remembered(
    bring: Run, study: Study, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    for number, path in enumerate((first, second), 1):
        path.write_text(f'w,h\n"{TEXT.format(number)}",Line {number}\n')
    assert bring(first, "--map", "w=text", "--map", "h=title").exit_code == 0
    assert bring(second).exit_code == 0
    assert titles(study) == {"Line 1", "Line 2"}


@pytest.mark.parametrize(
    ("mapped", "reason"),
    [
        ("words", "does not say what a column means"),
        ("title=words", "does not say what a column means"),
        ("nothing=title", "No file has a column “nothing”."),
    ],
)
def test_a_mapping_that_cannot_be_leaves_nothing_behind(
    bring: Run, study: Study, tmp_path: Path, mapped: str, reason: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(rows(1))
    done = bring(path, "--map", mapped)
    assert done.exit_code == 1
    assert reason in done.output
    assert titles(study) == set()


def test_an_archived_project_is_not_changed(bring: Run, study: Study, tmp_path: Path) -> None:
    study.database.write(archive, study.project_id, actor_id=study.users["lead"])
    path = tmp_path / "a.jsonl"
    path.write_text(rows(1))
    done = bring(path)
    assert done.exit_code == 1
    assert "is archived" in done.output


def test_a_folder_without_articles_says_so(bring: Run, tmp_path: Path) -> None:
    assert "There is no file to import" in bring(tmp_path).output


def test_an_import_that_breaks_down_leaves_nothing_behind(
    bring: Run, study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(rows(*range(20)))
    calls: list[object] = []

    def interrupt(item: Found | Failed) -> object:
        calls.append(item)
        if len(calls) > 10:
            raise KeyboardInterrupt
        return ready(item)

    monkeypatch.setattr("annotator.articles.commands.ready", interrupt)
    done = bring(path)
    assert done.exit_code == 1
    assert titles(study) == set()
    monkeypatch.undo()
    assert bring(path).exit_code == 0
    assert len(titles(study)) == 20
