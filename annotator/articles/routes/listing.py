"""The list of articles with its search and filters, and one article as it was understood."""

from typing import Any, cast

from flask import current_app, make_response, request, url_for
from flask.typing import ResponseReturnValue

from annotator.articles import pages
from annotator.articles.listing.filters import Filters, filters_of
from annotator.articles.queries import Asked, Standings
from annotator.articles.routes import routes
from annotator.errors import Invalid
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.web import forms, guard
from annotator.web.database import read
from annotator.web.rendering import htmx, render, render_fragment

# Where the application says who knows how far the work on articles is.
STANDINGS = "annotator.standings"


@routes.get("/articles")
@guard.enter(Role.LEAD)
def articles(place: Place) -> ResponseReturnValue:
    """List the project's articles, as the address asks for them."""
    try:
        filters, error = filters_of(request.args), ""
    except Invalid as invalid:
        filters, error = Filters(), str(invalid)
    after, previous_to = forms.query_number("after", 0), forms.query_number("before", 0)
    where = {"after": after, "previous_to": previous_to}
    if not htmx:
        page = read(pages.articles_page, asked(place, filters), **where)
        return render(
            "articles/articles.html", page.with_error(error), status=400 if error else 200
        )
    part = read(pages.list_page, asked(place, filters), **where).with_error(error)
    answer = make_response(render_fragment("articles/_listing.html", part))
    # What the form leaves empty is not in the address that can be passed on.
    edge: dict[str, Any] = {
        name: str(number) for name, number in (("after", after), ("before", previous_to)) if number
    }
    answer.headers["HX-Push-Url"] = url_for(".articles", slug=place.slug, **filters.params, **edge)
    return answer


@routes.get("/articles/<number:article_id>")
@guard.enter(Role.LEAD)
def article(place: Place, article_id: int) -> ResponseReturnValue:
    """Show an article as it was understood."""
    page = read(pages.article_page, place.project_id, article_id)
    return render("articles/article.html", page)


def asked(place: Place, filters: Filters) -> Asked:
    """What the project's list is asked for."""
    standings = cast("Standings", current_app.extensions[STANDINGS])
    return Asked(place.project_id, place.overlap, filters, standings)
