"""Sign-in by OpenID Connect, and the links that allow it.

An identity signs in only the person it is linked to: by that person on their profile, or while
they accept an invitation. User names and e-mail addresses match nobody.
"""

from typing import Any

from flask import Flask, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator import clock
from annotator.accounts.openid import EXTENSION, actions, pages, queries
from annotator.accounts.openid.identity import (
    Identity,
    NotVerified,
    Unreachable,
    checked_issuer,
)
from annotator.accounts.routes import attempts, finish_sign_in, routes
from annotator.accounts.routes.second_factor import ask_for_code
from annotator.accounts.second_factor import queries as second_factors
from annotator.config import Settings
from annotator.errors import Invalid, NotFound
from annotator.web import guard
from annotator.web.database import read, write
from annotator.web.rendering import render

LINKS = "accounts/openid_links.html"
ATTEMPT, HELD = "openid_attempt", "openid_held"
LASTS = 10 * 60 * 1_000_000
SIGN_IN, INVITATION, LINK = "sign-in", "invitation", "link"


class OpenId:
    """What the rest of the application may ask: `app.extensions["annotator.openid"]`."""

    def __init__(self, name: str, provider: Any) -> None:
        self.name = name
        self.provider = provider

    def guest(self) -> Identity | None:
        """Whom the provider named to accept an invitation, if it did so lately."""
        held = _held(INVITATION)
        return Identity(held["issuer"], held["subject"], held["name"]) if held else None


def register(app: Flask, settings: Settings) -> None:
    """Offer sign-in by the configured provider, if there is one."""
    name = settings.openid_name or "OpenID" if settings.openid_issuer else ""
    if name:
        try:
            from annotator.accounts.routes.provider import (  # noqa: PLC0415  # optional extra
                Provider,
            )
        except ImportError as error:
            raise Invalid(
                "Sign-in by OpenID Connect needs two more packages. "
                "Install them with: pip install 'annotator-news[sso]'"
            ) from error
        issuer = checked_issuer(settings.openid_issuer)
        if not settings.openid_client_id:
            raise Invalid("ANNOTATOR_OPENID_ISSUER is set, but ANNOTATOR_OPENID_CLIENT_ID is not.")
        secret = settings.openid_client_secret.get_secret_value()
        provider = Provider(app, issuer, settings.openid_client_id, secret)
        app.extensions[EXTENSION] = OpenId(name, provider)

    @app.context_processor
    def known() -> dict[str, str]:
        return {"openid_name": name}


@routes.get("/sign-in/openid")
@guard.anyone
def openid_start() -> ResponseReturnValue:
    """Send the browser to the provider: to sign in, or with `for=invitation` to accept one."""
    purpose = INVITATION if request.args.get("for") == INVITATION else SIGN_IN
    return _start({"purpose": purpose, "onward": guard.own_path(request.args.get("next", ""))})


@routes.get("/sign-in/openid/return")
@guard.anyone
def openid_return() -> ResponseReturnValue:
    """Sign in whoever comes back from the provider, if they are linked to a person."""
    openid = _openid()
    attempt = session.pop(ATTEMPT, None) or {"purpose": SIGN_IN, "onward": ""}
    if openid.provider.was_refused():
        openid.provider.forget()
        return _refused(f"{openid.name} did not sign you in. Nothing was changed.", 403)
    try:
        found: Identity = openid.provider.identity()
    except Unreachable:
        return _refused(_does_not_answer(openid), 503)
    except NotVerified:
        return _refused(
            f"What came back from {openid.name} could not be verified, so nobody was signed in. "
            "Start again from the sign-in page; an answer can be used only once.",
            400,
        )
    return _entered(openid, found, attempt)


@routes.get("/profile/openid")
@guard.signed_in
def openid_links() -> ResponseReturnValue:
    """The person's links with the provider."""
    return render(LINKS, _links())


@routes.get("/profile/openid/start")
@guard.signed_in
def openid_link_start() -> ResponseReturnValue:
    """Send the browser to the provider to find out whom to link; nothing is linked yet."""
    return _start({"purpose": LINK, "onward": "", "user_id": current_user.id})


