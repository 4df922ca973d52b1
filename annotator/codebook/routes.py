"""Reading the codebook."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from annotator.codebook import pages
from annotator.projects.place import Place
from annotator.web import guard
from annotator.web.database import read
from annotator.web.rendering import render

routes = Blueprint("codebook", __name__)


@routes.get("/p/<slug>/codebook")
@guard.enter()
def codebook(place: Place) -> ResponseReturnValue:
    """Show the labels and the guidelines."""
    return render("codebook/codebook.html", read(pages.codebook_page, place.project_id))
