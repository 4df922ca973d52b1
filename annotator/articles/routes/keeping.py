"""What the routes of imports share: files kept for later, and imports that are no longer open."""

from collections.abc import Sequence
from contextlib import suppress

from flask import current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from annotator.articles import actions, pages, queries
from annotator.articles.routes import UPLOADS
from annotator.articles.sources import columns_of
from annotator.articles.sources.columns import fingerprint
from annotator.articles.sources.kinds import Kind, kind_of
from annotator.articles.uploads import Upload, Uploads
from annotator.errors import Invalid, NotFound
from annotator.projects.place import Place
from annotator.web.database import read, write
from annotator.web.rendering import render

ARTICLE_GONE = "It was dropped or skipped, perhaps in another tab, or it never was in this import."

_BUNDLES = {Kind.JSONL, Kind.CSV, Kind.ZIP}


def uploads() -> Uploads:
    """The folder of uploaded files."""
    found: Uploads = current_app.extensions[UPLOADS]
    return found


def is_bundle(files: Sequence[Upload]) -> bool:
    """Whether a job has to read these files; a single article is read at once."""
    return len(files) > 1 or any(kind_of(file.name, file.raw) in _BUNDLES for file in files)


def keep_files(place: Place, files: Sequence[Upload], act: str | None) -> ResponseReturnValue:
    """Begin an import of files: ask what their columns mean, or read them at once."""
    described = [
        {"name": file.name, "size": len(file.raw), "columns": _fingerprint(file)} for file in files
    ]
    key = uploads().keep(files)
    report = {"notes": [], "dropped": [], "files": described, "uploads": key}
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    new = actions.NewBatch(f"{files[0].name}{more}", report, act)
    is_plain = not any(file["columns"] for file in described)
    try:
        batch_id, is_new = write(_begin, place.project_id, new, is_plain=is_plain)
    except Exception:
        uploads().remove(key)
        raise
    if not is_new:
        uploads().remove(key)
    endpoint = ".batch" if is_plain else ".columns"
    return redirect(url_for(endpoint, slug=place.slug, batch_id=batch_id), code=303)


def leave(place: Place, batch_id: int) -> ResponseReturnValue:
    """Say what became of an import that is not open any more, and lead on from there."""
    try:
        found = read(queries.import_, place.project_id, batch_id)
    except NotFound as error:
        return render("articles/gone.html", pages.GonePage("import", str(error)), status=404)
    if not found.is_live:
        page = pages.GonePage("article", ARTICLE_GONE, batch_id)
        return render("articles/gone.html", page, status=404)
    flash("This import was saved to the project already; nothing was changed.", "info")
    return redirect(url_for(".batch", slug=place.slug, batch_id=batch_id), code=303)


def _begin(
    session: Session, project_id: int, new: actions.NewBatch, *, is_plain: bool
) -> tuple[int, bool]:
    known = queries.import_begun_by(session, project_id, new.op_id)
    if known is not None:
        return known, False
    batch_id = actions.begin(session, project_id, new, actor_id=current_user.id)
    if is_plain:
        actions.read_files(session, project_id, batch_id, actor_id=current_user.id)
    return batch_id, True


def _fingerprint(file: Upload) -> str:
    """By which a mapping of the file's columns is remembered; "" for a file without columns."""
    with suppress(Invalid):
        names = [column.name for column in columns_of(file.name, file.raw)]
        return fingerprint(names) if names else ""
    return ""
