"""The application: settings, database, features and error pages, in one factory."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from annotator.accounts.routes import login
from annotator.accounts.routes import routes as accounts
from annotator.agreement.routes import routes as agreement
from annotator.articles.routes import routes as articles
from annotator.codebook.routes import routes as codebook
from annotator.config import Settings
from annotator.dashboard.routes import routes as dashboard
from annotator.db import Database
from annotator.export.routes import routes as export
from annotator.labelling.routes import routes as labelling
from annotator.paths import STATIC, TEMPLATES
from annotator.projects.queries import place
from annotator.projects.routes import routes as projects
from annotator.review.routes import routes as review
from annotator.web import database, errors, forms, guard, headers, rendering
from annotator.web.urls import Number

FEATURES = (
    accounts,
    dashboard,
    projects,
    codebook,
    articles,
    labelling,
    agreement,
    review,
    export,
)

csrf = CSRFProtect()


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application on a database that `annotator` has brought up to date."""
    settings = settings or Settings()
    app = Flask("annotator", template_folder=str(TEMPLATES), static_folder=str(STATIC))
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="annotator",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.url_map.converters["number"] = Number
    app.extensions[database.EXTENSION] = Database(settings.url)
    app.extensions[guard.EXTENSION] = place
    forms.register(app)  # before the token is looked for in the form
    csrf.init_app(app)
    login.init_app(app)
    rendering.register(app)
    errors.register(app)
    headers.register(app)
    for feature in FEATURES:
        app.register_blueprint(feature)
    guard.check_that_every_route_states_who_may_enter(app)
    return app
