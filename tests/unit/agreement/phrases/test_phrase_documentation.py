from pathlib import Path

import annotator.agreement

PAGE = Path(__file__).parents[4] / "docs" / "agreement.md"
MEASURES = (
    "u_alpha",
    "binary_u_alpha",
    "cu_alpha",
    "ku_alpha",
    "layer_alphas",
    "disagreement_parts",
    "gamma",
    "f1_exact",
    "f1_character",
    "f1_overlap",
    "f1_ptc",
    "phrase_report",
    "read_documents",
)


def test_the_agreement_page_shows_every_measure_of_phrases() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for measure in MEASURES:
        assert measure in annotator.agreement.__all__
        assert f"{measure}(" in text or f"`{measure}`" in text, measure
