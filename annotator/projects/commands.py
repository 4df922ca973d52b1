"""`annotator member`: who takes part in a project, on the command line."""

import click

from annotator.accounts.administration.queries import person_named
from annotator.db import Database
from annotator.projects import actions, queries
from annotator.projects.roles import Role


@click.group()
def member() -> None:
    """The people of a project: add them in roles, remove them."""


@member.command()
@click.argument("project")
@click.argument("username")
@click.option(
    "--role",
    "roles",
    required=True,
    multiple=True,
    type=click.Choice([role.value for role in Role]),
    help="What they are there; give it several times for several roles.",
)
@click.pass_obj
def add(database: Database, project: str, username: str, roles: tuple[str, ...]) -> None:
    """Let USERNAME take part in PROJECT (its address, as in /p/PROJECT), in exactly these roles."""
    number = database.read(queries.project_id, project)
    database.write(actions.set_roles, number, username, roles, actor_id=None)
    click.echo(f"{username} is {' and '.join(sorted(set(roles)))} in {project} now.")


@member.command()
@click.argument("project")
@click.argument("username")
@click.pass_obj
def remove(database: Database, project: str, username: str) -> None:
    """Take USERNAME's way into PROJECT; what they labelled there stays."""
    number = database.read(queries.project_id, project)
    person = database.read(person_named, username)
    database.write(actions.remove_person, number, person.id, actor_id=None)
    click.echo(f"{person.username} has no way into {project} any more. Their labels stay.")
