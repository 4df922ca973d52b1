"""Withdrawing articles and people: a preview that counts, then two confirmations."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from annotator.articles import queries as articles
from annotator.errors import AnnotatorError, Conflict, Invalid, NotFound
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.web import forms, guard
from annotator.web.database import erase, read, rewrite, write
from annotator.web.rendering import render
from annotator.withdrawal import actions, pages, queries

routes = Blueprint("withdrawal", __name__)

TOGETHER = ["GET", "POST"]
LONGEST_TYPED = 5000
NOT_TYPED = "That is not what stands there. Nothing was withdrawn; type it once more."
REMNANTS = (
    "It is withdrawn from every table, but the database’s file could not be written anew, so that "
    "its unused parts may hold remnants. Ask whoever runs the server to run “annotator compact”."
)

Gather = Callable[[], pages.PurgePage]
Act = Callable[[str], None]


@routes.get("/your-data")
@guard.signed_in
def your_data() -> ResponseReturnValue:
    """List what a person can give, change and take back, project by project."""
    return render("withdrawal/your_data.html", read(pages.your_data_page, current_user.id))


@routes.route("/your-data/<number:participant_id>/withdrawal", methods=TOGETHER)
@guard.signed_in
def own(participant_id: int) -> ResponseReturnValue:
    """Let a person take themselves out of one project."""
    by = current_user.id

    def act(seen: str) -> None:
        erase(_withdraw_own, by, participant_id, seen)

    done = url_for(".your_data")
    return _confirmed_twice(lambda: read(pages.own_page, by, participant_id), act, done)


@routes.route("/p/<slug>/people/<number:participant_id>/withdrawal", methods=TOGETHER)
@guard.in_person
@guard.even_archived
@guard.enter(Role.LEAD)
def person(place: Place, participant_id: int) -> ResponseReturnValue:
    """Let a lead take a person out of the project."""
    by = current_user.id

    def act(seen: str) -> None:
        erase(_withdraw_person, place.project_id, participant_id, seen, by)

    done = url_for("projects.people", slug=place.slug)
    return _confirmed_twice(
        lambda: read(pages.participation_page, place.project_id, participant_id), act, done
    )


@routes.route("/p/<slug>/articles/<number:article_id>/withdrawal", methods=TOGETHER)
@guard.in_person
@guard.even_archived
@guard.enter(Role.LEAD)
def article(place: Place, article_id: int) -> ResponseReturnValue:
    """Let a lead take an article down."""
    by = current_user.id

    def act(seen: str) -> None:
        erase(actions.withdraw_article, place.project_id, article_id, seen=seen, actor_id=by)

    done = url_for("articles.articles", slug=place.slug)
    return _confirmed_twice(
        lambda: read(pages.article_page, place.project_id, article_id), act, done
    )


@routes.route("/p/<slug>/imports/<number:batch_id>/undo", methods=TOGETHER)
@guard.in_person
@guard.enter(Role.LEAD)
def undo_import(place: Place, batch_id: int) -> ResponseReturnValue:
    """Let a lead take an import out of the project again, while nothing in it is labelled."""
    back = url_for("articles.batch", slug=place.slug, batch_id=batch_id)
    if not read(articles.import_, place.project_id, batch_id).is_live:
        return redirect(back, code=303)
    try:
        page = read(queries.live_import, place.project_id, batch_id)
        if request.method == "GET":
            return render("withdrawal/undo_import.html", page)
        write(actions.undo_import, place.project_id, batch_id, actor_id=current_user.id)
    except Conflict:
        page = read(queries.live_import, place.project_id, batch_id)
        return render("withdrawal/undo_import.html", page, status=409)
    flash("The import is out of the project. Drop it, or save it again.", "success")
    return redirect(back, code=303)


@routes.get("/administration/articles")
@guard.administrator
def find_article() -> ResponseReturnValue:
    """Find an article of any project by the number that exports give it."""
    public_id = request.args.get("id", "").strip()
    if not public_id:
        return render("withdrawal/find.html", pages.FindPage())
    try:
        read(queries.article_by_public_id, public_id)
    except NotFound as error:
        found = pages.FindPage(public_id, str(error))
        return render("withdrawal/find.html", found, status=404)
    return redirect(url_for(".any_article", public_id=public_id), code=303)


@routes.route("/administration/articles/<public_id>/withdrawal", methods=TOGETHER)
@guard.administrator
def any_article(public_id: str) -> ResponseReturnValue:
    """Let an administrator take an article of any project down."""
    found = read(queries.article_by_public_id, public_id)
    by = current_user.id

    def act(seen: str) -> None:
        erase(actions.withdraw_article, found.project_id, found.id, seen=seen, actor_id=by)

    return _confirmed_twice(
        lambda: read(pages.any_article_page, public_id), act, url_for(".find_article")
    )


@routes.route("/administration/people/<number:user_id>/withdrawal", methods=TOGETHER)
@guard.administrator
def account(user_id: int) -> ResponseReturnValue:
    """Let an administrator take a person out of the whole server."""
    by = current_user.id

    def act(seen: str) -> None:
        erase(actions.withdraw_account, user_id, seen=seen, actor_id=by)

    return _confirmed_twice(
        lambda: read(pages.account_page, user_id), act, url_for("dashboard.home")
    )


def _confirmed_twice(gather: Gather, act: Act, done: str) -> ResponseReturnValue:
    """Show what goes; after the word was typed show it again; after that, do it."""
    page = gather()
    if request.method == "GET":
        return _page(page)
    typed = forms.text("typed", limit=LONGEST_TYPED)
    if not page.is_typed(typed):
        return _page(replace(page, typed=typed, error=NOT_TYPED), status=400)
    confirmed = replace(page, typed=typed, steps=1)
    if request.form.get("step") != "withdraw":
        return _page(confirmed)
    try:
        act(forms.text("seen", limit=LONGEST_TYPED))
    except (Conflict, Invalid) as error:
        return _refused(gather, error)
    if rewrite():
        flash("It is withdrawn. Backups and exports made before still hold it.", "success")
    else:
        flash(REMNANTS, "warning")
    return redirect(done, code=303)


def _refused(gather: Gather, error: AnnotatorError) -> ResponseReturnValue:
    """Start again from what stands now."""
    status = 409 if isinstance(error, Conflict) else 400
    return _page(replace(gather(), error=str(error)), status=status)


def _page(page: pages.PurgePage, *, status: int = 200) -> ResponseReturnValue:
    return render("withdrawal/withdraw.html", page, status=status)


def _withdraw_own(session: Session, user_id: int, participant_id: int, seen: str) -> None:
    part = queries.own_participation(session, user_id, participant_id)
    actions.withdraw_participation(session, part, seen=seen, actor_id=user_id, blind=True)


def _withdraw_person(
    session: Session, project_id: int, participant_id: int, seen: str, by: int
) -> None:
    part = queries.participation(session, project_id, participant_id)
    actions.withdraw_participation(session, part, seen=seen, actor_id=by, blind=False)
