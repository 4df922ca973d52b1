"""What must hold for any ratings, and the formulas once more in exact fractions."""

import random
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement import (
    AgreementReport,
    Coefficient,
    Ratings,
    cohen_kappa,
    krippendorff_alpha,
    report,
)

LABELS = ("attribution", "claim", "denial", "none")
PEOPLE = ("ada", "ben", "cleo", "dov")
Cell = tuple[int, str]
Cells = dict[Cell, str]

cells = st.dictionaries(
    st.tuples(st.integers(0, 14), st.sampled_from(PEOPLE)), st.sampled_from(LABELS), max_size=45
)
several_articles = settings(max_examples=40, deadline=None)


def article(unit: int) -> str:
    return f"article {unit % 5}"


def rate(given_labels: Cells) -> Ratings:
    rows = [(unit, who, label, article(unit)) for (unit, who), label in given_labels.items()]
    return Ratings.from_rows(rows, labels=LABELS, annotators=PEOPLE)


def all_coefficients(found: AgreementReport) -> list[Coefficient]:
    return [
        found.percent,
        found.alpha,
        *found.further,
        *(measure for pair in found.pairs for measure in (pair.kappa, pair.percent)),
        *(label.alpha for label in found.labels),
    ]


def same(one: Coefficient, other: Coefficient) -> bool:
    return (one.units, one.paired_units) == (other.units, other.paired_units) and (
        one.value == other.value
        if one.value is None or other.value is None
        else one.value == pytest.approx(other.value, abs=1e-9)
    )


def units_of(given_labels: Cells) -> dict[int, list[str]]:
    units: dict[int, list[str]] = {}
    for (unit, _), label in given_labels.items():
        units.setdefault(unit, []).append(label)
    return units


