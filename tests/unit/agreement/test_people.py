"""What is said of single annotators."""

import random
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement import (
    Ratings,
    alpha_masi,
    alpha_without,
    dawid_skene,
    krippendorff_alpha,
    label_rates,
    majority_agreement,
    people_report,
    ratings_of_sets,
    self_agreement,
    self_kappa,
    stuart_maxwell,
)
from annotator.agreement.coefficients.stuart_maxwell import holm
from annotator.errors import Invalid

Build = Callable[..., Ratings]
LABELS = ("claim", "denial", "none")
PEOPLE = ("ada", "ben", "cleo")

several = settings(max_examples=40, deadline=None)
cells = st.dictionaries(
    st.tuples(st.integers(0, 9), st.sampled_from(PEOPLE)), st.sampled_from(LABELS), max_size=30
)


def rate(said: dict[tuple[int, str], str]) -> Ratings:
    rows = [(unit, who, label, unit % 4) for (unit, who), label in said.items()]
    return Ratings.from_rows(rows, labels=LABELS, annotators=PEOPLE)


def crowd(errors: dict[str, float], units: int, seed: int) -> tuple[Ratings, list[str]]:
    """People who err so often, and what is true."""
    draw = np.random.default_rng(seed)
    truth = [str(label) for label in draw.choice(LABELS, units, p=(0.2, 0.3, 0.5))]
    rows = [
        (unit, who, str(draw.choice(LABELS)) if draw.random() < error else truth[unit], None)
        for unit in range(units)
        for who, error in errors.items()
    ]
    return Ratings.from_rows(rows, labels=LABELS), truth


@given(cells)
@several
def test_alpha_without_somebody_is_alpha_of_the_rows_of_all_others(
    said: dict[tuple[int, str], str],
) -> None:
    for gone in PEOPLE:
        rest = {cell: label for cell, label in said.items() if cell[1] != gone}
        found, expected = alpha_without(rate(said), gone), krippendorff_alpha(rate(rest))
        assert (found.value, found.paired_units) == (expected.value, expected.paired_units)
        assert (found.value is None) == (found.reason is not None)


@given(cells)
@several
def test_agreement_with_the_majority_is_found_by_looking_at_each_unit(
    said: dict[tuple[int, str], str],
) -> None:
    for name in PEOPLE:
        agreed, decided = 0, 0
        for (unit, who), label in said.items():
            others = [said[cell] for cell in said if cell[0] == unit and cell[1] != name]
            shares = {others.count(one) for one in others}
            leaders = [one for one in set(others) if others.count(one) == max(shares)]
            if who == name and len(leaders) == 1:
                decided += 1
                agreed += label == leaders[0]
        found = majority_agreement(rate(said), name)
        assert found.paired_units == decided
        assert found.value == (pytest.approx(agreed / decided) if decided else None)
        assert (found.reason is not None) == (decided == 0)


def test_without_a_majority_it_is_said_why(table: Build) -> None:
    tied = table(["claim", "claim", "none"], ["none", "claim", "none"])
    assert majority_agreement(tied, "a").reason == (
        "Not defined because the others tie on every unit that they share with 'a'."
    )
    alone = table(["claim", None], [None, "none"])
    assert majority_agreement(alone, "a").reason == (
        "Not defined because nobody else labelled a unit of 'a'."
    )
    with pytest.raises(Invalid):
        majority_agreement(alone, "z")


def test_the_model_finds_the_truth_and_who_errs() -> None:
    ratings, truth = crowd({"ada": 0.1, "ben": 0.3, "cleo": 0.3, "dov": 0.8}, 800, seed=3)
    found = dawid_skene(ratings)
    assert found.converged
    right = sum(label == truth[int(unit)] for unit, label in found.best.items()) / 800
    votes = ratings.counts.argmax(axis=1)
    assert right > sum(LABELS[vote] == one for vote, one in zip(votes, truth, strict=True)) / 800
    # an error draws any of three labels, so a third of the errors are right
    expected = [1 - 2 / 3 * error for error in (0.1, 0.3, 0.3, 0.8)]
    assert found.reliability == pytest.approx(expected, abs=0.06)
    assert found.prevalence == pytest.approx([0.2, 0.3, 0.5], abs=0.05)
    assert found.posterior.sum(axis=1) == pytest.approx(1)
    assert found.confusion.sum(axis=2) == pytest.approx(1)


