"""Random ratings beside programs that others wrote."""

from collections.abc import Sequence
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from nltk.metrics import jaccard_distance as nltk_jaccard
from nltk.metrics import masi_distance as nltk_masi
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score, f1_score

from annotator.agreement import (
    Ratings,
    alpha_jaccard,
    alpha_masi,
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
    percent_agreement,
    positive_agreements,
    ratings_of_sets,
    scott_pi,
)

LABELS = ("attribution", "claim", "denial", "none")
PEOPLE = ("ada", "ben", "cleo", "dov")
Grid = list[list[str | None]]

often = settings(max_examples=60, deadline=None)
label = st.sampled_from(LABELS)


def grids(people: int, cell: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Units × annotators."""
    return st.lists(st.lists(cell, min_size=people, max_size=people), min_size=2, max_size=25)


def rated(grid: Grid) -> Ratings:
    rows = [
        (unit, who, label, None)
        for unit, labels in enumerate(grid)
        for who, label in zip(PEOPLE, labels, strict=False)
        if label is not None
    ]
    return Ratings.from_rows(rows, labels=LABELS, annotators=PEOPLE[: len(grid[0])])


def task(grid: Sequence[Sequence[Any]], **options: Any) -> AnnotationTask:
    return AnnotationTask(
        data=[
            (who, unit, label)
            for unit, labels in enumerate(grid)
            for who, label in zip(PEOPLE, labels, strict=False)
            if label is not None
        ],
        **options,
    )


@given(grids(4, st.none() | label))
@often
def test_alpha_with_gaps_is_that_of_the_krippendorff_package(grid: Grid) -> None:
    found = krippendorff_alpha(rated(grid)).value
    assume(found is not None)
    codes = [[np.nan if one is None else LABELS.index(one) for one in unit] for unit in grid]
    expected = krippendorff.alpha(np.array(codes).T, level_of_measurement="nominal")
    assert found == pytest.approx(expected, abs=1e-9)


@given(grids(2, label))
@often
def test_two_annotators_without_gaps_are_as_in_nltk_and_scikit_learn(grid: Grid) -> None:
    ratings, other = rated(grid), task(grid)
    assume(len({one for unit in grid for one in unit}) > 1)
    assert percent_agreement(ratings).value == pytest.approx(other.avg_Ao(), abs=1e-9)
    assert krippendorff_alpha(ratings).value == pytest.approx(other.alpha(), abs=1e-9)
    assert scott_pi(ratings).value == pytest.approx(other.pi(), abs=1e-9)
    used = len({one for unit in grid for one in unit})
    without_unused = Ratings.from_rows(ratings.rows())
    assert len(without_unused.labels) == used
    assert brennan_prediger(without_unused).value == pytest.approx(other.S(), abs=1e-9)
    columns = [list(column) for column in zip(*grid, strict=True)]
    assert cohen_kappa(ratings, "ada", "ben").value == pytest.approx(
        cohen_kappa_score(*columns), abs=1e-9
    )
    for one, positive in zip(ratings.labels, positive_agreements(ratings), strict=True):
        if positive.value is not None:
            found = f1_score(*columns, labels=[one], average=None, zero_division=0)[0]
            assert positive.value == pytest.approx(found, abs=1e-9)


@given(grids(3, label))
@often
def test_three_annotators_without_gaps_are_as_in_nltk(grid: Grid) -> None:
    ratings, other = rated(grid), task(grid)
    assume(len({one for unit in grid for one in unit}) > 1)
    assert percent_agreement(ratings).value == pytest.approx(other.avg_Ao(), abs=1e-9)
    assert fleiss_kappa(ratings).value == pytest.approx(other.pi(), abs=1e-9)
    assert krippendorff_alpha(ratings).value == pytest.approx(other.alpha(), abs=1e-9)


@given(grids(3, st.none() | st.frozensets(st.sampled_from("abcd"), min_size=1)))
@often
def test_alpha_of_sets_is_that_of_nltk(grid: list[list[frozenset[str] | None]]) -> None:
    ratings = ratings_of_sets(
        (unit, who, labels, None)
        for unit, said in enumerate(grid)
        for who, labels in zip(PEOPLE, said, strict=False)
        if labels is not None
    )
    jaccard = alpha_jaccard(ratings).value
    assume(jaccard is not None)
    paired = [unit for unit in grid if sum(one is not None for one in unit) > 1]
    assert jaccard == pytest.approx(task(paired, distance=nltk_jaccard).alpha(), abs=1e-9)
    masi = task(paired, distance=nltk_masi).alpha()
    assert alpha_masi(ratings).value == pytest.approx(masi, abs=1e-9)
