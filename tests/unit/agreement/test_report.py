from collections.abc import Callable

import numpy as np
import pytest

from annotator.agreement import (
    Coefficient,
    Ratings,
    cohen_kappa,
    krippendorff_alpha,
    percentile_interval,
    report,
    resample,
    units_in_cell,
)
from annotator.errors import Invalid

Build = Callable[..., Ratings]


def reason(measure: Coefficient) -> str | None:
    assert (measure.value, measure.interval) == (None, None)
    return measure.reason


def test_one_label_throughout_says_which_label(table: Build) -> None:
    ratings = table(["claim", "claim"], ["claim", "claim"], labels=["claim", "denial"])
    found = report(ratings, seed=1)
    paired = "Not defined because every paired label is 'claim'."
    assert reason(found.alpha) == paired
    assert reason(found.scott_pi) == paired
    assert reason(found.labels[0].alpha) == paired
    assert reason(found.labels[1].alpha) == "Not defined because no paired label is 'denial'."
    assert reason(found.fleiss_kappa) == "Not defined because every label given is 'claim'."
    assert reason(found.pairs[0].kappa) == (
        "Not defined because 'a' and 'b' gave every unit they share the label 'claim'."
    )
    assert found.percent.value == found.gwet_ac1.value == found.brennan_prediger.value == 1


def test_a_label_set_of_one_leaves_only_percent_agreement_defined(table: Build) -> None:
    found = report(table(["claim", "claim"], ["claim", "claim"]), seed=1)
    only = "Not defined because the label set has only one label."
    assert reason(found.gwet_ac1) == reason(found.brennan_prediger) == only
    assert found.percent.value == 1
    assert found.alpha.value is None


def test_an_empty_project_says_that_nothing_is_labelled(table: Build) -> None:
    found = report(table(), seed=1)
    assert reason(found.alpha) == "Not defined because nothing has been labelled."
    assert (found.units, found.articles, found.ratings, found.pairs) == (0, 0, 0, ())


def test_people_who_share_no_unit_are_named(table: Build) -> None:
    found = report(table(["claim", None], [None, "claim"]), seed=1)
    assert reason(found.alpha) == "Not defined because no unit was labelled by two annotators."
    assert reason(found.pairs[0].percent) == (
        "Not defined because 'a' and 'b' labelled no unit in common."
    )


def test_scotts_pi_is_not_given_for_three(table: Build) -> None:
    found = report(table(["claim", "denial", "claim"], ["none", "none", "claim"]), seed=1)
    assert reason(found.scott_pi) == (
        "Not defined because Scott's pi compares two annotators and there are 3; "
        "Fleiss' kappa is its form for more."
    )


def test_one_article_gives_values_without_an_interval(table: Build) -> None:
    ratings = table(["claim", "claim"], ["none", "claim"], ["none", "none"], articles=["x"] * 3)
    found = report(ratings, seed=1)
    assert found.alpha.value is not None
    assert found.alpha.interval is None
    assert found.alpha.interval_note == (
        "No interval, because all paired units are in one article; it takes at least two."
    )


def test_a_pair_that_shares_one_article_has_no_interval_though_others_do(table: Build) -> None:
    ratings = table(
        ["claim", "claim", "none"],
        ["none", "claim", "claim"],
        ["none", "none", None],
        ["claim", "none", None],
        articles=["x", "x", "y", "y"],
    )
    first, second, _ = report(ratings, seed=1).pairs
    assert first.annotators == ("a", "b")
    assert (first.articles, second.articles) == (2, 1)
    assert first.percent.interval is not None
    assert second.percent.interval is None
    assert second.percent.interval_note is not None


@pytest.mark.parametrize(("articles", "cautioned"), [(19, True), (20, False)])
def test_below_twenty_articles_the_interval_comes_with_caution(
    table: Build, articles: int, cautioned: bool
) -> None:
    units = [["claim", "claim"], ["none", "claim"], ["none", "none"]]
    ratings = table(
        *(units[at % 3] for at in range(articles)), articles=[f"{at:02}" for at in range(articles)]
    )
    note = report(ratings, seed=1).alpha.interval_note
    assert (note is not None) == cautioned
    assert note is None or note.startswith("The interval rests on 19 articles; below 20")


def test_resamples_without_variation_are_dropped_and_counted(table: Build) -> None:
    ratings = table(["claim", "claim"], ["none", "none"], articles=["x", "y"])
    interval = report(ratings, seed=3, resamples=400).alpha.interval
    assert interval is not None
    assert interval.undefined_share == pytest.approx(0.5, abs=0.1)
    assert (interval.low, interval.high) == (1, 1)
    assert (interval.level, interval.resamples, interval.seed) == (0.95, 400, 3)


def test_without_a_defined_resample_there_is_no_interval() -> None:
    assert percentile_interval(np.array([np.nan, np.nan]), seed=1) is None


def test_the_seed_decides_the_interval(table: Build) -> None:
    units = [["claim", "claim"], ["none", "claim"], ["none", "none"], ["claim", "none"]]
    ratings = table(*units * 6)
    assert report(ratings, seed=1) == report(ratings, seed=1)
    assert report(ratings, seed=1).alpha.interval != report(ratings, seed=2).alpha.interval


