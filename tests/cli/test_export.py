import csv
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli import main
from annotator.config import Settings
from annotator.db import Database
from annotator.export import queries
from annotator.export.readers import jsonl as reader
from annotator.export.writers import jsonl as writer
from annotator.projects.queries import project_id

SLUG = "orvania-one-week-in-the-news"
START = "from annotator.cli import main; main()"

Run = Callable[..., Result]


@pytest.fixture
def run(demo_settings: Settings) -> Run:
    """Run `annotator --data <the demo> export --project <the demo's> ...`."""

    def call(*arguments: str) -> Result:
        start = ["--data", str(demo_settings.data), "export", "--project", SLUG]
        return CliRunner().invoke(main, [*start, *arguments])

    return call


def test_jsonl_goes_to_standard_output_and_nothing_else_does(run: Run, demo: Database) -> None:
    done = run()
    assert done.exit_code == 0, done.output
    assert done.stderr == ""
    _, articles = reader.read(done.stdout.splitlines())
    with demo.snapshot() as session:
        assert list(articles) == list(queries.articles(session, project_id(session, SLUG)))


def test_a_file_holds_what_a_pipe_carries(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    done = run("-o", str(path))
    assert done.exit_code == 0
    assert done.stdout == ""
    assert done.stderr == f"{path}: 8 articles\n"
    assert path.read_bytes().splitlines()[1:] == run().stdout_bytes.splitlines()[1:]


def test_the_files_name_says_the_format(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "data.CSV"
    assert run("-o", str(path)).exit_code == 0
    assert path.read_bytes() == run("--format", "csv").stdout_bytes
    with path.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) > 300
    assert run("--format", "jsonl", "-o", str(path)).exit_code == 0
    assert path.read_bytes().startswith(b'{"type":"dataset"')


def test_lines_of_the_csv_end_as_the_format_says(run: Run) -> None:
    assert run("--format", "csv").stdout_bytes.split(b"\n")[0].endswith(b",gold_stale\r")


def test_a_byte_order_mark_is_put_before_a_csv_alone(run: Run) -> None:
    assert run("--format", "csv", "--bom").stdout_bytes.startswith(b"\xef\xbb\xbfproject,")
    refused = run("--bom")
    assert refused.exit_code == 1
    assert "Only a CSV can begin with a byte order mark." in refused.stderr


def test_a_failing_export_leaves_the_old_file_and_no_other(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.jsonl"
    path.write_text("what was there")
    document = writer.article_document
    seen: list[str] = []

    def failing(article: object) -> object:
        seen.append("article")
        if len(seen) > 3:
            raise OSError(28, "No space left on device")
        return document(article)  # type: ignore[arg-type]  # what the writer hands over

    monkeypatch.setattr(writer, "article_document", failing)
    refused = run("-o", str(path))
    assert refused.exit_code == 1
    assert f"{path} could not be written: No space left on device." in refused.stderr
    assert path.read_text() == "what was there"
    assert list(tmp_path.glob("*.jsonl")) + list(tmp_path.glob(".*")) == [path]


def test_a_folder_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    refused = run("-o", str(tmp_path / "nowhere" / "data.jsonl"))
    assert refused.exit_code == 1
    assert "could not be written: No such file or directory." in refused.stderr


def test_a_project_that_is_not_there_is_named_and_nothing_is_written(
    demo_settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "data.jsonl"
    start = ["--data", str(demo_settings.data), "export", "--project", "nowhere", "-o", str(path)]
    refused = CliRunner().invoke(main, start)
    assert refused.exit_code == 1
    assert "There is no project “nowhere”." in refused.stderr
    assert not path.exists()


def test_a_link_keeps_pointing_at_its_file(run: Run, tmp_path: Path) -> None:
    path, link = tmp_path / "data.jsonl", tmp_path / "newest.jsonl"
    path.touch()
    link.symlink_to(path)
    assert run("-o", str(link)).exit_code == 0
    assert link.is_symlink()
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[0])["slug"] == SLUG


def test_a_pipe_named_as_a_file_is_written_into_and_not_replaced(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # Open at both ends and read at the same time, so that a failure cannot wait for a reader.
    with os.fdopen(os.open(pipe, os.O_RDWR), "rb") as end, ThreadPoolExecutor() as beside:
        reading = beside.submit(lambda: [end.readline() for _ in range(9)])
        done = run("-o", str(pipe))
        os.write(end.fileno(), b"\n" * 9)
    assert done.exit_code == 0, done.output
    assert pipe.is_fifo()
    assert [json.loads(line)["type"] for line in reading.result()] == ["dataset"] + ["article"] * 8


def test_progress_is_shown_on_a_terminal_beside_a_clean_pipe(demo_settings: Settings) -> None:
    terminal, end = pty.openpty()
    command = ["--data", str(demo_settings.data), "export", "--project", SLUG]
    done = subprocess.run(
        [sys.executable, "-c", START, *command],
        stdout=subprocess.PIPE,
        stderr=end,
        check=True,
    )
    os.close(end)
    shown = os.read(terminal, 65_536).decode()
    os.close(terminal)
    assert "100%" in shown
    assert len(done.stdout.splitlines()) == 9
