"""`annotator export`: a project's data into a file or a pipe."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from annotator import clock
from annotator.db import Database
from annotator.errors import Invalid
from annotator.export import queries
from annotator.export.formats import CSV, FORMATS, JSONL, blocks
from annotator.projects import queries as projects

STANDARD_OUTPUT = Path("-")


@click.command()
@click.option("--project", required=True, help="The project's address, as in /p/ADDRESS.")
@click.option(
    "--format",
    "name",
    type=click.Choice(list(FORMATS)),
    help="jsonl loses nothing; csv has a row for each annotator and sentence. If not given: "
    "what the file's name ends with, else jsonl.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    default=STANDARD_OUTPUT,
    help="The file to write; “-”, or nothing, for standard output.",
)
@click.option("--bom", is_flag=True, help="Begin a CSV with a byte order mark, for Excel.")
@click.pass_obj
def export(database: Database, project: str, name: str | None, output: Path, *, bom: bool) -> None:
    """Take a project's data away: articles, labels, submissions and decisions.

    Annotators appear under their pseudonyms. A file is replaced only once the new one is complete.
    """
    form = FORMATS[name] if name else CSV if output.suffix.lower() == ".csv" else JSONL
    if bom and form is not CSV:
        raise Invalid("Only a CSV can begin with a byte order mark. Leave --bom out.")
    with database.snapshot() as session:
        project_id = projects.project_id(session, project)
        header = queries.header(session, project_id, clock.now())
        total = queries.counts(session, project_id).articles
        articles = queries.articles(session, project_id)
        with (
            _written(output) as file,
            click.progressbar(
                articles,
                length=total,
                label=project,
                file=sys.stderr,
                hidden=not sys.stderr.isatty() or (output == STANDARD_OUTPUT and file.isatty()),
            ) as shown,
        ):
            for block in blocks(form.write(header, shown), mark=bom):
                file.write(block)
    if output != STANDARD_OUTPUT:
        click.echo(f"{output}: {total} {'article' if total == 1 else 'articles'}", err=True)


@contextmanager
def _written(output: Path) -> Iterator[BinaryIO]:
    """What to write into; raises Invalid if the file cannot be written."""
    if output == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        return
    try:
        if output.exists() and not output.is_file():  # a pipe or a device is not replaced
            with output.open("wb") as file:
                yield file
        else:
            with _replaced(output.resolve()) as file:
                yield file
    except OSError as error:
        raise Invalid(f"{output} could not be written: {error.strerror}.") from error


@contextmanager
def _replaced(path: Path) -> Iterator[BinaryIO]:
    """A new file beside the old one, which takes its place at the end and is gone on failure."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
