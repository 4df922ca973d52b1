"""The list of articles with a real browser: searching as one types, pages, changes, no scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Lead = Callable[..., Page]
ROWS = "tbody tr"


def test_the_list_narrows_while_one_types_and_the_address_follows(lead: Lead) -> None:
    page = lead("/articles")
    expect(page.locator(ROWS)).to_have_count(8)
    page.locator("#q").press_sequentially("bridge")
    page.wait_for_url("**/articles?q=bridge")
    expect(page.locator(ROWS)).to_have_count(4)
    expect(page.locator("#q")).to_be_focused()
    page.get_by_label("Order").select_option("title")
    page.wait_for_url("**/articles?q=bridge&sort=title")
    page.go_back()
    expect(page.locator("#q")).to_have_value("bridge")
    page.get_by_role("link", name="All articles").click()
    expect(page.locator(ROWS)).to_have_count(8)


@pytest.mark.parametrize("scripts", [True, False])
def test_articles_are_held_back_from_the_list(lead: Lead, scripts: bool) -> None:
    page = lead("/articles", java_script_enabled=scripts)
    page.locator("#q").fill("bridge")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**q=bridge*")
    expect(page.locator(ROWS)).to_have_count(4)
    if scripts:
        page.get_by_label("Select all on this page").check()
    else:
        for box in page.locator('input[name="article"]').all():
            box.check()
    page.get_by_text("Change several articles at once").click()
    page.get_by_label("What to do").select_option("hold")
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("main")).to_contain_text("4 articles are selected")
    page.get_by_role("button", name="Hold back from handing out").click()
    expect(page.get_by_text("4 articles were changed.")).to_be_visible()
    expect(page.locator(".badge").filter(has_text=re.compile("^held back$"))).to_have_count(4)


def test_nothing_matches_is_told_with_a_way_back(lead: Lead) -> None:
    page = lead("/articles?q=nowhereatall")
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    page.get_by_role("link", name="Show all articles").click()
    expect(page.locator(ROWS)).to_have_count(8)
