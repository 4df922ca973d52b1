import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement import (
    Ratings,
    alpha_jaccard,
    as_json,
    ratings_of_sets,
    read_ratings,
    report,
    set_report,
    sets_as_json,
)
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


SETS = ["unit,annotator,label", "s1,ada,loaded; doubt;loaded", "s1,ben,"]


def test_several_labels_are_a_set_and_an_empty_label_the_empty_set() -> None:
    ratings = read_ratings(SETS, ["doubt", "loaded", "flag"], sets=True)
    assert ratings.labels == ("", "doubt;loaded")
    assert list(ratings.rows()) == [("s1", "ada", "doubt;loaded", None), ("s1", "ben", "", None)]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "s2,ada,doubt;;loaded",
            (
                "Line 4: there is an empty label in 'doubt;;loaded'; put single semicolons between "
                "the labels, and none after the last."
            ),
        ),
        (
            "s2,ada,doubt;smear",
            "Line 4: label 'smear' is not among the declared labels doubt, loaded.",
        ),
        ("s1,ben,doubt", "Line 4: annotator 'ben' already labelled unit 's1' on line 3; "),
        ("s2,,doubt", "Line 4: the annotator is empty; "),
    ],
)
def test_a_bad_line_among_sets_is_named(line: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_ratings([*SETS, line], ["doubt", "loaded"], sets=True)
    assert str(refused.value).startswith(sentence)


def test_the_json_of_sets_has_the_documented_shape() -> None:
    lines = [*SETS, "s2,ada,doubt", "s2,ben,doubt;loaded", "s3,ada,flag"]
    ratings = read_ratings(lines, sets=True)
    found = json.loads(json.dumps(sets_as_json(set_report(ratings, seed=1)), allow_nan=False))
    assert set(found) == {"measures", "pairs", "labels"}
    assert set(found["measures"]) == {"alpha_jaccard", "alpha_masi"}
    measure = found["measures"]["alpha_jaccard"]
    assert set(measure) == {"value", "reason", "units", "paired_units", "interval"}
    assert (measure["units"], measure["paired_units"]) == (3, 2)
    assert found["pairs"][0]["units"] == 2
    assert found["labels"]["flag"]["count"] == 1
    assert found["labels"]["flag"]["alpha"]["reason"] == (
        "Not defined because every paired label is 'not flag'."
    )


def test_sets_that_do_not_vary_say_which_set_it_is() -> None:
    for labels, which in (({"doubt", "loaded"}, "is {doubt, loaded}"), (set(), "is empty")):
        ratings = ratings_of_sets((unit, who, labels, None) for unit in "xy" for who in "ab")
        assert alpha_jaccard(ratings).reason == f"Not defined because every paired set {which}."
    with pytest.raises(Invalid, match="is a text and not a set of labels"):
        ratings_of_sets([("s1", "ada", "doubt", None)])
