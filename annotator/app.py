"""The application: settings, database, features and error pages, in one factory."""

from functools import partial

from flask import Flask

from annotator.accounts import SIGN_IN
from annotator.accounts.routes import PLACES, SETTINGS, finish_sign_in, login, openid
from annotator.accounts.routes import routes as accounts
from annotator.agreement.routes import routes as agreement
from annotator.articles import actions as importing
from annotator.articles.queries import awaited_uploads
from annotator.articles.routes import UPLOADS
from annotator.articles.routes import routes as articles
from annotator.articles.routes.duplicates import routes as duplicates
from annotator.articles.routes.listing import STANDINGS as ARTICLE_STANDINGS
from annotator.articles.uploads import Uploads
from annotator.background.routes import routes as background
from annotator.codebook.routes import routes as codebook
from annotator.config import Settings
from annotator.dashboard.routes import routes as dashboard
from annotator.db import Database
from annotator.export.routes import routes as export
from annotator.jobs.actions import Kind, Runner
from annotator.jobs.routes import routes as jobs
from annotator.labelling.routes import routes as labelling
from annotator.paths import STATIC, TEMPLATES
from annotator.projects.queries import place, places
from annotator.projects.routes import admin
from annotator.projects.routes import routes as projects
from annotator.projects.routes import settings as project_settings
from annotator.pseudonyms.routes import routes as pseudonyms
from annotator.repair.routes import routes as repair
from annotator.review.routes import routes as review
from annotator.review.standing.queries import STANDINGS
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
    duplicates,
    labelling,
    agreement,
    review,
    repair,
    export,
    tokens,
    pseudonyms,
    background,
    withdrawal,
    jobs,
)

# Where a program may write with an API token. Whatever gives rights or takes something away for
# good (people, invitations, tokens, withdrawal) needs the person, at a browser.
PROGRAMS_WRITE = frozenset({"articles", "labelling", "repair", "review"})

csrf = bearer.Csrf()

JOBS = "annotator.jobs"


def served_app() -> Flask:
    """Build the application for the server, with the thread that runs jobs."""
    settings = Settings()
    app = create_app(settings)
    uploads: Uploads = app.extensions[UPLOADS]
    uploads.sweep(app.extensions[database.EXTENSION].read(awaited_uploads))
    runner: Runner = app.extensions[JOBS]
    runner.start(settings.database_url or str(settings.data.absolute() / "queue.sqlite3"))
    return app


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
    uploads = Uploads(settings.data / "uploads")
    app.extensions[UPLOADS] = uploads
    app.extensions[JOBS] = Runner(app.extensions[database.EXTENSION], _kinds(uploads))
    app.extensions[guard.EXTENSION] = place
    app.extensions[PLACES] = places
    app.extensions[SIGN_IN] = finish_sign_in
    app.extensions[ARTICLE_STANDINGS] = STANDINGS
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


def _kinds(uploads: Uploads) -> dict[str, Kind]:
    """By which function each kind of job is done."""
    return {importing.READ: partial(importing.read_files_job, uploads=uploads)}
