import pytest

from annotator.articles.lines import dateline


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("VELEN, Orvania (NPA) — The harbour shut.", "VELEN, Orvania (NPA) — "),
        ("LORN (AP) - It rained.", "LORN (AP) - "),
        ("BEOGRAD, 3. marta 2026. (FoNet) – Pada kiša.", "BEOGRAD, 3. marta 2026. (FoNet) – "),
        ("HALVET — Two people died.", "HALVET — "),
        ("It rained — and it snowed.", ""),
        ("The mayor (of Velen) — a baker — spoke.", ""),
        ("", ""),
    ],
)
def test_a_dateline_is_told_from_the_sentence_that_it_begins(words: str, found: str) -> None:
    assert dateline(words) == found
