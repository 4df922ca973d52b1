"""How a page reaches its template: one typed value, under the name `page`."""

from typing import Any

from flask import Flask, Response, g, make_response, render_template, request, url_for
from flask_htmx import HTMX
from jinja2 import StrictUndefined

from annotator.paths import STATIC

htmx = HTMX()


def register(app: Flask) -> None:
    """Set up templates: undefined names are errors, static addresses change with their files."""
    htmx.init_app(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True

    @app.context_processor
    def everywhere() -> dict[str, Any]:
        return {"place": g.get("place"), "here": request.blueprint or "", "asset": asset}


def asset(filename: str) -> str:
    """The address of a static file, with a mark that changes when the file does."""
    return url_for("static", filename=filename, v=int((STATIC / filename).stat().st_mtime))


def render(template: str, page: object = None, *, status: int = 200) -> Response:
    """A whole page."""
    return make_response(render_template(template, page=page), status)


def render_fragment(template: str, page: object = None) -> Response:
    """A fragment for htmx, the same file that its page includes."""
    return make_response(render_template(template, page=page))
