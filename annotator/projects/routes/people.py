"""Who takes part in a project, and in which roles."""

import secrets
from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.accounts import passwords
from annotator.accounts import queries as accounts
from annotator.accounts.administration.actions import add_person
from annotator.accounts.names import name_key
from annotator.errors import Conflict, Invalid, NotAllowed
from annotator.projects import actions, pages
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.projects.routes import routes
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import render


@routes.get("/p/<slug>/people")
@guard.enter(Role.LEAD)
def people(place: Place) -> ResponseReturnValue:
    """Show who takes part and in which roles."""
    return render("projects/people.html", _people(place))


@routes.post("/p/<slug>/people")
@guard.enter(Role.LEAD)
def set_roles(place: Place) -> ResponseReturnValue:
    """Give a person roles; an administrator makes the account on the way if there is none."""
    username, name = forms.text("username", limit=64), forms.text("display_name", limit=120)
    roles = tuple(role for role in request.form.getlist("roles") if role in set(Role))
    typed = replace(_people(place), username=username, display_name=name, roles=roles)
    try:
        _check_new(typed)
        made = _make_account(username, name) if read(accounts.account, username) is None else ""
        write(actions.set_roles, place.project_id, username, roles, actor_id=current_user.id)
    except (Conflict, Invalid, NotAllowed) as error:
        return render("projects/people.html", replace(typed, error=str(error)), status=400)
    if made:
        shown = replace(_people(place), new_username=username, new_password=made)
        return render("projects/people.html", shown)
    flash(f"Saved the roles of {username}.", "success")
    return redirect(url_for(".people", slug=place.slug), code=303)


@routes.get("/p/<slug>/people/<number:participant_id>/removal")
@guard.enter(Role.LEAD)
def removal(place: Place, participant_id: int) -> ResponseReturnValue:
    """Say what goes and what stays when a person is removed."""
    page = read(pages.removal_page, place.project_id, participant_id)
    return render("projects/removal.html", page)


@routes.post("/p/<slug>/people/<number:participant_id>/removal")
@guard.enter(Role.LEAD)
def remove(place: Place, participant_id: int) -> ResponseReturnValue:
    """Take a person's way into the project; their labels stay."""
    page = read(pages.removal_page, place.project_id, participant_id)
    write(actions.remove, place.project_id, participant_id, actor_id=current_user.id)
    flash(f"{page.member.display_name} has no way in any more. Their labels stay.", "success")
    if page.member.user_id == current_user.id:
        return redirect(url_for("dashboard.home"), code=303)
    return redirect(url_for(".people", slug=place.slug), code=303)


def _people(place: Place) -> pages.PeoplePage:
    return read(
        pages.people_page, place.project_id, may_make_accounts=current_user.is_administrator
    )


def _check_new(typed: pages.PeoplePage) -> None:
    """Refuse to take a person in who could then not enter, and roles that there are not."""
    known = {name_key(member.username) for member in typed.members}
    if not typed.roles and name_key(typed.username) not in known:
        raise Invalid("Tick at least one role: without one, a person cannot enter the project.")
    # Left out, they would turn a change of roles into a removal.
    if set(request.form.getlist("roles")) - set(Role):
        raise Invalid("Tick roles that there are: lead, annotator, researcher.")


def _make_account(username: str, name: str) -> str:
    if not current_user.is_administrator:
        raise NotAllowed(
            f"There is no account named “{username}” that can sign in. Ask an administrator "
            "to make one, or send an invitation link: who has none makes one on the way."
        )
    password = secrets.token_urlsafe(15)
    hashed = passwords.hashed(password)
    write(add_person, (username, name), hashed, actor_id=current_user.id)
    return password
