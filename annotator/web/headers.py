"""Security headers on every answer, errors included."""

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def register(app: Flask) -> None:
    """Send the headers with every answer."""

    @app.after_request
    def protect(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        response.headers["Cache-Control"] = _caching()
        if request.endpoint != "static":
            response.vary.add("HX-Request")
        return response


def _caching() -> str:
    """Pages are never kept; a static file for ever if its address changes with it (`v`)."""
    if request.endpoint != "static":
        return "no-store"
    return "public, max-age=31536000, immutable" if "v" in request.args else "no-cache"
