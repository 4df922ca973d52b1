"""Comparing articles that share sentences, and deciding what they are to each other."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from annotator.articles import queries as articles
from annotator.articles.actions.drafts import drop_draft, drop_one
from annotator.articles.duplicates import actions, pages, queries
from annotator.articles.links import LinkState
from annotator.errors import Conflict, Invalid
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import htmx, render, render_fragment

routes = Blueprint("duplicates", __name__, url_prefix="/p/<slug>/articles/<number:article_id>")


@routes.get("/beside/<number:other_id>")
@guard.enter(Role.LEAD)
def compare(place: Place, article_id: int, other_id: int) -> ResponseReturnValue:
    """Show two articles side by side, with what was added, dropped, edited or moved."""
    only, page = request.args.get("show", ""), forms.query_number("page", 1)
    pair = (article_id, other_id)
    return render("articles/compare.html", read(pages.compare, place.project_id, pair, only, page))


@routes.post("/beside/<number:other_id>")
@guard.enter(Role.LEAD)
def decide(place: Place, article_id: int, other_id: int) -> ResponseReturnValue:
    """Link two articles, keep them apart, or leave that open again."""
    for number in (article_id, other_id):
        read(articles.article, place.project_id, number)
    choice = forms.text("choice")
    if choice not in set(LinkState):
        raise Invalid("Choose whether the articles are linked, kept apart or left open.")
    pair, by = (article_id, other_id), current_user.id
    write(actions.decide, place.project_id, pair, LinkState(choice), actor_id=by)
    if htmx:
        return render_fragment(
            "articles/_links.html", read(pages.fragment, place.project_id, article_id)
        )
    back = url_for(".compare", slug=place.slug, article_id=article_id, other_id=other_id)
    return redirect(guard.own_path(request.form.get("back") or back), code=303)


@routes.post("/skip")
@guard.enter(Role.LEAD)
def skip(place: Place, article_id: int) -> ResponseReturnValue:
    """Leave a draft out of its import."""
    left = write(_skip, place.project_id, article_id, actor_id=current_user.id)
    flash("The article was skipped; it will not be in the project.", "info")
    if left is None:
        return redirect(url_for("articles.articles", slug=place.slug), code=303)
    return redirect(url_for("articles.preview", slug=place.slug, batch_id=left), code=303)


def _skip(session: Session, project_id: int, article_id: int, *, actor_id: int) -> int | None:
    """Drop a draft; returns its import if there is something left of it."""
    batch_id = articles.article(session, project_id, article_id).batch_id
    if queries.live(session, project_id, [article_id]):
        raise Conflict("This article is saved to the project already, so it cannot be skipped.")
    if articles.article_count(session, project_id, batch_id) > 1:
        drop_one(session, project_id, batch_id, article_id, actor_id=actor_id)
        return batch_id
    drop_draft(session, project_id, batch_id, actor_id=actor_id)
    return None
