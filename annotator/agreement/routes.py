"""Agreement, to be looked at."""

from flask import Blueprint, current_app, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from annotator.agreement import pages
from annotator.agreement.memory import Memory
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.web import forms, guard
from annotator.web.database import read
from annotator.web.rendering import htmx, render, render_fragment

EXTENSION = "annotator.agreement"

routes = Blueprint("agreement", __name__, url_prefix="/p/<slug>/agreement")


@routes.record
def remember(setup: BlueprintSetupState) -> None:
    """Give the application a memory of its own."""
    setup.app.extensions[EXTENSION] = Memory()


@routes.get("")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def overview(place: Place) -> ResponseReturnValue:
    """Show how far the project's annotators agree."""
    return render("agreement/overview.html", read(pages.overview_page, place, _memory(), _pair()))


@routes.get("/sentences")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def sentences(place: Place) -> ResponseReturnValue:
    """List the sentences behind a cell of the matrix, or behind a label's count."""
    asked = pages.Asked(
        row=forms.query_number("row", pages.NO_LABEL),
        column=forms.query_number("column", pages.NO_LABEL),
        pair=_pair(),
        number=max(1, forms.query_number("page", 1)),
    )
    page = read(pages.sentences_page, place, _memory(), asked)
    if htmx:
        return render_fragment("agreement/_sentences.html", page)
    return render("agreement/sentences.html", page)


def _memory() -> Memory:
    memory: Memory = current_app.extensions[EXTENSION]
    return memory


def _pair() -> tuple[str, str] | None:
    """The two people asked for, by pseudonym."""
    names = request.args.get("first", ""), request.args.get("second", "")
    return names if any(names) else None
