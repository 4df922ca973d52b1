"""`annotator user`: people on the command line."""

import click

from annotator.accounts import actions, passwords, queries
from annotator.db import Database


@click.group()
def user() -> None:
    """Add and list the people who can sign in."""


@user.command()
@click.argument("username")
@click.option("--name", default="", help="The name that others see; the user name if not given.")
@click.option("--administrator", is_flag=True, help="May make accounts and projects.")
@click.option(
    "--password",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    envvar="ANNOTATOR_PASSWORD",
    help="Asked for if not given; the environment variable ANNOTATOR_PASSWORD works too.",
)
@click.pass_obj
def add(
    database: Database, username: str, name: str, password: str, *, administrator: bool
) -> None:
    """Make an account named USERNAME."""
    database.write(
        actions.add_user,
        username,
        name,
        passwords.hashed(password),
        is_administrator=administrator,
    )
    click.echo(f"{username} can sign in now.")


@user.command("list")
@click.pass_obj
def list_(database: Database) -> None:
    """List all accounts."""
    for account in database.read(queries.accounts):
        mark = "administrator" if account.is_administrator else ""
        click.echo(f"{account.username}\t{account.display_name}\t{mark}".rstrip())
