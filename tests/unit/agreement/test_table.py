import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement import Ratings, as_json, read_ratings, report
from annotator.errors import Invalid

Build = Callable[..., Ratings]

GOOD = ["unit,annotator,label,article", "s1,ada,claim,a", "s1,ben,claim,a"]


def test_rows_are_read_whatever_the_order_of_the_columns() -> None:
    ratings = read_ratings(
        ["\ufefflabel,unit,article,annotator\n", "claim,s1,a,ada\n", "\n", '" no, none",s1,a,ben\n']
    )
    assert ratings.units == ("s1",)
    assert ratings.annotators == ("ada", "ben")
    assert ratings.labels == ("claim", "no, none")
    assert ratings.articles == ("a",)


def test_the_article_column_may_be_left_out() -> None:
    ratings = read_ratings(["unit,annotator,label", "s1,ada,claim"])
    assert not ratings.has_articles


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([], "Line 1: column 'unit' is missing; unit, annotator and label are needed."),
        (
            ["unit,annotator,label,colour"],
            (
                "Line 1: unknown column 'colour'; the columns are unit, annotator, label "
                "and, if you like, article."
            ),
        ),
        (
            ["unit,annotator,label,unit"],
            "Line 1: column 'unit' stands there twice; name each column once.",
        ),
        (
            [*GOOD, "s2,ada, ,a"],
            (
                "Line 4: the label is empty; fill it in, or leave the line out if the annotator "
                "did not label the unit."
            ),
        ),
        (
            [*GOOD, "s2,ada,claim,"],
            (
                "Line 4: the article is empty; fill it in, or leave the line out if the annotator "
                "did not label the unit."
            ),
        ),
        (
            [*GOOD, "", "s1,ada,denial,a"],
            "Line 5: annotator 'ada' already labelled unit 's1' on line 2; keep one of the two.",
        ),
        (
            [*GOOD, "s1,cleo,denial,b"],
            (
                "Line 4: unit 's1' is in article 'b' here and in article 'a' before; "
                "give each unit one article."
            ),
        ),
        (
            [*GOOD, "s2,ada"],
            "Line 4: 2 cells where the first line names 4 columns.",
        ),
        (
            [*GOOD, "s2,ada,framing,a"],
            "Line 4: label 'framing' is not among the declared labels claim, denial.",
        ),
    ],
)
def test_a_bad_line_is_named(lines: list[str], sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_ratings(lines, labels=["claim", "denial"])
    assert str(refused.value) == sentence


def test_a_broken_quotation_is_named() -> None:
    with pytest.raises(Invalid, match=r"^Line 4: this is not CSV"):
        read_ratings([*GOOD, '"s2"x,ada,claim,a'])


@given(st.lists(st.text(max_size=30), max_size=6))
def test_any_lines_are_read_or_refused_with_a_line_number(lines: list[str]) -> None:
    refusal = complaint(["unit,annotator,label", *lines])
    assert refusal is None or refusal.startswith("Line ")


def complaint(lines: list[str]) -> str | None:
    try:
        read_ratings(lines)
    except Invalid as refused:
        return str(refused)
    return None


def test_the_json_has_the_documented_shape(table: Build) -> None:
    ratings = table(
        ["claim", "claim"],
        ["none", "claim"],
        ["none", None],
        ["none", "none"],
        labels=["claim", "none", "denial"],
    )
    found = json.loads(json.dumps(as_json(report(ratings, seed=1)), allow_nan=False))
    assert set(found) == {"measures", "pairs", "labels"}
    assert set(found["measures"]) == {
        "krippendorff_alpha",
        "percent_agreement",
        "fleiss_kappa",
        "scott_pi",
        "gwet_ac1",
        "brennan_prediger",
    }
    alpha = found["measures"]["krippendorff_alpha"]
    assert set(alpha) == {"value", "reason", "units", "paired_units", "interval"}
    assert alpha["value"] == pytest.approx(1 - 5 * 2 / 18)
    assert (alpha["reason"], alpha["units"], alpha["paired_units"]) == (None, 4, 3)
    low, high = alpha["interval"]
    assert low <= alpha["value"] <= high
    (pair,) = found["pairs"]
    assert set(pair) == {"annotators", "cohen_kappa", "percent_agreement", "units"}
    assert (pair["annotators"], pair["units"]) == (["a", "b"], 3)
    assert found["labels"]["none"]["count"] == 4
    assert found["labels"]["denial"] == {
        "alpha": {
            "value": None,
            "reason": "Not defined because no paired label is 'denial'.",
            "units": 4,
            "paired_units": 3,
            "interval": None,
        },
        "count": 0,
    }
