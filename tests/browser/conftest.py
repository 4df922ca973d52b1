"""A real browser on the real server, watched for console errors and requests to other hosts."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from annotator.config import Settings
from browser.live import Picture, Server, Visit, Watch, sign_in
from tools.browser import MISSING, find_browser


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    path = find_browser()
    if path is None:
        pytest.fail(MISSING)
    return {"executable_path": str(path), "args": ["--no-sandbox"]}


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    """The server on the empty database that the fixtures `database` and `settings` name."""
    yield from _running(settings)


@pytest.fixture
def demo_server(demo_settings: Settings) -> Iterator[Server]:
    """The server on a copy of the demo's database."""
    yield from _running(demo_settings)


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Collects what goes wrong in the browsers of a test, and fails the test for it."""
    found = Watch("http://127.0.0.1:")
    yield found
    assert not found.problems


@pytest.fixture
def contexts(browser: Browser, watch: Watch) -> Iterator[Callable[..., BrowserContext]]:
    """Open a browser of its own for a person: `contexts(viewport=..., color_scheme=...)`."""
    opened: list[BrowserContext] = []

    def open_context(**options: Any) -> BrowserContext:
        context = browser.new_context(**options)
        context.set_default_timeout(15_000)
        watch.follow(context)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()


@pytest.fixture
def visit(contexts: Callable[..., BrowserContext]) -> Visit:
    """Open a page of a server as a person: `visit(server, "ana", "/p/a-study/work")`."""

    def open_page(server: Server, username: str, path: str = "/", **options: Any) -> Page:
        context = contexts(base_url=server.url, **options)
        sign_in(context, server, username)
        page = context.new_page()
        page.goto(path)
        return page

    return open_page


@pytest.fixture
def picture() -> Picture:
    """Keep a screenshot in the folder that the variable SCREENSHOTS names, if it is set."""

    def keep(page: Page, name: str) -> None:
        folder = os.environ.get("SCREENSHOTS")
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png")

    return keep


def _running(settings: Settings) -> Iterator[Server]:
    server = Server(settings)
    server.start()
    yield server
    server.stop()
