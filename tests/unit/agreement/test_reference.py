"""Every case of reference/, whose numbers carry their sources."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from annotator.agreement import (
    Coefficient,
    Ratings,
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    label_alphas,
    percent_agreement,
    percentile_interval,
    resample,
    scott_pi,
)
from annotator.agreement.coefficients.krippendorff import alpha_values

Case = dict[str, Any]
Rated = Callable[[Case], Ratings]

MEASURES: dict[str, Callable[[Ratings], Coefficient]] = {
    "percent_agreement": percent_agreement,
    "alpha_nominal": krippendorff_alpha,
    "fleiss_kappa": fleiss_kappa,
    "gwet_ac1": gwet_ac1,
    "brennan_prediger": brennan_prediger,
    "scott_pi": scott_pi,
}


def matches(found: Coefficient, expected: float | None, tolerance: float = 1e-9) -> bool:
    if expected is None:
        return found.value is None and bool(found.reason) and found.interval is None
    return found.reason is None and found.value == pytest.approx(expected, abs=tolerance, rel=0)


def test_exact_values_are_met_to_nine_digits(exact_case: Case, rated: Rated) -> None:
    ratings = rated(exact_case)
    checked = [name for name in MEASURES if name in exact_case["exact"]]
    assert len(checked) >= 5
    for name in checked:
        found = MEASURES[name](ratings)
        assert matches(found, exact_case["exact"][name]), (name, found)


def test_alpha_of_each_label_is_met(exact_case: Case, rated: Rated) -> None:
    found = dict(zip(rated(exact_case).labels, label_alphas(rated(exact_case)), strict=True))
    for label, expected in exact_case["exact"].get("alpha_by_label", {}).items():
        assert matches(found[label], expected), (label, found[label])


def test_cohens_kappa_of_each_pair_is_met(exact_case: Case, rated: Rated) -> None:
    ratings = rated(exact_case)
    expected = exact_case["exact"].get("cohen_kappa_pairs", {})
    assert set(expected) == {",".join(pair) for pair in combinations(ratings.annotators, 2)}
    for pair, value in expected.items():
        first, second = pair.split(",")
        assert matches(cohen_kappa(ratings, first, second), value), pair


def test_the_number_of_pairable_labels_is_met(exact_case: Case, rated: Rated) -> None:
    assert rated(exact_case).sums.values.sum() == exact_case["exact"]["n_pairable_values"]


def test_published_values_are_met_at_their_tolerance(published_case: Case, rated: Rated) -> None:
    ratings = rated(published_case)
    checked = 0
    for name, value in published_case["published"].items():
        measure, _, pair = name.partition("/")
        if measure == "cohen_kappa_pairs":
            found = cohen_kappa(ratings, *pair.split(","))
        elif measure in MEASURES:
            found = MEASURES[measure](ratings)
        else:
            continue  # a step on the way, or a measure that is not offered
        checked += 1
        assert matches(found, value, published_case["published_tolerance"]), (name, found)
    assert checked


def test_bootstrap_quantiles_are_met(
    bootstrap_case: Case, published: dict[str, Case], rated: Rated
) -> None:
    drawn = resample(rated(published[bootstrap_case["id"]]), seed=5, resamples=20_000)
    values = alpha_values(drawn.sums)
    quantiles = bootstrap_case["reference"]["quantiles"]
    for level, low, high in ((0.95, "0.025", "0.975"), (0.9, "0.05", "0.95")):
        found = percentile_interval(values, seed=5, level=level)
        assert found is not None
        expected = [quantiles[low], quantiles[high]]
        assert [found.low, found.high] == pytest.approx(expected, abs=bootstrap_case["tolerance"])
        assert found.undefined_share == bootstrap_case["reference"]["undefined_share"]