def test_articles_are_drawn_whole(table: Build) -> None:
    alike = [["claim", "claim"], ["none", "none"]]
    apart = [["claim", "none"], ["none", "claim"]]
    units = [*(alike * 10), *(apart * 10)]
    by_unit = report(table(*units), seed=1).percent.interval
    by_article = report(
        table(*units, articles=[f"{at // 10}" for at in range(40)]), seed=1
    ).percent.interval
    assert by_unit is not None
    assert by_article is not None
    assert (by_article.low, by_article.high) == (0, 1)
    assert by_unit.high - by_unit.low < 0.4


def test_a_pairs_resamples_are_those_of_its_articles(table: Build) -> None:
    units = [["claim", "claim", None], ["none", "claim", "claim"], ["none", "none", "claim"]]
    ratings = table(*units * 8, articles=[f"{at // 2:02}" for at in range(24)])
    two = [
        (unit, who, label, article)
        for unit, who, label, article in zip(
            [ratings.units[at] for at in ratings.unit],
            [ratings.annotators[at] for at in ratings.annotator],
            [ratings.labels[at] for at in ratings.label],
            [ratings.articles[ratings.article_of[at]] for at in ratings.unit],
            strict=True,
        )
        if who in "ab"
    ]
    alone = report(Ratings.from_rows(two), seed=4).pairs[0]
    assert report(ratings, seed=4).pairs[0] == alone


def test_nothing_or_no_resample_to_draw_is_refused(table: Build) -> None:
    ratings = table(["claim", "none"], ["claim", "claim"])
    for seed, resamples, sentence in (
        (-1, 10, "The seed -1 is negative; choose 0 or a larger whole number."),
        (1, 0, "0 resamples were asked for; ask for at least one."),
    ):
        with pytest.raises(Invalid) as refused:
            resample(ratings, seed, resamples)
        assert str(refused.value) == sentence
    with pytest.raises(Invalid):
        resample(table(), seed=1)


def test_kappa_does_not_care_which_annotator_is_named_first(table: Build) -> None:
    ratings = table(["claim", "none"], ["claim", "claim"], ["none", "none"])
    assert cohen_kappa(ratings, "b", "a") == cohen_kappa(ratings, "a", "b")
    with pytest.raises(Invalid):
        cohen_kappa(ratings, "a", "z")
    with pytest.raises(Invalid):
        cohen_kappa(ratings, "a", "a")


def test_a_cell_of_the_matrix_opens_its_units(table: Build) -> None:
    ratings = table(
        ["claim", "none", "claim"],
        ["claim", "claim", None],
        ["none", None, None],
        ["none", "claim"],
    )
    matrix = report(ratings, seed=1).matrix
    assert matrix.labels == ("claim", "none")
    assert matrix.pairs == ((2, 3), (3, 0))
    assert matrix.units == ((2, 2), (2, 0))
    assert matrix.coincidences == ((3.0, 2.0), (2.0, 0.0))
    assert units_in_cell(ratings, "none", "claim") == ("s000", "s003")
    assert units_in_cell(ratings, "claim", "claim") == ("s000", "s001")
    with pytest.raises(Invalid):
        units_in_cell(ratings, "claim", "framing")


def test_the_report_counts_what_it_rests_on(table: Build) -> None:
    ratings = table(
        ["claim", "none"],
        ["claim", None],
        ["none", "none"],
        labels=["none", "claim", "denial"],
        articles=["x", "y", "x"],
    )
    found = report(ratings, seed=1)
    assert (found.articles, found.paired_articles) == (2, 1)
    assert (found.units, found.paired_units, found.ratings) == (3, 2, 5)
    assert found.pairs[0].confusion == ((1, 0, 0), (1, 0, 0), (0, 0, 0))
    none, claim, denial = found.labels
    assert (none.count, none.paired_count, none.units) == (3, 3, 2)
    assert (claim.count, claim.paired_count, claim.units) == (2, 1, 2)
    assert (denial.count, denial.paired_count, denial.units) == (0, 0, 0)
    assert [none.prevalence, claim.prevalence, denial.prevalence] == [0.5, 0.5, 0]


def test_alpha_is_always_called_nominal(table: Build) -> None:
    found = report(table(["claim", "none"]), seed=1)
    for measure in (found.alpha, *(label.alpha for label in found.labels)):
        assert measure.name.startswith("Krippendorff's alpha (nominal)")


def test_alpha_alone_equals_alpha_in_the_report(table: Build) -> None:
    ratings = table(["claim", "none"], ["claim", "claim"], ["none", "none"])
    assert krippendorff_alpha(ratings).value == report(ratings, seed=1).alpha.value


def test_few_units_and_undefined_resamples_are_told_with_the_interval(table: Build) -> None:
    note = report(table(["claim", "claim"], ["none", "none"]), seed=3).alpha.interval_note
    assert note is not None
    assert note.startswith("The interval rests on 2 units; below 20 it is unreliable, mostly ")
    assert note.endswith("% of the resamples the measure was not defined; they are left out.")
