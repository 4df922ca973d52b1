import doctest
from pathlib import Path

import annotator.agreement

PAGE = Path(__file__).parents[3] / "docs" / "agreement.md"


def test_the_worked_examples_of_the_agreement_page_come_out_as_printed() -> None:
    found = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert found.failed == 0
    assert found.attempted > 40


def test_the_agreement_page_shows_every_measure() -> None:
    text = PAGE.read_text(encoding="utf-8")
    measures = (
        "percent_agreement",
        "krippendorff_alpha",
        "label_alphas",
        "cohen_kappa",
        "scott_pi",
        "fleiss_kappa",
        "gwet_ac1",
        "brennan_prediger",
        "positive_agreements",
        "alpha_without",
        "majority_agreement",
        "label_rates",
        "self_agreement",
        "write_receipt",
        "people_report",
    )
    for measure in measures:
        assert measure in annotator.agreement.__all__
        assert f"{measure}(ratings" in text
