"""Which requests are meant for this server: by the host they name and the site they come from."""

import logging
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from annotator.config import Settings
from annotator.errors import Invalid, NotAllowed

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}

log = logging.getLogger("annotator")


def register(app: Flask, settings: Settings) -> None:
    """Refuse other hosts and, where something would change, other sites; before anything else.

    Of what proxies add, only the address of the person is believed, and only as many steps back
    as the operator says. The host is the one that the request names, and whether the server is
    behind HTTPS is a setting: a header that a proxy forgot to overwrite decides nothing.
    """
    allowed = settings.allowed_hosts
    app.wsgi_app = _as_configured(app.wsgi_app, settings)  # type: ignore[assignment,method-assign]  # as Flask documents it

    @app.before_request
    def refuse_other_hosts() -> None:
        if name_of(request.host) not in allowed:
            log.warning("refused a request for the host %s", ascii(request.host[:100]))
            raise Invalid(
                "This server does not answer under this name. Check the address; whoever runs "
                "the server adds its name to the setting ANNOTATOR_HOSTS."
            )

    @app.before_request
    def refuse_other_sites() -> None:
        if request.method not in SAFE_METHODS and not _comes_from_here():
            origin = request.headers.get("Origin", "")
            log.warning("refused a write from the origin %s", ascii(origin[:100]))
            raise NotAllowed(
                "This was sent from another site, so nothing was changed. Open the page on this "
                "server and try again."
            )


def _as_configured(app: WSGIApplication, settings: Settings) -> WSGIApplication:
    """Tell the application how a request really came, where the operator said so."""
    scheme = "https" if settings.https else "http"

    def told(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        environ["wsgi.url_scheme"] = scheme
        return app(environ, start)

    return ProxyFix(told, x_for=settings.proxies, x_proto=0) if settings.proxies else told


def name_of(host: str) -> str:
    """A host without its port, as it is compared."""
    name, _, port = host.rpartition(":")
    return (name if name and port.isdigit() else host).lower()


def _comes_from_here() -> bool:
    """Whether the browser says so; what is no browser says neither, and needs the page's token."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        return False
    return site in {None, "same-origin"}
