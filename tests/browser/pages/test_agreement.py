"""The agreement page by keyboard: its parts follow, marks open sentences, its text is copied."""

import re

from playwright.sync_api import Page, expect

from browser.live import Picture, Server, Visit, violations

PAGE = "/p/orvania-one-week-in-the-news/agreement"
PARTS = ("pairs", "groups", "people")


def all_parts(page: Page) -> None:
    """Scroll through the page until everything has followed."""
    for part in PARTS:
        page.locator(f"#{part}").scroll_into_view_if_needed()
        expect(page.locator(f"#{part} figure").first).to_be_visible()


def test_what_follows_is_loaded_when_it_is_near_and_is_accessible(
    demo_server: Server, visit: Visit, picture: Picture
) -> None:
    for theme, width in (("light", 1440), ("dark", 390)):
        page = visit(demo_server, "ravi", PAGE, color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        all_parts(page)
        assert not violations(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        picture(page, f"agreement-{theme}")


def test_a_mark_and_a_cell_open_their_sentences_by_keyboard(
    demo_server: Server, visit: Visit
) -> None:
    page = visit(demo_server, "lena", PAGE)
    page.locator("#matrix td a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#sentences h2")).to_be_focused()
    page.locator("#chart-labels a.mark").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/agreement/sentences\?.*row="))
    expect(page.locator(".disputed").first).to_be_visible()


def test_the_choice_is_made_with_a_form_and_stays_in_the_links(
    demo_server: Server, visit: Visit
) -> None:
    page = visit(demo_server, "lena", PAGE)
    page.locator(".filters summary").click()
    page.get_by_label("Latest").check()
    page.get_by_label("headline").uncheck()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".filters summary")).to_contain_text("latest submission")
    expect(page.locator(".filters summary")).not_to_contain_text("headline")
    link = page.locator("#chart-labels a.mark").first.get_attribute("href")
    assert link
    assert "submission=latest" in link


def test_the_methods_paragraph_is_copied(demo_server: Server, visit: Visit) -> None:
    page = visit(demo_server, "lena", PAGE, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("#methods-said")).to_have_text("Copied.")
    assert "nominal metric" in page.evaluate("navigator.clipboard.readText()")


def test_gamma_comes_when_asked_for(demo_server: Server, visit: Visit) -> None:
    page = visit(demo_server, "lena", f"{PAGE}/phrases")
    page.get_by_role("link", name="Work out gamma").press("Enter")
    expect(page.locator("#gamma")).to_contain_text("Sampler")
