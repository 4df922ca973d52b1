"""The second step at sign-in: setting it up, switching it off, and the page that asks for it."""

from typing import Any

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator import clock
from annotator.accounts import limits, passwords
from annotator.accounts.queries import password_seal
from annotator.accounts.routes import attempts, finish_sign_in, known_devices, routes
from annotator.accounts.second_factor import actions, pages, queries
from annotator.errors import Invalid
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import render

TEMPLATE = "accounts/second_factor.html"
CODE_TEMPLATE = "accounts/second_factor_code.html"
HALF = "half_sign_in"
HALF_LASTS = 5 * 60 * 1_000_000


def ask_for_code(user_id: int, onward: str) -> ResponseReturnValue:
    """Go on to the second step; for five minutes the first one need not be repeated.

    If the password changes meanwhile, it must be.
    """
    session[HALF] = {
        "user_id": user_id,
        "until": clock.now() + HALF_LASTS,
        "onward": onward,
        "seal": read(password_seal, user_id),
    }
    return redirect(url_for("accounts.second_step"), code=303)


@routes.get("/sign-in/code")
@guard.anyone
def second_step() -> ResponseReturnValue:
    """Ask for a code of the app, or a recovery code."""
    if _half() is None:
        return redirect(url_for("accounts.sign_in"), code=303)
    return render(CODE_TEMPLATE, pages.CodePage())


@routes.post("/sign-in/code")
@guard.anyone
def second_step_answer() -> ResponseReturnValue:
    """Sign in with the code, once."""
    half = _half()
    if half is None:
        return redirect(url_for("accounts.sign_in"), code=303)
    code = forms.text("code", limit=100)
    tried = write(
        actions.try_code,
        half["user_id"],
        code,
        limits.address_key(request.remote_addr or ""),
        known_devices(),
    )
    if tried.seconds_to_wait:
        page = pages.CodePage(limits.sentence(tried.seconds_to_wait))
        return attempts.held(CODE_TEMPLATE, page, tried.seconds_to_wait)
    if not tried.is_right:
        page = pages.CodePage("This code is not right, or was used before. Wait for the next one.")
        return render(CODE_TEMPLATE, page, status=401)
    session.pop(HALF, None)
    finish_sign_in(half["user_id"])
    return redirect(guard.own_path(half["onward"]), code=303)


@routes.get("/profile/second-factor")
@guard.signed_in
def second_factor() -> ResponseReturnValue:
    """How the second step stands, and what can be done about it."""
    return render(TEMPLATE, _page())


@routes.post("/profile/second-factor/begin")
@guard.signed_in
def begin_second_factor() -> ResponseReturnValue:
    """Make a secret for the app."""
    refusal = attempts.password_refused()
    if refusal:
        return attempts.refused(TEMPLATE, _page(refusal=refusal.sentence), refusal)
    write(actions.begin, current_user.id)
    return redirect(url_for("accounts.second_factor"), code=303)


@routes.post("/profile/second-factor/confirm")
@guard.signed_in
def confirm_second_factor() -> ResponseReturnValue:
    """Switch the second step on, and show the recovery codes once."""
    user_id = current_user.id
    try:
        codes = write(actions.confirm, user_id, forms.text("code", limit=100))
    except Invalid as error:
        return render(TEMPLATE, _page(code_error=str(error)), status=400)
    return _show(user_id, codes)


@routes.post("/profile/second-factor/recovery-codes")
@guard.signed_in
def renew_recovery_codes() -> ResponseReturnValue:
    """Make new recovery codes, and show them once."""
    refusal = attempts.password_refused()
    if refusal:
        return attempts.refused(TEMPLATE, _page(refusal=refusal.sentence), refusal)
    user_id = current_user.id
    return _show(user_id, write(actions.renew_codes, user_id))


@routes.post("/profile/second-factor/off")
@guard.signed_in
def switch_second_factor_off() -> ResponseReturnValue:
    """Switch the second step off; a password that is short because of it must grow first."""
    refusal = attempts.password_refused()
    if refusal:
        return attempts.refused(TEMPLATE, _page(refusal=refusal.sentence), refusal)
    if len(request.form["password"]) < passwords.SHORTEST:
        raise Invalid(
            f"Without the second step a password has at least {passwords.SHORTEST} characters. "
            "Change your password first, then switch the second step off."
        )
    user_id = current_user.id
    write(actions.switch_off, user_id)
    finish_sign_in(user_id)
    return redirect(url_for("accounts.second_factor"), code=303)


def _half() -> dict[str, Any] | None:
    """What the first step left in the cookie, while it is fresh."""
    half: dict[str, Any] | None = session.get(HALF)
    if half is None or half["until"] <= clock.now():
        return None
    seal = read(password_seal, half["user_id"])
    return half if seal is not None and seal == half.get("seal") else None


def _show(user_id: int, codes: list[str]) -> ResponseReturnValue:
    """The recovery codes. All sessions have ended, and this browser gets a new one."""
    finish_sign_in(user_id)
    return render("accounts/second_factor_recovery.html", pages.RecoveryPage(tuple(codes)))


def _page(refusal: str = "", code_error: str = "") -> pages.SecondFactorPage:
    standing = read(queries.standing, current_user.id)
    return pages.second_factor(
        standing, current_user.username, refusal=refusal, code_error=code_error
    )