@given(cells.filter(lambda said: rate(said).sums.paired_units > 0), st.permutations(LABELS))
@several
def test_renaming_the_labels_renames_the_posteriors(
    said: dict[tuple[int, str], str], names: list[str]
) -> None:
    renamed = dict(zip(LABELS, names, strict=True))
    one = dawid_skene(rate(said))
    other = dawid_skene(rate({cell: renamed[label] for cell, label in said.items()}))
    columns = [LABELS.index(renamed[label]) for label in LABELS]
    assert one.steps == other.steps
    assert one.posterior == pytest.approx(other.posterior[:, columns], abs=1e-6)


def plain_dawid_skene(ratings: Ratings, smoothing: float) -> list[list[float]]:
    """The formulas once more, in loops."""
    size = len(ratings.labels)
    said = [
        [
            (int(a), int(k))
            for u, a, k in zip(ratings.unit, ratings.annotator, ratings.label, strict=True)
            if u == at
        ]
        for at in range(len(ratings.units))
    ]
    posterior = [
        [sum(k == true for _, k in one) / len(one) for true in range(size)] for one in said
    ]
    for _ in range(200):
        total = [sum(row[true] for row in posterior) + smoothing for true in range(size)]
        prevalence = [one / sum(total) for one in total]
        confusion = [
            [[smoothing] * size for _ in range(size)] for _ in range(len(ratings.annotators))
        ]
        for row, one in zip(posterior, said, strict=True):
            for who, label in one:
                for true in range(size):
                    confusion[who][true][label] += row[true]
        posterior = []
        for one in said:
            weights = list(prevalence)
            for who, label in one:
                for true in range(size):
                    cells = confusion[who][true]
                    weights[true] *= cells[label] / sum(cells)
            posterior.append([weight / sum(weights) for weight in weights])
    return posterior


def test_the_posteriors_are_those_of_the_formulas_in_loops() -> None:
    ratings, _ = crowd({"ada": 0.2, "ben": 0.4, "cleo": 0.6}, 60, seed=8)
    expected = np.array(plain_dawid_skene(ratings, 0.5))
    assert dawid_skene(ratings, smoothing=0.5).posterior == pytest.approx(expected, abs=1e-4)


def test_units_counted_by_pattern_give_the_same_model() -> None:
    patterns = [
        (("claim", "claim", "none"), 7, None),
        (("none", "none", "none"), 12, None),
        (("none", "claim", None), 3, None),
    ]
    counted = Ratings.from_patterns(patterns, annotators=PEOPLE)
    rows = [
        (f"{at} {copy}", who, label, None)
        for at, (said, times, _) in enumerate(patterns)
        for copy in range(times)
        for who, label in zip(PEOPLE, said, strict=True)
        if label is not None
    ]
    one, other = dawid_skene(counted), dawid_skene(Ratings.from_rows(rows))
    assert one.confusion == pytest.approx(other.confusion, abs=1e-9)
    assert one.units == (0, 2, 1)
    assert one.posterior[0] == pytest.approx(other.posterior[0], abs=1e-9)
    assert one.best[0] == other.best["0 3"] == "claim"


@pytest.mark.parametrize(
    ("units", "labels", "sentence"),
    [
        ([], ["claim", "none"], "nothing has been labelled."),
        ([["claim", None]], ["claim", "none"], "only one annotator, 'a', labelled anything."),
        ([["claim", "claim"]], ["claim"], "the label set has only one label."),
    ],
)
def test_without_enough_there_is_no_model(
    table: Build, units: list[list[str | None]], labels: list[str], sentence: str
) -> None:
    with pytest.raises(Invalid) as refused:
        dawid_skene(table(*units, labels=labels))
    assert str(refused.value) == f"Dawid and Skene's model is not defined because {sentence}"


def test_nobody_is_judged_by_counts_without_names() -> None:
    counted = Ratings.from_counts([((2, 1), 5, None)], ["claim", "none"])
    with pytest.raises(Invalid, match="nobody knows who gave which label"):
        dawid_skene(counted)
    with pytest.raises(Invalid):
        dawid_skene(Ratings.from_patterns([(("a", "b"), 1, None)], "xy"), smoothing=0)


def test_the_margins_test_is_that_of_the_published_table() -> None:
    # unaided distance vision of 7,477 women, left against right eye: Stuart (1955), table 1
    table = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]]
    patterns = [
        ((str(row), str(column)), table[row][column], None)
        for row in range(4)
        for column in range(4)
    ]
    (test,) = stuart_maxwell(Ratings.from_patterns(patterns, annotators=["right", "left"]))
    assert (test.units, test.freedom) == (7477, 3)
    assert test.statistic == pytest.approx(11.957, abs=0.001)
    assert test.p == pytest.approx(0.00753, abs=1e-4)
    assert test.adjusted_p == test.p


