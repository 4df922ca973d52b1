"""`annotator agreement`: the figures on the command line, of a file or of a project."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, TextIO

import click

from annotator.agreement.coefficients.sets import SEPARATOR
from annotator.agreement.pages import SEED, project_ratings
from annotator.agreement.phrases.gamma.measure import gamma
from annotator.agreement.phrases.report import phrase_report
from annotator.agreement.phrases.spans_file import read_documents
from annotator.agreement.phrases.written import phrases_as_json, phrases_as_text
from annotator.agreement.ratings import Ratings
from annotator.agreement.receipt import MOST_RESAMPLES, verify_receipt, write_receipt
from annotator.agreement.report import RESAMPLES, report
from annotator.agreement.set_report import set_report
from annotator.agreement.table import as_json, read_ratings, sets_as_json
from annotator.agreement.text import as_text, sets_as_text, verified_as_text
from annotator.db import Database
from annotator.errors import Invalid
from annotator.projects import queries as projects


@click.command()
@click.argument("ratings", required=False, type=click.File("rb"))
@click.option("--project", metavar="SLUG", help="A project of the data directory, as in /p/SLUG.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or values for a program.",
)
@click.option(
    "--labels",
    metavar="A,B,...",
    help="The labels that the file's annotators could choose from; without it, those that occur.",
)
@click.option(
    "--sets",
    is_flag=True,
    help="A label of the file may be several with ; between them, or empty: the empty set.",
)
@click.option(
    "--spans",
    is_flag=True,
    help="The file holds phrases: one document a line, as JSON.",
)
@click.option(
    "--gamma",
    "with_gamma",
    is_flag=True,
    help="With --spans, also Mathet's gamma; some seconds for long documents.",
)
@click.option(
    "--receipt",
    type=click.File("w", encoding="utf-8", lazy=True),
    help="Also write the coded matrix, the parameters and the figures to this file.",
)
@click.option(
    "--verify",
    type=click.File("rb"),
    help="Work the figures of such a receipt out again and compare the digits.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=SEED,
    show_default=True,
    help="The same seed draws the same resamples.",
)
@click.option(
    "--resamples",
    type=click.IntRange(1, MOST_RESAMPLES),
    default=RESAMPLES,
    show_default=True,
    help="How many resamples the intervals rest on.",
)
@click.pass_obj
def agreement(  # noqa: PLR0913 - one parameter for each option
    open_database: Callable[[], Database],
    ratings: BinaryIO | None,
    *,
    project: str | None,
    format_: str,
    labels: str | None,
    sets: bool,
    spans: bool,
    with_gamma: bool,
    receipt: TextIO | None,
    verify: BinaryIO | None,
    seed: int,
    resamples: int,
) -> None:
    """Say how far annotators agree, each figure with its interval.

    RATINGS is a CSV file with the columns unit, annotator, label and, if there are articles,
    article; - reads it from the standard input. A line is what one annotator said of one unit; no
    line means that they did not label it. Nothing else is needed: no project and no data directory.

    With --project, the figures are those of the project's page: they rest on what each annotator
    submitted first.

    With --spans, the file holds one document a line as JSON:
    {"id", "length", "annotators": [...], "spans": [[annotator, start, end, label], ...]}.
    """
    if sum(source is not None for source in (ratings, project, verify)) != 1:
        raise click.UsageError("Give either a file of ratings, --project or --verify.")
    if verify is not None:
        _verify(verify)
        return
    if with_gamma and not spans:
        raise click.UsageError("--gamma compares phrases; give it with --spans.")
    declared = _declared(labels, sets=sets)
    drawn = Drawn(seed, resamples, declared)
    if spans:
        if ratings is None or sets or receipt is not None:
            raise click.UsageError("--spans takes a file, and neither --sets nor --receipt.")
        click.echo(_phrase_figures(_text(ratings), drawn, format_, with_gamma=with_gamma))
        return
    if ratings is not None:
        found = read_ratings(io.StringIO(_text(ratings), newline=""), declared, sets=sets)
    elif labels is not None or sets:
        raise click.UsageError("A project declares its own labels; leave --labels and --sets out.")
    else:
        found = _of_project(open_database(), str(project))
    click.echo(_set_figures(found, drawn, format_) if sets else _figures(found, drawn, format_))
    if receipt is not None:
        receipt.write(write_receipt(found, seed, resamples, sets=sets, labels=declared))


@dataclass(frozen=True)
class Drawn:
    """What the figures depend on beside the ratings."""

    seed: int
    resamples: int
    labels: tuple[str, ...] | None


def _figures(ratings: Ratings, drawn: Drawn, format_: str) -> str:
    made = report(ratings, drawn.seed, drawn.resamples)
    return _json(as_json(made)) if format_ == "json" else as_text(made)


def _set_figures(ratings: Ratings, drawn: Drawn, format_: str) -> str:
    made = set_report(ratings, drawn.seed, drawn.resamples, drawn.labels)
    return _json(sets_as_json(made)) if format_ == "json" else sets_as_text(made)


def _phrase_figures(text: str, drawn: Drawn, format_: str, *, with_gamma: bool) -> str:
    documents = read_documents(io.StringIO(text), drawn.labels)
    made = phrase_report(documents, drawn.seed, drawn.resamples)
    found = gamma(documents, drawn.seed, resamples=drawn.resamples) if with_gamma else None
    if format_ == "json":
        return _json(phrases_as_json(made, found))
    return phrases_as_text(made, found)


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, allow_nan=False, indent=2)


def _verify(file: BinaryIO) -> None:
    """Say whether a receipt holds; the exit status says so too."""
    found = verify_receipt(_text(file))
    click.echo(verified_as_text(found))
    if not found.holds:
        raise SystemExit(1)


def _declared(labels: str | None, *, sets: bool) -> tuple[str, ...] | None:
    """The labels named on the command line."""
    if labels is None:
        return None
    declared = tuple(label.strip() for label in labels.split(","))
    if not all(declared):
        raise click.UsageError("--labels names an empty label; separate labels by single commas.")
    if sets and any(SEPARATOR in label for label in declared):
        raise click.UsageError("--labels names single labels; separate them by commas.")
    return declared


def _text(file: BinaryIO) -> str:
    """The text of a file in UTF-8."""
    raw = file.read()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Invalid(f"Line {line}: this is not UTF-8 text. Save the file in UTF-8.") from error


def _of_project(database: Database, slug: str) -> Ratings:
    try:
        return database.read(project_ratings, database.read(projects.project_id, slug))
    finally:
        database.close()
