"""A participant's own background, and what leads and researchers may know of all."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.background import actions, pages
from annotator.background.answers import Background
from annotator.errors import Invalid
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.web import forms, guard
from annotator.web.database import erase, read
from annotator.web.rendering import render

routes = Blueprint("background", __name__)


@routes.get("/your-data/<number:participant_id>/background")
@guard.signed_in
def own(participant_id: int) -> ResponseReturnValue:
    """Show a person their own answers, to give or change."""
    return render("background/own.html", read(pages.own_page, current_user.id, participant_id))


@routes.post("/your-data/<number:participant_id>/background")
@guard.signed_in
def give(participant_id: int) -> ResponseReturnValue:
    """Keep a person's answers, if they agree."""
    page = read(pages.own_page, current_user.id, participant_id)
    given = Background()
    try:
        given = Background(
            forms.text("self_placement"), forms.text("languages"), forms.text("profession")
        )
        consented = request.form.get("consent") == "yes"
        erase(actions.give, current_user.id, participant_id, given, consented=consented)
    except Invalid as error:
        shown = replace(page, answers=given, error=str(error))
        return render("background/own.html", shown, status=400)
    flash("Saved. You can change or delete it here at any time.", "success")
    return redirect(url_for(".own", participant_id=participant_id), code=303)


@routes.post("/your-data/<number:participant_id>/background/delete")
@guard.signed_in
def delete(participant_id: int) -> ResponseReturnValue:
    """Forget a person's answers."""
    erase(actions.delete, current_user.id, participant_id)
    flash("Deleted. Nothing of your answers is kept.", "success")
    return redirect(url_for(".own", participant_id=participant_id), code=303)


@routes.get("/p/<slug>/background")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def groups(place: Place) -> ResponseReturnValue:
    """Tell of the annotators in groups that are too large to point at one of them."""
    return render("background/groups.html", read(pages.groups_page, place.project_id))
