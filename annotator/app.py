"""The application: settings, database, features and error pages, in one factory."""

from flask import Flask

from annotator.accounts.routes import PLACES, SETTINGS, login, openid
from annotator.accounts.routes import routes as accounts
from annotator.agreement.routes import routes as agreement
from annotator.articles.routes import routes as articles
from annotator.background.routes import routes as background
from annotator.codebook.routes import routes as codebook
from annotator.config import Settings
from annotator.dashboard.routes import routes as dashboard
from annotator.db import Database
from annotator.export.routes import routes as export
from annotator.labelling.routes import routes as labelling
from annotator.paths import STATIC, TEMPLATES
from annotator.projects.queries import place, places
from annotator.projects.routes import admin
from annotator.projects.routes import routes as projects
from annotator.projects.routes import settings as project_settings
from annotator.pseudonyms.routes import routes as pseudonyms
from annotator.review.routes import routes as review
from annotator.tokens import actions as token_actions
from annotator.tokens import queries as token_queries
from annotator.tokens.routes import routes as tokens
from annotator.web import bearer, database, errors, forms, guard, headers, hosts, rendering
from annotator.web.urls import Number
from annotator.withdrawal.routes import routes as withdrawal

FEATURES = (
    accounts,
    dashboard,
    projects,
    project_settings,
    admin,
    codebook,
    articles,
    labelling,
    agreement,
    review,
    export,
    tokens,
    pseudonyms,
    background,
    withdrawal,
)

# Where a program may write with an API token. Whatever gives rights or takes something away for
# good (people, invitations, tokens, withdrawal) needs the person, at a browser.
PROGRAMS_WRITE = frozenset({"articles", "labelling", "review"})

csrf = bearer.Csrf()


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application on a database that `annotator` has brought up to date."""
    settings = settings or Settings()
    app = Flask("annotator", template_folder=str(TEMPLATES), static_folder=str(STATIC))
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME=f"{settings.cookie_prefix}annotator",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        WTF_CSRF_TIME_LIMIT=None,
        # web/hosts.py compares the origin instead, which no setting of a browser withholds.
        WTF_CSRF_SSL_STRICT=False,
    )
    app.url_map.converters["number"] = Number
    app.extensions[database.EXTENSION] = Database(settings.url)
    app.extensions[guard.EXTENSION] = place
    app.extensions[PLACES] = places
    app.extensions[SETTINGS] = settings
    hosts.register(app, settings)
    bearer.register(app, token_queries.bearer, token_actions.note_use, PROGRAMS_WRITE)
    forms.register(app)  # before the token is looked for in the form
    csrf.init_app(app)
    login.init_app(app)
    login.request_loader(bearer.person)
    openid.register(app, settings)
    rendering.register(app)
    errors.register(app)
    headers.register(app, https=settings.https)
    for feature in FEATURES:
        app.register_blueprint(feature)
    guard.check_that_every_route_states_who_may_enter(app)
    return app
