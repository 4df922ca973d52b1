"""A person's own name, password and sessions."""

from flask import current_app, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.accounts import actions, pages, passwords
from annotator.accounts.routes import (
    PLACES,
    attempts,
    finish_sign_in,
    known_devices,
    routes,
    settings,
)
from annotator.accounts.second_factor.queries import is_on
from annotator.errors import Invalid
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import render

TEMPLATE = "accounts/profile.html"


@routes.get("/profile")
@guard.signed_in
def profile() -> ResponseReturnValue:
    """Show the person's name, ways to sign in and sessions."""
    return render(TEMPLATE, _page())


@routes.post("/profile/name")
@guard.signed_in
def rename() -> ResponseReturnValue:
    """Show another name to others."""
    try:
        write(actions.rename, current_user.id, forms.text("display_name", limit=120))
    except Invalid as error:
        return render(TEMPLATE, _page(name_error=str(error)), status=400)
    flash("Your name is saved.", "success")
    return redirect(url_for("accounts.profile"), code=303)


@routes.post("/profile/password")
@guard.signed_in
def change_password() -> ResponseReturnValue:
    """Change the password; all other sessions end, and this one is renewed."""
    refusal = attempts.password_refused()
    if refusal:
        return attempts.refused(TEMPLATE, _page(password_error=refusal.sentence), refusal)
    user_id = current_user.id
    try:
        hashed = _new_password_hashed()
    except Invalid as refused:
        return render(TEMPLATE, _page(password_error=str(refused)), status=400)
    write(actions.set_password, user_id, hashed, actor_id=user_id, keeps=known_devices())
    finish_sign_in(user_id)
    flash("Your password is changed, and every other browser is signed out.", "success")
    return redirect(url_for("accounts.profile"), code=303)


@routes.post("/profile/sessions/<number:session_id>/end")
@guard.signed_in
def end_session(session_id: int) -> ResponseReturnValue:
    """Sign out of one browser."""
    write(actions.end_one_session, current_user.id, session_id)
    if session_id == current_user.session_id:
        return _signed_out("You are signed out here.")
    flash("That browser is signed out.", "success")
    return redirect(url_for("accounts.profile"), code=303)


@routes.post("/profile/sign-out-everywhere")
@guard.signed_in
def sign_out_everywhere() -> ResponseReturnValue:
    """Sign out of every browser, this one too."""
    write(actions.sign_out_everywhere, current_user.id)
    return _signed_out("You are signed out everywhere.")


def _page(name_error: str = "", password_error: str = "") -> pages.ProfilePage:
    reader = pages.Reader(
        current_user.id,
        current_user.display_name,
        current_user.session_id,
        settings().session_idle_lasts,
    )
    return read(pages.profile_page, reader, name_error=name_error, password_error=password_error)


def _new_password_hashed() -> str:
    new = request.form.get("new_password", "")
    if new != request.form.get("new_password_again", ""):
        raise Invalid("The new password was not typed the same twice. Nothing was changed.")
    places = read(current_app.extensions[PLACES], current_user.id)
    names = (current_user.username, current_user.display_name, *(place.name for place in places))
    return passwords.hashed(new, names, has_second_step=read(is_on, current_user.id))


def _signed_out(sentence: str) -> ResponseReturnValue:
    session.clear()
    flash(sentence, "success")
    return redirect(url_for("accounts.sign_in"), code=303)
