"""Invitation links: made, listed, revoked."""

from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.errors import Conflict, Invalid
from annotator.projects.invitations import actions, pages
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.projects.routes import routes
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import render


@routes.get("/p/<slug>/invitations")
@guard.enter(Role.LEAD, by_token=False)
def invitations(place: Place) -> ResponseReturnValue:
    """List the project's invitations and offer to make one."""
    return render("projects/invitations.html", read(pages.invitations_page, place.project_id))


@routes.post("/p/<slug>/invitations")
@guard.enter(Role.LEAD, by_token=False)
def invite(place: Place) -> ResponseReturnValue:
    """Make an invitation and show its link, this once."""
    page = read(pages.invitations_page, place.project_id)
    wish = page.wish
    try:
        wish = replace(wish, role=request.form.get("role", ""))
        wish = replace(wish, meant_for=forms.text("meant_for", limit=actions.LONGEST_NOTE))
        wish = replace(wish, days=forms.number("days", actions.DAYS[1]))
        token = write(actions.invite, place.project_id, wish, actor_id=current_user.id)
    except (Conflict, Invalid) as error:
        typed = replace(page, wish=wish, error=str(error))
        return render("projects/invitations.html", typed, status=400)
    link = url_for(".join", token=token, _external=True)
    made = replace(read(pages.invitations_page, place.project_id), wish=wish, link=link)
    return render("projects/invitations.html", made)


@routes.post("/p/<slug>/invitations/<number:invitation_id>/revoke")
@guard.even_archived
@guard.enter(Role.LEAD, by_token=False)
def revoke(place: Place, invitation_id: int) -> ResponseReturnValue:
    """End an invitation that nobody used."""
    write(actions.revoke, place.project_id, invitation_id, actor_id=current_user.id)
    flash("The invitation is revoked: its link works no more.", "success")
    return redirect(url_for(".invitations", slug=place.slug), code=303)
