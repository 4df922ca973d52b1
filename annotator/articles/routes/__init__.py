"""Bringing articles in, and reading them."""

from flask import Blueprint

# Under this name the application keeps the folder of uploads.
UPLOADS = "annotator.uploads"

routes = Blueprint("articles", __name__, url_prefix="/p/<slug>")

# Each adds its addresses to it, so they come when it is there.
from annotator.articles.routes import batches, bulk, importing, listing  # noqa: E402, F401
