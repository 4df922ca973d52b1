from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.articles.preparing import prepare, sentences_by_paragraph
from annotator.articles.understanding import understand_text
from annotator.articles.zones import Paragraph, Zone

TEXT = """Ferry line to Ansel closes

HESTVIK — The ferry line closed on Monday. “We lost money. We lost passengers.

“Now we stop,” the company said.

The pier at Hestvik on Tuesday. (Ola Brandt, NPA Photo)
"""


def test_a_quotation_that_runs_on_over_a_paragraph_is_still_open_there() -> None:
    found = prepare(understand_text(TEXT, "en"), TEXT.encode())
    by_words = {TEXT[s.start : s.end]: s for _, sentences in found.paragraphs for s in sentences}
    assert by_words["We lost passengers."].quote_open
    assert not by_words["HESTVIK — The ferry line closed on Monday."].quote_open


def test_a_credit_behind_a_caption_is_a_paragraph_of_its_own() -> None:
    found = prepare(understand_text(TEXT, "en"), TEXT.encode())
    last, credit = found.paragraphs[-2:]
    assert [(p.zone, len(sentences)) for p, sentences in (last, credit)] == [
        (Zone.CAPTION, 1),
        (Zone.CREDIT, 1),
    ]


@given(st.text("Ab. \n“”(é🙂", max_size=80), st.sets(st.integers(0, 80), max_size=6))
def test_every_visible_character_is_in_one_sentence_of_its_paragraph(
    text: str, cuts: set[int]
) -> None:
    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    paragraphs = [
        Paragraph(start, end, Zone.BODY, "")
        for start, end in pairwise(edges)
        if text[start:end].strip()
    ]
    divided = sentences_by_paragraph(text, paragraphs, "en")
    covered: list[int] = []
    for paragraph, sentences in zip(paragraphs, divided, strict=True):
        for sentence in sentences:
            assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
            assert (
                text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
            )
            covered += range(sentence.start, sentence.end)
    visible = {at for at, character in enumerate(text) if not character.isspace()}
    assert len(covered) == len(set(covered))
    assert visible <= set(covered)
