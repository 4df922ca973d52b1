"""Every page of the demo that a person can reach, in light and dark, on a wide and a narrow screen.

The pages are found by following links, one address of each kind, so that new ones are seen too.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from browser.live import Server, Visit, Watch, violations

PROJECT = "/p/orvania-one-week-in-the-news"
SCREENS = {"wide": (1440, 900), "narrow": (390, 844)}
THEMES = ("light", "dark")

# What a link of it starts is a download.
DOWNLOADS = re.compile(r"/export/|/agreement/(?:charts|receipt)")

PEOPLE = ("lena", "ana", "ravi")


def kind(address: str) -> str:
    """The address without the numbers of its rows, and with the names of its query alone."""
    path, _, query = address.partition("?")
    names = sorted(part.partition("=")[0] for part in query.split("&") if part)
    return re.sub(r"\d+", "N", path) + "".join(f"&{name}" for name in names)


def reached(page: Page, start: str) -> Iterator[str]:
    """Go to one page of each kind that links lead to."""
    waiting, known = [start], {kind(start)}
    while waiting:
        answer = page.goto(waiting.pop(0))
        assert answer is not None
        assert answer.ok, f"{answer.status} at {page.url}"
        yield page.url
        links = page.eval_on_selector_all(
            "a[href]",
            "links => links.filter(a => a.origin === location.origin)"
            ".map(a => a.pathname + a.search)",
        )
        for link in links:
            if kind(link) not in known and not DOWNLOADS.search(link):
                known.add(kind(link))
                waiting.append(link)


def on_screens(page: Page) -> list[str]:
    """What is wrong with the page on any of the screens."""
    found = []
    for screen, (width, height) in SCREENS.items():
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{screen}: {fault}" for fault in faults(page)]
    return found


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands."""
    found = violations(page)
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} first headings")
    if page.title() in {"", "Annotator"}:
        found.append("no title of its own")
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"wider than the screen: {page.evaluate('innerWidth')}")
    return found


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("username", PEOPLE)
def test_every_page_works_on_every_screen(
    demo_server: Server, visit: Visit, username: str, theme: str
) -> None:
    page = visit(demo_server, username, color_scheme=theme)
    wrong = {address: found for address in reached(page, "/") if (found := on_screens(page))}
    assert not wrong


@pytest.mark.parametrize("theme", THEMES)
def test_an_import_works_on_every_screen(paste: Callable[..., Page], theme: str) -> None:
    assert not on_screens(paste(color_scheme=theme))


@pytest.mark.parametrize("theme", THEMES)
def test_the_pages_for_people_who_are_not_signed_in_work_on_every_screen(
    demo_server: Server, contexts: Callable[..., BrowserContext], watch: Watch, theme: str
) -> None:
    watch.allow("404", "403")
    page = contexts(base_url=demo_server.url, color_scheme=theme).new_page()
    wrong: dict[str, list[str]] = {}
    for address in ("/sign-in", "/nowhere", "/setup/used-already"):
        page.goto(address)
        if found := on_screens(page):
            wrong[address] = found
    assert not wrong


@pytest.mark.parametrize(
    ("username", "expected"),
    [
        ("lena", {"/", "/projects/new", "", "/articles", "/imports", "/articles/N", "/people"}),
        ("lena", {"/codebook", "/review", "/review&show", "/review/N", "/agreement", "/export"}),
        ("ana", {"/", "", "/work", "/codebook"}),
        ("ravi", {"/", "", "/agreement", "/export", "/codebook"}),
    ],
)
def test_links_lead_each_person_to_their_pages(
    demo_server: Server, visit: Visit, username: str, expected: set[str]
) -> None:
    page = visit(demo_server, username)
    found = {kind(address.removeprefix(demo_server.url)) for address in reached(page, "/")}
    assert {name.removeprefix(PROJECT) for name in found} >= expected - {"/"}
