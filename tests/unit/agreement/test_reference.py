"""Every case of reference/, whose numbers carry their sources."""

import json
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from annotator.agreement import (
    Coefficient,
    Ratings,
    alpha_jaccard,
    alpha_masi,
    alpha_with_interval,
    brennan_prediger,
    cohen_kappa,
    confusion_matrices,
    fleiss_kappa,
    gwet_ac1,
    jaccard_distance,
    krippendorff_alpha,
    label_alphas,
    label_matrix,
    masi_distance,
    percent_agreement,
    percentile_interval,
    ratings_of_sets,
    resample,
    scott_pi,
    set_label_alphas,
    share_below,
)
from annotator.agreement.coefficients.krippendorff import alpha_values

REFERENCE = Path(__file__).parent / "reference"
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


def test_units_counted_by_pattern_give_the_same_as_one_by_one(
    exact_case: Case, rated: Rated
) -> None:
    ratings, size = rated(exact_case), len(exact_case["units"])
    columns = max((len(values) for _, values in exact_case["units"]), default=0)
    by_people = Ratings.from_patterns(
        [
            ([None if value is None else str(value) for value in values], repeat, None)
            for repeat, values in exact_case["units"]
        ],
        annotators=[str(column) for column in range(columns)],
        labels=ratings.labels,
    )
    by_counts = Ratings.from_counts(
        [
            ([values.count(label) for label in ratings.labels], repeat, None)
            for repeat, values in (
                (repeat, [str(value) for value in values if value is not None])
                for repeat, values in exact_case["units"]
            )
        ],
        labels=ratings.labels,
    )
    assert len(by_counts.units) == size
    for name, measure in MEASURES.items():
        expected = measure(ratings)
        for found in (by_people, by_counts)[: 1 if name == "scott_pi" else 2]:
            assert matches(measure(found), expected.value), (name, found)
            assert measure(found).paired_units == expected.paired_units
    one, other = label_matrix(by_people), label_matrix(ratings)
    assert (one.pairs, one.units) == (other.pairs, other.units)
    assert sum(one.coincidences, ()) == pytest.approx(sum(other.coincidences, ()))
    assert confusion_matrices(by_people) == confusion_matrices(ratings)


def test_counts_of_patterns_of_real_studies_are_met(pattern_case: Case) -> None:
    ratings = Ratings.from_counts(
        [(counts, times, None) for counts, times in pattern_case["patterns"]],
        labels=[str(label) for label in pattern_case["labels"]],
    )
    expected = pattern_case["exact"]
    assert ratings.sums.units == pattern_case["units"]
    assert matches(percent_agreement(ratings), expected["percent_agreement"])
    assert matches(krippendorff_alpha(ratings), expected["alpha_nominal"])
    assert matches(fleiss_kappa(ratings), expected["fleiss_kappa_mean_prevalence"])
    assert matches(gwet_ac1(ratings), expected["gwet_ac1"])
    for label, alpha in zip(ratings.labels, label_alphas(ratings), strict=True):
        assert matches(alpha, expected["alpha_by_label"][label])
    published = pattern_case["published"].get("krippendorff_alpha_nominal")
    assert published is None or matches(krippendorff_alpha(ratings), published, 0.005)


def test_alpha_of_label_sets_is_met(set_case: Case) -> None:
    spread = [values for repeat, values in set_case["units"] for _ in range(repeat)]
    ratings = ratings_of_sets(
        (unit, str(column), labels, None)
        for unit, values in enumerate(spread)
        for column, labels in enumerate(values)
        if labels is not None
    )
    expected = set_case["exact"]
    assert matches(alpha_jaccard(ratings), expected["alpha_jaccard"])
    assert matches(alpha_masi(ratings), expected["alpha_masi"])
    assert matches(krippendorff_alpha(ratings), expected["alpha_nominal_on_sets"])
    found = set_label_alphas(ratings)
    assert {*found} == {*expected["alpha_per_label_binary"]}
    for label, value in expected["alpha_per_label_binary"].items():
        assert matches(found[label], value)


def test_distances_between_sets_are_met() -> None:
    table = json.loads((REFERENCE / "sets.json").read_text())["distances"]
    assert len(table) > 8
    for row in table:
        one, other = frozenset(row["a"]), frozenset(row["b"])
        for first, second in ((one, other), (other, one)):
            assert jaccard_distance(first, second) == pytest.approx(row["jaccard"], abs=1e-12)
            assert masi_distance(first, second) == pytest.approx(row["masi"], abs=1e-12)


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
    for threshold, name in ((0.667, "p_below_0667"), (0.8, "p_below_08")):
        share = bootstrap_case["reference"][name]
        assert share_below(values, threshold) == pytest.approx(share, abs=0.02)


def test_single_units_get_the_plain_percentile_interval(
    bootstrap_case: Case, published: dict[str, Case], rated: Rated
) -> None:
    found = alpha_with_interval(rated(published[bootstrap_case["id"]]), seed=5, resamples=20_000)
    quantiles = bootstrap_case["reference"]["quantiles"]
    assert found.interval is not None
    assert [found.interval.low, found.interval.high] == pytest.approx(
        [quantiles["0.025"], quantiles["0.975"]], abs=bootstrap_case["tolerance"]
    )
    assert (found.interval.method, found.interval.drawn) == ("percentile", found.paired_units)
