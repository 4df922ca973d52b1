"""Errors become pages, fragments or JSON, each with the sentence that says what to do."""

import json
import logging
import uuid

from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from annotator.errors import AnnotatorError, Conflict, Invalid, NotAllowed, NotFound, TooLarge
from annotator.web.log import described

log = logging.getLogger("annotator")

STATUS: tuple[tuple[type[AnnotatorError], int, str], ...] = (
    (TooLarge, 413, "Too large"),
    (Invalid, 400, "That does not work"),
    (NotAllowed, 403, "Not for you"),
    (NotFound, 404, "Not found"),
    (Conflict, 409, "It has changed meanwhile"),
)

SENTENCES = {
    404: "There is no such page. It may have moved, or the address has a typing error.",
    405: "This address cannot be used that way.",
    413: "What was sent is larger than the server takes. Nothing was saved.",
}


def register(app: Flask) -> None:
    """Answer every error in the shape that the request asked for."""

    @app.errorhandler(AnnotatorError)
    def known(error: AnnotatorError) -> Response:
        code, title = next((c, t) for kind, c, t in STATUS if isinstance(error, kind))
        return answer(code, title, str(error))

    @app.errorhandler(CSRFError)
    def forged(_error: CSRFError) -> Response:
        return answer(
            400,
            "The page was too old",
            "This page was opened in another session. Reload it and try again; "
            "nothing was changed.",
        )

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        code = error.code or 500
        sentence = SENTENCES.get(code, error.description or error.name)
        response = answer(code, error.name, sentence)
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.headers["Allow"] = ", ".join(error.valid_methods)
        return response

    @app.errorhandler(Exception)
    def unknown(error: Exception) -> Response:
        reference = uuid.uuid4().hex[:8]
        log.error("error %s at %s: %s", reference, request.endpoint, described(error))
        return answer(
            500,
            "Something went wrong on our side",
            f"The server's log has the details under {reference}. What was acknowledged is safe.",
        )


def sent_by_program() -> bool:
    """Whether the request carries a token in its header, as programs do and browsers never."""
    return request.authorization is not None and request.authorization.type == "bearer"


def answer(code: int, title: str, sentence: str) -> Response:
    """One error as JSON for scripts, as a fragment for htmx, else as a page."""
    if _wants_json():
        body = json.dumps({"title": title, "detail": sentence})
        return Response(body, code, mimetype="application/json")
    if request.headers.get("HX-Request"):
        response = make_response(render_template("_error.html", title=title, sentence=sentence))
        response.headers["HX-Retarget"] = "#notices"
        response.headers["HX-Reswap"] = "innerHTML show:window:top"
    else:
        response = make_response(render_template("error.html", title=title, sentence=sentence))
    response.status_code = code
    return response


def _wants_json() -> bool:
    """Scripts of our pages ask for JSON; programs get it unless they ask for a page."""
    accepted = request.accept_mimetypes
    if sent_by_program():
        return "text/html" not in accepted.values()
    return accepted.best == "application/json"
