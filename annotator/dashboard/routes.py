"""The homes: a person's projects, a project's next step, a new project."""

import re

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.dashboard import pages
from annotator.dashboard.actions import copy_project, start_project
from annotator.errors import Invalid
from annotator.projects.actions import ProjectSettings
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import render

routes = Blueprint("dashboard", __name__)


@routes.get("/")
@guard.signed_in
def home() -> ResponseReturnValue:
    """Show one's projects; with a single one, go straight there."""
    may = current_user.is_administrator
    page = read(pages.home_page, current_user.id, may_make_projects=may)
    if len(page.places) == 1 and not page.archived and not may:
        return redirect(url_for(".project", slug=page.places[0].slug), code=303)
    return render("dashboard/home.html", page)


@routes.get("/p/<slug>")
@guard.enter()
def project(place: Place) -> ResponseReturnValue:
    """Show a project's home: for each role its next step."""
    return render("dashboard/project.html", read(pages.project_page, place))


@routes.route("/projects/new", methods=["GET", "POST"])
@guard.administrator
def new_project() -> ResponseReturnValue:
    """Make a project; its maker becomes its first lead."""
    if request.method == "GET":
        return render("dashboard/new_project.html", pages.NewProjectPage())
    settings = _settings()
    try:
        _, slug = write(start_project, settings, current_user.id, current_user.username)
    except Invalid as error:
        page = pages.NewProjectPage(settings, str(error))
        return render("dashboard/new_project.html", page, status=400)
    return redirect(url_for(".project", slug=slug), code=303)


@routes.get("/p/<slug>/copy")
@guard.enter(Role.LEAD, by_token=False)
def copy(place: Place) -> ResponseReturnValue:
    """Ask how a copy of the project shall be named."""
    return render("dashboard/copy.html", pages.CopyPage(place.name))


@routes.post("/p/<slug>/copy")
@guard.even_archived
@guard.enter(Role.LEAD, by_token=False)
def make_copy(place: Place) -> ResponseReturnValue:
    """Copy the project without its data; who copies it leads the copy."""
    name = forms.text("name")
    by, lead = current_user.id, current_user.username
    try:
        _, slug = write(copy_project, place.project_id, name, actor_id=by, lead=lead)
    except Invalid as error:
        page = pages.CopyPage(name, str(error))
        return render("dashboard/copy.html", page, status=400)
    return redirect(url_for(".project", slug=slug), code=303)


def _settings() -> ProjectSettings:
    overlap = request.form.get("overlap", "2")
    return ProjectSettings(
        name=forms.text("name"),
        language=forms.text("language") or "en",
        # What is no number is refused like a number that is out of bounds.
        overlap=int(overlap) if re.fullmatch("[0-9]{1,3}", overlap) else 0,
        hides_source="hides_source" in request.form,
    )
