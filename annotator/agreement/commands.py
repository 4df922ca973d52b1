"""`annotator agreement`: the figures on the command line, of a file or of a project."""

import io
import json
from collections.abc import Callable
from typing import BinaryIO

import click

from annotator.agreement.pages import SEED, project_ratings
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import RESAMPLES, report
from annotator.agreement.table import as_json, read_ratings
from annotator.agreement.text import as_text
from annotator.db import Database
from annotator.errors import Invalid
from annotator.projects import queries as projects

MOST_RESAMPLES = 100_000


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
    seed: int,
    resamples: int,
) -> None:
    """Say how far annotators agree, each figure with its interval.

    RATINGS is a CSV file with the columns unit, annotator, label and, if there are articles,
    article; - reads it from the standard input. A line is what one annotator said of one unit; no
    line means that they did not label it. Nothing else is needed: no project and no data directory.

    With --project, the figures are those of the project's page: they rest on what each annotator
    submitted first.
    """
    if (ratings is None) == (project is None):
        raise click.UsageError("Give either a file of ratings or --project.")
    if ratings is not None:
        found = _read(ratings, labels)
    elif labels is not None:
        raise click.UsageError("A project declares its own labels; leave --labels out.")
    else:
        found = _of_project(open_database(), str(project))
    made = report(found, seed, resamples)
    if format_ == "json":
        click.echo(json.dumps(as_json(made), ensure_ascii=False, allow_nan=False, indent=2))
    else:
        click.echo(as_text(made))


def _read(file: BinaryIO, labels: str | None) -> Ratings:
    """The ratings of a CSV file in UTF-8."""
    raw = file.read()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Invalid(
            f"Line {line}: this is not UTF-8 text. Save the file as CSV in UTF-8."
        ) from error
    declared = [label.strip() for label in labels.split(",")] if labels is not None else None
    if declared and not all(declared):
        raise click.UsageError("--labels names an empty label; separate labels by single commas.")
    return read_ratings(io.StringIO(text, newline=""), declared)


def _of_project(database: Database, slug: str) -> Ratings:
    try:
        return database.read(project_ratings, database.read(projects.project_id, slug))
    finally:
        database.close()
