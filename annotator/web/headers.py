"""Security headers on every answer, errors included."""

from http.client import BAD_REQUEST

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

# Nothing here needs a sensor, a purchase or another window; what a browser would offer is off.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
)

TWO_YEARS = "max-age=63072000"


def register(app: Flask, *, https: bool) -> None:
    """Send the headers with every answer."""

    @app.after_request
    def protect(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = PERMISSIONS
        if https:
            response.headers["Strict-Transport-Security"] = TWO_YEARS
        response.headers["Cache-Control"] = _caching(response)
        if request.endpoint != "static":
            response.vary.add("HX-Request")
        return response


def _caching(response: Response) -> str:
    """Pages, errors too, are never kept; a file for ever if its address changes with it (`v`)."""
    if request.endpoint != "static" or response.status_code >= BAD_REQUEST:
        return "no-store"
    return "public, max-age=31536000, immutable" if "v" in request.args else "no-cache"
