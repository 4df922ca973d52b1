"""The switch that shows leads names beside pseudonyms."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.pseudonyms import actions, pages
from annotator.web import guard
from annotator.web.database import read, write
from annotator.web.rendering import render

routes = Blueprint("pseudonyms", __name__, url_prefix="/p/<slug>")

UNSAID = "Tick the box first: it says that you need the names."


@routes.get("/names")
@guard.in_person
@guard.enter(Role.LEAD)
def names(place: Place) -> ResponseReturnValue:
    """Tell whether names are shown, and offer the other."""
    return render("pseudonyms/names.html", read(pages.names_page, place.project_id))


@routes.post("/names")
@guard.in_person
@guard.enter(Role.LEAD)
def show_names(place: Place) -> ResponseReturnValue:
    """Show names, once the lead said that they are needed, or hide them."""
    shown = request.form.get("shown") == "yes"
    if shown and request.form.get("needed") != "yes":
        page = replace(read(pages.names_page, place.project_id), error=UNSAID)
        return render("pseudonyms/names.html", page, status=400)
    write(actions.show_names, place.project_id, shown=shown, actor_id=current_user.id)
    said = "Leads now read names beside pseudonyms." if shown else "Names are hidden again."
    flash(said, "success")
    return redirect(url_for(".names", slug=place.slug), code=303)