@routes.route("/profile/openid/confirm", methods=["GET", "POST"])
@guard.signed_in
def openid_confirm() -> ResponseReturnValue:
    """Show whom the provider named, and link them once the person gives their password."""
    openid = _openid()
    held = _held(LINK)
    if held is None or held["user_id"] != current_user.id:
        raise NotFound("There is nothing to link any more. Start again from your profile.")
    if request.method == "GET":
        return render("accounts/openid_confirm.html", pages.ConfirmPage(openid.name, held["name"]))
    refusal = attempts.password_refused()
    if refusal:
        page = pages.ConfirmPage(openid.name, held["name"], refusal.sentence)
        return attempts.refused("accounts/openid_confirm.html", page, refusal)
    found = Identity(held["issuer"], held["subject"], held["name"])
    write(actions.link, current_user.id, found)
    session.pop(HELD)
    return redirect(url_for("accounts.openid_links"), code=303)


@routes.post("/profile/openid/<number:identity_id>/unlink")
@guard.signed_in
def openid_unlink(identity_id: int) -> ResponseReturnValue:
    """Take a link away; other sessions end and this one is renewed."""
    if all(link.id != identity_id for link in _links().links):
        raise NotFound("There is no such link; it may have been taken away in another tab.")
    refusal = attempts.password_refused()
    if refusal:
        return attempts.refused(LINKS, _links(refusal.sentence), refusal)
    user_id = current_user.id
    write(actions.unlink, user_id, identity_id)
    finish_sign_in(user_id)
    return redirect(url_for("accounts.openid_links"), code=303)


def _openid() -> OpenId:
    found: OpenId | None = current_app.extensions.get(EXTENSION)
    if found is None:
        raise NotFound("This server offers no sign-in from elsewhere.")
    return found


def _start(attempt: dict[str, Any]) -> ResponseReturnValue:
    openid = _openid()
    session.pop(HELD, None)
    try:
        address = openid.provider.address(url_for("accounts.openid_return", _external=True))
    except Unreachable:
        return _refused(_does_not_answer(openid), 503)
    session[ATTEMPT] = attempt
    return redirect(address, code=303)


def _entered(openid: OpenId, found: Identity, attempt: dict[str, Any]) -> ResponseReturnValue:
    """What follows from who came back: a sign-in, an invitation to go on with, or a link."""
    if attempt["purpose"] == LINK:
        return _hold_to_link(found, attempt)
    user_id = read(queries.person_of, found.issuer, found.subject)
    if user_id is not None:
        if read(second_factors.is_on, user_id):
            return ask_for_code(user_id, attempt["onward"])
        finish_sign_in(user_id)
        return redirect(guard.own_path(attempt["onward"]), code=303)
    if attempt["purpose"] == INVITATION:
        _hold(found, INVITATION)
        return redirect(guard.own_path(attempt["onward"]), code=303)
    return _refused(
        f"No account here is linked with “{found.name}” at {openid.name}. Sign in with your "
        "password and link it on your profile, or open your invitation first.",
        403,
    )


def _hold_to_link(found: Identity, attempt: dict[str, Any]) -> ResponseReturnValue:
    if not current_user.is_authenticated or current_user.id != attempt["user_id"]:
        return _refused("You were signed out meanwhile. Sign in and start again.", 403)
    _hold(found, LINK, user_id=current_user.id)
    return redirect(url_for("accounts.openid_confirm"), code=303)


def _hold(found: Identity, purpose: str, **more: int) -> None:
    session[HELD] = {
        "purpose": purpose,
        "issuer": found.issuer,
        "subject": found.subject,
        "name": found.name,
        "until": clock.now() + LASTS,
        **more,
    }


def _held(purpose: str) -> dict[str, Any] | None:
    held: dict[str, Any] | None = session.get(HELD)
    return held if held and held["purpose"] == purpose and held["until"] > clock.now() else None


def _links(error: str = "") -> pages.LinksPage:
    return pages.LinksPage(_openid().name, tuple(read(queries.linked, current_user.id)), error)


def _refused(sentence: str, status: int) -> ResponseReturnValue:
    return render("accounts/openid_refused.html", pages.RefusedPage(sentence), status=status)


def _does_not_answer(openid: OpenId) -> str:
    return (
        f"{openid.name} does not answer as it should right now. Try again in a few minutes, or "
        "sign in with your password. If it lasts, tell the administrator of this server."
    )
