"""A project's settings, and archiving it."""

import re
from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.errors import Invalid
from annotator.projects import actions, pages
from annotator.projects.actions import ProjectSettings
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.projects.routes import settings
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import render


@settings.get("/settings")
@guard.enter(Role.LEAD)
def show(place: Place) -> ResponseReturnValue:
    """Show what is said of the project."""
    return render("projects/settings.html", read(pages.settings_page, place.project_id))


@settings.post("/settings")
@guard.enter(Role.LEAD)
def edit(place: Place) -> ResponseReturnValue:
    """Change what is said of the project."""
    page = read(pages.settings_page, place.project_id)
    overlap = request.form.get("overlap", "")
    try:
        wanted = ProjectSettings(
            name=forms.text("name", limit=500),
            language=forms.text("language"),
            # What is no number is refused like a number that is out of bounds.
            overlap=int(overlap) if re.fullmatch("[0-9]{1,3}", overlap) else 0,
            hides_source="hides_source" in request.form,
        )
        page = replace(page, settings=wanted)
        write(actions.edit_project, place.project_id, wanted, actor_id=current_user.id)
    except Invalid as error:
        return render("projects/settings.html", replace(page, error=str(error)), status=400)
    flash("Saved the settings.", "success")
    return redirect(url_for(".show", slug=place.slug), code=303)


@settings.post("/archive")
@guard.enter(Role.LEAD, by_token=False)
def archive(place: Place) -> ResponseReturnValue:
    """Close the project for changes."""
    write(actions.archive, place.project_id, actor_id=current_user.id)
    flash("The project is archived. It can be read and exported, and nothing changes.", "success")
    return redirect(url_for(".show", slug=place.slug), code=303)


@settings.post("/unarchive")
@guard.even_archived
@guard.enter(Role.LEAD, by_token=False)
def unarchive(place: Place) -> ResponseReturnValue:
    """Open an archived project again."""
    write(actions.unarchive, place.project_id, actor_id=current_user.id)
    flash("The project is open again.", "success")
    return redirect(url_for(".show", slug=place.slug), code=303)
