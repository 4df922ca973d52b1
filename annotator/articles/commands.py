"""`annotator import`: articles from files on the command line."""

from pathlib import Path

import click

from annotator.accounts import queries as accounts
from annotator.articles import actions
from annotator.articles.preparing import prepare
from annotator.articles.understanding import understand
from annotator.db import Database
from annotator.errors import AnnotatorError, Invalid
from annotator.projects import queries as projects


@click.command("import")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--project", required=True, help="The project's address, as in /p/ADDRESS.")
@click.option("--by", required=True, help="The user name of the lead in whose name this is done.")
@click.option("--language", help="A code such as en or sr; recognised from the text if not given.")
@click.pass_obj
def import_(
    database: Database, paths: tuple[Path, ...], project: str, by: str, language: str | None
) -> None:
    """Bring text and saved HTML files into a project, one article a file.

    A file that cannot be used is named with the reason; the others are imported all the same.
    """
    project_id = database.read(projects.project_id, project)
    account = database.read(accounts.account, by)
    place = account and database.read(projects.place, project, account.id)
    if account is None or not place or not place.is_lead():
        raise Invalid(f"“{by}” is not a lead of {project}.")
    if place.archived:
        raise Invalid(f"{project} is archived. A lead can open it again in its settings.")
    refused = 0
    for path in paths:
        try:
            raw = path.read_bytes()
            prepared = prepare(understand(raw, path.name, language), raw)
            batch = database.write(
                actions.save_draft, project_id, prepared, path.name, actor_id=account.id
            )
            database.write(actions.make_live, project_id, batch, actor_id=account.id)
            click.echo(f"{path}: {prepared.details.title}")
        except AnnotatorError as error:
            refused += 1
            click.echo(f"{path}: refused. {error}", err=True)
    if refused:
        raise Invalid(f"{refused} of {len(paths)} files were refused.")
