"""Many articles at once in a real browser: from the upload into the project and out again."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Page, expect

from browser.live import Picture, violations

TOWNS = ("Velen", "Arnhold", "Port Mirra")
BROKEN = '{"headline": "Half a row", "body":'


def stories(folder: Path) -> Path:
    """A file of articles, one row of which is broken and one of which is wire copy of another."""
    texts = [
        f"Ferry waits off {town}\n\nThe ferry of {town} waited {number + 3} hours on Tuesday. "
        f"Its operator in {town} said that the crew had followed all rules of quay {number}.\n\n"
        f"“Nobody of the {number + 40} passengers was hurt,” the captain of {town} said."
        for number, town in enumerate(TOWNS)
    ]
    texts.append(f"{texts[0]}\n\nOne more sentence was added by the agency later that day.")
    rows = [json.dumps({"headline": f"Story {n}", "body": text}) for n, text in enumerate(texts)]
    file = folder / "stories.jsonl"
    file.write_text("".join(f"{row}\n" for row in [*rows, BROKEN]), encoding="utf-8")
    return file


def test_many_articles_come_into_the_project_and_out_again(
    lead: Callable[..., Page], tmp_path: Path, picture: Picture
) -> None:
    page = lead("/imports")
    page.locator("input[type=file]").set_input_files(stories(tmp_path))
    page.get_by_role("button", name="Read and check").click()
    expect(page.get_by_role("heading", name="What do the columns mean?")).to_be_visible()
    expect(page.get_by_role("combobox", name="body")).to_have_value("text")
    assert not violations(page)
    picture(page, "import-columns")
    page.get_by_role("button", name="Read the articles").click()
    # The page watches the work and is loaded anew at its end.
    expect(page.get_by_text("4 articles were read; 1 was refused.")).to_be_visible()
    expect(page.get_by_text("sentences are also in “Story 0”")).to_be_visible()
    assert not violations(page)
    picture(page, "import-table")

    page.get_by_role("link", name="Refused 1").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the refused ones").click()
    with ZipFile(download.value.path()) as archive:
        assert archive.read(archive.namelist()[0]).decode() == f"{BROKEN}\n"

    page.get_by_role("link", name="Taken 4").click()
    page.get_by_role("link", name="Story 1", exact=True).click()
    page.get_by_label("Title").fill("Corrected")
    page.get_by_role("button", name="Keep and go on").click()
    expect(page.get_by_label("Title")).to_have_value("Story 2")
    page.get_by_role("button", name="Drop").click()
    expect(page.get_by_role("link", name="Taken 3")).to_be_visible()
    page.get_by_role("button", name="Save 3 articles to the project").click()
    expect(page.get_by_text("3 articles are in the project now.")).to_be_visible()
    page.get_by_role("link", name="Undo this import").click()
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_text("The import is out of the project.")).to_be_visible()
    page.get_by_role("button", name="Drop the import").click()
    expect(page.get_by_text("The import was dropped; nothing was saved.")).to_be_visible()


def test_one_key_says_what_a_paragraph_is(paste: Callable[..., Page], picture: Picture) -> None:
    page = paste()
    keys = page.locator("#zone-keys [data-zone=caption]").get_attribute("data-key")
    assert keys is not None
    second = page.locator("#paragraphs select").nth(1)
    second.focus()
    with page.expect_response(re.compile("/zones$")):
        page.keyboard.press(keys)
    expect(second).to_have_value("caption")
    expect(second).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#paragraphs select").nth(2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(second).to_be_focused()
    assert not violations(page)
    picture(page, "import-preview-keys")
