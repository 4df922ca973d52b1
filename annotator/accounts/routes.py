"""Signing in and out, and the first account."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from annotator.accounts import actions, pages, passwords, queries
from annotator.errors import Invalid, NotAllowed
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import render

routes = Blueprint("accounts", __name__)
login = LoginManager()


class SignedIn(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """The person of this request, as flask-login carries them: by their session's secret."""

    def __init__(self, person: queries.Person) -> None:
        self.id = person.id
        self.username = person.username
        self.display_name = person.display_name
        self.is_administrator = person.is_administrator
        self.token = person.token

    def get_id(self) -> str:
        """The secret that the cookie holds; the person is found by its hash."""
        return self.token


@login.user_loader  # type: ignore[untyped-decorator]  # flask-login has no types
def load(token: str) -> SignedIn | None:
    """Find the person whose session this is."""
    person = read(queries.signed_in_person, token)
    return SignedIn(person) if person else None


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
    account = read(queries.account, username)
    matches = passwords.matches(
        account.password_hash if account else None, request.form.get("password", "")
    )
    if not matches or account is None:
        page = pages.SignInPage(username, "The user name or the password is not right.")
        return render("accounts/sign_in.html", page, status=401)
    _start(account.id)
    return redirect(onward, code=303)


@routes.post("/sign-out")
@guard.signed_in
def sign_out() -> ResponseReturnValue:
    """End this browser's session."""
    write(actions.end_session, current_user.token)
    logout_user()
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
        hashed = passwords.hashed(request.form.get("password", ""))
        user_id = write(actions.use_setup, token, username, name, hashed)
    except Invalid as error:
        page = pages.SetupPage(username, name, str(error))
        return render("accounts/setup.html", page, status=400)
    _start(user_id)
    return redirect(url_for("dashboard.home"), code=303)


def _start(user_id: int) -> None:
    token = write(actions.start_session, user_id)
    person = read(queries.signed_in_person, token)
    if person:
        login_user(SignedIn(person))