def test_several_pairs_are_adjusted_and_those_without_a_test_say_why(table: Build) -> None:
    ratings = table(
        *[["claim", "none", "claim", None]] * 9,
        *[["none", "claim", "none", None]] * 2,
        *[[None, None, None, "claim"]],
    )
    tests = {test.annotators: test for test in stuart_maxwell(ratings)}
    both, same = tests["a", "b"], tests["a", "c"]
    assert both.statistic == pytest.approx((9 - 2) ** 2 / (9 + 2))
    assert both.p is not None
    assert both.adjusted_p == pytest.approx(2 * both.p)
    assert same.reason == "Not defined because 'a' and 'c' agree on every unit they share."
    assert tests["a", "d"].reason == "Not defined because 'a' and 'd' labelled no unit in common."
    assert same.p is same.adjusted_p is None


@given(st.lists(st.floats(0, 1), max_size=8))
def test_adjusting_keeps_the_order_and_never_lowers(p: list[float]) -> None:
    adjusted = holm(p)
    assert all(one <= other <= 1 for one, other in zip(p, adjusted, strict=True))
    order = sorted(range(len(p)), key=lambda at: p[at])
    assert [adjusted[at] for at in order] == sorted(adjusted)


@given(cells)
@several
def test_label_rates_sum_to_one_for_whoever_labelled(said: dict[tuple[int, str], str]) -> None:
    for name, rates in label_rates(rate(said)).items():
        own = [label for (_, who), label in said.items() if who == name]
        for label, found in rates.items():
            assert found.units == len(own)
            assert found.value == (pytest.approx(own.count(label) / len(own)) if own else None)
            assert (found.reason is None) == bool(own)


def test_everybody_gets_intervals_from_the_same_seed() -> None:
    ratings, _ = crowd({"ada": 0.1, "ben": 0.3, "cleo": 0.6}, 120, seed=5)
    named = Ratings.from_rows(
        (unit, who, label, f"a{int(unit) // 4}") for unit, who, label, _ in ratings.rows()
    )
    found = people_report(named, seed=1, resamples=200, again=named)
    assert found == people_report(named, seed=1, resamples=200, again=named)
    for person in found.people:
        measures = [person.alpha_without, person.majority, *person.rates.values()]
        for measure in measures:
            assert measure.value is not None
            assert measure.interval is not None
            assert measure.interval.low <= measure.value <= measure.interval.high
            assert 28 <= measure.interval.drawn <= 30
        assert person.repeated is not None
        assert person.repeated.percent.value == 1
    ada, _, cleo = found.people
    assert ada.majority.value is not None
    assert cleo.majority.value is not None
    assert ada.majority.value > cleo.majority.value
    assert len(found.margins) == 3


def test_repeats_are_compared_where_both_occasions_have_a_label() -> None:
    first = Ratings.from_rows([("s1", "ada", "claim", "x"), ("s2", "ada", "none", "x")])
    again = Ratings.from_rows([("s2", "ada", "claim", "x"), ("s3", "ben", "claim", "y")])
    assert self_agreement(first, again, "ada").value == 0
    assert self_agreement(first, again, "ada").paired_units == 1
    nothing = self_agreement(first, first, "ada")
    assert (nothing.value, self_kappa(first, first, "ada").value) == (1, 1)
    none = self_agreement(again, first, "ben")
    assert none.reason == (
        "Not defined because 'ben, first occasion' and 'ben, second occasion' labelled no unit "
        "in common."
    )


@given(cells, st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_rows_changes_no_digit_of_anybodys_figures(
    said: dict[tuple[int, str], str], rng: random.Random
) -> None:
    shuffled = list(said.items())
    rng.shuffle(shuffled)
    one = people_report(rate(said), seed=5, resamples=20)
    assert people_report(rate(dict(shuffled)), seed=5, resamples=20) == one


def test_seventy_people_on_one_sentence_work() -> None:
    labels = [f"label {number:02}" for number in range(12)]
    rows = [("s", f"p{who:02}", labels[who % 12], "a") for who in range(70)]
    ratings = Ratings.from_rows(rows, labels=labels)
    found = people_report(ratings, seed=1, resamples=5)
    assert len(found.people) == 70
    assert len(found.margins) == 70 * 69 // 2
    assert dawid_skene(ratings).posterior.shape == (1, 12)
    sets = ratings_of_sets(
        (unit, who, {label, labels[0]}, article) for unit, who, label, article in rows
    )
    assert alpha_masi(sets).value is not None
