"""Who may enter: every route states it in one line, and the application refuses routes without."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from flask import Flask, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.errors import Conflict, NotAllowed, NotFound
from annotator.web import bearer
from annotator.web.database import read

EXTENSION = "annotator.find_place"
STATED = "annotator_entry"
EVEN_ARCHIVED = "annotator_even_archived"

View = Callable[..., ResponseReturnValue]


class Place(Protocol):
    """A person's standing in a project, as far as the guard needs it."""

    project_id: int
    roles: frozenset[str]
    archived: bool


def anyone(view: View) -> View:
    """Let everybody in, signed in or not."""
    setattr(view, STATED, "anyone")
    return view


def signed_in(view: View) -> View:
    """Let signed-in people in; others are sent to the sign-in page and back."""

    @wraps(view)
    def guarded(**kwargs: Any) -> ResponseReturnValue:
        return view(**kwargs) if current_user.is_authenticated else _to_sign_in()

    setattr(guarded, STATED, "signed in")
    return guarded


def administrator(view: View) -> View:
    """Let administrators in."""

    @wraps(view)
    def guarded(**kwargs: Any) -> ResponseReturnValue:
        if not current_user.is_authenticated:
            return _to_sign_in()
        if not current_user.is_administrator:
            raise NotAllowed("Only an administrator can do this.")
        return view(**kwargs)

    setattr(guarded, STATED, "administrator")
    return guarded


def enter(*roles: str, by_token: bool = True) -> Callable[[View], View]:
    """Let participants of the project in `slug` in who hold one of the roles.

    The view receives the person's `place` in the project instead of the slug. To everybody else
    the project does not exist. Their programs may come too, with an API token of the project,
    unless `by_token` is false; nothing but these routes is open to programs. In an archived
    project everybody reads and nobody changes anything, unless the route is `even_archived`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(slug: str, **kwargs: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return _to_sign_in()
            place = read(current_app.extensions[EXTENSION], slug, current_user.id)
            if place is None or not bearer.reaches(place.project_id):
                raise NotFound("There is no such project, or you are not part of it.")
            g.place = place
            if roles and not place.roles & set(roles):
                raise NotAllowed(f"This page is for the project's {' and '.join(roles)}s.")
            if place.archived and not hasattr(guarded, EVEN_ARCHIVED):
                _check_only_reads()
            return view(place=place, **kwargs)

        setattr(guarded, STATED, ", ".join(roles) or "participant")
        setattr(guarded, bearer.FOR_PROGRAMS, by_token)
        return guarded

    return decorate


def in_person(view: View) -> View:
    """Keep programs out of a view that `enter` lets them into: a person has to confirm there."""
    setattr(view, bearer.FOR_PROGRAMS, False)
    return view


def even_archived(view: View) -> View:
    """Let a view that `enter` guards change an archived project too."""
    setattr(view, EVEN_ARCHIVED, True)
    return view


def check_that_every_route_states_who_may_enter(app: Flask) -> None:
    """Refuse to start when a route forgot to say who may enter."""
    silent = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint != "static" and not hasattr(view, STATED)
    ]
    if silent:
        message = f"These routes do not say who may enter: {', '.join(silent)}"
        raise RuntimeError(message)


def own_path(target: str) -> str:
    """The target if it is a path on this server, else the home page: no redirect leads away."""
    safe = target.startswith("/") and not target.startswith("//") and target.isprintable()
    return target if safe and "\\" not in target else url_for("dashboard.home")


def _check_only_reads() -> None:
    if request.method not in bearer.SAFE:
        raise Conflict(
            "This project is archived: it can be read and exported, but not changed, so nothing "
            "was saved. A lead can bring it back in its settings."
        )


def _to_sign_in() -> ResponseReturnValue:
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=back), code=303)
