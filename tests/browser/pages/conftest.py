from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from browser.live import Server, Visit

PROJECT = "/p/orvania-one-week-in-the-news"
PASTED = """Home Sport Weather

Ferry waits nine hours in the fog

By Ilse Brandt

The ferry Alma waited nine hours off Port Velen on Tuesday. Nobody was hurt, its operator said.

“We were never in danger,” the captain said. “But we were hungry.”

Share this article
"""


@pytest.fixture
def lead(demo_server: Server, visit: Visit) -> Callable[..., Page]:
    """Open a page of the demo project as its lead: `lead("/review")`."""
    return lambda path="", **options: visit(demo_server, "lena", PROJECT + path, **options)


@pytest.fixture
def paste(lead: Callable[..., Page]) -> Callable[..., Page]:
    """Paste an article as the lead, and come to its preview."""

    def bring(**options: object) -> Page:
        page = lead("/imports", **options)
        page.get_by_label("Paste the text").fill(PASTED)
        page.get_by_role("button", name="Read and check").click()
        page.wait_for_url("**/imports/*")
        return page

    return bring
