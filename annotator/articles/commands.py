"""`annotator import`: articles from files and folders on the command line."""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from annotator.accounts import queries as accounts
from annotator.articles import actions, queries
from annotator.articles.actions import batches
from annotator.articles.actions.batches import NewBatch, Ready, Refusal
from annotator.articles.actions.reading import ready
from annotator.articles.files import Listed, listed
from annotator.articles.refused import headers, mendable
from annotator.articles.sources import Options, columns_of, how_many, read_source
from annotator.articles.sources.columns import MEANINGS, fingerprint
from annotator.db import Database
from annotator.errors import Invalid
from annotator.projects import queries as projects

STEP = 0.03
"""Seconds that one write may take, so that nobody's save waits for an import."""
MOST = 50
TOLD = 20
"""How many refused items are told one by one."""


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--project", required=True, help="The project's address, as in /p/ADDRESS.")
@click.option("--by", required=True, help="The user name of the lead in whose name this is done.")
@click.option("--language", help="A code such as en or sr; recognised from the text if not given.")
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="COLUMN=MEANING",
    help="What a column of .jsonl and .csv files means, if its name does not say it: "
    f"{', '.join(MEANINGS)}, or nothing for a column that is not to be read. Can be repeated.",
)
@click.option(
    "--refused",
    "refused_to",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what is refused to this file, to be mended and imported again.",
)
@click.pass_obj
def import_(  # noqa: PLR0913 - one for each option
    database: Database,
    paths: tuple[Path, ...],
    *,
    project: str,
    by: str,
    language: str | None,
    mapped: tuple[str, ...],
    refused_to: Path | None,
) -> None:
    """Bring files, and all files in folders, into a project: one import, which can be undone.

    Read are .txt, .html, .docx, .pdf, .jsonl, .csv and .zip files of these. What cannot be used is
    named with the reason; all others become visible together at the end.
    """
    given = _meanings(mapped)
    project_id, actor_id = _lead(database, project, by)
    files, passed_over = listed(paths)
    if not files:
        raise Invalid("There is no file to import: no name in these folders ends as articles' do.")
    if passed_over:
        click.echo(f"{passed_over} files of other kinds are passed over.", err=True)
    run = _Run(database, project_id, actor_id, language, given)
    refused, count = run.bring_in(files)
    _tell(refused, {file.name: str(file.path) for file in files})
    if refused and refused_to:
        _write_refused(refused, run.headed, refused_to)
    if count:
        articles = "1 article is" if count == 1 else f"{count:,} articles are"
        click.echo(f"{articles} in {project} now.")
    if refused:
        raise Invalid(f"{len(refused):,} of {count + len(refused):,} were refused.")


def _lead(database: Database, project: str, by: str) -> tuple[int, int]:
    """The numbers of the project and of its lead, who must be there and able to write."""
    project_id = database.read(projects.project_id, project)
    account = database.read(accounts.account, by)
    place = account and database.read(projects.place, project, account.id)
    if account is None or not place or not place.is_lead():
        raise Invalid(f"“{by}” is not a lead of {project}.")
    if place.archived:
        raise Invalid(f"{project} is archived and is not changed. Open it again first.")
    return project_id, account.id


def _meanings(mapped: Sequence[str]) -> dict[str, str]:
    found = {}
    for pair in mapped:
        column, sign, meaning = pair.rpartition("=")
        if not sign or not column or (meaning and meaning not in MEANINGS):
            raise Invalid(
                f"“{pair}” does not say what a column means. Write for example body=text;"
                f" the meanings are {', '.join(MEANINGS)}."
            )
        found[column] = meaning
    return found


