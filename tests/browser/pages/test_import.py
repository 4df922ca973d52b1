"""Bringing an article in with a real browser, with and without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.live import Watch

Paste = Callable[..., Page]


def zone(page: Page, words: str) -> str:
    """The id of the field that says what the paragraph with these words is."""
    paragraph = page.locator(".preview-para").filter(has_text=words)
    found = paragraph.locator("select").get_attribute("id")
    assert found is not None
    return found


def test_a_zone_changed_by_keyboard_is_kept_at_once_and_the_keyboard_stays_there(
    paste: Paste,
) -> None:
    page = paste()
    page.fill("#title", "A title that is not saved yet")
    field = page.locator(f"#{zone(page, 'Share this article')}")
    field.focus()
    with page.expect_response(re.compile(r"/zones$")):
        page.keyboard.press("c")
    expect(page.get_by_text("set by hand")).to_be_visible()
    expect(field).to_have_value("caption")
    expect(field).to_be_focused()
    expect(page.locator("#title")).to_have_value("A title that is not saved yet")
    page.reload()
    expect(field).to_have_value("caption")


def test_zones_changed_in_quick_succession_are_all_kept(paste: Paste) -> None:
    page = paste()
    fields = [zone(page, "Share this article"), zone(page, "Home Sport Weather")]
    page.evaluate(
        """ids => { for (const id of ids) {
            const field = document.getElementById(id);
            field.value = "credit";
            field.dispatchEvent(new Event("change", { bubbles: true }));
        } }""",
        fields,
    )
    expect(page.get_by_text("set by hand")).to_have_count(2)
    page.reload()
    for field in fields:
        expect(page.locator(f"#{field}")).to_have_value("credit")


@pytest.mark.parametrize("scripts", [True, False])
def test_an_article_is_imported_corrected_and_saved(paste: Paste, scripts: bool) -> None:
    page = paste(java_script_enabled=scripts)
    page.fill("#title", "Nine hours in the fog")
    page.fill("#outlet", "Velen Post")
    page.locator(f"#{zone(page, 'Share this article')}").select_option("credit")
    page.get_by_role("button", name="Save to the project").click()
    expect(page.get_by_role("status").first).to_contain_text("is in the project now")
    page.get_by_role("link", name="Nine hours in the fog").click()
    expect(page.locator(".zone-tint-credit")).to_contain_text("Share this article")


def test_a_wrong_date_is_told_and_nothing_that_was_typed_is_lost(
    paste: Paste, watch: Watch
) -> None:
    watch.allow("400")
    page = paste()
    page.fill("#title", "Nine hours in the fog")
    page.fill("#published_on", "on Tuesday")
    page.get_by_role("button", name="Keep for later").click()
    expect(page.get_by_role("alert")).to_contain_text("The date is 2026-03-01")
    expect(page.locator("#title")).to_have_value("Nine hours in the fog")
    expect(page.locator("#published_on")).to_have_value("on Tuesday")


def test_a_dropped_import_is_gone(paste: Paste) -> None:
    page = paste()
    page.fill("#title", "")
    page.get_by_role("button", name="Drop").click()
    expect(page.get_by_role("status").first).to_contain_text("The import was dropped")
    expect(page.get_by_text("Unfinished imports")).to_have_count(0)


def test_a_file_dropped_beside_the_field_is_chosen_and_read(lead: Callable[..., Page]) -> None:
    page = lead("/imports")
    page.evaluate(
        """words => {
            const data = new DataTransfer();
            data.items.add(new File([words], "fog.txt", { type: "text/plain" }));
            const frame = document.querySelector(".file-drop-title");
            for (const kind of ["dragenter", "dragover", "drop"]) {
                const options = { dataTransfer: data, bubbles: true, cancelable: true };
                const event = new DragEvent(kind, options);
                if (frame.dispatchEvent(event)) throw new Error("the browser opens the file");
            }
        }""",
        "A headline of note\n\nIt rained all night. Nobody came.\n",
    )
    expect(page.locator(".is-over")).to_have_count(0)
    page.get_by_role("button", name="Read and check").click()
    page.wait_for_url("**/imports/*")
    expect(page.locator("#title")).to_have_value("A headline of note")
