"""Imports of many articles: their columns, their table, and what becomes of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from annotator.articles import actions, pages, queries
from annotator.articles.refused import mendable
from annotator.articles.routes import routes
from annotator.articles.routes.keeping import leave, uploads
from annotator.articles.sources import Column, columns_of
from annotator.articles.sources.columns import meaning_of
from annotator.errors import AnnotatorError, Invalid, NotFound
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import render

IMPORT = "/imports/<number:batch_id>"

DROPPED_AT_ONCE = 50
"""Articles that one transaction deletes at most, so that saves need not wait for it."""


@routes.get(f"{IMPORT}/articles")
@guard.enter(Role.LEAD)
def batch(place: Place, batch_id: int) -> ResponseReturnValue:
    """Show how far an import is, and what it took or refused."""
    show, after = request.args.get("show", ""), forms.query_number("after", 0)
    try:
        page = read(pages.batch_page, place.project_id, batch_id, show, after)
    except NotFound:
        return leave(place, batch_id)
    if page.batch.waits_for_columns:
        return redirect(url_for(".columns", slug=place.slug, batch_id=batch_id), code=303)
    return render("articles/batch.html", page)


@routes.get(f"{IMPORT}/columns")
@guard.enter(Role.LEAD)
def columns(place: Place, batch_id: int) -> ResponseReturnValue:
    """Ask what the columns of the files mean."""
    try:
        found = read(queries.open_import, place.project_id, batch_id)
    except NotFound:
        return leave(place, batch_id)
    if not found.waits_for_columns:
        return redirect(url_for(".batch", slug=place.slug, batch_id=batch_id), code=303)
    page = read(pages.columns_page, place.project_id, batch_id, _tables(found))
    return render("articles/columns.html", page)


@routes.post(f"{IMPORT}/columns")
@guard.enter(Role.LEAD)
def set_columns(place: Place, batch_id: int) -> ResponseReturnValue:
    """Remember what the columns mean, and begin to read the files."""
    try:
        found = read(queries.open_import, place.project_id, batch_id)
    except NotFound:
        return leave(place, batch_id)
    if found.waits_for_columns:
        page = _as_typed(read(pages.columns_page, place.project_id, batch_id, _tables(found)))
        if page.error:
            return render("articles/columns.html", page, status=400)
        meanings = {
            one.columns_hash: {c.column.name: c.meaning for c in one.columns if c.meaning}
            for one in page.tables
        }
        changes = {"meanings": meanings, "language": page.language}
        write(_read, place.project_id, batch_id, changes)
    return redirect(url_for(".batch", slug=place.slug, batch_id=batch_id), code=303)


@routes.post(f"{IMPORT}/read")
@guard.enter(Role.LEAD)
def read_on(place: Place, batch_id: int) -> ResponseReturnValue:
    """Go on with a reading that was stopped or failed."""
    try:
        write(_read, place.project_id, batch_id, {})
    except NotFound:
        return leave(place, batch_id)
    return redirect(url_for(".batch", slug=place.slug, batch_id=batch_id), code=303)


@routes.post(f"{IMPORT}/live")
@guard.enter(Role.LEAD)
def save_batch(place: Place, batch_id: int) -> ResponseReturnValue:
    """Let everybody in the project see the articles of an import."""
    by = current_user.id
    try:
        count = write(actions.make_all_live, place.project_id, batch_id, actor_id=by)
    except NotFound:
        return leave(place, batch_id)
    except AnnotatorError as error:
        page = read(pages.batch_page, place.project_id, batch_id, "", 0)
        return render("articles/batch.html", replace(page, error=str(error)), status=400)
    word = "article is" if count == 1 else "articles are"
    flash(f"{count:,} {word} in the project now.", "success")
    return redirect(url_for(".batch", slug=place.slug, batch_id=batch_id), code=303)


@routes.post(f"{IMPORT}/drop")
@guard.enter(Role.LEAD)
def drop_import(place: Place, batch_id: int) -> ResponseReturnValue:
    """Forget an import that was never saved, its articles in small steps and then itself."""
    try:
        found = read(queries.open_import, place.project_id, batch_id)
        while write(actions.drop_some, place.project_id, batch_id, DROPPED_AT_ONCE):
            pass
        write(actions.drop_draft, place.project_id, batch_id, actor_id=current_user.id)
    except NotFound:
        return leave(place, batch_id)
    uploads().remove(found.report.get("uploads", ""))
    flash("The import was dropped; nothing was saved.", "info")
    return redirect(url_for(".articles", slug=place.slug), code=303)


@routes.get(f"{IMPORT}/refused")
@guard.enter(Role.LEAD)
def refused(place: Place, batch_id: int) -> ResponseReturnValue:
    """Send what an import refused, to be mended and imported again."""
    try:
        found = read(queries.import_, place.project_id, batch_id)
    except NotFound:
        return leave(place, batch_id)
    rows = read(queries.refused, place.project_id, batch_id)
    file = mendable(rows, found.report.get("headers", {}))
    response = Response(file.content, mimetype="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=file.name)
    return response


def _read(session: Session, project_id: int, batch_id: int, changes: Mapping[str, Any]) -> None:
    actions.remember_columns(session, project_id, changes.get("meanings", {}))
    actions.read_files(session, project_id, batch_id, changes, actor_id=current_user.id)


def _tables(found: queries.Import) -> list[tuple[str, tuple[Column, ...]]]:
    """The files of an import that have columns, with these."""
    kept, key = uploads(), found.report["uploads"]
    return [
        (file["name"], columns_of(file["name"], kept.read(key, place)))
        for place, file in enumerate(found.report["files"])
        if file["columns"]
    ]


def _as_typed(page: pages.ColumnsPage) -> pages.ColumnsPage:
    """The page with what was chosen, and why it cannot be used if it cannot."""
    tables = tuple(
        replace(
            one,
            columns=tuple(
                replace(choice, meaning=forms.text(choice.field)) for choice in one.columns
            ),
        )
        for one in page.tables
    )
    page = replace(page, tables=tables, language=forms.text("language", limit=40))
    try:
        for one in tables:
            given = {choice.column.name: choice.meaning for choice in one.columns}
            meaning_of([choice.column for choice in one.columns], given)
    except Invalid as error:
        page = replace(page, error=str(error))
    return page
