"""Joining a project with an invitation's link."""

from dataclasses import replace

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.accounts import SIGN_IN, passwords
from annotator.accounts.openid import EXTENSION
from annotator.accounts.openid.identity import Identity
from annotator.errors import Conflict, Invalid
from annotator.projects.invitations import actions, pages
from annotator.projects.invitations.actions import Newcomer
from annotator.projects.routes import routes
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import render


@routes.get("/join/<token>")
@guard.anyone
def join(token: str) -> ResponseReturnValue:
    """Show where an invitation leads, and how to come along."""
    return render("projects/join.html", _page(token))


@routes.post("/join/<token>")
@guard.anyone
def accept(token: str) -> ResponseReturnValue:
    """Join: with one button if signed in, else with a new account."""
    page = _page(token)
    if not current_user.is_authenticated:
        return _accept_newly(token, page)
    try:
        slug = write(actions.accept, token, current_user.username)
    except Conflict as error:
        return render("projects/join.html", replace(page, error=str(error)), status=409)
    _sign_in(current_user.id)
    flash(f"You are {page.role} in “{page.project}” now.", "success")
    return redirect(url_for("dashboard.project", slug=slug), code=303)


def _accept_newly(token: str, page: pages.JoinPage) -> ResponseReturnValue:
    try:
        page = replace(page, username=forms.text("username", limit=64))
        page = replace(page, display_name=forms.text("display_name", limit=120))
        identity = _identity()
        hashed = passwords.UNUSABLE if identity else _password_hashed(page)
        newcomer = Newcomer(page.username, page.display_name, hashed, identity)
        user_id, slug = write(actions.accept_newly, token, newcomer)
    except (Conflict, Invalid) as error:
        return render("projects/join.html", replace(page, error=str(error)), status=400)
    _sign_in(user_id)
    flash(f"Your account is made, and you are {page.role} in “{page.project}”.", "success")
    return redirect(url_for("dashboard.project", slug=slug), code=303)


def _sign_in(user_id: int) -> None:
    """Begin a new session: the person may do more now. Nothing of what the cookie held stays."""
    current_app.extensions[SIGN_IN](user_id)


def _page(token: str) -> pages.JoinPage:
    page, identity = read(pages.join_page, token), _identity()
    return replace(page, comes_as=identity.name, display_name=identity.name) if identity else page


def _identity() -> Identity | None:
    """Whom the provider named, if there is one and the guest came by it."""
    openid = current_app.extensions.get(EXTENSION)
    found: Identity | None = openid.guest() if openid else None
    return found


def _password_hashed(page: pages.JoinPage) -> str:
    words = (page.username, page.display_name, page.project)
    return passwords.hashed(request.form.get("password", ""), words)
