"""Who does what in a project, its settings, and the administrator's pages."""

from flask import Blueprint

routes = Blueprint("projects", __name__)
settings = Blueprint("settings", __name__, url_prefix="/p/<slug>")
admin = Blueprint("admin", __name__, url_prefix="/admin")

# Each adds its addresses to one of them, so they come when those are there.
from annotator.projects.routes import accounts, inviting, joining, people, studies, switching  # noqa: E402, F401  # noqa: E402, F401
