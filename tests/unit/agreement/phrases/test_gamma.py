import random
from collections.abc import Callable
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from highspy import Highs
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement import Document, Documents, Gamma, GammaSettings, gamma
from annotator.agreement.phrases.gamma import candidates as module
from annotator.agreement.phrases.gamma.alignment import _Packing, best_alignment
from annotator.agreement.phrases.gamma.candidates import NOBODY, candidates
from annotator.agreement.phrases.gamma.categories import category_sums
from annotator.agreement.phrases.gamma.continuum import Continuum, Dissimilarity
from annotator.agreement.phrases.gamma.samplers import SAMPLERS, shuffled
from annotator.agreement.sums import BoolArray, FloatArray
from annotator.errors import Invalid, TooLarge

Unit = tuple[int, int, str]
LENGTH = 30
QUICK = GammaSettings(samples=10, precision=None)
few = settings(max_examples=40, deadline=None)

units = st.lists(
    st.tuples(st.integers(0, LENGTH - 9), st.integers(1, 9), st.sampled_from("ab")).map(
        lambda unit: (unit[0], unit[0] + unit[1], unit[2])
    ),
    max_size=3,
    unique=True,
)
parameters = st.builds(
    Dissimilarity,
    st.sampled_from([0.0, 0.5, 1.0, 3.0]),
    st.sampled_from([0.0, 1.0, 2.0]),
    st.sampled_from([0.5, 1.0]),
)


def continuum(people: list[list[Unit]]) -> Continuum:
    return Continuum.of(
        [
            (
                np.array([unit[0] for unit in own], dtype=np.float64),
                np.array([unit[1] for unit in own], dtype=np.float64),
                np.array(["ab".index(unit[2]) for unit in own], dtype=np.int64),
            )
            for own in people
        ]
    )


def documents(*texts: dict[str, list[Unit]]) -> Documents:
    return Documents.of(
        [
            Document.of(f"d{at}", LENGTH, spans, [(w, *u) for w, own in spans.items() for u in own])
            for at, spans in enumerate(texts)
        ],
        labels=["a", "b"],
    )


def cheapest(people: list[list[Unit]], parameter: Dissimilarity) -> float:
    """The cost of the best alignment, by trying all of them."""
    pairs = list(combinations(range(len(people)), 2))

    def cost(members: tuple[Unit | None, ...]) -> float:
        return sum(distance(members[i], members[j]) for i, j in pairs) / len(pairs)

    def distance(u: Unit | None, v: Unit | None) -> float:
        if u is None or v is None:
            return parameter.delta_empty
        apart = (abs(u[0] - v[0]) + abs(u[1] - v[1])) / (u[1] - u[0] + v[1] - v[0])
        differ = u[2] != v[2]
        return parameter.delta_empty * (parameter.alpha * apart**2 + parameter.beta * differ)

    def rest(left: list[list[Unit]]) -> float:
        first = next((person for person, own in enumerate(left) if own), None)
        if first is None:
            return 0.0
        choices: list[list[Unit | None]] = [[None, *own] for own in left]
        choices[first] = [left[first][0]]
        best = float("inf")
        for members in product(*choices):
            after = [
                [unit for unit in own if unit is not taken]
                for own, taken in zip(left, members, strict=True)
            ]
            best = min(best, cost(members) + rest(after))
        return best

    return rest(people)


@few
@given(st.lists(units, min_size=2, max_size=3), parameters)
def test_no_alignment_is_cheaper(people: list[list[Unit]], parameter: Dissimilarity) -> None:
    found = best_alignment(continuum(people), parameter)
    assert found.cost == pytest.approx(cheapest(people, parameter), abs=1e-9)
    real = found.members[found.members != NOBODY]
    assert np.unique(real).size == real.size


def test_four_and_five_annotators_are_aligned_exactly() -> None:
    drawn = random.Random(3)  # noqa: S311 - test data
    for many, each in ((4, 2), (5, 1)):
        for _ in range(5):
            people = [
                [
                    (s, s + drawn.randint(2, 8), drawn.choice("ab"))
                    for s in drawn.sample(range(20), each)
                ]
                for _ in range(many)
            ]
            found = best_alignment(continuum(people), Dissimilarity())
            assert found.cost == pytest.approx(cheapest(people, Dissimilarity()), abs=1e-9)


def in_whole_numbers(continuum: Continuum) -> float:
    """The least cost, by one whole-number programme over all candidates."""
    found = candidates(continuum, Dissimilarity())
    solver = Highs()  # type: ignore[no-untyped-call]  # HiGHS leaves it untyped
    solver.silent()
    solver.setOptionValue("mip_rel_gap", 0.0)
    taken = [solver.addBinary() for _ in found.cost]
    units = found.members
    for unit in range(continuum.size):
        uses = np.flatnonzero((units == unit).any(axis=1))
        if uses.size:
            solver.addConstr(sum(taken[use] for use in uses) <= 1)
    saved = (units != NOBODY).sum(axis=1) - found.cost
    solver.maximize(sum(float(one) * use for one, use in zip(saved, taken, strict=True)))
    return continuum.size - solver.getObjectiveValue()


