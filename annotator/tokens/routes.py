"""Making, listing and revoking API tokens."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.errors import Conflict, Invalid
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.tokens import actions, pages
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import render

routes = Blueprint("tokens", __name__)


@routes.get("/tokens")
@guard.signed_in
def mine() -> ResponseReturnValue:
    """List a person's own tokens."""
    return render("tokens/mine.html", read(pages.own_tokens_page, current_user.id))


@routes.post("/tokens")
@guard.signed_in
def make() -> ResponseReturnValue:
    """Make a token and show its secret, this once: it is in no address and no cookie."""
    page = read(pages.own_tokens_page, current_user.id)
    wish = page.wish
    try:
        wish = _wish()
        secret = write(actions.make, current_user.id, wish)
    except (Invalid, Conflict) as error:
        name = request.form.get("name", "")[: actions.LONGEST_NAME]
        typed = replace(page, wish=replace(wish, name=name), error=str(error))
        return render("tokens/mine.html", typed, status=400)
    made = read(pages.own_tokens_page, current_user.id)
    return render("tokens/mine.html", replace(made, secret=secret))


@routes.post("/tokens/<number:token_id>/revoke")
@guard.signed_in
def revoke(token_id: int) -> ResponseReturnValue:
    """End one's own token."""
    name = write(actions.revoke_own, current_user.id, token_id)
    flash(f"“{name}” is revoked: programs that use it are refused from now on.", "success")
    return redirect(url_for(".mine"), code=303)


@routes.get("/p/<slug>/tokens")
@guard.enter(Role.LEAD, by_token=False)
def of_project(place: Place) -> ResponseReturnValue:
    """List the tokens that open the project."""
    return render("tokens/project.html", read(pages.project_tokens_page, place.project_id))


@routes.post("/p/<slug>/tokens/<number:token_id>/revoke")
@guard.even_archived
@guard.enter(Role.LEAD, by_token=False)
def revoke_in_project(place: Place, token_id: int) -> ResponseReturnValue:
    """End anybody's token in the project."""
    name = write(actions.revoke_in_project, place.project_id, token_id, actor_id=current_user.id)
    flash(f"“{name}” is revoked: programs that use it are refused from now on.", "success")
    return redirect(url_for(".of_project", slug=place.slug), code=303)


def _wish() -> actions.Wish:
    return actions.Wish(
        name=forms.text("name"),
        project_id=forms.number("project"),
        may_write=request.form.get("rights") == "write",
        days=forms.number("days"),
    )
