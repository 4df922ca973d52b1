"""A lead repairs the sentences of an article: look, propose, confirm, undo."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.articles.repairs import RepairKind
from annotator.errors import AnnotatorError, Conflict, Invalid
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.repair import actions, pages
from annotator.repair.queries import Wanted
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import htmx, render, render_fragment

routes = Blueprint("repair", __name__, url_prefix="/p/<slug>/articles/<number:article_id>")

SAID = {
    RepairKind.MERGE: "The two sentences are one now.",
    RepairKind.SPLIT: "The sentence is split.",
    RepairKind.MOVE_EDGE: "The edge is moved.",
}


@routes.get("/sentences")
@guard.enter(Role.LEAD)
def sentences(place: Place, article_id: int) -> ResponseReturnValue:
    """Show an article's sentences, one of them lit; with an act at it, propose a repair."""
    if "act" not in request.args:
        lit = forms.query_number("sentence", 0)
        page = read(pages.repair_page, place.project_id, article_id, lit)
        return render("repair/sentences.html", page)
    try:
        proposal = read(pages.proposal_view, place.project_id, article_id, _asked())
    except (Invalid, Conflict) as error:
        return _refused(place, article_id, error)
    lit = forms.query_number("lit", 0)
    page = read(pages.repair_page, place.project_id, article_id, lit)
    page = replace(page, proposal=proposal)
    if htmx:
        return render_fragment("repair/_proposal.html", page)
    return render("repair/sentences.html", page)


@routes.post("/sentences")
@guard.enter(Role.LEAD)
def repair(place: Place, article_id: int) -> ResponseReturnValue:
    """Repair sentences as they were proposed."""
    try:
        wanted = _wanted()
        new = write(
            actions.repair,
            place.project_id,
            article_id,
            wanted,
            seen=forms.text("seen", limit=100),
            actor_id=current_user.id,
        )
    except (Invalid, Conflict) as error:
        return _refused(place, article_id, error)
    flash(SAID[wanted.kind], "success")
    return _to(place, article_id, new[0])


@routes.post("/repairs/<number:repair_id>/undo")
@guard.enter(Role.LEAD)
def undo(place: Place, article_id: int, repair_id: int) -> ResponseReturnValue:
    """Undo a repair on which nothing rests."""
    try:
        old = write(actions.undo, place.project_id, article_id, repair_id, actor_id=current_user.id)
    except Conflict as error:
        return _refused(place, article_id, error)
    flash("The repair is undone.", "info")
    return _to(place, article_id, old[0])


def _to(place: Place, article_id: int, sentence_id: int) -> ResponseReturnValue:
    target = url_for(
        ".sentences",
        slug=place.slug,
        article_id=article_id,
        sentence=sentence_id,
        _anchor=f"s{sentence_id}",
    )
    return redirect(target, code=303)


def _refused(place: Place, article_id: int, error: AnnotatorError) -> ResponseReturnValue:
    """The article as it stands now, with why nothing was done; a fragment gets the reason alone."""
    if htmx:
        raise error
    lit = forms.whole(request.values.get("lit", ""), "lit", 0)
    page = read(pages.repair_page, place.project_id, article_id, lit)
    status = 409 if isinstance(error, Conflict) else 400
    return render("repair/sentences.html", replace(page, error=str(error)), status=status)


def _asked() -> Wanted:
    """Read what an act at the lit sentence and the caret in it means."""
    act, lit = request.args["act"], forms.query_number("lit", 0)
    before, after = forms.query_number("before", 0), forms.query_number("after", 0)
    at = forms.query_number("at", -1)
    acts = {
        "split": Wanted(RepairKind.SPLIT, lit, at=at),
        "merge": Wanted(RepairKind.MERGE, lit, after),
        "end": Wanted(RepairKind.MOVE_EDGE, before, lit, at),
        "start": Wanted(RepairKind.MOVE_EDGE, lit, after, at),
    }
    if act not in acts:
        raise Invalid(f"There is no repair “{act[:40]}”. Reload the page.")
    return acts[act]


def _wanted() -> Wanted:
    """Read a repair that was proposed, as it is confirmed."""
    kind = forms.text("kind", limit=40)
    if kind not in set(RepairKind):
        raise Invalid(f"There is no repair “{kind}”. Reload the page.")
    return Wanted(
        RepairKind(kind), forms.number("sentence"), forms.number("next", 0), forms.number("at", -1)
    )
