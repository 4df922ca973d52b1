"""Agreement, to be looked at."""

from flask import Blueprint, Response, current_app, make_response, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from annotator.agreement import pages
from annotator.agreement.choice import Choice, read_choice
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
    return render("agreement/overview.html", read(pages.overview_page, place, _memory(), _choice()))


@routes.get("/matrix")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def matrix(place: Place) -> ResponseReturnValue:
    """Show which labels meet, of any two people or of one pair."""
    return _part("matrix", read(pages.matrix_page, place, _memory(), _choice(), _pair()))


@routes.get("/pairs")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def pairs(place: Place) -> ResponseReturnValue:
    """Show how far each two annotators agree."""
    return _part("pairs", read(pages.pairs_page, place, _memory(), _choice()))


@routes.get("/people")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def people(place: Place) -> ResponseReturnValue:
    """Show each annotator, by pseudonym."""
    return _part("people", read(pages.people_page, place, _memory(), _choice()))


@routes.get("/groups")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def groups(place: Place) -> ResponseReturnValue:
    """Show alpha by zone, outlet and codebook version, and over time."""
    return _part("groups", read(pages.groups_page, place, _memory(), _choice()))


@routes.get("/sets")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def sets(place: Place) -> ResponseReturnValue:
    """Show agreement on sets of labels."""
    return render("agreement/sets.html", read(pages.sets_page, place, _memory(), _choice()))


@routes.get("/phrases")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def phrases(place: Place) -> ResponseReturnValue:
    """Show agreement on phrases."""
    return render("agreement/phrases.html", read(pages.phrases_page, place, _memory(), _choice()))


@routes.get("/gamma")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def gamma(place: Place) -> ResponseReturnValue:
    """Work out gamma, which nobody gets without asking for it."""
    return _part("gamma", read(pages.gamma_page, place, _memory(), _choice()))


@routes.get("/sentences")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def sentences(place: Place) -> ResponseReturnValue:
    """List the sentences behind a mark."""
    asked = pages.Asked(
        row=forms.query_number("row", pages.NO_LABEL),
        column=forms.query_number("column", pages.NO_LABEL),
        pair=_pair(),
        number=max(1, forms.query_number("page", 1)),
        differ=bool(forms.query_number("differ", 0)),
        who=request.args.get("who", ""),
        since=forms.query_number("since", 0),
        until=forms.query_number("until", 0),
    )
    page = read(pages.sentences_page, place, _memory(), _choice(), asked)
    if htmx:
        return render_fragment("agreement/_sentences.html", page)
    return render("agreement/sentences.html", page)


@routes.get("/charts/<name>.svg")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def chart(place: Place, name: str) -> ResponseReturnValue:
    """Hand out a chart as a picture."""
    page = read(pages.chart_page, place, _memory(), _choice(), name, _pair())
    return _file(render_fragment("agreement/chart.svg", page), "image/svg+xml", f"{name}.svg")


@routes.get("/charts/<name>.csv")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def chart_rows(place: Place, name: str) -> ResponseReturnValue:
    """Hand out the rows of a chart."""
    text = read(pages.chart_csv, place, _memory(), _choice(), name, _pair())
    return _file(make_response(text), "text/csv; charset=utf-8", f"{name}.csv")


@routes.get("/receipt")
@guard.enter(Role.LEAD, Role.RESEARCHER)
def receipt(place: Place) -> ResponseReturnValue:
    """Hand out everything that it takes to work the figures out again."""
    text = read(pages.receipt, place, _memory(), _choice())
    return _file(make_response(text), "application/json", "receipt.json")


def _part(name: str, page: object) -> Response:
    """A part of the page for htmx, and a page of its own for everybody else."""
    if htmx:
        return render_fragment(f"agreement/_{name}.html", page)
    return render(f"agreement/{name}.html", page)


def _file(answer: Response, kind: str, name: str) -> Response:
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="agreement-{name}"'
    return answer


def _memory() -> Memory:
    memory: Memory = current_app.extensions[EXTENSION]
    return memory


def _choice() -> Choice:
    """What the address chooses."""
    args = request.args
    return read_choice(
        zones=args.getlist("zone"),
        outlets=[name for name in args.getlist("outlet") if name],
        version=args.get("version", ""),
        submission=args.get("submission", ""),
        without=args.getlist("without"),
    )


def _pair() -> tuple[str, str] | None:
    """The two people asked for, by pseudonym."""
    names = request.args.get("first", ""), request.args.get("second", "")
    return names if any(names) else None
