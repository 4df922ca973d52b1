"""The `annotator` command, gathered from the features."""

import ipaddress
import socket
from functools import partial
from pathlib import Path

import click
from pydantic import ValidationError

from annotator import doctor, migrations, schema
from annotator.accounts.actions import offer_setup
from annotator.accounts.commands import PLACES, user
from annotator.accounts.queries import anybody
from annotator.agreement.commands import agreement
from annotator.articles.commands import import_
from annotator.config import Settings
from annotator.dashboard.commands import project
from annotator.db import Database
from annotator.demo.actions import ACCOUNTS, PASSWORD, build
from annotator.errors import AnnotatorError, Invalid
from annotator.export.commands import export
from annotator.paths import SCHEMA
from annotator.projects.commands import member
from annotator.projects.queries import places
from annotator.serving import serve as run_server
from annotator.withdrawal.commands import compact

HOST, PORT = "127.0.0.1", 8000
OPEN_ACCOUNTS = "demo-accounts"

# These commands work on the database of the data directory.
ON_DATABASE = {
    str(command.name): command for command in (user, project, member, import_, export, compact)
}


class Commands(click.Group):
    """Errors that are meant for people become one sentence instead of a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except AnnotatorError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="annotator-news")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="ANNOTATOR_DATA",
    default=Path("annotator-data"),
    show_default=True,
    help="The data directory: database, secret key. Made if it does not exist.",
)
@click.pass_context
def main(context: click.Context, data: Path) -> None:
    """Label propaganda and media bias in news articles, and see how far people agree."""
    try:
        context.obj = Settings(data=data)
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        name = "_".join(("ANNOTATOR", *map(str, wrong["loc"]))).upper()
        raise Invalid(f"The setting {name} cannot be used: {wrong['msg']}.") from error
    if context.invoked_subcommand in ON_DATABASE:
        context.obj = open_database(context.obj)
        context.meta[PLACES] = places
    elif context.invoked_subcommand == agreement.name:
        # A file of ratings needs no database.
        context.obj = partial(open_database, context.obj)


@main.command()
@click.option("--port", default=PORT, show_default=True, help="0 takes any free port.")
@click.pass_obj
def demo(settings: Settings, port: int) -> None:
    """Start the demo project on this machine, with its own accounts.

    It keeps to a data directory of its own, the folder “demo” in the data directory, and can be
    reached from this machine alone.
    """
    # Never another database, whatever the environment says: the demo's accounts are open.
    settings = Settings(data=settings.data / "demo", database_url=None)
    database = open_database(settings)
    (settings.data / OPEN_ACCOUNTS).touch()
    if not database.read(anybody):
        database.write(build)
    database.close()
    address = _address(HOST, port)
    click.echo(f"\nThe demo is at {_link(*address)}\n\nSign in as:")
    for username, name, role, does in ACCOUNTS:
        click.echo(f"  {username:<8}{name} ({role.value}) {does}")
    click.echo(f"\nThe password of each is: {PASSWORD}")
    click.echo("Stop the server with Ctrl+C. What you do is kept.\n")
    run_server(settings, *address)


@main.command()
@click.option("--host", default=HOST, show_default=True, help="The address to listen on.")
@click.option("--port", default=PORT, show_default=True, help="0 takes any free port.")
@click.pass_obj
def serve(settings: Settings, host: str, port: int) -> None:
    """Start the server.

    While there is no account, it prints a link with a one-time token that makes the first one.
    """
    if (settings.data / OPEN_ACCOUNTS).exists() and not _is_loopback(host):
        raise Invalid("The demo's accounts are open; it can be served on this machine alone.")
    database = open_database(settings)
    token = database.write(offer_setup)
    database.close()
    address = _address(host, port)
    base = _link(*address)
    click.echo(f"Annotator is at {base}  (data in {settings.data.absolute()})")
    if token:
        click.echo(f"Make the first account at {base}setup/{token}")
    run_server(settings, *address)


@main.command("doctor")
@click.pass_context
def doctor_(context: click.Context) -> None:
    """Check settings, files, database, disk and clock, in words; 1 if something is wrong."""
    findings = list(doctor.examine(context.obj))
    for finding in findings:
        click.echo(f"{finding.level:<8} {finding.sentence}")
    if any(finding.level is doctor.Level.WRONG for finding in findings):
        context.exit(1)


@main.command("schema")
@click.option("--check", is_flag=True, help="Only say whether schema.sql is up to date.")
def schema_(*, check: bool) -> None:
    """Print the tables as SQL for SQLite; `annotator schema > schema.sql` renders them anew."""
    rendered = schema.render()
    if not check:
        click.echo(rendered, nl=False)
    elif rendered != SCHEMA.read_text(encoding="utf-8"):
        raise Invalid("schema.sql differs from the models. Run: annotator schema > schema.sql")


def open_database(settings: Settings) -> Database:
    """The database of a data directory, made or brought up to date first."""
    settings.prepare()
    migrations.bring_up_to_date(settings.url)
    return Database(settings.url)


def _address(host: str, port: int) -> tuple[str, int]:
    """The address to listen on; raises Invalid if something else listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Invalid(
                f"Port {port} on {host} cannot be used: {error.strerror}. "
                f"Choose another one with --port, for example --port {port + 1}."
            ) from error
        return host, probe.getsockname()[1]


def _link(host: str, port: int) -> str:
    """An address that a browser on this machine can open."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # all addresses
    return f"http://[{here}]:{port}/" if ":" in here else f"http://{here}:{port}/"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


for command in (*ON_DATABASE.values(), agreement):
    main.add_command(command)
