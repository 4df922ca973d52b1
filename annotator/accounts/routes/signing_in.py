"""Signing in and out, and the first account."""

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.accounts import actions, limits, pages, passwords, queries
from annotator.accounts.routes import attempts, finish_sign_in, routes
from annotator.accounts.routes.second_factor import ask_for_code
from annotator.accounts.second_factor.queries import is_on
from annotator.errors import Invalid, NotAllowed
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import render


@routes.route("/sign-in", methods=["GET", "POST"])
@guard.anyone
def sign_in() -> ResponseReturnValue:
    """Ask for name and password, and go on to where the person wanted to be."""
    onward = guard.own_path(request.args.get("next", ""))
    if request.method == "GET":
        if current_user.is_authenticated:
            return redirect(onward, code=303)
        return render("accounts/sign_in.html", pages.SignInPage())
    username = forms.text("username")
    tried = attempts.try_password(username, request.form.get("password", ""))
    if tried.seconds_to_wait:
        page = pages.SignInPage(username, limits.sentence(tried.seconds_to_wait))
        return attempts.held("accounts/sign_in.html", page, tried.seconds_to_wait)
    if tried.account is None:
        page = pages.SignInPage(username, attempts.WRONG)
        return render("accounts/sign_in.html", page, status=401)
    if read(is_on, tried.account.id):
        return ask_for_code(tried.account.id, onward)
    finish_sign_in(tried.account.id)
    return redirect(onward, code=303)


@routes.post("/sign-out")
@guard.signed_in
def sign_out() -> ResponseReturnValue:
    """End this browser's session."""
    write(actions.end_session, current_user.token)
    session.clear()
    return redirect(url_for("accounts.sign_in"), code=303)


@routes.route("/setup/<token>", methods=["GET", "POST"])
@guard.anyone
def setup(token: str) -> ResponseReturnValue:
    """Make the first account with the one-time token from the server's console."""
    if not read(queries.setup_is_open, token):
        raise NotAllowed(
            "This setup link was used already or is not the newest. "
            "Start the server again to get a new one."
        )
    if request.method == "GET":
        return render("accounts/setup.html", pages.SetupPage())
    username, name = forms.text("username"), forms.text("display_name")
    try:
        hashed = passwords.hashed(request.form.get("password", ""), words=(username, name))
        user_id = write(actions.use_setup, token, username, name, hashed)
    except Invalid as error:
        page = pages.SetupPage(username, name, str(error))
        return render("accounts/setup.html", page, status=400)
    finish_sign_in(user_id)
    return redirect(url_for("dashboard.home"), code=303)
