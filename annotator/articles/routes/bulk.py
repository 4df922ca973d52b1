"""Changing many articles of the list at once: a preview that counts, then the change."""

import time
from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.articles.bulk.actions import CHUNK, change_articles
from annotator.articles.bulk.changes import BulkChange, bulk_change
from annotator.articles.bulk.pages import BulkPage, bulk_page, concerned
from annotator.articles.bulk.queries import differing
from annotator.articles.listing.filters import filters_of
from annotator.articles.pages import TypedChange, articles_page
from annotator.articles.routes import routes
from annotator.articles.routes.listing import asked
from annotator.errors import Invalid
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import render

LONGEST_VALUE = 5000
MOST_SELECTED = 1000

# A request that takes longer may be given up by a proxy; the rest is for the next one.
SECONDS = 20


@routes.post("/articles/changes")
@guard.enter(Role.LEAD)
def preview_change(place: Place) -> ResponseReturnValue:
    """Say what a change would do, and to how many articles."""
    try:
        change = _change()
        page = _page(place, change)
    except Invalid as error:
        return _refused(place, str(error))
    return render("articles/change.html", page)


@routes.post("/articles/changes/made")
@guard.enter(Role.LEAD)
def make_change(place: Place) -> ResponseReturnValue:
    """Make a change that was previewed, in many short writes."""
    change, selected = _change(), _selected()
    filters = filters_of(request.form)
    numbers = read(concerned, asked(place, filters), selected)
    if len(numbers) != forms.number("seen", 0):
        error = "The list has changed since you were shown it, so nothing was done. Look once more."
        return render(
            "articles/change.html", replace(_page(place, change), error=error), status=409
        )
    changed, is_done = _change_all(place, change, read(differing, numbers, change))
    said = f"{changed} {'article was' if changed == 1 else 'articles were'} changed"
    if not is_done:
        flash(f"{said} so far. Go on with the rest.", "warning")
        return render("articles/change.html", _page(place, change))
    flash(f"{said}.", "success")
    return redirect(url_for(".articles", slug=place.slug, **filters.params), code=303)


def _refused(place: Place, error: str) -> ResponseReturnValue:
    """The list with what was chosen and typed, and why it cannot be done."""
    form = request.form
    typed = TypedChange(
        form.get("kind", ""),
        form.get("value", ""),
        form.get("scope") == "all",
        frozenset(form.getlist("article")),
    )
    page = read(articles_page, asked(place, filters_of(form)), after=0, previous_to=0)
    return render("articles/articles.html", page.as_typed(typed, error), status=400)


def _change_all(place: Place, change: BulkChange, numbers: list[int]) -> tuple[int, bool]:
    """Change the articles in short writes while there is time; how many were, and whether all."""
    end, changed = time.monotonic() + SECONDS, 0
    for first in range(0, len(numbers), CHUNK):
        if time.monotonic() > end:
            return changed, False
        some = numbers[first : first + CHUNK]
        changed += write(change_articles, place.project_id, some, change, actor_id=current_user.id)
    return changed, True


def _page(place: Place, change: BulkChange) -> BulkPage:
    filters, selected = filters_of(request.form), _selected()
    page = read(bulk_page, asked(place, filters), selected, change)
    if not page.number:
        raise Invalid("No article matches any more, so there is nothing to change.")
    return page


def _change() -> BulkChange:
    return bulk_change(forms.text("kind"), forms.text("value", limit=LONGEST_VALUE))


def _selected() -> list[int]:
    """The articles that were ticked; none when all that match are meant."""
    if request.form.get("scope") == "all":
        return []
    found = [forms.whole(value, "article") for value in request.form.getlist("article")]
    if not found:
        raise Invalid("Select articles first, or choose all that match.")
    if len(found) > MOST_SELECTED:
        raise Invalid(f"At most {MOST_SELECTED} articles can be selected one by one.")
    return found
