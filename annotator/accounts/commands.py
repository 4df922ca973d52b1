"""`annotator user`: people on the command line."""

import click

from annotator.accounts import passwords
from annotator.accounts.administration import actions, queries
from annotator.accounts.second_factor.actions import reset_second_factor
from annotator.db import Database

# Under this name the command line keeps how to find the projects of a person.
PLACES = "annotator.find_places"

password_option = click.option(
    "--password",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    envvar="ANNOTATOR_PASSWORD",
    help="Asked for if not given; the environment variable ANNOTATOR_PASSWORD works too.",
)


@click.group()
def user() -> None:
    """The people who can sign in: add, list, disable, enable, give a new password."""


@user.command()
@click.argument("username")
@click.option("--name", default="", help="The name that others see; the user name if not given.")
@click.option("--administrator", is_flag=True, help="May make accounts and projects.")
@password_option
@click.pass_obj
def add(
    database: Database, username: str, name: str, password: str, *, administrator: bool
) -> None:
    """Make an account named USERNAME."""
    hashed = passwords.hashed(password, (username, name))
    database.write(
        actions.add_person,
        (username, name),
        hashed,
        actor_id=None,
        is_administrator=administrator,
    )
    click.echo(f"{username} can sign in now.")


@user.command("list")
@click.pass_obj
def list_(database: Database) -> None:
    """List all accounts: user name, name, and what is special about it."""
    for one in database.read(queries.people):
        marks = [
            mark
            for mark, holds in (
                ("administrator", one.is_administrator),
                ("disabled", one.is_disabled),
                ("second step", one.has_second_factor),
            )
            if holds
        ]
        click.echo(f"{one.username}\t{one.display_name}\t{', '.join(marks)}".rstrip())


@user.command()
@click.argument("username")
@click.pass_obj
def disable(database: Database, username: str) -> None:
    """Shut USERNAME out at once; everything that they labelled stays."""
    person = database.read(queries.person_named, username)
    database.write(actions.disable, person.id, actor_id=None)
    click.echo(f"{person.username} cannot sign in any more; their sessions have ended.")


@user.command()
@click.argument("username")
@click.pass_obj
def enable(database: Database, username: str) -> None:
    """Let USERNAME sign in again, with the roles that they had."""
    person = database.read(queries.person_named, username)
    database.write(actions.enable, person.id, actor_id=None)
    click.echo(f"{person.username} can sign in again.")


@user.command("reset-password")
@click.argument("username")
@click.option("--second-step", is_flag=True, help="Take their second step at sign-in off too.")
@password_option
@click.pass_obj
def reset_password(database: Database, username: str, password: str, *, second_step: bool) -> None:
    """Give USERNAME a new password; wherever they are signed in, that ends."""
    person = database.read(queries.person_named, username)
    places = database.read(click.get_current_context().meta[PLACES], person.id)
    names = (person.username, person.display_name, *(place.name for place in places))
    hashed = passwords.hashed(password, names)
    database.write(actions.reset_password, person.id, hashed, actor_id=None)
    click.echo(f"{person.username} has the new password; their sessions have ended.")
    if second_step and person.has_second_factor:
        database.write(reset_second_factor, person.id, None)
        click.echo("Their second step at sign-in is off.")