@dataclass
class _Run:
    """One import: a draft that is filled in small writes and becomes visible at its end."""

    database: Database
    project_id: int
    actor_id: int
    language: str | None
    given: Mapping[str, str]
    headed: dict[str, str] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)

    def bring_in(self, files: Sequence[Listed]) -> tuple[list[queries.RefusedRow], int]:
        """Read and store all files; returns what was refused and how many articles came in."""
        self.missing = set(self.given)
        source = files[0].name if len(files) == 1 else f"{len(files)} files"
        new = NewBatch(source, {"files": [{"name": file.name} for file in files], "uploads": ""})
        act, project_id = self.database.write, self.project_id
        batch_id = act(batches.begin, project_id, new, actor_id=self.actor_id)
        is_live = False
        try:
            self._read(batch_id, files)
            if self.missing:
                raise Invalid(f"No file has a column “{min(self.missing)}”.")
            act(batches.finish_reading, project_id, batch_id, self.headed)
            count = self.database.read(queries.article_count, project_id, batch_id)
            if count:
                count = act(batches.make_live, project_id, batch_id, actor_id=self.actor_id)
                is_live = True
            return self.database.read(queries.refused, project_id, batch_id), count
        finally:
            if not is_live:
                act(actions.drop_draft, project_id, batch_id, actor_id=self.actor_id)

    def _read(self, batch_id: int, files: Sequence[Listed]) -> None:
        step: list[Ready | Refusal] = []
        number, size = 0, 1
        for item in self._items(files):
            number += 1
            step.append(item)
            if len(step) >= size:
                seconds = self._store(batch_id, number, step)
                size = max(1, min(MOST, 2 * size, int(len(step) * STEP / seconds)))
                step = []
        if step:
            self._store(batch_id, number, step)

    def _store(self, batch_id: int, number: int, step: Sequence[Ready | Refusal]) -> float:
        begun = time.perf_counter()
        first = number - len(step) + 1
        self.database.write(batches.store_items, self.project_id, batch_id, first, step)
        return max(time.perf_counter() - begun, 1e-6)

    def _items(self, files: Sequence[Listed]) -> Iterator[Ready | Refusal]:
        """All items of all files, under a bar if somebody watches."""
        with _bar() as bar:
            task = bar.add_task("Reading", total=len(files))
            for number, file in enumerate(files, 1):
                try:
                    raw = file.read()
                    options = Options(self.language, self._meaning(file.name, raw))
                except Invalid as error:
                    yield Refusal(file.name, str(error))
                    bar.advance(task)
                    continue
                self.headed |= headers(file.name, raw)
                rows = (how_many(file.name, raw) or 1) - 1
                bar.update(task, total=(bar.tasks[task].total or 0) + rows)
                for item in read_source(file.name, raw, options):
                    yield ready(item)
                    bar.advance(task)
                behind = len(files) - number
                bar.update(task, total=bar.tasks[task].completed + behind)

    def _meaning(self, name: str, raw: bytes) -> Mapping[str, str]:
        """What a file's columns mean: as given, else as remembered, else as their names say."""
        columns = columns_of(name, raw)
        if not columns:
            if name.lower().endswith(".zip"):
                self.missing.clear()  # the columns of files in it are not known here
            return self.given
        names = [column.name for column in columns]
        self.missing -= set(names)
        key = fingerprint(names)
        known = self.database.read(queries.mapping, self.project_id, key) or {}
        meaning = {**known, **self.given}
        if self.given:
            own = {column: meaning[column] for column in names if column in meaning}
            self.database.write(actions.remember_columns, self.project_id, {key: own})
        return meaning


def _bar() -> Progress:
    """A progress bar on a terminal, nothing in a pipe."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not sys.stderr.isatty(),
        transient=True,
    )


def _tell(refused: Sequence[queries.RefusedRow], paths: Mapping[str, str]) -> None:
    for row in refused[:TOLD]:
        click.echo(f"{paths.get(row.source, row.source)}: refused. {row.reason}", err=True)
    if len(refused) > TOLD:
        click.echo(f"and {len(refused) - TOLD:,} more.", err=True)


def _write_refused(
    refused: Sequence[queries.RefusedRow], headed: Mapping[str, str], path: Path
) -> None:
    file = mendable(refused, headed)
    suffix = Path(file.name).suffix
    path = path if path.suffix == suffix else path.with_name(path.name + suffix)
    try:
        path.write_bytes(file.content)
    except OSError as error:
        raise Invalid(f"{path} cannot be written: {error.strerror}.") from error
    click.echo(f"What was refused is in {path}.", err=True)