def exact_percent(units: list[list[str]]) -> Fraction | None:
    paired = [unit for unit in units if len(unit) > 1]
    if not paired:
        return None
    shares = [
        Fraction(sum(a == b for a, b in combinations(unit, 2)), len(unit) * (len(unit) - 1) // 2)
        for unit in paired
    ]
    return sum(shares, Fraction(0)) / len(paired)


def exact_alpha(units: list[list[str]]) -> Fraction | None:
    disagreement = Fraction(0)
    values: Counter[str] = Counter()
    for unit in units:
        if len(unit) > 1:
            values.update(unit)
            differing = sum(a != b for a, b in combinations(unit, 2))
            disagreement += Fraction(2 * differing, len(unit) - 1)
    n = sum(values.values())
    expected = n * n - sum(count * count for count in values.values())
    return 1 - (n - 1) * disagreement / expected if expected else None


def exact_prevalence(units: list[list[str]]) -> list[Fraction]:
    return [
        sum((Fraction(unit.count(label), len(unit)) for unit in units), Fraction(0)) / len(units)
        for label in LABELS
    ]


def beyond(observed: Fraction, chance: Fraction) -> Fraction | None:
    return (observed - chance) / (1 - chance) if chance != 1 else None


def exact_kappa(given_labels: Cells, first: str, second: str) -> Fraction | None:
    shared = [
        (label, given_labels[unit, second])
        for (unit, who), label in given_labels.items()
        if who == first and (unit, second) in given_labels
    ]
    if not shared:
        return None
    n = len(shared)
    ones, others = Counter(a for a, _ in shared), Counter(b for _, b in shared)
    chance = sum((Fraction(ones[k] * others[k], n * n) for k in LABELS), Fraction(0))
    return beyond(Fraction(sum(a == b for a, b in shared), n), chance)


def is_exactly(found: Coefficient, expected: Fraction | None) -> bool:
    if expected is None:
        return found.value is None and found.reason is not None
    return found.value == pytest.approx(float(expected), abs=1e-9) and found.reason is None


@given(cells)
@several_articles
def test_every_measure_equals_its_formula_in_fractions(given_labels: Cells) -> None:
    found = report(rate(given_labels), seed=1, resamples=2)
    units = list(units_of(given_labels).values())
    percent = exact_percent(units)
    assert is_exactly(found.percent, percent)
    assert is_exactly(found.alpha, exact_alpha(units))
    for label in found.labels:
        binary = [[str(given == label.label) for given in unit] for unit in units]
        assert is_exactly(label.alpha, exact_alpha(binary))
    for pair in found.pairs:
        assert is_exactly(pair.kappa, exact_kappa(given_labels, *pair.annotators))
    if percent is not None:
        shares = exact_prevalence(units)
        squares = sum((share * share for share in shares), Fraction(0))
        ac1_chance = sum((share * (1 - share) for share in shares), Fraction(0)) / 3
        assert is_exactly(found.fleiss_kappa, beyond(percent, squares))
        assert is_exactly(found.gwet_ac1, beyond(percent, ac1_chance))
        assert is_exactly(found.brennan_prediger, beyond(percent, Fraction(1, 4)))


@given(cells)
@several_articles
def test_a_value_or_a_reason_and_never_both(given_labels: Cells) -> None:
    for measure in all_coefficients(report(rate(given_labels), seed=1, resamples=20)):
        assert (measure.value is None) == (measure.reason is not None)
        if measure.value is None:
            assert measure.interval is None
            assert measure.reason is not None
            assert measure.reason.startswith("Not defined because ")
            assert measure.reason.endswith(".")
        else:
            assert measure.value <= 1
            assert (measure.interval is None) <= (measure.interval_note is not None)
        if measure.interval:
            assert measure.interval.low <= measure.interval.high <= 1
            assert 0 <= measure.interval.undefined_share < 1


@given(cells, st.permutations(LABELS), st.permutations(PEOPLE), st.permutations(range(15)))
@several_articles
def test_renaming_labels_annotators_and_units_changes_nothing(
    given_labels: Cells, labels: list[str], people: list[str], units: list[int]
) -> None:
    to_label = dict(zip(LABELS, labels, strict=True))
    to_person = dict(zip(PEOPLE, people, strict=True))
    renamed = {
        (units[unit], to_person[who]): to_label[label]
        for (unit, who), label in given_labels.items()
    }
    one, other = (report(rate(rated), seed=1, resamples=2) for rated in (given_labels, renamed))
    for before, after in zip(
        (one.percent, one.alpha, *one.further),
        (other.percent, other.alpha, *other.further),
        strict=True,
    ):
        assert same(before, after)
    alphas = {label.label: label.alpha for label in other.labels}
    assert all(same(label.alpha, alphas[to_label[label.label]]) for label in one.labels)
    kappas = {frozenset(pair.annotators): pair.kappa for pair in other.pairs}
    for pair in one.pairs:
        assert same(pair.kappa, kappas[frozenset(to_person[who] for who in pair.annotators)])


@given(cells, st.randoms(use_true_random=False))
@several_articles
def test_the_order_of_the_rows_changes_no_digit_of_the_report(
    given_labels: Cells, rng: random.Random
) -> None:
    shuffled = list(given_labels.items())
    rng.shuffle(shuffled)
    one = report(rate(given_labels), seed=7, resamples=30)
    assert report(rate(dict(shuffled)), seed=7, resamples=30) == one


@given(st.integers(0, 2**32), st.integers(12, 30))
@settings(max_examples=15, deadline=None)
def test_doubling_all_articles_keeps_kappa_and_narrows_its_interval(seed: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    rows: list[tuple[int, str, str, str]] = []
    for unit in range(size * 4):
        truth = str(rng.choice(LABELS))
        rows += [
            (
                unit,
                who,
                truth if rng.random() < 0.7 else str(rng.choice(LABELS)),
                f"{unit % size:02}",
            )
            for who in ("ada", "ben")
        ]
    twice = [*rows, *((unit + 1000, who, label, f"again {at}") for unit, who, label, at in rows)]
    once, doubled = (report(Ratings.from_rows(r), seed=3, resamples=600) for r in (rows, twice))
    before, after = once.pairs[0].kappa, doubled.pairs[0].kappa
    assert before.value == pytest.approx(after.value, abs=1e-9)
    assert before.interval is not None
    assert after.interval is not None
    assert width(after) < 0.95 * width(before)


def width(measure: Coefficient) -> float:
    assert measure.interval is not None
    return measure.interval.high - measure.interval.low


@given(cells)
@several_articles
def test_a_silent_annotator_never_makes_agreement(given_labels: Cells) -> None:
    ratings = rate({cell: label for cell, label in given_labels.items() if cell[1] != "dov"})
    found = report(ratings, seed=1, resamples=5)
    for pair in found.pairs:
        if "dov" in pair.annotators:
            assert pair.units == 0
            assert pair.kappa.value is None
            assert pair.percent.value is None
    without = report(replace(ratings, annotators=PEOPLE[:3]), seed=1, resamples=5)
    assert (found.alpha, found.percent) == (without.alpha, without.percent)


def test_an_annotator_alone_with_a_silent_one_gets_a_reason_not_one() -> None:
    ratings = Ratings.from_rows(
        [(unit, "ada", "claim", "a") for unit in range(9)], labels=LABELS, annotators=["ada", "ben"]
    )
    found = report(ratings, seed=1)
    for measure in all_coefficients(found):
        assert measure.value is None
    assert found.alpha.reason == (
        "Not defined because only one annotator, 'ada', labelled anything."
    )
    assert cohen_kappa(ratings, "ada", "ben").reason == (
        "Not defined because 'ada' and 'ben' labelled no unit in common."
    )


@given(cells)
@several_articles
def test_the_matrices_count_the_same_pairs(given_labels: Cells) -> None:
    ratings = rate(given_labels)
    found = report(ratings, seed=1, resamples=2)
    occasions = sum(pair.units for pair in found.pairs)
    square = range(len(LABELS))
    assert sum(found.matrix.pairs[a][b] for a in square for b in square if a <= b) == occasions
    for a in square:
        for b in square:
            crossed = sum(pair.confusion[a][b] + pair.confusion[b][a] for pair in found.pairs)
            assert found.matrix.pairs[a][b] == (crossed // 2 if a == b else crossed)
    pairable = sum(label.paired_count for label in found.labels)
    assert sum(map(sum, found.matrix.coincidences)) == pytest.approx(pairable)


def test_seventy_annotators_and_twelve_labels_on_one_unit_work() -> None:
    labels = [f"label {number:02}" for number in range(12)]
    rows = [("s", f"p{who:02}", labels[who % 12], "a") for who in range(70)]
    unit = [label for _, _, label, _ in rows]
    ratings = Ratings.from_rows(rows, labels=labels)
    expected = exact_alpha([unit])
    assert expected is not None
    assert krippendorff_alpha(ratings).value == pytest.approx(float(expected), abs=1e-12)
    assert len(report(ratings, seed=1).pairs) == 70 * 69 // 2


def test_articles_of_one_annotator_alone_change_no_interval() -> None:
    pairs = [
        (f"u{unit}", name, label, f"a{unit % 4}")
        for unit, labels in enumerate(["xx", "xy", "yy", "xx", "yx", "yy", "xx", "yy"])
        for name, label in zip("pq", labels, strict=True)
    ]
    alone = [(f"s{unit}", "p", "x", f"b{unit}") for unit in range(11)]
    before = report(Ratings.from_rows(pairs), seed=7)
    after = report(Ratings.from_rows(pairs + alone), seed=7)
    assert after.alpha.interval == before.alpha.interval
    assert after.percent.interval == before.percent.interval
    assert after.pairs[0].kappa.interval == before.pairs[0].kappa.interval
