"""A lead's way through the disagreements."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.errors import Conflict, Invalid
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.review import actions, pages, queries
from annotator.review.verdicts import Listing, Verdict
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import render

routes = Blueprint("review", __name__, url_prefix="/p/<slug>/review")


@routes.get("")
@guard.enter(Role.LEAD)
def queue(place: Place) -> ResponseReturnValue:
    """List the sentences whose annotators differ, the worst first."""
    show = request.args.get("show", "")
    listing = Listing(show) if show in set(Listing) else Listing.OPEN
    number = max(1, forms.query_number("page", 1))
    page = read(pages.queue_page, place.project_id, listing, number)
    return render("review/queue.html", page)


@routes.get("/<number:sentence_id>")
@guard.enter(Role.LEAD)
def card(place: Place, sentence_id: int) -> ResponseReturnValue:
    """Show one sentence in dispute, to be settled."""
    return render("review/card.html", read(pages.card_page, place.project_id, sentence_id))


@routes.post("/<number:sentence_id>")
@guard.enter(Role.LEAD)
def settle(place: Place, sentence_id: int) -> ResponseReturnValue:
    """Store a decision and bring the next sentence."""
    by, seen = current_user.id, forms.number("seen", 0)
    following = read(queries.following, place.project_id, sentence_id)
    try:
        write(actions.settle, place.project_id, sentence_id, _ruling(), lead=by, seen=seen)
    except (Invalid, Conflict) as error:
        return _again(place, sentence_id, error)
    if following is None:
        flash("Every disagreement is settled.", "success")
        return redirect(url_for(".queue", slug=place.slug, show="settled"), code=303)
    flash("Settled. Here is the next one.", "success")
    return redirect(url_for(".card", slug=place.slug, sentence_id=following), code=303)


@routes.post("/<number:sentence_id>/withdraw")
@guard.enter(Role.LEAD)
def withdraw(place: Place, sentence_id: int) -> ResponseReturnValue:
    """Take a decision back."""
    by, seen = current_user.id, forms.number("seen", 0)
    try:
        write(actions.withdraw, place.project_id, sentence_id, lead=by, seen=seen)
    except Conflict as error:
        return _again(place, sentence_id, error)
    flash("The decision was taken back; the sentence is open again.", "info")
    return redirect(url_for(".card", slug=place.slug, sentence_id=sentence_id), code=303)


def _again(place: Place, sentence_id: int, error: Invalid | Conflict) -> ResponseReturnValue:
    """The card as it stands now, with what was typed and why it could not be stored."""
    page = replace(
        read(pages.card_page, place.project_id, sentence_id),
        reason=request.form.get("reason", ""),
        clause=request.form.get("clause", ""),
        error=str(error),
    )
    return render("review/card.html", page, status=409 if isinstance(error, Conflict) else 400)


def _ruling() -> actions.Ruling:
    """The buttons send either a label's number or one of the other verdicts as `choice`."""
    choice = forms.text("choice", limit=40)
    reason = forms.text("reason", limit=actions.LONGEST_REASON)
    clause = forms.text("clause", limit=40)
    if choice in {Verdict.BOTH, Verdict.EXCLUDED}:
        return actions.Ruling(Verdict(choice), None, reason, clause)
    if not choice:
        raise Invalid("Choose a label, “both defensible” or “exclude”.")
    return actions.Ruling(Verdict.SETTLED, forms.whole(choice, "choice"), reason, clause)
