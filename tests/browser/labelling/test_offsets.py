"""The browser's conversion of positions against Python's, on texts of many scripts."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from browser.labelling.work import Begin

PIECES = st.sampled_from(
    [
        "a",
        "é",
        "e\u0301",
        "🚰",
        "👩‍👩‍👧",
        "🏳️‍🌈",
        "ق",
        "ال",
        "国",
        "\u202b",
        "\u200d",
        " ",
        "\n",
        "𝔸",
        "ß",
        "ก็",
    ]
)
TEXTS = st.lists(PIECES | st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=40).map(
    "".join
)

SPANS = """async ([cases]) => {
  const offsets = await import("/static/js/labelling/offsets.js");
  const paragraph = document.createElement("p");
  return cases.map(([text, cut, start, end]) => {
    const at = offsets.unitsOf(text, cut);
    const sentence = document.createElement("span");
    sentence.textContent = text.slice(0, at);
    paragraph.replaceChildren(sentence, text.slice(at));
    paragraph.dataset.start = 100;
    paragraph.dataset.end = 100 + offsets.pointsIn(text);
    const range = offsets.rangeOfSpan([paragraph], 100 + start, 100 + end);
    const from = offsets.unitAt(paragraph, range.startContainer, range.startOffset);
    const to = offsets.unitAt(paragraph, range.endContainer, range.endOffset);
    const span = offsets.spanOfUnits(paragraph, from, to);
    return [offsets.pointsIn(text), range.toString(), span.start, span.end, span.quote];
  });
}"""


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, int, int, int]:
    """A text, where a sentence in it ends, and a span of code points."""
    text = draw(TEXTS.filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    return text, draw(st.integers(0, len(text))), start, draw(st.integers(start + 1, len(text)))


@pytest.fixture
def page(begin: Begin) -> Page:
    opened: Page = begin().open()
    return opened


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(st.lists(spans(), min_size=25, max_size=25))
def test_positions_in_the_browser_are_pythons(
    page: Page, cases: list[tuple[str, int, int, int]]
) -> None:
    found = page.evaluate(SPANS, [cases])
    for (text, _, start, end), answer in zip(cases, found, strict=True):
        words = text[start:end]
        assert answer == [len(text), words, 100 + start, 100 + end, words]


def test_the_paragraphs_of_the_page_hold_exactly_the_articles_text(begin: Begin) -> None:
    work = begin("One <b>&amp; “two”.  Two\tspaces.\nThree 👩‍👩‍👧.", "e\u0301 قال.  End.")
    found = work.open().evaluate(
        "[...document.querySelectorAll('.para[data-start]')].map((paragraph) =>"
        " [paragraph.dataset.start, paragraph.dataset.end, paragraph.textContent])"
    )
    assert [text for *_, text in found] == [work.text[int(a) : int(b)] for a, b, _ in found]
    assert "".join(text for *_, text in found) == work.text.replace("\n\n", "")
