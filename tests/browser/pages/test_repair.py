"""Repairing sentences by keyboard alone, and without scripts."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

Lead = Callable[..., Page]

WHOLE = "More than 300 families were moved out of the streets east of the depot."


@pytest.fixture
def sentences(lead: Lead) -> Page:
    """The demo's first article, its seventh sentence lit by keyboard."""
    page = lead("/articles/1/sentences")
    page.wait_for_selector("[data-ready]")
    while page.locator(".is-lit").inner_text() != WHOLE:
        page.keyboard.press("ArrowDown")
    return page


def confirm(page: Page) -> None:
    expect(page.locator("[data-confirm]")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_selector("[data-ready]")


def test_a_sentence_is_split_and_merged_again_by_keyboard_alone(sentences: Page) -> None:
    page = sentences
    for _ in range(4):
        page.keyboard.press("Control+ArrowRight")
    expect(page.locator("[data-place]")).to_contain_text("“More than 300 families” and “were moved")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("s")
    expect(page.locator(".repair-after li")).to_have_text(
        ["More than 300 families", "were moved out of the streets east of the depot."]
    )
    expect(page.locator(".repair-told")).to_contain_text("3 annotators’ labels go to both parts")
    assert Axe().run(page).violations_count == 0
    confirm(page)
    expect(page.locator(".is-lit")).to_have_text("More than 300 families")
    page.keyboard.press("m")
    confirm(page)
    expect(page.locator(".is-lit")).to_have_text(WHOLE)


def test_escape_leaves_a_proposal_and_goes_back_to_the_text(sentences: Page) -> None:
    page = sentences
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("e")
    expect(page.locator("[data-confirm]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-confirm]")).to_have_count(0)
    expect(page.locator(".is-lit")).to_be_focused()


def test_a_click_puts_the_caret_where_it_fell(sentences: Page) -> None:
    box = sentences.locator(".is-lit").bounding_box()
    assert box is not None
    sentences.locator(".is-lit").click(position={"x": box["width"] / 2, "y": 5})
    expect(sentences.locator("[data-place]")).to_contain_text("Between “")


def test_a_sentence_is_split_without_scripts(lead: Lead) -> None:
    page = lead("/articles/1/sentences", java_script_enabled=False)
    page.get_by_role("link", name=WHOLE).click()
    place = page.locator("option", has_text="families | were moved").get_attribute("value")
    page.get_by_label("The place").select_option(place)
    page.get_by_role("button", name="Split here").click()
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_role("link", name="More than 300 families", exact=True)).to_be_visible()
