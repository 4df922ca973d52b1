"""An annotator's own work: the list, the labelling page, and the acts on it.

Each act is one POST that answers JSON to the page's script and a redirect to a plain form.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar
from uuid import uuid4

from flask import Blueprint, Response, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from annotator.codebook import queries as codebook
from annotator.errors import Invalid
from annotator.labelling import actions, pages, queries
from annotator.labelling.actions import Act, Outcome
from annotator.labelling.marks import Mark, Phrase, with_main
from annotator.labelling.queries import Desk
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import render

routes = Blueprint("labelling", __name__, url_prefix="/p/<slug>/work")

LONGEST_OP_ID = 64

R = TypeVar("R")


@routes.get("")
@guard.enter(Role.ANNOTATOR)
def work(place: Place) -> ResponseReturnValue:
    """Show one's own articles and the way on."""
    return render("labelling/work.html", read(pages.work_page, place))


@routes.post("/next")
@guard.enter(Role.ANNOTATOR)
def next_(place: Place) -> ResponseReturnValue:
    """Go on with the article begun, or take the next one."""
    assignment_id = write(actions.take_next, place.project_id, place.participant_id, place.overlap)
    if assignment_id is None:
        flash("There is nothing left for you to label. Thank you.", "success")
        return redirect(url_for(".work", slug=place.slug), code=303)
    return redirect(url_for(".article", slug=place.slug, assignment_id=assignment_id), code=303)


@routes.get("/<number:assignment_id>")
@guard.enter(Role.ANNOTATOR)
def article(place: Place, assignment_id: int) -> ResponseReturnValue:
    """Show an article to be labelled."""
    lit = forms.query_number("at", 0) or None
    return render("labelling/article.html", read(pages.labelling_page, place, assignment_id, lit))


@routes.post("/<number:assignment_id>/marks")
@guard.enter(Role.ANNOTATOR)
def mark(place: Place, assignment_id: int) -> ResponseReturnValue:
    """Label a sentence. What the form leaves out stays as it is."""
    sentence_id = forms.number("sentence")

    def act(session: Session, desk: Desk) -> Outcome:
        whole = request.form.keys() >= {"main", "also", "sure", "note"}
        if whole:
            return actions.mark_sentence(session, desk, _act(), sentence_id, _mark(Mark(), 0))
        none = codebook.scheme(session, desk.project_id).none.number
        wanted = _mark(queries.mark(session, desk, sentence_id), none)
        return actions.mark_sentence(session, desk, _act(), sentence_id, wanted)

    return _answer(place, assignment_id, act)


@routes.post("/<number:assignment_id>/phrases")
@guard.enter(Role.ANNOTATOR)
def add_phrase(place: Place, assignment_id: int) -> ResponseReturnValue:
    """Mark a phrase; the quoted text is compared before anything is stored."""
    phrase = Phrase(
        ref=_named("ref"),
        label=forms.number("label"),
        start=forms.number("start"),
        end=forms.number("end"),
    )
    quote = request.form.get("quote", "")
    return _answer(
        place,
        assignment_id,
        lambda session, desk: actions.add_phrase(session, desk, _act(), phrase, quote),
    )


@routes.post("/<number:assignment_id>/phrases/remove")
@guard.enter(Role.ANNOTATOR)
def remove_phrase(place: Place, assignment_id: int) -> ResponseReturnValue:
    """Take a phrase away."""
    ref = _named("ref")
    return _answer(
        place,
        assignment_id,
        lambda session, desk: actions.remove_phrase(session, desk, _act(), ref),
    )


@routes.post("/<number:assignment_id>/undo")
@guard.enter(Role.ANNOTATOR)
def undo(place: Place, assignment_id: int) -> ResponseReturnValue:
    """Take back the newest act."""
    return _answer(place, assignment_id, lambda session, desk: actions.undo(session, desk, _act()))


@routes.post("/<number:assignment_id>/redo")
@guard.enter(Role.ANNOTATOR)
def redo(place: Place, assignment_id: int) -> ResponseReturnValue:
    """Do again what was taken back."""
    return _answer(place, assignment_id, lambda session, desk: actions.redo(session, desk, _act()))


@routes.post("/<number:assignment_id>/submit")
@guard.enter(Role.ANNOTATOR)
def submit(place: Place, assignment_id: int) -> ResponseReturnValue:
    """Submit an article. Without the number of unlabelled sentences, say it first."""
    if "told" not in request.form:
        page = read(pages.labelling_page, place, assignment_id, None)
        return render("labelling/submit.html", page)
    told = forms.number("told")
    write(
        _at_desk,
        place,
        assignment_id,
        lambda session, desk: actions.submit(session, desk, _act(), told),
    )
    flash("Submitted. Thank you.", "success")
    return redirect(url_for(".work", slug=place.slug), code=303)


@routes.post("/<number:assignment_id>/reopen")
@guard.enter(Role.ANNOTATOR)
def reopen(place: Place, assignment_id: int) -> ResponseReturnValue:
    """Open a submitted article again."""
    write(
        _at_desk,
        place,
        assignment_id,
        lambda session, desk: actions.reopen(session, desk, _act()),
    )
    return redirect(url_for(".article", slug=place.slug, assignment_id=assignment_id), code=303)


def _at_desk(
    session: Session, place: Place, assignment_id: int, act: Callable[[Session, Desk], R]
) -> R:
    desk = queries.desk(session, place.project_id, place.participant_id, assignment_id)
    return act(session, desk)


def _answer(
    place: Place, assignment_id: int, act: Callable[[Session, Desk], Outcome | None]
) -> ResponseReturnValue:
    """Run an act; say what is stored now, or go back to the page it came from."""
    outcome = write(_at_desk, place, assignment_id, act)
    if request.accept_mimetypes.best == "application/json":
        return _json(outcome)
    at = forms.number("at", 0) or (outcome.sentence_id if outcome else None)
    target = url_for(
        ".article",
        slug=place.slug,
        assignment_id=assignment_id,
        at=at,
        _anchor=f"s{at}" if at else None,
    )
    return redirect(target, code=303)


def _json(outcome: Outcome | None) -> Response:
    if outcome is None:
        return jsonify({})
    if outcome.mark is not None:
        stored = {"sentence": outcome.sentence_id, "mark": outcome.mark.as_json()}
        return jsonify(stored | ({"look": outcome.look} if outcome.look else {}))
    phrase = outcome.phrase.as_json() if outcome.phrase else None
    return jsonify({"ref": outcome.ref, "phrase": phrase})


def _act() -> Act:
    op_id = forms.text("op_id", limit=LONGEST_OP_ID) or str(uuid4())
    sequence = forms.number("sequence", -1)
    return Act(op_id, None if sequence < 0 else sequence)


def _named(field: str) -> str:
    value = forms.text(field, limit=LONGEST_OP_ID)
    if not value:
        raise Invalid(f"The field “{field}” is missing. Reload the page.")
    return value


def _mark(now: Mark, none: int) -> Mark:
    """Read a mark; what is left out stays, as far as it fits."""
    form = request.form
    found = now
    if "main" in form:
        main = forms.number("main", -1)
        found = with_main(found, None if main == -1 else main, none)
    if "also" in form:
        also = {forms.whole(value, "also") for value in form.getlist("also") if value}
        found = replace(found, also=tuple(sorted(also)))
    if found.main is not None or "main" not in form:
        sure = forms.number("sure") if "sure" in form else found.sure
        note = (
            form["note"].replace("\r\n", "\n").replace("\0", "").strip()
            if "note" in form
            else found.note
        )
        found = replace(found, sure=sure, note=note)
    return found
