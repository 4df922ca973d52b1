"""`annotator project`: projects on the command line."""

import click

from annotator.dashboard.actions import start_project
from annotator.db import Database
from annotator.projects import actions, queries
from annotator.projects.actions import ProjectSettings


@click.group()
def project() -> None:
    """The projects of the server: add, list, archive."""


@project.command()
@click.argument("name")
@click.option("--lead", required=True, help="The user name of the person who leads it.")
@click.option(
    "--language", default="en", show_default=True, help="One code, or several: en,sr,pt-BR."
)
@click.option("--overlap", default=2, show_default=True, help="Annotators for each article.")
@click.option("--hide-source", is_flag=True, help="Hide outlet and author from annotators.")
@click.pass_obj
def add(
    database: Database, name: str, lead: str, language: str, overlap: int, *, hide_source: bool
) -> None:
    """Make a project named NAME, with the default codebook."""
    settings = ProjectSettings(name, language, overlap, hide_source)
    _, slug = database.write(start_project, settings, None, lead)
    click.echo(f"{name.strip()} is at /p/{slug}, led by {lead}.")


@project.command("list")
@click.pass_obj
def list_(database: Database) -> None:
    """List all projects: address, name, leads, and whether it is archived."""
    for one in database.read(queries.studies):
        mark = "" if one.archived_at is None else "archived"
        click.echo(f"{one.slug}\t{one.name}\t{', '.join(one.leads)}\t{mark}".rstrip())


@project.command()
@click.argument("slug", metavar="PROJECT")
@click.pass_obj
def archive(database: Database, slug: str) -> None:
    """Close PROJECT (its address, as in /p/PROJECT) for changes; it can be read and exported."""
    number = database.read(queries.project_id, slug)
    database.write(actions.archive, number, actor_id=None)
    click.echo(f"{slug} is archived. `annotator project unarchive {slug}` opens it again.")


@project.command()
@click.argument("slug", metavar="PROJECT")
@click.pass_obj
def unarchive(database: Database, slug: str) -> None:
    """Open an archived PROJECT again."""
    number = database.read(queries.project_id, slug)
    database.write(actions.unarchive, number, actor_id=None)
    click.echo(f"{slug} is open again.")
