import pytest
from playwright.sync_api import Page, expect

from browser.labelling.work import Begin
from browser.live import all_saved, press
from factories import ATTRIBUTION, CLAIM, FRAMING

MIXED = (
    "🚰 The dam 👩‍👩‍👧 broke. The cafe\u0301 owner said قال الوزير إن السد آمن to us. So it goes.",
    "Second 🌊 paragraph with a so-called plan.",
)

WORDS = """([words]) => {
  const all = [...document.querySelectorAll(".para")];
  const paragraph = all.find((one) => one.textContent.includes(words));
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = new Range();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const boxes = [...range.getClientRects()];
    const [first, last] = [boxes[0], boxes.at(-1)];
    return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2];
  }
}"""


def drag(page: Page, words: str, *, inset: float = 0.5) -> None:
    """Draw over words with the mouse, as a hand does; `inset` cuts their ends off."""
    left, top, right, bottom = page.evaluate(WORDS, [words])
    page.mouse.move(left + inset, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=4)
    page.mouse.move(right - inset, bottom, steps=4)
    page.mouse.up()


@pytest.mark.parametrize("words", ["The dam 👩‍👩‍👧 broke", "cafe\u0301 owner said"])
def test_a_phrase_drawn_by_mouse_is_pythons_slice(begin: Begin, words: str) -> None:
    work = begin(*MIXED)
    page = work.open()
    drag(page, words)
    page.keyboard.press("3")
    expect(page.locator(".phrases-item q")).to_have_text(words)
    all_saved(page)
    (phrase,) = work.phrases()
    assert phrase.label == ATTRIBUTION
    assert phrase.start == work.text.index(words)
    assert work.phrase_texts() == [words]
    assert work.labels() == [None] * 4


def test_a_phrase_in_a_later_paragraph_is_pythons_slice(begin: Begin) -> None:
    work = begin(*MIXED)
    page = work.open()
    drag(page, "so-called plan", inset=4)
    page.locator(".palette-label").nth(3).click()
    all_saved(page)
    (phrase,) = work.phrases()
    assert (phrase.label, phrase.start) == (FRAMING, work.text.index("so-called plan"))
    assert work.phrase_texts() == ["so-called plan"]


def test_a_double_click_selects_a_word_to_be_marked(begin: Begin) -> None:
    work = begin(*MIXED)
    page = work.open()
    left, top, right, _ = page.evaluate(WORDS, ["paragraph"])
    page.mouse.dblclick((left + right) / 2, top)
    expect(page.locator(".palette-where")).to_have_text("Selected words")
    page.keyboard.press("1")
    all_saved(page)
    assert work.phrase_texts() == ["paragraph"]


def test_an_arabic_phrase_is_pythons_slice(begin: Begin) -> None:
    work = begin("قال الوزير إن السد آمن. ونفى أي خطأ.", "Second 🌊 line.")
    page = work.open()
    words = "الوزير إن السد"
    left, top, right, bottom = page.evaluate(WORDS, [words])
    page.mouse.move(right - 1, top)
    page.mouse.down()
    page.mouse.move(left + 1, bottom, steps=6)
    page.mouse.up()
    page.keyboard.press("1")
    all_saved(page)
    (phrase,) = work.phrases()
    assert phrase.start == work.text.index(words)
    assert work.phrase_texts() == [words]


def test_a_phrase_is_marked_by_keyboard_alone(begin: Begin) -> None:
    work = begin(*MIXED)
    page = work.open()
    press(page, ["j", "Shift+ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"])
    assert page.evaluate("getSelection().toString()") == "cafe\u0301 owner said"
    press(page, ["Shift+ArrowLeft", "2"])
    expect(page.locator("#said")).to_have_text("Denial: the phrase “cafe\u0301 owner”.")
    all_saved(page)
    assert work.phrase_texts() == ["cafe\u0301 owner"]
    expect(page.locator(".palette-where")).to_have_text("Sentence 2 of 4")


def test_a_phrase_can_end_inside_a_word_when_drawn_by_character(begin: Begin) -> None:
    work = begin(*MIXED)
    page = work.open()
    # One grapheme is one step: the tap, then "T" and "h".
    press(page, ["Shift+Alt+ArrowRight", "Shift+Alt+ArrowRight", "Shift+Alt+ArrowRight", "1"])
    all_saved(page)
    assert work.phrase_texts() == ["🚰 Th"]


def test_escape_lets_go_and_the_next_key_labels_the_sentence(begin: Begin) -> None:
    work = begin(*MIXED)
    page = work.open()
    press(page, ["Shift+ArrowRight", "Escape", "1"])
    all_saved(page)
    assert work.phrases() == []
    assert work.labels()[0] == CLAIM


def test_phrases_overlap_and_are_removed_undone_and_redone(begin: Begin) -> None:
    work = begin(*MIXED)
    page = work.open()
    drag(page, "owner said")
    page.keyboard.press("3")
    drag(page, "cafe\u0301 owner")
    page.keyboard.press("4")
    items = page.locator(".phrases-item")
    expect(items).to_have_count(2)
    assert page.evaluate("[...CSS.highlights.keys()].sort()") == ["phrase-3", "phrase-4"]
    all_saved(page)
    page.get_by_role("button", name="Remove the phrase “owner said”").click()
    expect(items).to_have_count(1)
    all_saved(page)
    assert work.phrase_texts() == ["cafe\u0301 owner"]
    page.keyboard.press("z")
    expect(items).to_have_count(2)
    all_saved(page)
    assert sorted(work.phrase_texts()) == ["cafe\u0301 owner", "owner said"]
    page.keyboard.press("Shift+Z")
    expect(items).to_have_count(1)
    page.reload()
    expect(items).to_have_count(1)
    assert page.evaluate("[...CSS.highlights.keys()]") == ["phrase-4"]


def test_none_is_not_for_phrases_and_paragraphs_are_not_crossed(begin: Begin) -> None:
    work = begin(*MIXED)
    page = work.open()
    press(page, ["Shift+ArrowRight", "0"])
    expect(page.locator("#said")).to_have_text("None of these is for sentences only.")
    page.evaluate("""() => {
      const [first, second] = document.querySelectorAll(".para[data-start]");
      getSelection().setBaseAndExtent(first.firstChild, 0, second.firstChild.firstChild, 8);
    }""")
    page.keyboard.press("1")
    expect(page.locator("#said")).to_have_text("A phrase stays within one paragraph.")
    assert work.phrases() == []
