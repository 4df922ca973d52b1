"""Every case of the reference data on spans, whose numbers carry their sources."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from annotator.agreement import (
    Coefficient,
    Documents,
    GammaSettings,
    binary_u_alpha,
    cu_alpha,
    f1_character,
    f1_exact,
    f1_overlap,
    f1_ptc,
    gamma,
    ku_alpha,
    u_alpha,
)
from annotator.agreement.phrases.gamma.alignment import best_alignment
from annotator.agreement.phrases.gamma.continuum import Continuum, Dissimilarity

Case = dict[str, Any]
Build = Callable[[int, Any], Documents]
FAMILY = {"u_alpha": u_alpha, "bar_u_alpha": binary_u_alpha, "cu_alpha": cu_alpha}
F1 = {"exact": f1_exact, "char": f1_character, "overlap": f1_overlap, "ptc": f1_ptc}


def matches(found: Coefficient, expected: float | None, tolerance: float = 1e-9) -> bool:
    if expected is None:
        return found.value is None and bool(found.reason)
    return found.reason is None and found.value == pytest.approx(expected, abs=tolerance, rel=0)


def test_the_unitizing_family_is_met(unitizing_case: Case, one_document: Build) -> None:
    documents = one_document(unitizing_case["length"], unitizing_case["observers"])
    exact = unitizing_case["exact"]
    for name, measure in FAMILY.items():
        assert matches(measure(documents), exact[name]), name
    labels = ku_alpha(documents)
    assert set(labels) == set(exact["ku_alpha"])
    for label, expected in exact["ku_alpha"].items():
        assert matches(labels[label], expected), label
        assert labels[label].coverage == pytest.approx(exact["ku_coverage"][label])
    if "cu_coverage" in exact:
        assert cu_alpha(documents).coverage == pytest.approx(exact["cu_coverage"], abs=1e-9)


def test_the_printed_unitizing_values_are_met(unitizing_case: Case, one_document: Build) -> None:
    published = unitizing_case.get("published", {})
    documents = one_document(unitizing_case["length"], unitizing_case["observers"])
    tolerance = unitizing_case.get("published_tolerance", 0)
    for name, measure in FAMILY.items():
        if name in published:
            assert matches(measure(documents), published[name], tolerance), name
    for label, expected in published.get("ku_alpha", {}).items():
        assert matches(ku_alpha(documents)[label], expected, tolerance), label


def test_the_examples_of_1995_have_their_values_of_2016(
    older_case: Case, one_document: Build
) -> None:
    documents = one_document(older_case["length"], older_case["observers"])
    expected = older_case.get("exact_2016_family")
    if expected is None:
        note = u_alpha(documents).note
        assert note is not None
        assert "layer" in note
        return
    for name, measure in FAMILY.items():
        assert matches(measure(documents), expected[name]), name


def test_f1_is_met_whoever_comes_first(f1_case: Case, one_document: Build) -> None:
    for a, b in ((f1_case["a"], f1_case["b"]), (f1_case["b"], f1_case["a"])):
        documents = one_document(40, {"one": a, "two": b})
        for name, measure in F1.items():
            assert matches(measure(documents), f1_case["exact"][name]), name


def continuum(observers: dict[str, list[list[Any]]]) -> Continuum:
    codes: dict[str, int] = {}
    return Continuum.of(
        [
            (
                np.array([unit[0] for unit in units], dtype=np.float64),
                np.array([unit[1] for unit in units], dtype=np.float64),
                np.array([codes.setdefault(unit[2], len(codes)) for unit in units], dtype=np.int64),
            )
            for units in observers.values()
        ]
    )


def parameters(case: Case) -> dict[str, Any]:
    return {name: case[name] for name in ("alpha", "beta", "delta_empty")}


def test_the_disorder_of_gamma_is_met(gamma_case: Case) -> None:
    dissimilarity = Dissimilarity(**parameters(gamma_case))
    expected = gamma_case["exact"]["observed_disorder"]
    cases = [(gamma_case["observers"], expected)]
    cases += [(one["observers"], one["disorder"]) for one in gamma_case.get("sampled_continua", [])]
    for observers, disorder in cases:
        units = continuum(observers)
        cost = best_alignment(units, dissimilarity).cost
        if disorder is None:
            assert (units.size, cost) == (0, 0)
        else:
            assert cost / units.size * units.annotators == pytest.approx(disorder, abs=1e-9)


def measured(case: Case, one_document: Build, **settings: Any) -> Any:
    length = max(int(unit[1]) for units in case["observers"].values() for unit in units)
    documents = one_document(length, case["observers"])
    return gamma(documents, seed=1, settings=GammaSettings(**parameters(case), **settings))


def test_published_ranges_of_gamma_are_met(gamma_case: Case, one_document: Build) -> None:
    published = gamma_case.get("published", {})
    for sampler, name in (
        ("shuffle", "gamma_range_shuffle_sampler"),
        ("statistical", "gamma_range_statistical_sampler"),
    ):
        if name in published:
            found = measured(gamma_case, one_document, sampler=sampler)
            low, high = published[name]
            assert low <= found.value <= high
            low, high = published["gamma_cat_range"]
            assert low <= found.cat_with_gaps.value <= high


def test_published_values_of_the_statistical_sampler_are_near(
    gamma_case: Case, one_document: Build
) -> None:
    expected = gamma_case.get("published", {}).get("gamma_statistical_sampler")
    if expected is not None:
        # thirty samples of a few units: the published value is itself that uncertain
        found = measured(gamma_case, one_document, sampler="statistical", samples=300)
        assert found.value == pytest.approx(expected, abs=0.05)


def test_the_optimum_with_the_fewest_unitary_alignments_is_chosen(gamma_case: Case) -> None:
    expected = {"alex_paul_suzan": 6, "three_annotators_124_units": 127}
    if gamma_case["id"] in expected:
        dissimilarity = Dissimilarity(**parameters(gamma_case))
        found = best_alignment(continuum(gamma_case["observers"]), dissimilarity)
        assert found.unitary == expected[gamma_case["id"]]
