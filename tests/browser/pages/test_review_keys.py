"""Settling disagreements by keyboard, and without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.live import Watch

Lead = Callable[..., Page]


@pytest.fixture
def card(lead: Lead) -> Page:
    """The worst open disagreement of the demo."""
    page = lead("/review")
    page.get_by_role("link", name="Settle it").first.click()
    page.wait_for_url(re.compile(r"/review/\d+$"))
    return page


def settled(page: Page, address: str) -> Page:
    expect(page.get_by_role("status").first).to_contain_text("Settled. Here is the next one.")
    page.goto(address)
    return page


def test_a_reason_and_one_key_settle_a_sentence(card: Page) -> None:
    address = card.url
    card.keyboard.press("r")
    card.keyboard.type("Rule 4, x b 1 2 j k.")
    card.keyboard.press("Escape")
    card.keyboard.press("2")
    decision = settled(card, address).locator(".decision")
    expect(decision).to_contain_text("Denial")
    expect(decision).to_contain_text("Rule 4, x b 1 2 j k.")


def test_a_key_without_a_reason_asks_for_one_and_ctrl_enter_settles(card: Page) -> None:
    address = card.url
    card.keyboard.press("Numpad4")
    expect(card.locator("#reason")).to_be_focused()
    chosen = card.get_by_role("button", name="Editorial framing")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(card.locator(".settle-said")).to_contain_text("Editorial framing.")
    card.keyboard.type("It colours.")
    card.keyboard.press("Control+Enter")
    expect(settled(card, address).locator(".decision")).to_contain_text("It colours.")


def test_another_key_changes_what_was_chosen(card: Page) -> None:
    address = card.url
    card.keyboard.press("1")
    card.keyboard.press("Escape")
    card.keyboard.press("b")
    expect(card.locator('.settle-choice[aria-pressed="true"]')).to_have_count(1)
    card.keyboard.press("Control+Enter")
    expect(settled(card, address).locator(".decision")).to_contain_text("both defensible")


def test_ctrl_enter_without_a_choice_says_what_to_do(card: Page) -> None:
    address = card.url
    card.fill("#reason", "Because.")
    card.keyboard.press("Control+Enter")
    expect(card.locator(".settle-said")).to_contain_text("Choose how to settle it first")
    assert card.url == address


def test_enter_in_a_field_settles_nothing(card: Page) -> None:
    address = card.url
    card.fill("#clause", "R4")
    card.keyboard.press("Enter")
    card.keyboard.press("Control+a")
    assert card.url == address
    card.reload()
    expect(card.locator(".decision")).to_have_count(0)


def test_keys_lead_to_the_next_sentence_and_back(card: Page) -> None:
    address = card.url
    card.keyboard.press("j")
    card.wait_for_url(lambda url: url != address)
    card.keyboard.press("k")
    card.wait_for_url(address)


def test_without_scripts_a_button_settles(lead: Lead) -> None:
    page = lead("/review", java_script_enabled=False)
    page.get_by_role("link", name="Settle it").first.click()
    address = page.url
    expect(page.get_by_text("With a reason written")).to_be_hidden()
    page.fill("#reason", "Plain.")
    page.get_by_role("button", name="Exclude").click()
    decision = settled(page, address).locator(".decision")
    expect(decision).to_contain_text("excluded")
    expect(decision).to_contain_text("Plain.")


def test_two_leads_at_one_sentence_lose_no_reason(card: Page, watch: Watch) -> None:
    watch.allow("409")
    other = card.context.new_page()
    other.goto(card.url)
    other.keyboard.press("1")
    other.keyboard.press("Control+Enter")
    expect(other.get_by_role("status").first).to_contain_text("Settled.")
    card.fill("#reason", "Mine.")
    card.get_by_role("button", name="Denial").click()
    expect(card.get_by_role("alert")).to_contain_text("Another lead decided")
    expect(card.locator("#reason")).to_have_value("Mine.")
    expect(card.locator(".decision")).to_contain_text("Claim")
