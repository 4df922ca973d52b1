from playwright.sync_api import expect

from annotator.labelling.marks import Mark
from browser.labelling.work import Begin
from browser.live import all_saved, press
from factories import ATTRIBUTION, CLAIM, DENIAL, FRAMING, NONE


def test_a_whole_article_is_labelled_and_submitted_by_keyboard_alone(begin: Begin) -> None:
    work = begin()
    page = work.open()
    press(page, ["1", "3", "2", "4", "0"])
    all_saved(page)
    assert work.labels() == [CLAIM, ATTRIBUTION, DENIAL, FRAMING, NONE]
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-told]")).to_have_text("All 5 sentences have a label.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/work")
    assert work.state() == "submitted"


def test_the_person_is_told_how_many_sentences_will_count_as_none(begin: Begin) -> None:
    work = begin()
    page = work.open()
    press(page, ["1", "1", "Control+Enter"])
    expect(page.locator("[data-told]")).to_contain_text("3 of 5 sentences have no label")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator("[data-unlabelled]")).to_have_text("2 sentences have no label yet.")
    press(page, ["Control+Enter", "Enter"])
    page.wait_for_url("**/work")
    assert work.state() == "submitted"


def test_a_key_labels_and_moves_on_and_says_so(begin: Begin) -> None:
    page = begin().open()
    page.keyboard.press("1")
    first, second = page.locator(".sentence").nth(0), page.locator(".sentence").nth(1)
    expect(first).to_have_attribute("aria-label", "Sentence 1, Claim")
    expect(first).to_have_attribute("data-mark", "C")
    expect(second).to_be_focused()
    expect(second).to_have_attribute("tabindex", "0")
    expect(first).to_have_attribute("tabindex", "-1")
    expect(page.locator("#said")).to_have_text("Claim. Sentence 2 of 5, no label.")


def test_sentences_are_moved_through_by_letters_and_arrows(begin: Begin) -> None:
    page = begin().open()
    where = page.locator(".palette-where")
    for key, number in [("j", 2), ("ArrowDown", 3), ("k", 2), ("ArrowUp", 1), ("ArrowRight", 2)]:
        page.keyboard.press(key)
        expect(where).to_have_text(f"Sentence {number} of 5")


def test_also_unsure_note_and_clear_are_stored(begin: Begin) -> None:
    work = begin()
    page = work.open()
    press(page, ["1", "k", "Shift+4", "Shift+3", "u", "n"])
    page.keyboard.type("Who says so? 1 2 3")
    press(page, ["Control+Enter", "j", "2", "k", "Backspace"])
    all_saved(page)
    assert work.marks()[0] == Mark(CLAIM, (ATTRIBUTION, FRAMING), 1, "Who says so? 1 2 3")
    assert work.marks()[1] == Mark()
    first = page.locator(".sentence").first
    expect(first).to_have_attribute("data-also", "AF")
    words = "Sentence 1, Claim, also Attribution, also Editorial framing, unsure, with a note"
    expect(first).to_have_attribute("aria-label", words)
    page.reload()
    expect(page.locator(".sentence").first).to_have_attribute("aria-label", words)


def test_a_new_main_label_takes_itself_out_of_the_further_ones(begin: Begin) -> None:
    work = begin()
    page = work.open()
    press(page, ["1", "k", "Shift+4", "4", "k"])
    all_saved(page)
    assert work.marks()[0] == Mark(FRAMING)
    press(page, ["Shift+1", "0"])
    all_saved(page)
    assert work.marks()[0] == Mark(NONE)


def test_unsure_may_come_before_its_label(begin: Begin) -> None:
    work = begin()
    page = work.open()
    press(page, ["u", "2", "2"])
    all_saved(page)
    assert work.marks()[:2] == [Mark(DENIAL, sure=1), Mark(DENIAL)]


def test_undo_and_redo_reach_back_over_a_reload(begin: Begin) -> None:
    work = begin()
    page = work.open()
    press(page, ["1", "2"])
    all_saved(page)
    page.reload()
    page.keyboard.press("z")
    expect(page.locator(".sentence").nth(1)).to_have_attribute("data-mark", "")
    expect(page.locator(".palette-where")).to_have_text("Sentence 2 of 5")
    page.keyboard.press("z")
    expect(page.locator(".sentence").nth(0)).to_have_attribute("data-mark", "")
    all_saved(page)
    assert work.labels()[:2] == [None, None]
    press(page, ["Shift+Z", "Shift+Z"])
    expect(page.locator(".sentence").nth(1)).to_have_attribute("data-mark", "D")
    all_saved(page)
    assert work.labels()[:2] == [CLAIM, DENIAL]
    page.keyboard.press("Shift+Z")
    expect(page.locator("#said")).to_have_text("There is nothing to redo.")


def test_keys_do_nothing_in_fields_and_dialogs_or_with_control(begin: Begin) -> None:
    work = begin()
    page = work.open()
    page.keyboard.press("Control+1")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    press(page, ["1", "2"])
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    expect(page.locator(".palette-where")).to_have_text("Sentence 1 of 5")
    assert work.labels() == [None] * 5


def test_single_keys_can_be_switched_off_for_good(begin: Begin) -> None:
    work = begin()
    page = work.open()
    page.keyboard.press("?")
    page.locator("#single-keys").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    press(page, ["1", "j"])
    expect(page.locator(".palette-where")).to_have_text("Sentence 1 of 5")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".palette-where")).to_have_text("Sentence 2 of 5")
    assert work.labels() == [None] * 5


def test_the_help_lists_every_key_of_the_palette(begin: Begin) -> None:
    page = begin().open()
    page.keyboard.press("?")
    shown = page.locator("#help .keys").inner_text()
    for words in ["Claim", "None of these", "Undo", "Redo", "Write a note", "Submit the article"]:
        assert words in shown
    expect(page.locator("[data-act=undo] kbd")).to_have_text("Z")
