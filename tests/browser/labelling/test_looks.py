import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from browser.labelling.work import Begin
from browser.live import Picture, Server, Visit, all_saved, press, violations
from factories import ATTRIBUTION, CLAIM, FRAMING, NONE

WORK = "/p/orvania-one-week-in-the-news/work"
WIDE = ViewportSize(width=1440, height=1000)
MIDDLE = ViewportSize(width=768, height=1000)
NARROW = ViewportSize(width=390, height=844)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, MIDDLE, NARROW])
def test_every_state_of_the_page_is_accessible(
    demo_server: Server, visit: Visit, picture: Picture, viewport: ViewportSize, scheme: str
) -> None:
    page = visit(demo_server, "ana", WORK, viewport=viewport, color_scheme=scheme)
    name = f"{viewport['width']}-{scheme}"
    picture(page, f"work-{name}")
    assert violations(page) == []
    page.get_by_role("button", name="Continue labelling").click()
    expect(page.locator(".sentence.lit")).to_be_focused()
    press(page, ["1", "k", "Shift+3", "u"])
    page.keyboard.press("n")
    page.keyboard.type("A note.")
    assert violations(page) == []
    press(page, ["Escape", "Shift+ArrowRight"])
    picture(page, f"selecting-{name}")
    assert violations(page) == []
    page.keyboard.press("4")
    picture(page, f"labelling-{name}")
    assert violations(page) == []
    page.keyboard.press("?")
    picture(page, f"keys-{name}")
    assert violations(page) == []
    press(page, ["Escape", "Control+Enter"])
    picture(page, f"submit-{name}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_all_is_done_by_touch_on_a_narrow_screen(begin: Begin, picture: Picture) -> None:
    work = begin()
    page = work.open(viewport=NARROW, has_touch=True, is_mobile=True)
    label = page.locator(".palette-label")
    label.nth(0).tap()
    expect(page.locator(".palette-where")).to_have_text("Sentence 2 of 5")
    page.locator(".sentence").nth(3).tap()
    expect(page.locator(".palette-where")).to_have_text("Sentence 4 of 5")
    label.nth(2).tap()
    page.locator(".sentence").nth(3).tap()
    page.locator("[data-act=also]").tap()
    label.nth(3).tap()
    page.locator("[data-act=undo]").tap()
    expect(page.locator(".sentence").nth(3)).not_to_have_attribute("data-also", re.compile("."))
    page.locator("[data-act=redo]").tap()
    expect(page.locator(".sentence").nth(3)).to_have_attribute("data-also", "F")
    all_saved(page)
    page.evaluate(
        "getSelection().setBaseAndExtent(document.querySelector('.sentence').firstChild, 4,"
        " document.querySelector('.sentence').firstChild, 9)"
    )
    label.nth(3).tap()
    all_saved(page)
    assert work.phrase_texts() == ["dam broke"]
    assert work.labels() == [CLAIM, None, None, ATTRIBUTION, None]
    assert work.marks()[3].also == (FRAMING,)
    page.locator("[data-act=more]").tap()
    picture(page, "touch-more")
    assert violations(page) == []
    page.locator(".palette-more [data-act=submit]").tap()
    page.locator("#submitting [type=submit]").tap()
    page.wait_for_url("**/work")
    assert work.state() == "submitted"


def test_without_script_the_article_is_labelled_and_submitted(begin: Begin) -> None:
    work = begin()
    page = work.open(java_script_enabled=False)
    page.get_by_role("button", name="Claim").click()
    expect(page.locator(".palette-where")).to_have_text("Sentence 2 of 5")
    page.get_by_role("button", name="None of these").click()
    page.get_by_role("link", name="Previous").click()
    page.get_by_role("link", name="Previous").click()
    page.get_by_label("Editorial framing").check()
    page.get_by_role("textbox", name="Note").fill("Two\nlines")
    page.get_by_role("button", name="Save also labels and note").click()
    page.get_by_role("button", name="Unsure").click()
    first = work.marks()[0]
    assert (first.main, first.also, first.sure, first.note) == (CLAIM, (FRAMING,), 1, "Two\nlines")
    page.get_by_role("button", name="Undo").click()
    assert work.marks()[0].sure == 3
    assert work.labels()[1] == NONE
    page.get_by_role("button", name="Submit article").first.click()
    expect(page.locator("main")).to_contain_text("3 of 5 sentences have no label.")
    page.get_by_role("button", name="Submit article").click()
    assert work.state() == "submitted"


def test_a_submitted_article_can_be_read_and_reopened(begin: Begin) -> None:
    work = begin()
    page = work.open()
    press(page, ["1", "Control+Enter", "Enter"])
    page.wait_for_url("**/work")
    page.get_by_role("link", name="A title").click()
    expect(page.locator(".sentence.lit")).to_be_focused()
    press(page, ["j", "2"])
    expect(page.locator(".palette-where")).to_have_text("Sentence 3 of 5")
    assert work.labels()[2] is None
    assert violations(page) == []
    page.get_by_role("button", name="Reopen article").click()
    expect(page.locator(".sentence.lit")).to_be_focused()
    page.keyboard.press("2")
    all_saved(page)
    assert work.state() == "open"
    assert work.labels()[1] is not None


def test_labelling_moves_no_line(begin: Begin) -> None:
    page = begin().open()
    before = places(page)
    press(page, ["1", "2", "3", "4", "0", "k", "Shift+2", "u"])
    assert places(page) == before


def places(page: Page) -> list[list[float]]:
    found: list[list[float]] = page.evaluate(
        "[...document.querySelectorAll('.sentence')].map((sentence) =>"
        " [...sentence.getClientRects()].flatMap(({left, top, right}) => [left, top, right]))"
    )
    return found


def test_a_long_article_stays_fluent_and_in_view(begin: Begin) -> None:
    work = begin(*[f"Sentence {n} a. Sentence {n} b. Sentence {n} c." for n in range(1000)])
    page = work.open()
    # From the key to the frame in which its mark is painted.
    slowest = page.evaluate("""async () => {
      const times = [];
      for (let turn = 0; turn < 20; turn += 1) {
        const begun = performance.now();
        const event = { code: "Digit1", key: "1", bubbles: true, cancelable: true };
        document.dispatchEvent(new KeyboardEvent("keydown", event));
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        times.push(performance.now() - begun);
      }
      return times.sort((one, other) => one - other)[18];
    }""")
    all_saved(page)
    assert work.labels()[:20] == [CLAIM] * 20
    assert slowest < 200
    for _ in range(30):
        page.keyboard.press("j")
    expect(page.locator(".sentence.lit")).to_be_in_viewport()
