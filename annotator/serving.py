"""Running the server: one process with threads, stopped gracefully by a signal."""

import os

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from annotator.config import Settings

THREADS = 16


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until interrupted; requests that run are finished first."""
    # The worker is a process of its own and reads its settings from the environment.
    os.environ["ANNOTATOR_DATA"] = str(settings.data.absolute())
    os.environ.pop("ANNOTATOR_DATABASE_URL", None)
    if settings.database_url:
        os.environ["ANNOTATOR_DATABASE_URL"] = settings.database_url
    os.environ["ANNOTATOR_HTTPS"] = str(settings.https)
    os.environ["ANNOTATOR_PROXIES"] = str(settings.proxies)
    os.environ["ANNOTATOR_HOSTS"] = f"{settings.hosts},{_name(host)}"
    server = Server(
        "annotator.app:served_app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        factory=True,
        websockets=False,
        log_level=LogLevels.error,
        workers_kill_timeout=10,
    )
    server.serve()


def _name(host: str) -> str:
    """The address to listen on as browsers write it in an address."""
    return f"[{host}]" if ":" in host else host
