"""`annotator agreement`, as a person types it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.agreement import as_json, report
from annotator.agreement.pages import project_ratings
from annotator.cli import main
from annotator.config import Settings
from annotator.db import Database
from factories import CLAIM, DENIAL, NONE, Study, make_study

Run = Callable[..., Result]

ROWS = """unit,annotator,label,article
s1,ada,claim,a1
s1,ben,claim,a1
s2,ada,none,a1
s2,ben,claim,a1
s3,ada,none,a2
s4,ada,none,a2
s4,ben,none,a2
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `annotator --data <a folder that does not exist> agreement ...`."""

    def call(*arguments: str, data: Path = tmp_path / "nothing", typed: str = "") -> Result:
        return CliRunner().invoke(main, ["--data", str(data), "agreement", *arguments], input=typed)

    return call


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "ratings.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def study(database: Database) -> Study:
    made = make_study(database, "ana", "ben")
    article = made.add_article("The bridge opened.", "The town cheered.", "A band played.")
    made.submit(made.desk("ana", article), CLAIM, CLAIM, None)
    made.submit(made.desk("ben", article), CLAIM, DENIAL, NONE)
    return made


def test_a_file_gives_the_documented_values(run: Run, rows: Path) -> None:
    done = run(str(rows), "--format", "json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert set(found) == {"measures", "pairs", "labels"}
    assert set(found["measures"]) == {
        "krippendorff_alpha",
        "percent_agreement",
        "fleiss_kappa",
        "scott_pi",
        "gwet_ac1",
        "brennan_prediger",
    }
    alpha = found["measures"]["krippendorff_alpha"]
    assert set(alpha) == {"value", "reason", "units", "paired_units", "interval"}
    assert alpha["value"] == pytest.approx(1 - 5 * 2 / 18)
    assert (alpha["reason"], alpha["units"], alpha["paired_units"]) == (None, 4, 3)
    assert found["pairs"][0]["annotators"] == ["ada", "ben"]
    assert found["pairs"][0]["units"] == 3
    assert found["labels"]["none"]["count"] == 4


def test_declared_labels_count_though_nobody_gave_them(run: Run, rows: Path) -> None:
    done = run(str(rows), "--format", "json", "--labels", "claim, none, denial")
    denial = json.loads(done.output)["labels"]["denial"]
    assert denial["count"] == 0
    assert denial["alpha"]["value"] is None
    assert denial["alpha"]["reason"] == "Not defined because no paired label is 'denial'."


def test_a_seed_gives_the_same_digits_and_another_seed_others(run: Run, rows: Path) -> None:
    many = rows.with_name("many.csv")
    many.write_text(many_rows(), encoding="utf-8")
    first = run(str(many), "--format", "json", "--seed", "7", "--resamples", "50").output
    assert run(str(many), "--format", "json", "--seed", "7", "--resamples", "50").output == first
    assert run(str(many), "--format", "json", "--seed", "8", "--resamples", "50").output != first
    text = run(str(many), "--seed", "7", "--resamples", "50").output
    assert "50 resamples of articles, seed 7" in text


def test_the_text_shows_every_figure_or_why_there_is_none(run: Run, rows: Path) -> None:
    done = run(str(rows), "--labels", "claim,none,denial")
    assert "2 annotators, 2 articles, 4 units, 7 labels" in done.output
    assert "Krippendorff's alpha (nominal)                 0.444" in done.output
    assert "Not defined because no paired label is 'denial'." in done.output
    assert "The interval rests on 2 articles; below 20 it is unreliable" in done.output


def test_the_standard_input_is_read(run: Run, rows: Path) -> None:
    assert run("-", typed=ROWS).output == run(str(rows)).output


def test_a_file_needs_no_data_directory_and_makes_none(
    run: Run, rows: Path, tmp_path: Path
) -> None:
    assert run(str(rows)).exit_code == 0
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (f"{ROWS}s4,ben,claim,a2\n".encode(), "Line 9: annotator 'ben' already labelled unit"),
        (f"{ROWS}s5,ben,,a2\n".encode(), "Line 9: the label is empty"),
        (f"{ROWS}s5,ben,claim\n".encode(), "Line 9: 3 cells where"),
        (b"unit,person,label\n", "Line 1: unknown column 'person'"),
        (b"", "Line 1: column 'unit' is missing"),
        (ROWS.encode() + b"s5,b\xe9n,claim,a2\n", "Line 9: this is not UTF-8 text."),
        (ROWS.encode("utf-16"), "Line 1: this is not UTF-8 text."),
        (ROWS.encode() + b'"s5"x,ben,claim,a2\n', "Line 9: this is not CSV"),
    ],
)
def test_a_bad_line_is_named(run: Run, rows: Path, content: bytes, sentence: str) -> None:
    rows.write_bytes(content)
    done = run(str(rows), "--format", "json")
    assert done.exit_code == 1
    assert f"Error: {sentence}" in done.output


def test_a_file_without_ratings_says_that_nothing_is_labelled(run: Run, rows: Path) -> None:
    rows.write_text("unit,annotator,label\n", encoding="utf-8")
    assert "Not defined because nothing has been labelled." in run(str(rows)).output


def test_a_project_gives_the_figures_of_its_page(
    run: Run, study: Study, settings: Settings
) -> None:
    done = run("--project", study.slug, "--format", "json", data=settings.data)
    assert done.exit_code == 0, done.output
    ratings = study.database.read(project_ratings, study.project_id)
    assert json.loads(done.output) == json.loads(json.dumps(as_json(report(ratings, seed=1))))
    assert json.loads(done.output)["pairs"][0]["annotators"] == ["P3", "P4"]


def test_a_project_that_is_not_there_is_named(run: Run, study: Study, settings: Settings) -> None:
    done = run("--project", f"{study.slug}-not", data=settings.data)
    assert done.exit_code == 1
    assert f"There is no project “{study.slug}-not”." in done.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Give either a file of ratings, --project or --verify."),
        (("-", "--project", "x"), "Give either a file of ratings, --project or --verify."),
        (("-", "--verify", "-"), "Give either a file of ratings, --project or --verify."),
        (("-", "--sets", "--labels", "a;b"), "--labels names single labels"),
        (("--project", "x", "--labels", "a"), "A project declares its own labels"),
        (("-", "--labels", "a,,b"), "--labels names an empty label"),
        (("-", "--seed", "-1"), "'--seed'"),
        (("-", "--resamples", "0"), "'--resamples'"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    run: Run, arguments: tuple[str, ...], sentence: str
) -> None:
    done = run(*arguments, typed=ROWS)
    assert done.exit_code == 2
    assert sentence in done.output


def many_rows() -> str:
    rows = [
        f"s{article}.{at},{who},{'claim' if (article * at + turn) % 3 else 'none'},a{article}"
        for article in range(12)
        for at in range(5)
        for turn, who in enumerate(("ada", "ben"))
    ]
    return "\n".join(["unit,annotator,label,article", *rows])


SETS = """unit,annotator,label,article
s1,ada,doubt;loaded,a1
s1,ben,doubt,a1
s2,ada,,a1
s2,ben,,a1
s3,ada,loaded,a2
s3,ben,loaded;doubt,a2
"""


def test_sets_of_labels_are_read_on_request(run: Run) -> None:
    done = run("-", "--sets", "--labels", "doubt,loaded,flag", "--format", "json", typed=SETS)
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert set(found["measures"]) == {"alpha_jaccard", "alpha_masi"}
    assert found["measures"]["alpha_jaccard"]["paired_units"] == 3
    assert list(found["labels"]) == ["doubt", "loaded", "flag"]
    text = run("-", "--sets", typed=SETS).output
    assert "Krippendorff's alpha (MASI distance)" in text
    assert "Error: Line 4: the label is empty" in run("-", typed=SETS).output


@pytest.mark.parametrize("options", [("--seed", "7"), ("--sets",)])
def test_a_receipt_is_written_and_verified_offline(
    run: Run, tmp_path: Path, options: tuple[str, ...]
) -> None:
    receipt = tmp_path / "receipt.json"
    content = SETS if "--sets" in options else ROWS
    done = run("-", *options, "--resamples", "50", "--receipt", str(receipt), typed=content)
    assert done.exit_code == 0, done.output
    found = run("--verify", str(receipt))
    assert found.exit_code == 0
    assert found.output.startswith("The receipt holds: all ")
    held = json.loads(receipt.read_text(encoding="utf-8"))
    held["matrix"]["rows"][0] = held["matrix"]["rows"][1]
    receipt.write_text(json.dumps(held), encoding="utf-8")
    changed = run("--verify", str(receipt))
    assert changed.exit_code == 1
    assert "The receipt does not hold." in changed.output
    assert "It was written by Annotator " in changed.output


def test_a_file_that_is_no_receipt_is_refused(run: Run, rows: Path) -> None:
    done = run("--verify", str(rows))
    assert done.exit_code == 1
    assert "Error: This is no receipt" in done.output
