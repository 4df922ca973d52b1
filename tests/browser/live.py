"""The real server in a process of its own, and people who visit it with a real browser."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, expect

from annotator.accounts.actions import start_session
from annotator.accounts.queries import account
from annotator.config import Settings
from annotator.db import Database

SERVE = """
import sys
from pathlib import Path
from annotator.config import Settings
from annotator.serving import serve
serve(Settings(data=Path(sys.argv[1])), "127.0.0.1", int(sys.argv[2]))
"""
STARTS_WITHIN = 30.0

Visit = Callable[..., Page]
Picture = Callable[[Page, str], None]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """The product as `annotator serve` runs it, on a data directory that is ready."""

    settings: Settings
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        # A session of its own, so that a signal reaches the worker process too.
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(self.settings.data), str(self.port)],
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        end = time.monotonic() + STARTS_WITHIN
        while not self._answers():
            assert self.process.poll() is None, "the server ended while starting"
            assert time.monotonic() < end, "the server did not start"
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop as Ctrl+C does."""
        self._signal(signal.SIGINT)

    def kill(self) -> None:
        """End all its processes in the middle of whatever they do."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self.process is None:
            return
        group, process, self.process = self.process.pid, self.process, None
        if number is signal.SIGINT:
            process.send_signal(number)
            process.wait(timeout=20)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
        process.wait(timeout=10)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/sign-in", timeout=5):  # noqa: S310  # our own
                return True
        except (urllib.error.URLError, OSError):
            return False


@dataclass
class Watch:
    """What went wrong in a browser: messages in its console, requests to other hosts."""

    host: str
    allowed: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self._note(f"error: {error.error}"))
        context.on("request", self._request)

    def allow(self, *words: str) -> None:
        """Expect console messages with these words, where a test breaks something on purpose."""
        self.allowed.extend(words)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._note(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.host, "data:", "blob:")):
            self.problems.append(f"request to {request.url}")

    def _note(self, problem: str) -> None:
        if not any(words in problem for words in self.allowed):
            self.problems.append(problem)


def sign_in(context: BrowserContext, server: Server, username: str) -> None:
    """Sign a person in without the form; its own tests use the form."""
    database = Database(server.settings.url)
    found = database.read(account, username)
    assert found is not None, f"no account {username}"
    token = database.write(start_session, found.id)
    database.close()
    signer = Flask("signer")
    signer.secret_key = server.settings.secret_key
    serializer = SecureCookieSessionInterface().get_signing_serializer(signer)
    assert serializer is not None
    value = str(serializer.dumps({"_user_id": token, "_fresh": True}))
    context.add_cookies([{"name": "annotator", "value": value, "url": server.url}])


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page, one line each."""
    results: dict[str, Any] = Axe().run(page).response
    return [
        f"{found['id']}: {node['html'][:160]}"
        for found in results["violations"]
        for node in found["nodes"]
    ]


def all_saved(page: Page) -> None:
    """Wait until the labelling page says that everything is saved."""
    expect(page.locator(".save-state")).to_have_text("All saved")


def keys_work(page: Page) -> None:
    """Wait until the labelling page's script has taken over."""
    expect(page.locator(".labelling[data-ready]")).to_be_attached()


def press(page: Page, keys: Sequence[str]) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)
