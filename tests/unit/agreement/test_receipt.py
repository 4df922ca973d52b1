import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement import (
    Ratings,
    as_json,
    ratings_of_sets,
    read_receipt,
    receipt_ratings,
    report,
    verify_receipt,
    write_receipt,
)
from annotator.errors import Invalid

LABELS = ("claim", "none")


def rated(*, named: bool = True) -> Ratings:
    rows = [
        (unit, who, LABELS[(unit * turn) % 3 % 2], f"a{unit // 5}" if named else None)
        for unit in range(60)
        for turn, who in enumerate(("ada", "ben", "cleo"), 1)
        if (unit + turn) % 4
    ]
    return Ratings.from_rows(rows, labels=(*LABELS, "denial"))


@pytest.fixture
def written() -> dict[str, Any]:
    text = write_receipt(rated(), seed=7, resamples=50, about={"project": "Bridges"})
    found: dict[str, Any] = json.loads(text)
    return found


def test_a_receipt_holds_the_matrix_the_parameters_and_the_figures(
    written: dict[str, Any],
) -> None:
    assert written["parameters"] == {
        "seed": 7,
        "resamples": 50,
        "labels": ["claim", "none", "denial"],
    }
    assert written["about"] == {"project": "Bridges"}
    assert len(written["matrix"]["rows"]) == 60
    assert written["matrix"]["rows"][:2] == [[0, 0, 0], [1, 0, None]]
    found = as_json(report(rated(), seed=7, resamples=50))
    alpha = written["figures"]["measures"]["krippendorff_alpha"]
    assert alpha["value"] == round(found["measures"]["krippendorff_alpha"]["value"], 10)
    assert set(written["figures"]["alpha_below"]) == {"0.667", "0.8"}


@pytest.mark.parametrize("named", [True, False])
def test_working_a_receipt_out_again_gives_the_same_digits(named: bool) -> None:
    text = write_receipt(rated(named=named), seed=7, resamples=50)
    found = verify_receipt(text)
    assert found.holds
    assert found.figures > 60
    again = receipt_ratings(read_receipt(text))
    assert list(again.rows()) == list(rated(named=named).rows())
    assert write_receipt(again, seed=7, resamples=50) == text


def test_a_receipt_of_sets_holds_as_well() -> None:
    ratings = ratings_of_sets(
        (unit, who, {"doubt", "loaded"} if unit % turn else set(), f"a{unit // 3}")
        for unit in range(30)
        for turn, who in enumerate(("ada", "ben"), 2)
    )
    text = write_receipt(
        ratings, seed=1, resamples=30, sets=True, labels=("doubt", "loaded", "flag")
    )
    found = verify_receipt(text)
    assert found.holds
    assert set(read_receipt(text).figures["labels"]) == {"doubt", "loaded", "flag"}


def change(*path: str | int, to: Any) -> Callable[[dict[str, Any]], None]:
    def act(receipt: dict[str, Any]) -> None:
        part: Any = receipt
        for name in path[:-1]:
            part = part[name]
        part[path[-1]] = to

    return act


def test_a_changed_figure_is_named(written: dict[str, Any]) -> None:
    change("figures", "measures", "percent_agreement", "value", to=0.9)(written)
    found = verify_receipt(json.dumps(written))
    assert not found.holds
    assert found.differing == ("measures.percent_agreement.value",)
    assert found.is_matrix_whole


def test_a_changed_label_or_seed_changes_the_figures(written: dict[str, Any]) -> None:
    change("parameters", "seed", to=8)(written)
    assert verify_receipt(json.dumps(written)).differing
    change("parameters", "seed", to=7)(written)
    change("matrix", "rows", 3, 0, to=2)(written)
    found = verify_receipt(json.dumps(written))
    assert not found.is_matrix_whole
    assert "measures.krippendorff_alpha.value" in found.differing


def test_a_figure_left_out_is_missed(written: dict[str, Any]) -> None:
    del written["figures"]["measures"]["gwet_ac1"]
    assert "measures.gwet_ac1.value" in verify_receipt(json.dumps(written)).differing


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (
            change("receipt", to=2),
            "This receipt has form 2; this version of Annotator reads form 1.",
        ),
        (change("kind", to="spans"), "This is no receipt: kind: "),
        (change("parameters", "resamples", to=10**9), "This is no receipt: parameters.resamples: "),
        (
            change("matrix", "rows", 0, 0, to=9),
            "This receipt's row of unit '0' has the unknown code 9.",
        ),
        (change("matrix", "rows", 0, to=[]), "This receipt's row of unit '0' has not one cell"),
        (change("matrix", "units", to=[]), "This receipt's matrix has not as many rows"),
        (change("matrix", "annotators", to=["x", "x", "y"]), "Annotator 'x' labelled unit"),
    ],
)
def test_what_is_no_receipt_is_refused_with_the_place(
    written: dict[str, Any], act: Callable[[dict[str, Any]], None], sentence: str
) -> None:
    act(written)
    with pytest.raises(Invalid) as refused:
        verify_receipt(json.dumps(written))
    assert str(refused.value).startswith(sentence)


@given(st.text(max_size=40))
@settings(max_examples=50)
def test_any_other_text_is_no_receipt(text: str) -> None:
    with pytest.raises(Invalid, match="This is no receipt"):
        read_receipt(text)


def test_counts_of_patterns_have_no_receipt() -> None:
    counted = Ratings.from_counts([((2, 0), 9, None), ((1, 1), 2, None)], LABELS)
    with pytest.raises(Invalid, match="single labels are not known"):
        write_receipt(counted, seed=1, resamples=10)
