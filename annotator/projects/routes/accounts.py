"""The administrator's pages about people."""

import secrets
from collections.abc import Callable
from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.accounts import passwords
from annotator.accounts.administration import actions
from annotator.accounts.second_factor.actions import reset_second_factor
from annotator.errors import Conflict, Invalid, NotFound
from annotator.projects.administration import pages
from annotator.projects.routes import admin
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import render


@admin.get("")
@guard.administrator
def people() -> ResponseReturnValue:
    """List everybody on the server."""
    return render("admin/people.html", read(pages.people_page))


@admin.post("")
@guard.administrator
def add() -> ResponseReturnValue:
    """Make an account and show its password, this once."""
    page = read(pages.people_page)
    wanted = "administrator" in request.form
    try:
        username, name = forms.text("username", limit=64), forms.text("display_name", limit=120)
        page = replace(page, username=username, display_name=name, is_administrator=wanted)
        password = _new_password()
        hashed, by = passwords.hashed(password), current_user.id
        write(actions.add_person, (username, name), hashed, actor_id=by, is_administrator=wanted)
    except (Conflict, Invalid) as error:
        return render("admin/people.html", replace(page, error=str(error)), status=400)
    made = replace(read(pages.people_page), new_username=username, new_password=password)
    return render("admin/people.html", made)


@admin.get("/people/<number:user_id>")
@guard.administrator
def person(user_id: int) -> ResponseReturnValue:
    """Show one person and what can be done to their account."""
    return render("admin/person.html", read(pages.person_page, user_id))


@admin.post("/people/<number:user_id>/disable")
@guard.administrator
def disable(user_id: int) -> ResponseReturnValue:
    """Shut a person out at once; their labels stay."""
    return _done(
        user_id,
        lambda: write(actions.disable, user_id, actor_id=current_user.id),
        "The account is disabled, and its sessions have ended. All labels stay.",
    )


@admin.post("/people/<number:user_id>/enable")
@guard.administrator
def enable(user_id: int) -> ResponseReturnValue:
    """Let a person sign in again."""
    return _done(
        user_id,
        lambda: write(actions.enable, user_id, actor_id=current_user.id),
        "The account is enabled again, with the roles that it had.",
    )


@admin.post("/people/<number:user_id>/administrator")
@guard.administrator
def set_administrator(user_id: int) -> ResponseReturnValue:
    """Make a person an administrator, or stop."""
    wanted = request.form.get("wanted") == "yes"
    said = "They are an administrator" if wanted else "They are no administrator any more"
    return _done(
        user_id,
        lambda: write(actions.set_administrator, user_id, wanted=wanted, actor_id=current_user.id),
        f"{said}, and sign in anew.",
    )


@admin.post("/people/<number:user_id>/second-factor")
@guard.administrator
def reset_factor(user_id: int) -> ResponseReturnValue:
    """Take the second step at sign-in off a person who lost it."""
    return _done(
        user_id,
        lambda: write(reset_second_factor, user_id, current_user.id),
        "The second step is off, and their sessions have ended.",
    )


@admin.post("/people/<number:user_id>/password")
@guard.administrator
def reset_password(user_id: int) -> ResponseReturnValue:
    """Give a person another password and show it, this once."""
    password = _new_password()
    hashed = passwords.hashed(password)
    write(actions.reset_password, user_id, hashed, actor_id=current_user.id)
    page = replace(read(pages.person_page, user_id), new_password=password)
    return render("admin/person.html", page)


def _done(user_id: int, act: Callable[[], None], said: str) -> ResponseReturnValue:
    try:
        act()
    except (Invalid, NotFound) as error:
        # Of a person who is not there, there is no page either.
        page = replace(read(pages.person_page, user_id), error=str(error))
        return render("admin/person.html", page, status=400)
    flash(said, "success")
    return redirect(url_for(".person", user_id=user_id), code=303)


def _new_password() -> str:
    return secrets.token_urlsafe(15)
