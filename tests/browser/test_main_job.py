"""The main job from end to end, as three people do it in their browsers.

The variable SAMPLE_ARTICLE names a pasted article to do it with instead of the one here.
"""

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from annotator.db import Database
from annotator.export.readers.jsonl import read
from annotator.export.records import ArticleRecord
from annotator.export.writers.jsonl import write
from browser.live import Picture, Server, Visit, all_saved, keys_work
from factories import Study, make_study

ARTICLE = """\
Home Politics Weather

Lighthouse keepers refuse to leave Tarn Point

By Ida Solberg

The keepers say the automatic lamp has failed five times since May

TARN POINT (NPA) — The last two keepers refused on Monday to hand over their keys. They had a day.

Keeper Aron Weld stands at the gallery, Monday, Feb. 3, 2025. (NPA Photo/Ida Solberg)

“Nobody told us it was today. We read it in the paper,” said Aron Weld. The coast office denied it.

“Both were told in writing in March,” its spokeswoman said on Tuesday.

The so-called modern lamp is one more toy for an office that never goes to sea. It cost 4.1 million.

Share this article

Read also: Five walks along the coast
"""
# One key for each of the sentences that are labelled; they repeat where an article has more.
ANA = "1313221433"
BEN = "1313224433"


@pytest.fixture
def pasted() -> str:
    sample = os.environ.get("SAMPLE_ARTICLE")
    if sample:
        return Path(sample).read_text(encoding="utf-8")
    return ARTICLE


@pytest.fixture
def study(database: Database) -> Study:
    return make_study(database, "ana", "ben")


def import_article(page: Page, pasted: str) -> None:
    """Paste an article as the lead, look at what was understood, and save it."""
    page.get_by_label("Paste the text").fill(pasted)
    page.get_by_role("button", name="Read and check").click()
    expect(page.get_by_role("heading", name="Check before saving")).to_be_visible()
    expect(page.locator("#title")).not_to_have_value("")
    page.get_by_role("button", name="Save to the project").click()
    expect(page.get_by_role("status").first).to_contain_text("is in the project now")


def label_article(page: Page, pattern: str) -> int:
    """Label every sentence by keyboard and submit; returns how many there were."""
    page.get_by_role("button", name=re.compile("^(Start|Continue) labelling")).press("Enter")
    keys_work(page)
    eligible = page.locator(".sentence").count()
    for number in range(eligible):
        page.keyboard.press(pattern[number % len(pattern)])
    expect(page.locator('.sentence[data-mark=""]')).to_have_count(0)
    all_saved(page)
    page.keyboard.press("Control+Enter")
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Submit")).press("Enter")
    expect(page.get_by_role("status").filter(has_text="Submitted. Thank you.")).to_be_visible()
    return eligible


def settle_first(page: Page, reason: str) -> None:
    """Settle the worst disagreement as a claim, by keyboard, with a reason."""
    page.get_by_role("link", name="Settle it").first.click()
    expect(page.get_by_text("a key settles at once")).to_be_visible()
    page.keyboard.press("r")
    page.keyboard.type(reason)
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(
        page.get_by_role("status").filter(has_text=re.compile("settled|Settled"))
    ).to_be_visible()


def test_the_main_job_from_a_pasted_article_to_data_that_reads_back(
    study: Study, server: Server, visit: Visit, picture: Picture, pasted: str, tmp_path: Path
) -> None:
    project = f"/p/{study.slug}"
    lead = visit(server, "lead", f"{project}/imports")
    import_article(lead, pasted)

    sentences = {
        label_article(visit(server, name, f"{project}/work"), keys)
        for name, keys in (("ana", ANA), ("ben", BEN))
    }
    (count,) = sentences
    differing = sum(ANA[n % len(ANA)] != BEN[n % len(BEN)] for n in range(count))

    lead.goto(f"{project}/agreement")
    expect(lead.get_by_role("main")).to_contain_text("Krippendorff")
    expect(lead.get_by_role("main")).to_contain_text(f"{100 * (count - differing) / count:.0f} %")
    picture(lead, "main-job-agreement")

    lead.goto(f"{project}/review")
    expect(lead.get_by_role("link", name="Settle it")).to_have_count(differing)
    settle_first(lead, "The article says so itself.")

    lead.goto(f"{project}/export")
    with lead.expect_download() as started:
        lead.get_by_role("link", name=re.compile("JSONL")).first.click()
    path = tmp_path / "data.jsonl"
    started.value.save_as(path)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    header, articles = read(lines)
    found = list(articles)
    assert list(write(header, found)) == lines
    check(found, count, pasted)


def check(found: list[ArticleRecord], count: int, pasted: str) -> None:
    """The data hold what the three people did."""
    (article,) = found
    assert article.text == pasted.replace("\r\n", "\n")
    given = [
        Counter(rating.label for rating in annotation.submissions[0].ratings)
        for annotation in article.annotations
    ]
    keys = {"1": "claim", "2": "denial", "3": "attribution", "4": "framing"}
    expected = [
        Counter(keys[pattern[n % len(pattern)]] for n in range(count)) for pattern in (ANA, BEN)
    ]
    assert given == expected
    (decision,) = article.decisions
    assert (decision.verdict, decision.label) == ("settled", "claim")
    assert decision.reason == "The article says so itself."
