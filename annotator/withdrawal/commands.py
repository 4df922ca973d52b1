"""`annotator compact`: the database's file without remnants of what was deleted."""

import click

from annotator.db import Database
from annotator.errors import Conflict


@click.command()
@click.pass_obj
def compact(database: Database) -> None:
    """Write the database's file anew, so that its unused parts hold nothing that was deleted.

    A withdrawal does this by itself. It takes free disk space of twice the file, and labels wait
    to be saved meanwhile.
    """
    if not database.rewrite():
        raise Conflict(
            "The database could not be written anew. Is the disk full, or another program using it?"
        )
    click.echo("The database was written anew.")