def test_fractional_solutions_are_made_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dense texts, in which the linear programme alone takes halves of candidates."""
    broken = []
    whole = _Packing.whole

    def watched(packing: _Packing, saving: FloatArray, taken: FloatArray) -> BoolArray:
        broken.append(bool((np.abs(taken - np.round(taken)) > 1e-6).any()))
        return whole(packing, saving, taken)

    monkeypatch.setattr(_Packing, "whole", watched)
    drawn = np.random.default_rng(5)
    for _ in range(8):
        people = []
        for _ in range(3):
            start = np.sort(drawn.integers(0, 2000, 40)).astype(np.float64)
            people.append((start, start + drawn.integers(6, 28, 40), drawn.integers(0, 7, 40)))
        dense = Continuum.of(people)
        found = best_alignment(dense, Dissimilarity())
        real = found.members[found.members != NOBODY]
        assert np.unique(real).size == real.size
        assert found.cost == pytest.approx(in_whole_numbers(dense), abs=1e-6)
    assert any(broken)


def test_too_many_candidates_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CELLS", 20)
    with pytest.raises(TooLarge, match="ways to group the phrases"):
        candidates(continuum([[(0, 9, "a"), (1, 9, "a")]] * 3), Dissimilarity())


def test_the_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    best_alignment(continuum([[(0, 9, "a")], [(0, 8, "a")]]), Dissimilarity())
    assert capfd.readouterr() == ("", "")


@few
@given(st.lists(units, min_size=2, max_size=4), st.integers(0, 1000))
def test_a_shuffled_continuum_moves_whole_annotators(people: list[list[Unit]], seed: int) -> None:
    given_units = continuum(people)
    if not given_units.size:
        return
    found = shuffled(given_units, LENGTH, np.random.default_rng(seed))
    assert found.annotators == given_units.annotators
    known = {tuple(sorted((e - s, label) for s, e, label in own)) for own in people}
    for one in range(found.annotators):
        own = slice(found.first[one], found.first[one + 1])
        labels = ["ab"[label] for label in found.label[own]]
        assert tuple(sorted(zip(found.width[own].tolist(), labels, strict=True))) in known
    assert ((found.start >= 0) & (found.start < LENGTH)).all()


def test_two_shuffled_annotators_are_never_nearer_than_half_a_mean_unit() -> None:
    given_units = continuum([[(0, 10, "a")], [(0, 10, "a")], [(0, 10, "a")]])
    seen = set()
    for seed in range(300):
        start = shuffled(given_units, 40, np.random.default_rng(seed)).start
        seen.update(start.tolist())
        for one, other in combinations(start, 2):
            assert min(abs(one - other), 40 - abs(one - other)) >= 5
    assert seen == set(range(40))


def test_without_room_the_moves_are_any() -> None:
    given_units = continuum([[(0, 9, "a")]] * 4)
    assert shuffled(given_units, 10, np.random.default_rng(1)).size == 4


def test_the_statistical_sampler_keeps_the_means() -> None:
    own: list[Unit] = [(at, at + 5, "a") for at in range(0, 500, 10)]
    given_units = continuum([own, own])
    found = SAMPLERS["statistical"](given_units, 500, np.random.default_rng(1))
    assert found.size == 100
    assert found.width.mean() == pytest.approx(5)
    assert np.diff(found.start[:50]).mean() == pytest.approx(10, abs=1)


AGREED: dict[str, list[Unit]] = {
    "ana": [(1, 5, "a"), (8, 12, "b"), (20, 26, "a")],
    "ben": [(2, 6, "a"), (8, 12, "b"), (21, 26, "b")],
}
APART: dict[str, list[Unit]] = {"ana": [(1, 9, "a")], "ben": [(15, 22, "a"), (24, 29, "b")]}


def test_the_result_says_what_it_depends_on() -> None:
    found = gamma(documents(AGREED), seed=4)
    assert (found.settings.sampler, found.seed) == ("shuffle", 4)
    assert (found.settings.alpha, found.settings.beta, found.settings.delta_empty) == (1, 1, 1)
    assert found.samples >= 30
    assert found.precision <= 0.03
    assert found.value is not None
    assert found.observed_disorder is not None
    assert found.expected_disorder is not None
    assert found.value == pytest.approx(1 - found.observed_disorder / found.expected_disorder)


def test_more_samples_are_drawn_until_the_expected_disorder_is_known() -> None:
    rough = gamma(documents(AGREED), seed=4, settings=GammaSettings(precision=0.1))
    exact = gamma(documents(AGREED), seed=4, settings=GammaSettings(precision=0.02))
    assert rough.precision <= 0.1
    assert exact.precision <= 0.02
    assert exact.samples > rough.samples
    assert gamma(documents(AGREED), seed=4, settings=QUICK).samples == 10


def test_the_same_seed_gives_the_same_digits_and_another_seed_others() -> None:
    one, again, other = (gamma(documents(AGREED, APART), seed, QUICK) for seed in (1, 1, 2))
    assert one == again
    assert one.expected_disorder != other.expected_disorder
    assert one.observed_disorder == other.observed_disorder


def test_the_order_of_rows_changes_no_draw() -> None:
    backwards = {name: AGREED[name][::-1] for name in reversed(AGREED)}
    one = documents(AGREED, APART)
    other = Documents.of(reversed(documents(backwards, APART).documents), labels=["a", "b"])
    assert gamma(one, 1, QUICK) == gamma(other, 1, QUICK)


def test_other_documents_change_nothing_for_a_document() -> None:
    alone = gamma(documents(AGREED), 1, QUICK).by_document["d0"]
    beside = gamma(documents(AGREED, APART), 1, QUICK).by_document["d0"]
    assert alone == beside


def test_documents_are_pooled_by_their_sums() -> None:
    """Costs 0.40625 + ... over mean numbers of units, not the mean of two disorders."""
    whole = gamma(documents(AGREED, APART), 1, QUICK)
    parts = [whole.by_document[name] for name in ("d0", "d1")]
    weighted = parts[0].observed_disorder * 3 + parts[1].observed_disorder * 1.5  # type: ignore[operator]  # they are defined
    assert whole.observed_disorder == pytest.approx(weighted / 4.5)
    assert whole.interval is not None
    assert parts[0].interval is None


def test_new_labels_and_twice_the_documents_leave_the_observed_disorder() -> None:
    swapped = {w: [(s, e, "ba"["ab".index(k)]) for s, e, k in own] for w, own in AGREED.items()}
    disorders = [
        gamma(found, 1, QUICK).observed_disorder
        for found in (documents(AGREED), documents(swapped), documents(AGREED, AGREED))
    ]
    assert disorders[1:] == pytest.approx([disorders[0], disorders[0]])


def test_full_agreement_is_one() -> None:
    found = gamma(documents({"ana": AGREED["ana"], "ben": AGREED["ana"]}), 1, QUICK)
    assert (found.value, found.observed_disorder, found.cat.value) == (1, 0, 1)


Texts = list[dict[str, list[Unit]]]


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ([], "there are no documents"),
        ([{"ana": AGREED["ana"]}], "no document was worked on by two annotators"),
        ([{"ana": [], "ben": []}], "nobody marked anything"),
    ],
)
def test_what_is_undefined_says_why(texts: Texts, reason: str) -> None:
    found = gamma(documents(*texts), 1, QUICK)
    for one in (found, found.cat, *found.labels.values(), *found.by_document.values()):
        assert one.value is None
        assert one.reason is not None
        assert reason in one.reason
    assert found.observed_disorder is None


def test_a_document_without_marks_beside_others_changes_nothing() -> None:
    silent: dict[str, list[Unit]] = {"ana": [], "ben": []}
    found = gamma(documents(AGREED, silent), 1, QUICK)
    assert found.value == gamma(documents(AGREED), 1, QUICK).value
    assert found.by_document["d1"].value is None


def test_gamma_cat_is_undefined_where_nothing_is_aligned() -> None:
    found = gamma(documents({"ana": [(0, 5, "a")], "ben": []}), 1, QUICK)
    assert found.value is not None
    assert found.value <= 0
    assert found.cat.reason == (
        "Not defined because no phrases are aligned and near enough to each other."
    )


def test_gamma_cat_weighs_pairs_by_their_distance_and_partners() -> None:
    """Units 0-10 a, 0-10 a, 5-15 b: d_pos 0 and (10/20)²; three partners halve each pair."""
    three = continuum([[(0, 10, "a")], [(0, 10, "a")], [(5, 15, "b")]])
    found = category_sums(three, Dissimilarity(), np.array([[0, 1, 2]]), 2)
    far = (1 - 0.25) / 2
    assert found.tolist() == [[2 * far, 0.5 + 2 * far]] * 2 + [[2 * far, 0.5 + 2 * far]] + [
        [2 * far, 2 * far]
    ]


def test_gaps_count_where_the_package_counts_them() -> None:
    two = continuum([[(0, 10, "a"), (20, 25, "b")], [(0, 10, "a")]])
    found = category_sums(two, Dissimilarity(), np.array([[0, 2]]), 2)
    assert found[0].tolist() == [0, 1]
    assert found[1].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sampler": "dice"}, "There is no sampler 'dice'; choose one of shuffle, statistical"),
        ({"samples": 0}, "0 samples were asked for"),
        ({"precision": 0.0}, "is not above 0"),
        ({"alpha": -1.0}, "must not be negative"),
        ({"delta_empty": 0.0}, "Δ must be above 0"),
    ],
)
def test_settings_that_cannot_be_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(Invalid, match=message):
        GammaSettings(**changes)


def test_a_negative_seed_is_refused() -> None:
    with pytest.raises(Invalid, match="The seed -1 is negative"):
        gamma(documents(AGREED), -1)


def test_progress_is_told_after_each_document() -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, of: int) -> None:
        told.append((done, of))

    measure: Callable[..., Gamma] = gamma
    measure(documents(AGREED, APART), 1, QUICK, progress=tell)
    assert told == [(1, 2), (2, 2)]
