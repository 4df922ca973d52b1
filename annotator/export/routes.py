"""Taking data away."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from annotator import clock
from annotator.export import pages, queries
from annotator.export.formats import CSV, JSONL, Format, blocks
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.web import guard
from annotator.web.database import read, snapshot
from annotator.web.rendering import render

routes = Blueprint("export", __name__, url_prefix="/p/<slug>/export")


@routes.get("")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def choose(place: Place) -> ResponseReturnValue:
    """Offer what can be taken away."""
    return render("export/choose.html", read(pages.export_page, place.project_id, place.slug))


@routes.get("/jsonl")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def jsonl(place: Place) -> ResponseReturnValue:
    """Send the whole project, losing nothing."""
    return _download(place, JSONL)


@routes.get("/csv")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def csv(place: Place) -> ResponseReturnValue:
    """Send a row for each annotator and sentence; `bom=1` puts a byte order mark before them."""
    return _download(place, CSV, mark=request.args.get("bom") == "1")


def _download(place: Place, form: Format, *, mark: bool = False) -> Response:
    now = clock.now()
    lines = _lines(snapshot(), place.project_id, form, now)
    response = Response(_body(blocks(lines, mark=mark), form), content_type=form.content_type)
    name = form.file_name(place.slug, now)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _body(made: Iterator[bytes], form: Format) -> Iterator[bytes]:
    """The download; the server ends it like a complete one on an error, so the file has to tell."""
    try:
        yield from made
    except Exception:
        yield form.broken_off.encode()
        raise


def _lines(
    opened: AbstractContextManager[Session], project_id: int, form: Format, at: int
) -> Iterator[str]:
    """The file's lines; the snapshot is let go at the end, or when the reader hangs up."""
    with opened as session:
        header = queries.header(session, project_id, at)
        yield from form.write(header, queries.articles(session, project_id))
